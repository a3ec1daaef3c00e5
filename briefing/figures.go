package briefing

import (
	"cmp"
	"slices"

	"daybrief/model"
)

// figures are the rows of the section numbers; they count the scope.
type figures struct {
	*builder
	sec *Section
}

// figuresSection answers "how did we do?": the numbers in words, then the open
// tickets by board.
func figuresSection(b *builder, sec *Section) {
	sec.Rule = whoseTickets(b.r.Scope) + "; days run from midnight to midnight in " + b.zone.String() + ", weeks from Monday."
	if !b.allTickets(sec) {
		return
	}
	n, f := &b.numbers, figures{b, sec}
	if why := n.Least["open"]; why != "" && sec.Partial == "" {
		sec.note(why)
	}
	b.statuses(sec)
	if old := b.oldGoals(); old != "" {
		sec.note(old)
	}
	f.open()
	f.carried()
	f.flow("yesterday", "yesterday", f.usualDay(b.cal.Yesterday))
	f.sla()
	f.response()
	f.technicians()
	boards := f.boards()
	f.byBoard(boards)
	f.flow("today", "today", f.usualToday())
	f.flow("this week", "this_week", "")
	f.oldest()
	f.boardRows(boards)
}

// whoseTickets says what the numbers count.
func whoseTickets(scope model.Scope) string {
	switch scope {
	case model.ScopeMine:
		return "The member's tickets"
	case model.ScopeTeam:
		return "The team's tickets"
	}
	return "All tickets that these keys may see"
}

// row adds a row of figures; its id is its place.
func (sec *Section) row(name string, reasons ...string) *Item {
	sec.Items = append(sec.Items, Item{Kind: KindNumber, ID: int64(len(sec.Items) + 1), Summary: model.Clean(name), Reasons: reasons})
	return &sec.Items[len(sec.Items)-1]
}

func (n figures) open() {
	var service, project, waiting, resolved int
	for i := range n.facts {
		f := &n.facts[i]
		if !f.in {
			continue
		}
		add(&service, f.t.Kind == model.ServiceTicket)
		add(&project, f.t.Kind != model.ServiceTicket)
		add(&waiting, f.class.waiting)
		add(&resolved, f.class.resolved && !f.class.waiting)
	}
	words, least := model.Counted(n.numbers.Open, "open ticket"), n.numbers.Mark("open")
	if least != "" {
		words = "at least " + words
	}
	if project > 0 {
		words += ": " + model.Grouped(service) + " service, " + model.Grouped(project) + " project"
	}
	if n.vague > 0 {
		least = "+" // of a status that is not known
	}
	n.sec.row("Open", words, n.numbers.figure("unassigned").String()+" unassigned",
		model.Grouped(waiting)+least+" in a waiting status", model.Grouped(resolved)+least+" resolved but not closed")
}

// flow tells what came in and what was closed in a span of the figures, and what
// is usual; the kill rate is closed ÷ opened.
func (n figures) flow(when, span, usual string) {
	name := "Opened and closed " + when
	opened, closed := n.numbers.figure("new_"+span), n.numbers.figure("closed_"+span)
	if why := cmp.Or(closed.Missing, opened.Missing); why != "" {
		n.sec.row(name, "not known: "+why)
		return
	}
	rate := "no kill rate: nothing was opened"
	if opened.Value > 0 {
		rate = "kill rate " + model.Share(closed.Value, opened.Value)
	}
	least := cmp.Or(closed.Least, opened.Least)
	if least != "" {
		rate = "kill rate not known" // a share of two parts
	}
	it := n.sec.row(name, opened.String()+" opened, "+closed.String()+" closed", rate)
	n.lacks(it, least)
	if usual != "" {
		it.Reasons = append(it.Reasons, usual)
	}
}

func (n figures) sla() {
	const name = "SLA of the week to date"
	if why := n.numbers.Missing["closed_this_week"]; why != "" {
		n.sec.row(name, "not known: "+why)
		return
	}
	var met, all, unsaid int
	for t := range n.s.ClosedTickets {
		if n.crew.Has(t) && n.l.Ticket(t.ID) == nil && endedIn(t, n.cal.Week, n.cal.Tomorrow) {
			add(&all, t.SLA.HasInSLA)
			add(&met, t.SLA.HasInSLA && t.SLA.InSLA)
			add(&unsaid, !t.SLA.HasInSLA && !t.SLA.Name.IsEmpty())
		}
	}
	words := "no ticket closed this week" + n.numbers.seen("closed_this_week") + " has an SLA"
	if all > 0 {
		words = "met " + model.Share(met, all) + " of " + model.Counted(all, "closed ticket") + " with an SLA"
	}
	it := n.sec.row(name, words, n.openBreached())
	if unsaid > 0 {
		it.Reasons = append(it.Reasons, "of "+model.Counted(unsaid, "closed ticket")+" it is not known whether it was met")
	}
	n.lacks(it, n.numbers.Least["closed_this_week"])
}

