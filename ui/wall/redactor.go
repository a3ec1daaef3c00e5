package wall

import (
	"strconv"
	"strings"

	"daybrief/briefing"
	"daybrief/model"
	"daybrief/ui/screen"
	"daybrief/ui/widget"
)

// redactor is the only way by which words of a customer get on a page: names of
// companies, summaries, titles of appointments, and what the server says. With
// hide it gives what may be seen by visitors instead: numbers, boards, our words.
type redactor struct {
	hide bool
	f    screen.Frame
}

// summary is what a ticket is about.
func (v redactor) summary(t *model.Ticket) string {
	if !v.hide {
		return t.Summary.String()
	}
	if p := v.f.Lookup.Priority(t).Name; !p.IsEmpty() {
		return p.String()
	}
	return "Ticket"
}

// company is who it is for.
func (v redactor) company(c model.CompanyRef) string {
	switch {
	case c.ID <= 0 && c.Label().IsEmpty():
		return "no company"
	case v.hide:
		return "company #" + num(int64(c.ID))
	}
	return c.Label().String()
}

// line is a line of Now that is no single ticket, and why it is there.
func (v redactor) line(it *briefing.Item) (what, why string) {
	n := widget.Count(len(it.IDs))
	switch {
	case !v.hide:
		return it.Summary.String(), strings.Join(it.Reasons, ", ")
	case it.Kind == briefing.KindIncident:
		return n + " tickets that look like one incident", "new within two hours"
	case it.Kind == briefing.KindAbsent:
		return n + " tickets due today", "their owner is not here"
	case it.Kind == briefing.KindAppointment:
		when := "first at "
		if !it.Due.After(v.f.Now) {
			when = "since "
		}
		return model.Counted(len(it.IDs), "appointment"), when + widget.Moment(it.Due, v.f.Now, v.f.Zone)
	}
	return n + " new tickets today", "far more than usual"
}

// visit is what an appointment is for.
func (v redactor) visit(w *model.ScheduleEntry) string {
	if v.hide {
		if w.Ticket != 0 {
			return "#" + num(int64(w.Ticket))
		}
		return "booked"
	}
	if t := v.f.Lookup.Ticket(w.Ticket); w.Name.IsEmpty() && t != nil {
		return t.Summary.String()
	}
	for _, text := range []model.Text{w.Name, w.Type} {
		if !text.IsEmpty() {
			return text.String()
		}
	}
	return "booked"
}

// absence is why somebody is away.
func (v redactor) absence(w *model.ScheduleEntry) string {
	if v.hide {
		return "out"
	}
	return v.visit(w)
}

// cause is what is wrong with a source. The server's own words may name anybody.
func (v redactor) cause(p *model.Problem) string {
	switch {
	case p == nil:
		return ""
	case !v.hide && !p.What.IsEmpty():
		return p.What.String()
	}
	switch p.Kind {
	case model.Offline:
		return "The server can't be reached."
	case model.TimedOut:
		return "The server does not answer in time."
	case model.Unauthorized:
		return "The server refuses the keys."
	case model.Forbidden:
		return "The keys may not read this."
	case model.RateLimited:
		return "The server asks us to wait."
	case model.ClockWrong:
		return "The clock of this computer is wrong."
	case model.ServerDown:
		return "The server had an internal error."
	}
	return "The answer can't be used."
}

func num(n int64) string { return strconv.FormatInt(n, 10) }
