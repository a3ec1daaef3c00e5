package widget

import (
	"slices"
	"strings"
	"time"

	"daybrief/internal/psa"
	"daybrief/model"
	"daybrief/model/assess"
	"daybrief/ui/theme"
)

// Card is what a Preview shows of one ticket.
type Card struct {
	Ticket  *model.Ticket
	Lookup  *model.Lookup // may be nil
	Reasons []Reason      // why somebody should look at it; may be empty
	// Lost says that the ticket has gone since it was opened ("closed or
	// deleted meanwhile"); "" when it is still there.
	Lost string

	// What is known of it beyond the lists.
	psa.TicketDetail

	// OldGoals tells that the goals were not calculated: they may be old.
	OldGoals bool
	// NoSchedule says what of the schedule can't be seen; "" for nothing.
	NoSchedule string

	// Related are other tickets, in named groups: parent, children, the
	// company's others.
	Related []Related

	Now  time.Time
	Zone *time.Location // nil: UTC
}

// Reason is one reason to look at a ticket.
type Reason struct {
	Text string
	Ink  Ink
}

// Reasons are why the judgement says somebody should look at a ticket. Red is what
// is missed already, and the goal ahead of a ticket whose SLA is red.
func Reasons(a *assess.Assessment, id model.TicketID) []Reason {
	list := a.Why(id)
	out := make([]Reason, len(list))
	for i, r := range list {
		out[i] = Reason{r.Text, InkWarn}
		t := a.Ticket(id)
		if strings.HasPrefix(r.Key, "missed_") || strings.HasPrefix(r.Key, "due_") && a.Rules.SLA.IsRed(t.Clock, t.Unassigned()) {
			out[i].Ink = InkBad
		}
	}
	return out
}

// Unsaid are the reasons that said does not hold already, in its own words or as
// part of them.
func Unsaid(said, more []Reason) []Reason {
	return slices.DeleteFunc(more, func(r Reason) bool {
		return slices.ContainsFunc(said, func(s Reason) bool { return strings.Contains(s.Text, r.Text) || strings.Contains(r.Text, s.Text) })
	})
}

// Related is a group of tickets that belong to the one shown.
type Related struct {
	Title   string
	Tickets []*model.Ticket
	More    int    // how many there are beyond those listed
	Part    string // which those are, where there may be others: "so far"
}

// Show is which half of a ticket a Preview shows.
type Show uint8

// The halves: a wide page shows them beside each other.
const (
	ShowAll Show = iota
	ShowConversation
	ShowFacts
)

// Preview is a scrollable view of one ticket. It works its lines out in Sync
// and keeps its place in the text (see part) while the same ticket is shown.
type Preview struct {
	lines []string
	parts []part
	id    model.TicketID
	top   int
	w, h  int
	from  origin
	// Show is set before the first Sync; and Titled, where the ticket's number and kind
	// stand above the preview already.
	Show   Show
	Titled bool
}

// origin is what the lines were worked out from, so that a key that moves
// nothing does not wrap a long conversation again. Times count to the minute.
type origin struct {
	ticket   *model.Ticket
	lookup   *model.Lookup
	why      string
	notes    time.Time
	entries  time.Time
	n        int
	busy     bool
	problem  *model.Problem
	timeless *model.Problem
	devices  time.Time
	refused  *model.Problem
	minute   time.Time
	zone     *time.Location
	w        int
	theme    *theme.Theme
	related  string
	oldGoals bool
	schedule string
}

func originOf(c Card, w int, th *theme.Theme) origin {
	why := c.Lost
	for _, r := range c.Reasons {
		why += "\n" + string(rune('a'+r.Ink)) + r.Text
	}
	return origin{c.Ticket, c.Lookup, why, c.Notes.At, c.Time.At, len(c.Notes.Value), c.Busy, c.Notes.Problem, c.Time.Problem,
		c.Devices.At, c.Devices.Problem,
		c.Now.Truncate(time.Minute), c.Zone, w, th, relatedKey(c.Related), c.OldGoals, c.NoSchedule}
}

