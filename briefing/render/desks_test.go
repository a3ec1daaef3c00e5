package render

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"
	_ "time/tzdata"

	"daybrief/briefing"
	"daybrief/model"
)

// The statuses of a desk's board.
const (
	deskNew model.StatusID = iota + 1
	deskWork
	deskHold
)

// desk is a made-up desk of 6,000 open tickets with all the trouble that a desk has
// and nothing that calls for anybody: a pile of old misses, tickets without an owner,
// customers who have waited a little, dates that are past.
type desk struct {
	*rand.Rand
	s     *model.Snapshot
	rules briefing.Rules
	now   time.Time
	next  model.TicketID
	entry model.ScheduleEntryID
}

// deskCases are where and when a desk is looked at.
var deskCases = []struct{ zone, now string }{
	{"Europe/Berlin", "2026-03-10 10:30"}, {"America/New_York", "2026-05-11 15:10"}, {"Asia/Kolkata", "2026-07-15 13:40"},
	{"Pacific/Auckland", "2026-02-17 11:00"}, {"America/St_Johns", "2026-06-16 16:15"}, {"Europe/Berlin", "2026-03-30 14:30"},
}

func newDesk(t *testing.T, seed int, role briefing.Role, scope model.Scope) *desk {
	t.Helper()
	c := deskCases[seed%len(deskCases)]
	zone, err := time.LoadLocation(c.zone)
	if err != nil {
		t.Fatal(err)
	}
	now, err := time.ParseInLocation("2006-01-02 15:04", c.now, zone)
	if err != nil {
		t.Fatal(err)
	}
	d := &desk{Rand: rand.New(rand.NewPCG(uint64(seed), 9)), now: now, next: 50_000, rules: briefing.DefaultRules(),
		s: &model.Snapshot{ClosedSince: now.AddDate(0, 0, -45), SLAAt: now, RepliedSince: map[model.TicketID]model.Since{}, Gen: 1}}
	d.rules.Zone, d.rules.Member, d.rules.Role, d.rules.Scope = zone, "m0", role, scope
	d.lists()
	for range 6000 {
		d.ordinary()
	}
	for day := range 45 {
		for range 60 {
			at := now.AddDate(0, 0, -day).Add(-time.Duration(d.IntN(8*60)) * time.Minute)
			if !at.Before(now.Add(-3 * time.Hour)) {
				continue
			}
			x := d.ticket(3)
			x.Entered, x.Closed, x.ClosedAt = at, true, at.Add(time.Hour)
			d.s.ServiceTickets.Value = d.s.ServiceTickets.Value[:len(d.s.ServiceTickets.Value)-1]
			d.s.ClosedService.Value = append(d.s.ClosedService.Value, x)
		}
	}
	return d
}

func (d *desk) lists() {
	st := func(id model.StatusID, name string, e model.Escalation) model.Status {
		return model.Status{ID: id, Name: model.Clean(name), Board: 1, Escalation: e}
	}
	s, at := d.s, d.now
	s.Boards = model.Fresh[[]model.Board]{At: at, Value: []model.Board{{ID: 1, Name: model.Clean("Desk"),
		Statuses: []model.Status{st(deskNew, "Arrived", model.NotResponded), st(deskWork, "Working", model.Responded), st(deskHold, "With the customer", model.NoEscalation)}}}}
	s.Priorities.At, s.Members.At = at, at
	for i := range 4 {
		s.Priorities.Value = append(s.Priorities.Value, model.Priority{ID: model.PriorityID(i + 1), Name: model.Clean(fmt.Sprintf("Priority %d", i+1)), Sort: i + 1})
	}
	for i := range 8 {
		s.Members.Value = append(s.Members.Value, model.Member{ID: model.MemberID(i + 1), Identifier: model.Clean(fmt.Sprintf("m%d", i)), First: model.Clean("Member"), Last: model.Clean(fmt.Sprint("No. ", i))})
	}
	for _, when := range []*time.Time{&s.System.At, &s.ServiceTickets.At, &s.ProjectTickets.At, &s.ClosedService.At, &s.ClosedProject.At, &s.ScheduleEntries.At, &s.Companies.At, &s.Time.At} {
		*when = at
	}
	s.TimeFrom = at.AddDate(0, 0, -5)
	for _, src := range []model.Source{model.SourceSystem, model.SourceBoards, model.SourcePriorities, model.SourceMembers, model.SourceTickets, model.SourceProjectTickets,
		model.SourceSLA, model.SourceClosed, model.SourceClosedProject, model.SourceSchedule, model.SourceCompanies, model.SourceTime} {
		s.Health = append(s.Health, model.Health{Source: src, At: at, Every: time.Minute})
	}
}

