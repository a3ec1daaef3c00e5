package hub

import (
	"cmp"
	"encoding/json"
	"hash/maphash"
	"math"
	"slices"
	"strings"
	"time"

	"daybrief/internal/mixpanel"
	"daybrief/model"
)

// unnamed is the client of an event that names none, as Mixpanel itself writes it.
const unnamed = "undefined"

// mostTotals is how many events are told apart when nobody has said which count.
const mostTotals = 2000

// tally counts events while they come. What it holds grows with the users of each
// day, not with the events.
type tally struct {
	company string
	zone    *time.Location
	from    int // the first day, as days since 1970
	days    int
	named   int // events that count; 0: all
	seed    maphash.Seed

	events  index
	clients index
	totals  [][]int // of each event on each day
	// seen are events that were counted, users those of an event on a day, with the
	// client that each was first seen at.
	seen  map[uint64]struct{}
	users map[uint64]int32
	// counts are the users of each day, by event and client; several are users of
	// more than one client.
	counts  map[[2]int32][]int
	several map[uint64]*several
	unsure  map[int32]bool // clients
	skipped int
	strange int // records that are no events at all
}

// several are the clients at which one user did one event on one day.
type several struct {
	event   int32
	day     int
	clients []int32
}

// index numbers names in the order in which they come. Names that look the same
// once they are cleaned are one.
type index struct {
	names []string // cleaned
	at    map[string]int32
	clean map[string]int32
}

func newIndex() index { return index{at: map[string]int32{}, clean: map[string]int32{}} }

func (x *index) number(name string) int32 {
	if n, ok := x.at[name]; ok {
		return n
	}
	clean := model.Clean(name).String()
	n, ok := x.clean[clean]
	if !ok {
		n = int32(min(len(x.names), math.MaxInt32))
		x.names, x.clean[clean] = append(x.names, clean), n
	}
	x.at[strings.Clone(name)] = n
	return n
}

// newTally counts the events that were named, and all where none was.
func newTally(o Settings, job Job, named []string) *tally {
	t := &tally{
		company: o.Company, zone: o.Zone, from: mixpanel.DayNumber(job.From), seed: maphash.MakeSeed(), named: len(named),
		events: newIndex(), clients: newIndex(),
		seen: map[uint64]struct{}{}, users: map[uint64]int32{}, counts: map[[2]int32][]int{}, several: map[uint64]*several{}, unsure: map[int32]bool{},
	}
	t.days = mixpanel.DayNumber(job.Asked.In(o.Zone)) - t.from + 1
	for _, name := range named {
		t.event(name)
	}
	return t
}

func (t *tally) event(name string) int32 {
	n := t.events.number(name)
	for int(n) >= len(t.totals) {
		t.totals = append(t.totals, make([]int, t.days))
	}
	return n
}

// did is what two events have in common that are one and the same.
type did struct {
	event        int32
	person, when string
	insert       string
}

// use is a user of an event on a day.
type use struct {
	event, day int32
	person     string
}

// add counts one event.
func (t *tally) add(raw []byte) {
	var w struct {
		Event      *string
		Properties map[string]json.RawMessage
	}
	if json.Unmarshal(raw, &w) != nil || w.Event == nil || *w.Event == "" || w.Properties == nil {
		t.skipped++
		t.strange++
		return
	}
	name := *w.Event
	known := t.events.at[name]
	if _, ok := t.events.at[name]; !ok {
		if len(t.events.names) >= mostTotals {
			return
		}
		known = t.event(name)
	}
	client, named := word(w.Properties[t.company])
	if !named || strings.TrimSpace(client) == "" {
		client = unnamed
	}
	person, hasPerson := word(w.Properties["distinct_id"])
	day, hasTime := t.day(w.Properties["time"])
	counts := t.named == 0 || int(known) < t.named
	if !hasPerson || !hasTime {
		t.skipped++
		if counts && (!hasTime || day >= 0 && day < t.days) {
			t.unsure[t.clients.number(client)] = true
		}
		return
	}
	if day < 0 || day >= t.days {
		return // it was not asked for
	}
	insert, _ := word(w.Properties["$insert_id"]) // "" is the same for all without one
	once := maphash.Comparable(t.seed, did{known, person, string(w.Properties["time"]), insert})
	if _, twice := t.seen[once]; twice {
		return
	}
	t.seen[once] = struct{}{}
	t.totals[known][day]++
	if counts {
		t.user(known, t.clients.number(client), day, person)
	}
}

// user counts who did an event on a day at a client, once.
func (t *tally) user(event, client int32, day int, person string) {
	key := maphash.Comparable(t.seed, use{event, int32(day), person})
	first, seen := t.users[key]
	switch m := t.several[key]; {
	case !seen:
		t.users[key] = client
	case first == client, m != nil && slices.Contains(m.clients, client):
		return
	case m == nil:
		t.several[key] = &several{event, day, []int32{first, client}}
	default:
		m.clients = append(m.clients, client)
	}
	at := [2]int32{event, client}
	if t.counts[at] == nil {
		t.counts[at] = make([]int, t.days)
	}
	t.counts[at][day]++
}

// day is the day of an event's time, in seconds or milliseconds since 1970, among
// those asked for.
func (t *tally) day(raw json.RawMessage) (day int, ok bool) {
	var at float64
	if json.Unmarshal(raw, &at) != nil || !(at > 0) || at > 1e14 || raw[0] == 'n' {
		return 0, false
	}
	if at > 1e11 {
		at /= 1000
	}
	return mixpanel.DayNumber(time.Unix(int64(at), 0).In(t.zone)) - t.from, true
}

// word is a value as Mixpanel shows it: text, a number, true or false.
func word(raw json.RawMessage) (text string, ok bool) {
	if len(raw) == 0 {
		return "", false
	}
	switch raw[0] {
	case '"':
		return text, json.Unmarshal(raw, &text) == nil && text != ""
	case '{', '[', 'n':
		return "", false
	}
	return string(raw), true
}

// grid are the numbers of the events that count.
func (t *tally) grid(events []string) *grid {
	g := newGrid(t.from, t.days, len(events))
	place := map[int32]int{}
	for i, name := range events {
		if n, ok := t.events.at[name]; ok {
			place[n] = i
		}
	}
	for at, users := range t.counts {
		if i, ok := place[at[0]]; ok {
			copy(g.row(t.clients.names[at[1]]).users[i*t.days:], users)
		}
	}
	for client := range t.unsure {
		g.row(t.clients.names[client]).unsure = true
	}
	for _, m := range t.several {
		if i, ok := place[m.event]; ok {
			var names []string
			for _, c := range m.clients {
				names = append(names, t.clients.names[c])
			}
			g.share(names)[i*t.days+m.day]++
		}
	}
	return g
}

// perDay is how often each event was done on each day, by name.
func (t *tally) perDay() map[string][]int {
	out := make(map[string][]int, len(t.totals))
	for i, days := range t.totals {
		out[t.events.names[i]] = days
	}
	return out
}

// top are the events that were done most.
func top(totals map[string][]int) []string {
	sum := func(name string) (n int) {
		for _, k := range totals[name] {
			n += k
		}
		return n
	}
	var list []string
	for name := range totals {
		if sum(name) > 0 {
			list = append(list, name)
		}
	}
	slices.SortFunc(list, func(a, b string) int { return cmp.Or(cmp.Compare(sum(b), sum(a)), cmp.Compare(a, b)) })
	return list[:min(len(list), mixpanel.MostEvents)]
}
