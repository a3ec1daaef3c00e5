package tickets

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"daybrief/model"
	"daybrief/ui/screen"
	"daybrief/ui/widget"
)

// pool is the open tickets as rows, and which of them a filter lets through.
type pool struct {
	rows    []row
	desk    int // open tickets, whosever
	byID    map[int64]int32
	world   world     // what the words of a filter may refer to
	sorting []ordered // the rows in order
	hay     *haystack
	fits    bool // hay is the text of rows
	hits    []bool
	passed  []ordered // what the query before let through, in order
	before  *query    // nil: not to be gone on from
	turns   [2][]int64
	groups  []*group
	counts  counts
}

// counts are the figures of the head line.
type counts struct{ all, shown, breached, unknown int }

// load makes rows out of the judged tickets; fresh says that what they refer to
// has changed.
func (p *pool) load(f *screen.Frame, crew *model.Crew, fresh bool) {
	was := p.rows
	p.rows, p.desk = rowsOf(f.Assessed.Tickets, crew), len(f.Assessed.Tickets)
	same := sameTickets(was, p.rows)
	if fresh {
		p.hay = nil
	}
	if !same {
		p.fits = false
		p.byID = make(map[int64]int32, len(p.rows))
		for i := range p.rows {
			p.byID[int64(p.rows[i].ID)] = int32(i)
		}
	}
	p.world = world{
		me: f.Rules.Member, now: f.Now, today: f.Assessed.Days.Today, zone: f.Zone,
		rank: ranks(p.rows, f.Snapshot.Priorities.Value), visits: f.Lookup.ScheduleEntries,
	}
	if !f.Snapshot.ScheduleEntries.Known() {
		p.world.unplanned = "What is scheduled is not known: the schedule has not been read."
	}
}

// sameTickets reports whether both are about the same tickets as they were read.
func sameTickets(x, y []row) bool {
	return slices.EqualFunc(x, y, func(a, b row) bool { return a == b || a.Ticket == b.Ticket })
}

// ticket is the one with a key; nil for none.
func (p *pool) ticket(key int64) *model.Ticket {
	if i, ok := p.byID[key]; ok {
		return p.rows[i].Ticket
	}
	return nil
}

// prepare makes the text of the rows, where it is not there already. adopt takes it.
func (p *pool) prepare() tea.Cmd {
	if p.hay != nil && p.fits {
		return nil
	}
	rows, was := p.rows, p.hay
	return func() tea.Msg { return prepared{newHaystack(rows, was), was} }
}

// prepared is the text of rows, and the one that it was made from.
type prepared struct{ hay, from *haystack }

// adopt takes a text that was made aside, unless there is a later one.
func (p *pool) adopt(made prepared) {
	if p.hay == made.from {
		p.hay, p.fits = made.hay, made.hay.holds(p.rows)
	}
}

// filter counts what is in a scope and names what a query lets through, for the
// table. What is in order already, and a query that goes on from the last one, costs
// no more than what the last one let through.
func (p *pool) filter(q *query, in *scope, grouping string) []int64 {
	if len(q.words) > 0 && (p.hay == nil || !p.fits) {
		p.hay, p.fits = newHaystack(p.rows, p.hay), true
	}
	from, had := p.sorting, p.counts.all
	narrow := p.before != nil && q.narrows(p.before)
	if narrow {
		from = p.passed
		q.among(p.hay, p.hits)
	} else {
		if len(p.hits) != len(p.rows) {
			p.hits = make([]bool, len(p.rows))
		}
		q.search(p.rows, p.hay, p.hits)
	}
	p.counts = counts{}
	shown := slices.Grow(p.passed[:0], len(from)) // in place, where it is what is narrowed
	all := narrow || in.isAll()
	for _, o := range from {
		if !all && !in.admits(p.rows[o.row].Ticket) {
			continue
		}
		p.counts.all++
		if !p.hits[o.row] {
			continue
		}
		shown = append(shown, o)
		if o.breached {
			p.counts.breached++
		}
		if o.unknown {
			p.counts.unknown++
		}
	}
	if narrow {
		p.counts.all = had
	}
	p.passed, p.before, p.counts.shown = shown, q, len(shown)
	return p.keysOf(shown, grouping)
}

// keysOf names the rows for the table; headings have negative keys. The table compares
// them with the keys of before: those take turns.
func (p *pool) keysOf(shown []ordered, grouping string) []int64 {
	p.groups = nil
	out := slices.Grow(p.turns[0][:0], len(shown))
	if grouping == "" {
		for _, o := range shown {
			out = append(out, o.id)
		}
	} else {
		p.groups = grouped(grouping, p.rows, shown)
		for n, g := range p.groups {
			out = append(append(out, int64(-n-1)), g.rows...)
		}
	}
	p.turns = [2][]int64{p.turns[1], out}
	return out
}

// alarm selects the next ticket of a list that is breached or at risk, round the
// end; false when there is none.
func (p *pool) alarm(t *widget.Table, step int) bool {
	n := t.Len()
	for i, at := 0, t.Index(); i < n; i++ {
		at = ((at+step)%n + n) % n
		k := t.Key(at)
		if r, ok := p.byID[k]; ok && p.rows[r].Misses() {
			t.Select(k)
			return true
		}
	}
	return false
}
