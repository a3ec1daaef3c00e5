package briefing

import (
	"strings"
	"time"

	"daybrief/model"
)

// noun is a source in words, as the subject of a sentence.
func noun(src model.Source) string {
	switch src {
	case model.SourceSystem:
		return "system information"
	case model.SourceBoards:
		return "boards and their statuses"
	case model.SourceTickets:
		return "service tickets"
	case model.SourceProjectTickets:
		return "project tickets"
	case model.SourceSLA:
		return "SLA calculations"
	case model.SourceClosed:
		return "closed service tickets"
	case model.SourceClosedProject:
		return "closed project tickets"
	case model.SourceSchedule:
		return "schedule entries"
	case model.SourceUsage:
		return "usage numbers"
	}
	return string(src)
}

// sources is the state of every source, in the snapshot's order.
func (b *builder) sources() []Source {
	out := make([]Source, 0, len(b.s.Health))
	for _, h := range b.s.Health {
		out = append(out, Source{Name: h.Source, State: h.State(b.now), AsOf: h.At, Problem: h.Problem, Next: h.Next})
	}
	return out
}

// why says what keeps a source's data away: the missing permission, the
// problem in words, or that it has not come yet.
func (b *builder) why(src model.Source) string { return whyNot(b.s.HealthOf(src).Problem) }

func whyNot(p *model.Problem) string {
	switch {
	case p == nil:
		return "not loaded yet"
	case p.Needs == "":
		return p.Error()
	}
	return "needs " + p.Needs
}

// denied reports whether a source can't be had for good: the role may not read
// it, or this way in has no such thing.
func (b *builder) denied(src model.Source) bool {
	p := b.s.HealthOf(src).Problem
	return p != nil && (p.Kind == model.Forbidden || p.Kind == model.NotOffered)
}

// note adds a sentence about what is missing from a section's answer.
func (s *Section) note(text string) {
	if s.Partial != "" {
		s.Partial = strings.TrimSuffix(s.Partial, ".") + "; "
	}
	s.Partial += text
}

// aged notes that a source's data are known but not live, and of when they are.
// It names the moment and not the age: the page is read later than it is
// written, on a screen up to a minute, and an age would claim to be younger.
func (b *builder) aged(sec *Section, src model.Source, at time.Time) {
	h := b.s.HealthOf(src)
	if h.At.IsZero() && h.Problem == nil {
		return // nobody reports on it
	}
	if st := h.State(b.now); st != model.StateLive {
		sec.note(noun(src) + " are as of " + b.moment(at) + " (" + string(st) + ")")
	}
	if h.Total > h.Shown {
		sec.note("only " + model.Grouped(h.Shown) + " of " + model.Grouped(h.Total) + " " + noun(src) + " were read")
	}
}

// listed tells whether a pair of sources, one for service and one for project
// tickets, can fill a list; why is the reason when not. Project tickets that are
// missing leave an honest partial list, which says so; without service tickets
// it would look as if there were hardly any.
func (b *builder) listed(service, project model.Source, haveService, haveProject bool) (why string, ok bool) {
	if haveService || haveProject && b.s.HealthOf(service).Absent() {
		return "", true
	}
	return noun(service) + ": " + b.why(service), false
}

// counted is listed for a number, which can't say that a part of it is missing:
// project tickets that are on their way, or fail, leave nothing to be counted.
// Those that nobody may read leave a least number.
func (b *builder) counted(service, project model.Source, haveService, haveProject bool) (why string, ok bool) {
	if why, ok := b.listed(service, project, haveService, haveProject); !ok {
		return why, false
	}
	if haveProject || b.denied(project) || b.unpolled(project) {
		return "", true
	}
	return noun(project) + ": " + b.why(project), false
}

// unpolled reports whether nobody reports on a source.
func (b *builder) unpolled(src model.Source) bool {
	h := b.s.HealthOf(src)
	return h.At.IsZero() && h.Problem == nil && h.Every == 0 && !h.Busy
}

// tickets checks that open tickets can be had for a section, and that it is
// known whose. It notes what is missing or old.
func (b *builder) tickets(sec *Section) bool {
	service, project := b.s.ServiceTickets, b.s.ProjectTickets
	if why, ok := b.listed(model.SourceTickets, model.SourceProjectTickets, service.Known(), project.Known()); !ok {
		sec.Unavailable = why
		return false
	}
	if b.crew.Why != "" {
		sec.Unavailable = b.crew.Why
		return false
	}
	if !b.crew.All() {
		b.stranger(sec)
	}
	b.noteTickets(sec)
	return true
}

func (b *builder) noteTickets(sec *Section) {
	service, project := b.s.ServiceTickets, b.s.ProjectTickets
	if service.Known() {
		b.aged(sec, model.SourceTickets, service.At)
	} else {
		sec.note("without service tickets: " + b.why(model.SourceTickets))
	}
	if project.Known() {
		b.aged(sec, model.SourceProjectTickets, project.At)
	} else {
		sec.note("without project tickets: " + b.why(model.SourceProjectTickets))
	}
}

// statuses notes that the meaning of statuses had to be told by their names.
func (b *builder) statuses(sec *Section) {
	if !b.s.Boards.Known() {
		sec.note("what a status means is told by its name only, boards: " + b.why(model.SourceBoards))
	}
}

// stranger notes that nobody goes by the member's login, so that an empty list
// is not taken for a quiet day.
func (b *builder) stranger(sec *Section) {
	if b.s.Members.Known() && b.l.Member(b.r.Member) == nil {
		sec.note("nobody in the member list has the login " + model.Clean(b.r.Member).String())
	}
}
