package ticket

import (
	"slices"
	"strconv"

	"daybrief/model"
	"daybrief/ui/layout"
	"daybrief/ui/screen"
	"daybrief/ui/widget"
)

// wideW is the least width at which conversation and facts stand side by side.
const wideW = 110

// headLines are the line that says where in the list one is, and a rule.
const headLines = 2

// View is the page. It keeps the list that one came from, so that the next and
// the previous ticket are a key away, whatever new data does to that list.
type View struct {
	keys  keys
	from  []model.TicketID
	at    int
	words widget.Preview // the conversation, or everything where it is narrow
	facts widget.Preview
	inFar bool // keys scroll the facts
	area  layout.Rect
	wide  bool
	last  *model.Ticket // as it was last seen, for when it has gone
	gone  bool
	// kin are the related tickets, worked out once a snapshot and ticket.
	kin struct {
		gen    uint64
		ticket *model.Ticket
		groups []widget.Related
	}
}

// New opens the ticket at place at of a list; false when there is no such place.
func New(from []model.TicketID, at int) (*View, bool) {
	if at < 0 || at >= len(from) {
		return nil, false
	}
	v := &View{keys: defaultKeys(), from: slices.Clone(from), at: at}
	v.facts.Show, v.facts.Titled, v.words.Titled = widget.ShowFacts, true, true
	return v, true
}

// Ticket is the one that is shown.
func (v *View) Ticket() model.TicketID { return v.from[v.at] }

// Sync works the lines out for new data, another ticket, size or theme.
func (v *View) Sync(f screen.Frame) {
	v.area, v.wide = f.Area, f.Area.W >= wideW
	h := max(0, f.Area.H-headLines)
	card := v.card(f)
	if !v.wide {
		v.inFar = false
		v.show(widget.ShowAll)
		v.words.Sync(card, max(0, f.Area.W-2), h, f.Theme)
		v.facts.Sync(widget.Card{}, 0, 0, f.Theme)
		return
	}
	left, right := v.columns()
	v.show(widget.ShowConversation)
	v.words.Sync(card, left, h, f.Theme)
	v.facts.Sync(card, right, h, f.Theme)
}

// show changes what the first half holds; another half begins at its top.
func (v *View) show(s widget.Show) {
	if v.words.Show != s {
		v.words = widget.Preview{Show: s, Titled: true}
	}
}

// columns share the width: words are read best at up to 100 cells.
func (v *View) columns() (left, right int) {
	inner := v.area.W - 5 // margins and the line between
	right = min(72, max(44, inner*2/5))
	return inner - right, right
}

// card is everything that is known of the ticket.
func (v *View) card(f screen.Frame) widget.Card {
	c := widget.Card{Lookup: f.Lookup, Now: f.Now, Zone: f.Zone, OldGoals: screen.OldGoals(f), NoSchedule: screen.UnseenSchedule(f)}
	if f.Lookup == nil {
		return c
	}
	t := f.Lookup.Ticket(v.Ticket())
	if v.gone = t == nil; v.gone {
		if t = v.last; t == nil || t.ID != v.Ticket() {
			return c
		}
		c.Lost = "This ticket is no longer among the open ones: it was closed, merged or deleted."
		if screen.Unseen(f) != "" {
			c.Lost = "This ticket is no longer among the open ones that can be seen."
		}
	}
	v.last, c.Ticket = t, t
	c.Reasons = widget.Reasons(f.Assessed, t.ID)
	if f.Detail != nil {
		c.TicketDetail = f.Detail(t.ID)
	}
	if k := &v.kin; k.gen != f.Snapshot.Gen || k.ticket != t {
		k.gen, k.ticket, k.groups = f.Snapshot.Gen, t, related(f, t)
	}
	c.Related = v.kin.groups
	return c
}

// mostRelated is how many tickets of a group are listed.
const mostRelated = 8

// related are the parent, the bundled children and the company's other open
// tickets, the newest of those first.
func related(f screen.Frame, t *model.Ticket) []widget.Related {
	parent := widget.Related{Title: "Parent"}
	children := widget.Related{Title: "Bundled"}
	others := widget.Related{Title: "Company"}
	if p := f.Lookup.Ticket(t.Parent); t.Parent != 0 && p != nil {
		parent.Tickets = []*model.Ticket{p}
	}
	switch {
	case f.Snapshot.Reading() != "":
		others.Part = "so far"
	case len(f.Snapshot.Health) > 0 && len(screen.Partly(f.Snapshot, model.SourceTickets, model.SourceProjectTickets)) > 0:
		others.Part = "that can be seen"
	}
	for o := range f.Snapshot.Open {
		switch {
		case o.ID == t.ID || o.ID == t.Parent:
		case o.Parent == t.ID:
			children.Tickets = append(children.Tickets, o)
		case t.Company.ID != 0 && o.Company.ID == t.Company.ID:
			others.Tickets = append(others.Tickets, o)
		}
	}
	slices.SortFunc(others.Tickets, func(a, b *model.Ticket) int { return b.Entered.Compare(a.Entered) })
	groups := []widget.Related{parent, children, others}
	for i := range groups {
		if g := &groups[i]; len(g.Tickets) > mostRelated {
			g.More = len(g.Tickets) - mostRelated
			g.Tickets = g.Tickets[:mostRelated]
		}
	}
	return groups
}

// place says where in the list one is: "3 of 12".
func (v *View) place() string {
	if len(v.from) < 2 {
		return ""
	}
	return strconv.Itoa(v.at+1) + " of " + strconv.Itoa(len(v.from))
}
