package briefing

import (
	"slices"
	"strings"
	"time"

	"daybrief/model"
)

// coverage is what of the data is known, and how old it is.
type coverage struct{ *look }

func whyNot(p *model.Problem) string {
	switch {
	case p == nil:
		return "not loaded yet"
	case p.Needs == "":
		return p.Error()
	}
	return "needs " + p.Needs
}

// note adds a sentence about what is missing from a section's answer.
func (s *Section) note(text string) {
	if strings.Contains(s.Partial, text) {
		return // two sources may lack the same
	}
	if s.Partial != "" {
		s.Partial = strings.TrimSuffix(s.Partial, ".") + "; "
	}
	s.Partial += text
}

// lack is note for what may hide items.
func (s *Section) lack(text string) {
	s.note(text)
	s.Least = true
}

// sources is the state of every source, in the snapshot's order.
func (c *coverage) sources() []Source {
	out := make([]Source, 0, len(c.s.Health))
	for _, h := range c.s.Health {
		out = append(out, Source{Name: h.Source, State: h.State(c.now), AsOf: h.At, Problem: h.Problem, Next: h.Next})
	}
	return out
}

// why says what keeps a source's data away: the missing permission, the
// problem in words, or that it has not come yet.
func (c *coverage) why(src model.Source) string { return whyNot(c.s.HealthOf(src).Problem) }

// lacks says the same of a source beside what there is. What this way in never has
// stands beside every answer for ever: it gets few words there, and a sentence in
// data-health.
func (c *coverage) lacks(src model.Source) string {
	if c.s.HealthOf(src).Absent() {
		return src.Records() + ": not offered"
	}
	return src.Records() + ": " + c.why(src)
}

// denied reports whether a source can't be had for good: the role may not read
// it, or this way in has no such thing.
func (c *coverage) denied(src model.Source) bool {
	p := c.s.HealthOf(src).Problem
	return p != nil && (p.Kind == model.Forbidden || p.Kind == model.NotOffered)
}

// aged notes that a source's data are known but not live, and of when they are.
// It names the moment and not the age: the page is read later than it is
// written, on a screen up to a minute, and an age would claim to be younger.
func (c *coverage) aged(sec *Section, src model.Source, at time.Time) {
	h := c.s.HealthOf(src)
	if h.At.IsZero() && h.Problem == nil {
		return // nobody reports on it
	}
	if st := h.State(c.now); st != model.StateLive {
		sec.note(src.Records() + " are as of " + c.moment(at) + " (" + string(st) + ")")
	}
	if h.Total > h.Shown {
		sec.lack("only " + model.Grouped(h.Shown) + " of " + model.Grouped(h.Total) + " " + src.Records() + " were read")
	}
	c.noteMissing(sec, src)
}

// noteMissing notes the records of a source that could not be read, and those that
// the keys can't see.
func (c *coverage) noteMissing(sec *Section, src model.Source) {
	h := c.s.HealthOf(src)
	if h.Total = h.Shown; h.Missing() != "" {
		sec.lack("without " + h.Missing())
	}
	if h.Doubt != "" {
		sec.lack(clause(h.Doubt))
	}
}

// noteGaps is noteMissing for a section that is about other records: whose are missing
// is said.
func (c *coverage) noteGaps(sec *Section, src model.Source) {
	h := c.s.HealthOf(src)
	if h.Total = h.Shown; h.Missing() != "" {
		sec.note(src.Records() + " without " + h.Missing())
	}
	if h.Doubt != "" {
		sec.note(clause(h.Doubt))
	}
}

// listed tells whether a pair of sources, one for service and one for project
// tickets, can fill a list; why is the reason when not. Project tickets that are
// missing leave an honest partial list, which says so; without service tickets
// it would look as if there were hardly any.
func (c *coverage) listed(service, project model.Source, haveService, haveProject bool) (why string, ok bool) {
	if haveService || haveProject && c.s.HealthOf(service).Absent() {
		return "", true
	}
	return service.Records() + ": " + c.why(service), false
}

// counted is listed for a number, which can't say that a part of it is missing:
// project tickets that are on their way, or fail, leave nothing to be counted.
// Those that nobody may read leave a least number.
func (c *coverage) counted(service, project model.Source, haveService, haveProject bool) (why string, ok bool) {
	if why, ok := c.listed(service, project, haveService, haveProject); !ok {
		return why, false
	}
	for _, src := range []model.Source{service, project} {
		if r := c.s.HealthOf(src).Reading; r != "" {
			return src.Records() + ": " + r, false
		}
	}
	if haveProject || c.denied(project) || c.unpolled(project) {
		return "", true
	}
	return project.Records() + ": " + c.why(project), false
}

// unpolled reports whether nobody reports on a source.
func (c *coverage) unpolled(src model.Source) bool {
	h := c.s.HealthOf(src)
	return h.At.IsZero() && h.Problem == nil && h.Every == 0 && !h.Busy
}

// unread are those of the sources that are polled and have not answered yet, neither
// well nor badly.
func (c *coverage) unread(of ...model.Source) []model.Source {
	return slices.DeleteFunc(of, func(src model.Source) bool {
		h := c.s.HealthOf(src)
		return c.unpolled(src) || h.Problem != nil || !h.At.IsZero()
	})
}