// ticket is one of a priority that work goes on in, somebody's, with time left.
func (d *desk) ticket(priority int) *model.Ticket {
	d.next++
	company := 1 + d.IntN(400)
	x := &model.Ticket{ID: d.next, Kind: model.ServiceTicket, Summary: model.Clean(fmt.Sprint("Subject ", d.next)), Board: model.Ref[model.BoardID]{ID: 1, Name: model.Clean("Desk")},
		Status: model.Ref[model.StatusID]{ID: deskWork}, Priority: model.PriorityRef(d.s.Priorities.Value[priority-1]), Type: model.Clean(fmt.Sprint("Type ", d.IntN(9))),
		Company: model.CompanyRef{ID: model.CompanyID(company), Name: model.Clean(fmt.Sprint("Company ", company))},
		Entered: d.now.Add(-time.Duration(9*24+d.IntN(4000)) * time.Hour), Updated: d.now.Add(-time.Duration(1+d.IntN(20)) * time.Minute)}
	x.SLA.Resolve.Due = d.now.Add(time.Duration(30+d.IntN(200)) * time.Hour)
	d.own(x, 1+d.IntN(5))
	d.s.ServiceTickets.Value = append(d.s.ServiceTickets.Value, x)
	return x
}

func (d *desk) own(x *model.Ticket, member int) {
	m := d.s.Members.Value[member]
	x.Owner = model.MemberRef{ID: m.ID, Identifier: m.Identifier, Name: m.Name()}
}

// mine is a ticket that whoever is asked for has.
func (d *desk) mine(priority int) *model.Ticket {
	x := d.ticket(priority)
	d.own(x, 0)
	return x
}

func (d *desk) due(x *model.Ticket, in time.Duration) *model.Ticket {
	x.SLA.Resolve.Due = d.now.Add(in)
	return x
}

// ordinary is a ticket of a day on which nothing calls: 40 points at most.
func (d *desk) ordinary() {
	x := d.ticket(3 + d.IntN(2))
	if d.IntN(8) == 0 {
		d.own(x, 0)
	}
	switch p := d.IntN(100); {
	case p < 20:
		d.due(x, -time.Duration(9*24+d.IntN(900))*time.Hour)
	case p < 30:
		x.Status.ID = deskHold
		d.due(x, -time.Duration(1+d.IntN(90))*time.Hour)
	case p < 35:
		x.Owner = model.MemberRef{}
	case p < 42:
		x.Priority, x.CustomerReplied = model.PriorityRef(d.s.Priorities.Value[3]), true
		d.s.RepliedSince[x.ID] = model.Since{At: d.worked(time.Duration(1+d.IntN(7)) * time.Hour)}
	case p < 46:
		x.Priority = model.PriorityRef(d.s.Priorities.Value[3])
		x.Required = d.today().AddDate(0, 0, -1-d.IntN(30))
	}
}

// today is the local day as the server tells days.
func (d *desk) today() time.Time {
	y, m, day := d.now.Date()
	return time.Date(y, m, day, 0, 0, 0, 0, time.UTC)
}

// worked is the moment since which so much working time has passed.
func (d *desk) worked(span time.Duration) time.Time {
	at := d.now
	for d.rules.Hours.Between(at, d.now, d.rules.Zone) < span {
		at = at.Add(-10 * time.Minute)
	}
	return at
}

// visit is an entry of the schedule.
func (d *desk) visit(member int, from, to time.Duration) int64 {
	d.entry++
	m := d.s.Members.Value[member]
	d.s.ScheduleEntries.Value = append(d.s.ScheduleEntries.Value, &model.ScheduleEntry{ID: d.entry, Kind: model.ScheduleActivity, Name: model.Clean("Visit"),
		Member: model.MemberRef{ID: m.ID, Identifier: m.Identifier, Name: m.Name()}, Start: d.now.Add(from), End: d.now.Add(to), Acknowledged: true})
	return int64(d.entry)
}

