package briefing

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"daybrief/model"
)

// agedDays is from how many days on an open ticket is counted as old.
const agedDays = 14

// carried tells how much of what is open was there this morning, and how much of it
// is old.
func (n figures) carried() {
	var before, old, undated int
	from := n.cal.Today.In(n.zone).AddDate(0, 0, -agedDays)
	for i := range n.facts {
		switch f := &n.facts[i]; {
		case !f.in:
		case f.t.Entered.IsZero():
			undated++
		default:
			add(&before, f.t.Entered.Before(n.cal.Today))
			add(&old, f.t.Entered.Before(from))
		}
	}
	least := n.numbers.Mark("open")
	if undated > 0 {
		least = "+"
	}
	words := model.Counted(before, "open ticket") + " from before today"
	if least != "" {
		words = "at least " + words
	}
	it := n.sec.row("Carried over", words, model.Grouped(old)+least+" older than "+model.Counted(agedDays, "day"))
	if undated > 0 {
		it.Reasons = append(it.Reasons, "of "+model.Counted(undated, "ticket")+" it is not known "+ofOne(undated, "when they came"))
	}
}

// response tells how many first answers came in time, of the tickets of this week
// whose goal has been met or has passed.
func (n figures) response() {
	const name = "First response this week"
	if why := cmp.Or(n.numbers.Missing["new_this_week"], n.numbers.Missing["breached"]); why != "" {
		n.sec.row(name, "not known: "+why)
		return
	}
	var met, all, late, unsaid int
	count := func(t *model.Ticket) {
		g := t.SLA.Respond
		switch {
		case t.Kind != model.ServiceTicket || !model.Within(t.Entered, n.cal.Week, n.cal.Tomorrow):
		case g.Due.IsZero():
			add(&unsaid, t.SLA.Unread)
		case !g.Met.IsZero():
			all++
			add(&met, !g.Met.After(g.Due))
		case g.Due.Before(n.now):
			all++
			add(&late, t.Open())
		}
	}
	for i := range n.facts {
		if f := &n.facts[i]; f.in {
			count(f.t)
		}
	}
	for t := range n.s.ClosedTickets {
		if n.crew.Has(t) && n.l.Ticket(t.ID) == nil {
			count(t)
		}
	}
	words := "no ticket of this week is known to have had to be answered yet"
	if all > 0 {
		words = model.Share(met, all) + " of " + model.Counted(all, "ticket") + " answered in time"
	}
	it := n.sec.row(name, words)
	if late > 0 {
		it.Reasons = append(it.Reasons, model.Grouped(late)+" late and still not answered")
	}
	if unsaid > 0 {
		it.Reasons = append(it.Reasons, "of "+model.Counted(unsaid, "ticket")+" the goal is not known")
	}
	n.lacks(it, n.numbers.Least["new_this_week"])
}

// hands are the tickets that came to somebody and that they closed.
type hands struct {
	name           string
	opened, closed [2]int // yesterday, today
}

// technicians tell who closed how much and to whom how much came, yesterday and
// today: by owner, since the server does not say who closed a ticket.
func (n figures) technicians() {
	const name = "By technician, closed and new"
	for _, key := range []string{"closed_yesterday", "new_yesterday"} {
		if why := n.numbers.Missing[key]; why != "" {
			n.sec.row(name, "not known: "+why)
			return
		}
	}
	all := map[string]*hands{}
	count := func(t *model.Ticket) {
		owner := n.worker(t)
		h := all[owner.String()]
		if h == nil {
			h = &hands{name: cmp.Or(owner.String(), "nobody")}
			all[owner.String()] = h
		}
		for i, day := range [][2]time.Time{{n.cal.Yesterday, n.cal.Today}, {n.cal.Today, n.cal.Tomorrow}} {
			add(&h.opened[i], model.Within(t.Entered, day[0], day[1]))
			add(&h.closed[i], t.Closed && endedIn(t, day[0], day[1]))
		}
	}
	for i := range n.facts {
		if f := &n.facts[i]; f.in {
			count(f.t)
		}
	}
	for t := range n.s.ClosedTickets {
		if n.crew.Has(t) && n.l.Ticket(t.ID) == nil {
			count(t)
		}
	}
	words := handsWords(all)
	if len(words) == 0 {
		words = []string{"nothing" + n.numbers.seen("new_yesterday", "closed_yesterday", "new_today", "closed_today") + " came in or was closed yesterday and today"}
	}
	it := n.sec.row(name, words...)
	n.lacks(it, cmp.Or(n.numbers.Least["closed_yesterday"], n.numbers.Least["closed_today"], n.numbers.Least["new_yesterday"], n.numbers.Least["new_today"]))
}

// handsWords are those with anything to tell, who closed most yesterday first.
func handsWords(all map[string]*hands) []string {
	var list []*hands
	for _, h := range all {
		if h.opened != [2]int{} || h.closed != [2]int{} {
			list = append(list, h)
		}
	}
	slices.SortFunc(list, func(x, y *hands) int {
		return cmp.Or(cmp.Compare(y.closed[0], x.closed[0]), cmp.Compare(y.closed[1], x.closed[1]), strings.Compare(x.name, y.name))
	})
	var words []string
	for _, h := range list {
		words = append(words, h.name+": yesterday "+model.Grouped(h.closed[0])+" closed, "+model.Grouped(h.opened[0])+" new, today "+
			model.Grouped(h.closed[1])+" and "+model.Grouped(h.opened[1]))
	}
	return words
}
