package feed

import (
	"time"

	"daybrief/model"
)

// mostClosed is how many closed tickets of a kind are listed for the sake of
// longer comparisons: three to six requests an hour. A tenant with more has the
// numbers of this week only.
const mostClosed = 4000

// closedBounds is from where closed tickets are asked for, and up to how many.
// At first only the few days that the numbers need; then, where they are wanted
// and few enough, as many days as Options.ClosedDays.
func (f *stock) closedBounds(s *stream) (since time.Time, atMost int) {
	d := f.bookOf(s.src)
	if f.day.longBack.Before(f.day.back) && !d.short && (s.ok || d.long) {
		return f.day.longBack, mostClosed
	}
	return f.day.back, 0
}

// longer reports whether a short list of closed tickets should be followed by
// the long one.
func (f *stock) longer(s *stream, j *flight) bool {
	if s.src != model.SourceClosed && s.src != model.SourceClosedProject {
		return false
	}
	_, atMost := f.closedBounds(s)
	return atMost > 0 && j.query.AtMost == 0
}

// lengthening reports whether a long list is still to follow a short one.
func (f *stock) lengthening() bool {
	for _, src := range []model.Source{model.SourceClosed, model.SourceClosedProject} {
		s := f.stream(src)
		if s == nil || s.off || !s.ok || s.problem != nil {
			continue
		}
		if _, atMost := f.closedBounds(s); atMost > 0 && !f.bookOf(src).long {
			return true
		}
	}
	return false
}

// shorten gives up the long list for this run: there are too many, or the
// server can't cope with the question. The short one follows at once.
func (f *stock) shorten(s *stream, now time.Time) {
	d := f.bookOf(s.src)
	d.short, d.moved = true, nil
	s.next = now
}

// tooMany is shorten after an answer: a short list that is here already need not
// come again.
func (f *pacer) tooMany(s *stream, now time.Time) {
	here := s.ok && s.problem == nil && !f.bookOf(s.src).long
	if f.shorten(s, now); here {
		s.next = f.followUp(s.src, now, now)
	}
}

// optional reports whether a failed job was for the long list, and failed of
// something that the short one may not fail of. It is no failure of the source
// then: if the server is down, the short list will tell.
func optional(j *flight, p *model.Problem) bool {
	if j.query.AtMost == 0 {
		return false
	}
	switch p.Kind {
	case model.TimedOut, model.ServerDown, model.BadReply, model.Misconfigured, model.NotFound, model.Forbidden:
		return true
	}
	return false
}

// closedBound is from where a book's closed tickets are kept.
func (f *stock) closedBound(d *ticketBook) time.Time {
	bound := f.day.back
	if d.long {
		bound = f.day.longBack
	}
	return model.Later(d.from, bound)
}

// trim drops the closed tickets that the day's bound has passed, and says from
// where all of them are known. A bound only moves forwards: nobody has asked
// for what lies before it.
func (f *stock) trim(d *ticketBook) {
	if !d.closed.Known() {
		return
	}
	d.from = f.closedBound(d)
	d.closed.Value = closedFrom(d.closed.Value, d.from)
	f.data.ClosedSince = time.Time{}
	for _, o := range []*ticketBook{&f.service, &f.projects} {
		if o.closed.Known() {
			f.data.ClosedSince = model.Later(f.data.ClosedSince, o.from)
		}
	}
}