// lacks says what a row of figures is without, "" when it is whole.
func (n figures) lacks(it *Item, why string) {
	if why != "" && why != n.numbers.Least["open"] { // that stands above the section
		it.Reasons = append(it.Reasons, why)
	}
}

// openBreached stands beside what was met: what is closed is not the whole truth.
func (n figures) openBreached() string {
	if why := n.numbers.Missing["breached"]; why != "" {
		return "how many are breached and still open is not known: " + why
	}
	return model.Grouped(n.numbers.Breached) + n.numbers.Mark("breached") + " breached still open"
}

func (n figures) oldest() {
	var oldest *fact
	for i := range n.facts {
		f := &n.facts[i]
		if f.in && !f.t.Entered.IsZero() && (oldest == nil || cmp.Or(f.t.Entered.Compare(oldest.t.Entered), cmp.Compare(f.t.ID, oldest.t.ID)) < 0) {
			oldest = f
		}
	}
	if oldest == nil {
		return
	}
	t := oldest.t
	it := n.sec.row("Oldest open ticket", "#"+itoa(int64(t.ID))+" came in "+model.Lasting(n.now.Sub(t.Entered))+" ago: "+t.Summary.String())
	it.Ticket, it.Company, it.Board, it.Status, it.Owner, it.URL = t, t.Company.Label(), t.Board.Name, t.Status.Name, n.worker(t), n.url(t.ID)
}

// boardTally is what is open on a board.
type boardTally struct {
	id                         model.BoardID
	name                       model.Text
	open, unassigned, breached int
}

// boards count the open tickets of each board, the fullest first.
func (n figures) boards() (boards []boardTally) {
	at := map[model.BoardID]int{}
	for i := range n.facts {
		f := &n.facts[i]
		if !f.in {
			continue
		}
		k, ok := at[f.t.Board.ID]
		if !ok {
			k = len(boards)
			at[f.t.Board.ID] = k
			boards = append(boards, boardTally{id: f.t.Board.ID, name: f.t.Board.Name})
		}
		boards[k].open++
		add(&boards[k].unassigned, !f.assigned)
		add(&boards[k].breached, f.clock.Breached())
	}
	slices.SortFunc(boards, func(x, y boardTally) int { return cmp.Or(cmp.Compare(y.open, x.open), cmp.Compare(x.id, y.id)) })
	return boards
}

// mostBoards is how many boards are read out in one line.
const mostBoards = 6

// byBoard are the fullest boards in one line, to be read out.
func (n figures) byBoard(boards []boardTally) {
	var words []string
	for i, t := range boards {
		if i == mostBoards {
			words = append(words, "and "+counted(len(boards)-i, "board", "boards")+" more")
			break
		}
		text := t.label() + " " + model.Grouped(t.open) + n.numbers.Mark("open") + " open"
		if t.breached > 0 {
			text += ", " + n.late(t)
		}
		words = append(words, text)
	}
	if len(words) > 1 { // of one board all numbers are
		n.sec.row("By board", words...)
	}
}

// late is how much of a board's tickets is past an SLA goal.
func (n figures) late(t boardTally) string {
	if n.numbers.Missing["breached"] != "" {
		return "breached not known"
	}
	return model.Grouped(t.breached) + n.numbers.Mark("breached") + " breached"
}

func (t boardTally) label() string {
	if t.name.IsEmpty() {
		return "(no board)"
	}
	return t.name.String()
}

// boardRows are the boards one by one.
func (n figures) boardRows(boards []boardTally) {
	for _, t := range boards {
		words := model.Grouped(t.open) + n.numbers.Mark("open") + " open"
		if n.numbers.Mark("open") == "" { // else a share of a part
			words += " (" + model.Share(t.open, n.numbers.Open) + ")"
		}
		it := n.sec.row(t.label(), words, model.Grouped(t.unassigned)+n.numbers.Mark("unassigned")+" unassigned", n.late(t))
		it.Board = t.name
	}
}
