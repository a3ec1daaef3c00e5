package briefing

import (
	"cmp"
	"slices"
	"time"

	"daybrief/model"
	"daybrief/model/assess"
)

// nowLines is how many lines Now has at most, and nowLeast how many points
// something needs to call for somebody: more than these.
const (
	nowLines = 7
	nowLeast = 40
)

// situation is one thing to do: a ticket, or what gathers several.
type situation struct {
	id      int64 // tells equals apart
	item    *Item // nil for a single ticket: its row is made when it has a line
	points  int
	of      *fact // a single ticket
	gathers bool  // stands before a single ticket of the same points
}

// beyond are the tickets of what has no line, each once: a flood names tickets that
// stand elsewhere, too.
func beyond(lines, rest []situation) (out []*model.Ticket) {
	told := map[model.TicketID]bool{}
	note := func(list []situation, flood bool, yield func(*model.Ticket)) {
		for _, s := range list {
			for _, t := range s.tickets() {
				if flood == s.flood() && !told[t.ID] {
					told[t.ID] = true
					yield(t)
				}
			}
		}
	}
	add := func(t *model.Ticket) { out = append(out, t) }
	note(lines, false, func(*model.Ticket) {})
	note(rest, false, add)
	note(rest, true, add)
	return out
}

// flood reports whether its tickets are not its alone.
func (s situation) flood() bool { return s.item != nil && s.item.Kind == KindFlood }

// tickets are those that it is about.
func (s situation) tickets() []*model.Ticket {
	if s.of != nil {
		return []*model.Ticket{s.of.t}
	}
	return s.item.Tickets
}

// needed answers "what needs me now?": what has the most points, each thing to do in
// one line, and what is beyond the lines in the last one.
func needed(b *builder, sec *Section) {
	sec.Rule = "More than 40 points, most points first. What belongs together is one line, a ticket stands in one line only, and the last of seven lines stands for the rest."
	if !b.tickets(sec) {
		return
	}
	b.statuses(sec)
	b.blindSpots(sec)
	if why := b.numbers.Missing["new_today"]; why != "" && sec.Reading == "" {
		sec.note("a flood of new tickets is not seen, " + why)
	}
	n := situations{b, map[model.TicketID]bool{}}
	all := n.appointments()
	if sec.Reading == "" { // the rest counts
		all = append(all, n.incidents()...)
		all = append(all, n.absent()...)
		all = append(all, flood{b}.situations()...)
	}
	for i := range b.facts {
		if f := &b.facts[i]; f.in && f.v.Points > nowLeast && !n.taken[f.t.ID] {
			all = append(all, situation{id: int64(f.t.ID), points: f.v.Points, of: f})
		}
	}
	all = slices.DeleteFunc(all, func(s situation) bool { return s.points <= nowLeast })
	slices.SortFunc(all, func(x, y situation) int {
		return cmp.Or(cmp.Compare(y.points, x.points), compareTrue(x.gathers, y.gathers), cmp.Compare(x.id, y.id))
	})
	switch {
	case len(all) > nowLines && sec.Reading != "":
		all = all[:nowLines]
	case len(all) > nowLines:
		all = append(all[:nowLines-1:nowLines-1], b.pile(all[:nowLines-1], all[nowLines-1:]))
	}
	for _, s := range all {
		sec.Items = append(sec.Items, b.nowItem(s))
	}
	if len(all) == 0 && sec.Reading == "" {
		sec.Calm = b.calm(sec)
	}
}

// compareTrue puts true first.
func compareTrue(x, y bool) int {
	switch {
	case x == y:
		return 0
	case x:
		return -1
	}
	return 1
}

// nowItem fills in the row of a single ticket; the others have theirs.
func (b *book) nowItem(s situation) Item {
	if s.item != nil {
		s.item.Points = s.points
		return *s.item
	}
	f := s.of
	it := b.item(f)
	it.Points, it.Why, it.IDs = s.points, b.a.Reasons(f.v), []int64{int64(f.t.ID)}
	for _, r := range it.Why {
		it.Reasons = append(it.Reasons, r.Text)
	}
	if it.Tone = Warn; b.r.SLA.IsRed(f.clock, !f.assigned) {
		it.Tone = Bad
	}
	return it
}

// nowRestsOn are the sources that have to answer before Now can be calm.
func nowRestsOn() []model.Source {
	return []model.Source{model.SourceTickets, model.SourceProjectTickets, model.SourceSLA, model.SourceSchedule, model.SourceMembers, model.SourceClosed, model.SourceClosedProject}
}