// tickets checks that open tickets can be had for a section, and that it is
// known whose. It notes what is missing or old.
func (c *coverage) tickets(sec *Section) bool {
	service, project := c.s.ServiceTickets, c.s.ProjectTickets
	if why, ok := c.listed(model.SourceTickets, model.SourceProjectTickets, service.Known(), project.Known()); !ok {
		sec.Unavailable = why
		return false
	}
	if c.crew.Why != "" {
		sec.Unavailable = c.crew.Why
		return false
	}
	if !c.crew.All() {
		c.stranger(sec)
		if c.crew.Lacks != "" {
			sec.lack("without " + c.crew.Lacks)
		}
	}
	if sec.Reading = c.s.Reading(); sec.Reading != "" {
		sec.note("only a part of the tickets is here: " + sec.Reading)
	} else {
		c.noteTickets(sec)
	}
	return true
}

// allTickets is tickets for a section that counts or compares: as long as tickets
// are still being read it has no answer.
func (c *coverage) allTickets(sec *Section) bool {
	if !c.tickets(sec) {
		return false
	}
	if sec.Reading != "" {
		sec.Unavailable, sec.Partial = "the tickets are still being read: "+sec.Reading, ""
		return false
	}
	return true
}

func (c *coverage) noteTickets(sec *Section) {
	service, project := c.s.ServiceTickets, c.s.ProjectTickets
	if service.Known() {
		c.aged(sec, model.SourceTickets, service.At)
	} else {
		c.without(sec, model.SourceTickets)
	}
	if project.Known() {
		c.aged(sec, model.SourceProjectTickets, project.At)
	} else {
		c.without(sec, model.SourceProjectTickets)
	}
}

// without notes that a kind of ticket is missing. Where this way in never has it, the
// count is of what there is.
func (c *coverage) without(sec *Section, src model.Source) {
	sec.note("without " + c.lacks(src))
	sec.Least = sec.Least || !c.s.HealthOf(src).Absent()
}

// statuses notes that the meaning of statuses had to be told by their names, or is
// not known.
func (b *book) statuses(sec *Section) {
	switch {
	case b.s.Boards.Known():
	case b.s.HealthOf(model.SourceBoards).Absent():
		sec.note("statuses are judged by their names")
	default:
		sec.note("statuses are judged by their names, " + b.lacks(model.SourceBoards))
	}
	if n := b.vague; n > 0 {
		sec.lack("of " + model.Counted(n, "ticket") + " it is not known what the status means")
	}
	if h := b.s.HealthOf(model.SourceBoards); h.Skipped > 0 {
		sec.note(model.Counted(h.Skipped, "record") + " of boards and statuses could not be read")
	}
}

// stranger notes that nobody goes by the member's login, so that an empty list
// is not taken for a quiet day.
func (c *coverage) stranger(sec *Section) {
	switch {
	case c.unlisted():
		sec.note(model.Stranger(c.r.Member))
	case c.s.Members.Known() && c.r.Member != "" && c.l.Member(c.r.Member) == nil:
		sec.note("the login " + model.Clean(c.r.Member).String() + " is not among the members that can be seen")
	}
}

// unlisted reports whether the member list has nobody of the member's login.
func (c *coverage) unlisted() bool { return c.l.Nobody(c.r.Member) }

// gaps says what is missing from two lists of tickets, or may be; "" when nothing is.
func (c *coverage) gaps(sources ...model.Source) string {
	var parts, doubts []string
	for _, src := range sources {
		h := c.s.HealthOf(src)
		if h.Problem != nil && h.Problem.Kind == model.Forbidden && h.At.IsZero() {
			parts = append(parts, src.Records()+" ("+c.why(src)+")")
		} else if m := h.Missing(); m != "" && !slices.Contains(parts, m) {
			parts = append(parts, m) // both may lack the same
		}
		if d := clause(h.Doubt); d != "" && !slices.Contains(doubts, d) {
			doubts = append(doubts, d)
		}
	}
	if len(parts) > 0 {
		doubts = append([]string{"without " + strings.Join(parts, ", ")}, doubts...)
	}
	return strings.Join(doubts, "; ")
}

// heardSince says that a list is from before a moment, "" when none is: nothing
// is known then of what came after, and 0 would be a lie.
func (c *coverage) heardSince(from time.Time, lists ...time.Time) string {
	for _, at := range lists {
		if !at.IsZero() && at.Before(from) {
			return "the tickets are of " + c.moment(at)
		}
	}
	return ""
}

// closedSince says why the tickets closed since a moment are not known, "" when
// they are. New tickets need them too: what came in today may be closed by now.
func (c *coverage) closedSince(from time.Time) string {
	s := c.s
	why, ok := c.counted(model.SourceClosed, model.SourceClosedProject, s.ClosedService.Known(), s.ClosedProject.Known())
	if !ok {
		return why
	}
	if s.ClosedSince.After(from) {
		return "closed tickets are known only since " + c.moment(s.ClosedSince)
	}
	return ""
}
