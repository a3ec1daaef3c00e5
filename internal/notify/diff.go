package notify

import (
	"cmp"
	"fmt"
	"slices"
	"time"

	"daybrief/model"
)

// Diff is what has begun to hold since a picture, the most urgent first. What
// held before is no news, and is again only once it has been gone. The first
// picture has no news, the first sure one none about tickets: all that was
// already so.
func Diff(before, now Picture) []Fact {
	var out []Fact
	for k, f := range now.facts {
		if !before.begun || before.Holds(k) || f.Ticket != nil && !before.Sure {
			continue
		}
		out = append(out, f)
	}
	slices.SortFunc(out, func(a, b Fact) int {
		return cmp.Or(cmp.Compare(urgency(a.Kind), urgency(b.Kind)), cmp.Compare(a.Left, b.Left),
			-cmp.Compare(a.Age, b.Age), cmp.Compare(a.Key.Ticket, b.Key.Ticket))
	})
	return out
}

// alert words a fact. The ticket's words stand behind ours, so that they can't
// pass for a kind of alert.
func (f Fact) alert(r Rules, now time.Time) model.Alert {
	a := model.Alert{Kind: f.Kind, Ticket: f.Key.Ticket, At: now}
	text := f.heading()
	switch {
	case f.Ticket == nil && !f.Why.IsEmpty():
		text += ": " + f.Why.String()
	case f.Ticket != nil && r.Redact:
		text += fmt.Sprintf(": ticket %d", f.Key.Ticket)
	case f.Ticket != nil:
		a.Company = f.Ticket.Company.Label()
		text += fmt.Sprintf(": #%d %s", f.Key.Ticket, f.Ticket.Summary)
		if !a.Company.IsEmpty() {
			text += " (" + a.Company.String() + ")"
		}
	}
	a.Text = model.Clean(text)
	return a
}

func (f Fact) heading() string {
	switch f.Kind {
	case model.AlertBreach:
		return "Breached"
	case model.AlertDue:
		return "Due in " + minutes(f.Left)
	case model.AlertUnassigned:
		return "Unassigned for " + minutes(f.Age)
	case model.AlertReplied:
		return "The customer has answered"
	case model.AlertStale:
		return "The data is " + minutes(f.Age) + " old"
	}
	return "The data is fresh again"
}

// minutes is a time in words, to the minute that has begun.
func minutes(d time.Duration) string {
	switch n := int((d + time.Minute - 1) / time.Minute); {
	case n >= 120:
		return fmt.Sprintf("%d h", n/60)
	default:
		return fmt.Sprintf("%d min", max(1, n))
	}
}