// blindSpots notes what Now can't see.
func (b *book) blindSpots(sec *Section) {
	if !b.s.ScheduleEntries.Known() {
		sec.note("appointments and absences are not seen, " + b.lacks(model.SourceSchedule))
	} else {
		b.noteGaps(sec, model.SourceSchedule)
		b.noteNameless(sec)
	}
	if !b.s.Members.Known() {
		sec.note("who has left is not seen, " + b.lacks(model.SourceMembers))
	} else {
		b.noteGaps(sec, model.SourceMembers)
	}
	if !b.s.ServiceTickets.Known() {
		sec.note("SLA goals are not seen, " + b.lacks(model.SourceTickets))
		return
	}
	b.noteGoals(sec)
	if n := b.unknownSLA(); n > 0 {
		sec.note("the SLA of " + model.Counted(n, "ticket") + " could not be read")
	}
	b.doubtful(sec, "how urgent their priority is", levelUnknown)
	b.doubtful(sec, "whether the customer has written", repliedUnknown)
	b.doubtful(sec, "whether they are escalated", escalationUnknown)
	b.doubtful(sec, "when they came in", func(f *fact) bool { return f.t.Entered.IsZero() })
}

// pile gathers what is beyond the lines.
func (b *book) pile(lines, rest []situation) situation {
	it := Item{Kind: KindPile, Points: rest[0].points, Tone: Warn}
	var missed int
	var oldest, soonest time.Time
	it.Tickets = beyond(lines, rest)
	for _, s := range rest {
		f := s.of
		if f == nil {
			continue
		}
		switch c := f.clock; {
		case c.Breached():
			missed++
			oldest = earliest(oldest, c.Due)
		case f.atRisk:
			soonest = earliest(soonest, c.Due)
		}
	}
	for _, t := range it.Tickets {
		it.IDs = append(it.IDs, int64(t.ID))
	}
	it.ID = rest[0].id
	words := RestWords(len(rest), missed, b.now.Sub(oldest))
	if !soonest.IsZero() {
		words += ", next goal in " + model.Lasting(soonest.Sub(b.now))
	}
	it.Summary, it.Reasons = model.Clean(words), []string{b.firstWords(rest[0])}
	it.Why = []assess.Reason{{Text: "as many as the first of them", Points: rest[0].points}}
	return situation{id: it.ID, item: &it, points: rest[0].points}
}

// firstWords name a thing to do in a few words: "first #104283: customer waiting 2 h".
func (b *book) firstWords(s situation) string {
	if s.of == nil {
		return "first: " + s.item.Summary.String()
	}
	return "first #" + itoa(int64(s.of.t.ID)) + ": " + b.a.Reasons(s.of.v)[0].Text
}

// RestWords tell how many lines are not listed, how many of them have missed a goal,
// and how long ago the first of these did.
func RestWords(lines, missed int, oldest time.Duration) string {
	words := "and " + model.Grouped(lines) + " more"
	switch {
	case missed == 0:
		return words
	case missed == lines:
		words += " missed SLA " + model.Plural(missed, "goal")
	default:
		words += ", " + model.Grouped(missed) + " of them past an SLA goal"
	}
	return words + ", oldest " + model.Lasting(oldest)
}

// earliest is the earlier of two moments, of which one may not be set.
func earliest(x, y time.Time) time.Time {
	if x.IsZero() || !y.IsZero() && y.Before(x) {
		return y
	}
	return x
}

// calm says that nothing calls for anybody, and what comes next. What could not
// be seen is not called calm, and neither is what has not been read yet: there may be
// more.
func (b *builder) calm(sec *Section) string {
	whom := "you"
	if b.r.Scope != model.ScopeMine {
		whom = "anybody"
	}
	words := "Nothing needs " + whom + "."
	unread := b.unread(nowRestsOn()...)
	sec.Least = sec.Least || len(unread) > 0 || sec.Partial != ""
	switch {
	case len(unread) > 0:
		words = "Nothing so far; not read yet: " + model.SourceNames(unread, len(unread)) + "."
	case sec.Partial != "":
		words = "Nothing that can be seen needs " + whom + "."
	}
	var goal time.Time
	for i := range b.facts {
		if f := &b.facts[i]; f.in && f.clock.State == model.SLARunning {
			goal = earliest(goal, f.clock.Due)
		}
	}
	var next []string
	if !goal.IsZero() {
		next = append(next, "next goal in "+model.Lasting(goal.Sub(b.now)))
	}
	if st := b.nextVisit(); st != nil {
		next = append(next, "your next visit "+b.moment(st.start))
	}
	if len(next) > 0 {
		words += " " + capital(join(next, ", ")) + "."
	}
	return words
}