// alike are tickets of one company that came in within the hour.
func (d *desk) alike(n, priority int) (out []*model.Ticket) {
	for i := range n {
		x := d.mine(priority)
		x.Company, x.Type, x.Entered = model.CompanyRef{ID: 900, Name: model.Clean("Northgate Motors")}, model.Clean("Network"), d.now.Add(-time.Duration(50-15*i)*time.Minute)
		out = append(out, x)
	}
	return out
}

func ids(list ...*model.Ticket) (out []int64) {
	for _, x := range list {
		out = append(out, int64(x.ID))
	}
	return out
}

// first is what the JSON of a desk's briefing says of Now.
func (d *desk) first(t *testing.T) (b *briefing.Briefing, doc document) {
	t.Helper()
	b = briefing.Build(d.s, nil, nil, d.rules, d.now)
	if err := json.Unmarshal(JSON(b, Options{}), &struct {
		Now            *[]action `json:"now"`
		Calm           **string  `json:"calm"`
		NeedsAttention *bool     `json:"needs_attention"`
	}{&doc.Now, &doc.Calm, &doc.NeedsAttention}); err != nil {
		t.Fatal(err)
	}
	return b, doc
}

// Whatever is planted on a desk of 6,000 tickets, the first line names it, and the JSON
// has its kind and its numbers.
func TestTheFirstLineNamesIt(t *testing.T) {
	t.Parallel()
	all := situations()
	desks := 40
	if testing.Short() {
		desks = len(all)
	}
	for seed := range desks {
		sit := all[seed%len(all)]
		role, scope := briefing.Roles()[seed%3], model.ScopeMine
		if sit.all || seed >= len(all) {
			scope = model.ScopeEverybody
		}
		if sit.kind == "appointment" {
			role, scope = briefing.Technician, model.ScopeMine
		}
		t.Run(fmt.Sprintf("%d %s", seed, sit.name), func(t *testing.T) {
			t.Parallel()
			d := newDesk(t, seed, role, scope)
			want := sit.plant(d)
			slices.Sort(want)
			b, doc := d.first(t)
			if len(doc.Now) == 0 {
				t.Fatalf("calm: %q %q", b.Now.Calm, b.Now.Unavailable)
			}
			got := doc.Now[0]
			slices.Sort(got.IDs)
			if got.Kind != sit.kind || !slices.Equal(got.IDs, want) || !doc.NeedsAttention || sit.points > 0 && got.Points != sit.points || len(got.Reasons) == 0 {
				t.Errorf("%s, %s: %s %v, %d points %q, want %s %v, %d points", role, scope, got.Kind, got.IDs, got.Points, got.Text, sit.kind, want, sit.points)
			}
			if len(doc.Now) > 7 || strings.HasPrefix(sit.name, "one in front") && doc.Now[len(doc.Now)-1].Kind != "pile" {
				t.Errorf("%d lines, the last %s", len(doc.Now), doc.Now[len(doc.Now)-1].Kind)
			}
			text := strings.Join(strings.Fields(string(Text(b, Options{}))), " ")
			if at := strings.Index(text, got.Text[:min(len(got.Text), 20)]); at < 0 || at > 600 {
				t.Errorf("%q is not what is printed first: %.600s", got.Text, text)
			}
		})
	}
}

// Where nothing is planted, one sentence says so.
func TestACalmDeskSaysSo(t *testing.T) {
	t.Parallel()
	for seed := range 20 {
		role, scope := briefing.Roles()[seed%3], []model.Scope{model.ScopeMine, model.ScopeEverybody}[seed/3%2]
		t.Run(fmt.Sprintf("%d %s %s", seed, role, scope), func(t *testing.T) {
			t.Parallel()
			d := newDesk(t, 100+seed, role, scope)
			b, doc := d.first(t)
			if len(doc.Now) > 0 {
				t.Fatalf("%s %d: %s", doc.Now[0].Kind, doc.Now[0].Points, doc.Now[0].Text)
			}
			if doc.Calm == nil || !strings.HasPrefix(*doc.Calm, "Nothing needs ") || b.Now.Unavailable != "" {
				t.Errorf("calm %v, %q", doc.Calm, b.Now.Unavailable)
			}
		})
	}
}