// Sync works out the lines for w by h cells. The place is kept when the ticket
// is still the same one, else it goes to the top.
func (p *Preview) Sync(c Card, w, h int, th *theme.Theme) {
	p.w, p.h = max(0, w), max(0, h)
	if c.Ticket == nil {
		p.lines, p.parts, p.id, p.top, p.from = nil, nil, 0, 0, origin{}
		return
	}
	if c.Zone == nil {
		c.Zone = time.UTC
	}
	if c.Ticket.ID != p.id {
		p.id, p.top, p.parts = c.Ticket.ID, 0, nil
	}
	if from := originOf(c, p.w, th); from != p.from {
		p.from, p.lines = from, nil
		s := sheet{w: p.w, th: th, card: c, titled: p.Titled}
		if p.w > 0 {
			s.ticket(p.Show)
		}
		p.top = held(p.top, p.parts, s.parts)
		p.lines, p.parts = s.lines, s.parts
	}
	p.clamp()
}

// Scroll moves n lines down (or up); false when it was at the end.
func (p *Preview) Scroll(n int) bool {
	was := p.top
	p.top += n
	p.clamp()
	return p.top != was
}

// Page moves n screens; a line of the old one stays in sight.
func (p *Preview) Page(n int) bool { return p.Scroll(n * max(1, p.h-1)) }

// Home goes to the top, End to the bottom.
func (p *Preview) Home() bool { return p.Scroll(-len(p.lines)) }

// End goes to the bottom.
func (p *Preview) End() bool { return p.Scroll(len(p.lines)) }

// Top is the first line on the screen.
func (p *Preview) Top() int { return p.top }

// Ticket is the ticket that is shown; 0 for none.
func (p *Preview) Ticket() model.TicketID { return p.id }

// More reports whether there are lines above and below the screen.
func (p *Preview) More() (above, below bool) { return p.top > 0, p.top+p.h < len(p.lines) }

func (p *Preview) clamp() { p.top = max(0, min(p.top, len(p.lines)-p.h)) }

// Draw gives exactly h lines of w cells.
func (p *Preview) Draw() []string {
	out := make([]string, p.h)
	blank := Spaces(p.w)
	for i := range out {
		out[i] = blank
		if p.top+i < len(p.lines) {
			out[i] = p.lines[p.top+i]
		}
	}
	return out
}

// sheet collects the lines of a preview, each padded to w cells.
type sheet struct {
	w      int
	th     *theme.Theme
	card   Card
	titled bool // without its number
	lines  []string
	parts  []part
}

// line adds painted text of which the width in cells is known.
func (s *sheet) line(painted string, cells int) {
	s.lines = append(s.lines, painted+Spaces(s.w-cells))
}

// text adds wrapped text in one style, behind a prefix that is already painted
// and stands in front of every line.
func (s *sheet) text(text string, st theme.Style, prefix string, indent, limit int) (more bool) {
	if s.w-indent < 4 {
		prefix, indent = "", 0
	}
	lines, more := Wrap(text, s.w-indent, limit)
	for _, l := range lines {
		s.line(prefix+st.Paint(l), indent+Width(l))
	}
	return more
}

func (s *sheet) gap() {
	if n := len(s.lines); n > 0 && strings.TrimSpace(s.lines[n-1]) != "" {
		s.line("", 0)
	}
}

// rule is a titled line between parts.
func (s *sheet) rule(title string) {
	s.gap()
	name, _, _ := strings.Cut(title, " ") // without what is counted
	s.part(name, 0)
	s.lines = append(s.lines, Rule(title, s.w, s.th))
}

// field adds "label  value"; nothing when there is no value.
func (s *sheet) field(label, value string, k Ink) {
	const labels = 11
	value = strings.TrimSpace(value)
	if value == "" {
		return
	}
	s.part(label, 0)
	if s.w < labels+12 {
		s.text(s.lay(label+" "+value, s.w), k.Style(s.th), "", 0, 3)
		return
	}
	head := s.th.Faint.Paint(Fit(label, labels, ""))
	lines, more := Wrap(s.lay(value, s.w-labels), s.w-labels, 3)
	for i, l := range lines {
		if i > 0 {
			head = Spaces(labels)
		}
		if more && i == len(lines)-1 {
			l = Truncate(l+Spaces(s.w), s.w-labels, s.th.Glyphs.Ellipsis)
		}
		s.line(head+k.Style(s.th).Paint(l), labels+Width(l))
	}
}
