package tickets

import (
	"slices"

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
	hits    []bool
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
	if fresh || !same {
		p.hay = nil
	}
	if !same {
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

// filter counts what is in a scope and names what a query lets through, for the
// table.
func (p *pool) filter(q *query, in *scope, grouping string) []int64 {
	if len(p.hits) != len(p.rows) {
		p.hits = make([]bool, len(p.rows))
	}
	if !q.empty() && p.hay == nil && len(q.words) > 0 {
		p.hay = newHaystack(p.rows)
	}
	q.search(p.rows, p.hay, p.hits)
	p.counts = counts{}
	shown := make([]ordered, 0, len(p.sorting))
	all := in.isAll()
	for _, o := range p.sorting {
		if !all && !in.admits(p.rows[o.row].Ticket) {
			continue
		}
		p.counts.all++
		if p.hits[o.row] {
			shown = append(shown, o)
			if o.breached {
				p.counts.breached++
			}
			if o.unknown {
				p.counts.unknown++
			}
		}
	}
	p.counts.shown = len(shown)
	return p.keysOf(shown, grouping)
}

// keysOf names the rows for the table; headings have negative keys.
func (p *pool) keysOf(shown []ordered, grouping string) []int64 {
	p.groups = nil
	out := make([]int64, 0, len(shown))
	if grouping == "" {
		for _, o := range shown {
			out = append(out, o.id)
		}
		return out
	}
	p.groups = grouped(grouping, p.rows, shown)
	for n, g := range p.groups {
		out = append(append(out, int64(-n-1)), g.rows...)
	}
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
