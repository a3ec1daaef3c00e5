package assess

import (
	"cmp"

	"daybrief/model"
)

// SLAWords tell where a ticket's clock stands: "breached 2 h ago: resolution
// was due 12:10", "due in 24 min: response by 15:24".
func (a *Assessment) SLAWords(t *Ticket) string {
	c := t.Clock
	at := model.Moment(c.Due, a.Now, a.Rules.Zone)
	switch {
	case c.Breached():
		return "breached " + model.Lasting(-c.Left) + " ago: " + c.Stage.String() + " was due " + at
	case c.Left == 0:
		return "due now: " + c.Stage.String() + " by " + at
	}
	return "due in " + model.Lasting(c.Left) + ": " + c.Stage.String() + " by " + at
}

// WaitWords tell how long a ticket's customer has been waiting: "customer waiting
// 2 h, since 09:12". Of a bound the words that make it one come first, so that a cut
// never turns it into a fact: "customer waiting at least 2 h, since 09:12 or earlier".
func (a *Assessment) WaitWords(t *Ticket) string {
	if t.Since.At.IsZero() {
		return "customer waiting for an answer"
	}
	long, since := model.Lasting(a.Now.Sub(t.Since.At)), ", since "+model.Moment(t.Since.At, a.Now, a.Rules.Zone)
	if t.Since.OrEarlier {
		return "customer waiting at least " + long + since + " or earlier"
	}
	return "customer waiting " + long + since
}

func slaWords(a *Assessment, t *Ticket) string { return "SLA " + a.SLAWords(t) }

func waitWords(a *Assessment, t *Ticket) string { return a.WaitWords(t) }

func priorityWords(_ *Assessment, t *Ticket) string {
	return cmp.Or(t.Priority.Name.String(), "priority level "+model.Grouped(t.Level))
}

func awayWords(a *Assessment, t *Ticket) string {
	name := a.Name(t.Owner).String()
	if t.Owned == OwnerGone {
		return name + " is no longer an active member"
	}
	return name + " is out today (" + a.Absence(t.Owner).Words() + ")"
}

func requiredWords(a *Assessment, t *Ticket) string {
	if t.Overdue {
		return "past its date, " + model.Day(t.Due, a.Now, a.Rules.Zone)
	}
	return "promised for today"
}

func quietWords(a *Assessment, t *Ticket) string {
	return "not updated for " + model.LastingBy(a.Rules.Stale.Clock, t.Quiet)
}
