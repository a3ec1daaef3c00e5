package assess

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"daybrief/model"
)

// Reason is one reason for a ticket's points.
type Reason struct {
	Key    string // the setting in [briefing.points] that changes it
	Text   string
	Points int
}

// pointRule is one row of the table of points. Of the rules of a group the
// first that applies counts.
type pointRule struct {
	key     string
	points  int // by default
	group   string
	applies func(a *Assessment, t *Ticket) bool
	words   func(a *Assessment, t *Ticket) string
}

// pointRules is the table: what makes a ticket come first, and by how much.
// What can still be saved stands before what is lost, and what was lost today
// before what was lost last month.
func pointRules() []pointRule {
	return []pointRule{
		{"due_15m", 100, "sla", dueWithin(15 * time.Minute), slaWords},
		{"due_30m", 80, "sla", dueWithin(30 * time.Minute), slaWords},
		{"due_60m", 50, "sla", dueWithin(time.Hour), slaWords},
		{"missed_hour", 90, "sla", missedSince(func(a *Assessment) time.Time { return a.Now.Add(-time.Hour) }), slaWords},
		{"missed_today", 60, "sla", missedSince(func(a *Assessment) time.Time { return a.Days.Today }), slaWords},
		{"missed_week", 30, "sla", missedSince(func(a *Assessment) time.Time { return a.Days.Week }), slaWords},
		{"missed_earlier", 15, "sla", missedSince(func(*Assessment) time.Time { return time.Time{} }), slaWords},
		{"priority_1", 60, "priority", atLevel(1), priorityWords},
		{"priority_2", 40, "priority", atLevel(2), priorityWords},
		{"priority_3", 20, "priority", atLevel(3), priorityWords},
		{"priority_4", 10, "priority", atLevel(4), priorityWords},
		{"nobody", 20, "owner", owned(OwnerNobody), always("nobody assigned")},
		{"owner_away", 20, "owner", func(_ *Assessment, t *Ticket) bool { return !t.Resolved && t.Owned.Away() }, awayWords},
		{"customer_waits_8h", 50, "waits", waits(8 * time.Hour), waitWords},
		{"customer_waits_4h", 30, "waits", waits(4 * time.Hour), waitWords},
		{"customer_waits_1h", 10, "waits", waits(time.Hour), waitWords},
		{"escalated", 20, "", func(_ *Assessment, t *Ticket) bool { return !t.Resolved && t.Escalation > 0 },
			func(_ *Assessment, t *Ticket) string { return "escalated to level " + strconv.Itoa(t.Escalation) }},
		{"vip", 20, "", func(a *Assessment, t *Ticket) bool { return !t.Resolved && a.vip(t) }, always("on the VIP list")},
		{"required_past", 30, "required", func(_ *Assessment, t *Ticket) bool { return !t.Resolved && t.Overdue }, requiredWords},
		{"required_today", 20, "required", func(a *Assessment, t *Ticket) bool {
			return !t.Resolved && !t.Due.IsZero() && !t.Overdue && t.Due.Before(a.Days.Tomorrow)
		}, requiredWords},
		{"incident", 30, "", func(_ *Assessment, t *Ticket) bool { return t.Incident != nil },
			func(_ *Assessment, t *Ticket) string {
				return "one of " + model.Counted(len(t.Incident.Tickets), "ticket") + " that look like one incident"
			}},
		{"quiet", 10, "", func(_ *Assessment, t *Ticket) bool { return t.Stale && !t.Resolved }, quietWords},
	}
}

// PointDefaults lists the points that the settings can change, by key, in the
// order of the table.
func PointDefaults() []Reason {
	var out []Reason
	for _, r := range pointRules() {
		out = append(out, Reason{Key: r.key, Points: r.points})
	}
	return append(out, situationPoints()...)
}

// ruled is the table with the points of the settings.
func ruled(r Rules) []pointRule {
	rules := pointRules()
	for i := range rules {
		if n, ok := r.Points[rules[i].key]; ok {
			rules[i].points = n
		}
	}
	return rules
}

// score adds up a ticket's points.
func (a *Assessment) score(t *Ticket) (points int) {
	a.each(t, func(r *pointRule) { points += r.points })
	return points
}

// Reasons lists why a ticket has its points, the most first.
func (a *Assessment) Reasons(t *Ticket) []Reason {
	var out []Reason
	a.each(t, func(r *pointRule) {
		if r.points != 0 {
			out = append(out, Reason{r.key, r.words(a, t), r.points})
		}
	})
	slices.SortStableFunc(out, func(x, y Reason) int { return y.Points - x.Points })
	return out
}

// Why lists the reasons for which somebody should look at an open ticket, the
// strongest first: those of its points, but for the priority, which stands
// wherever the ticket does. nil for a ticket that is not among the open ones.
func (a *Assessment) Why(id model.TicketID) []Reason {
	if a == nil {
		return nil
	}
	t := a.Ticket(id)
	if t == nil {
		return nil
	}
	return slices.DeleteFunc(a.Reasons(t), func(r Reason) bool { return strings.HasPrefix(r.Key, "priority_") })
}

func (a *Assessment) each(t *Ticket, yield func(*pointRule)) {
	done := ""
	for i := range a.points {
		r := &a.points[i]
		if r.group != "" && r.group == done || !r.applies(a, t) {
			continue
		}
		done = r.group
		yield(r)
	}
}

func always(words string) func(*Assessment, *Ticket) string {
	return func(*Assessment, *Ticket) string { return words }
}

func dueWithin(d time.Duration) func(*Assessment, *Ticket) bool {
	return func(_ *Assessment, t *Ticket) bool { return t.Clock.State == model.SLARunning && t.Clock.Left <= d }
}

func missedSince(from func(*Assessment) time.Time) func(*Assessment, *Ticket) bool {
	return func(a *Assessment, t *Ticket) bool { return t.Clock.Breached() && !t.Clock.Due.Before(from(a)) }
}

// atLevel takes the tickets of a priority. Resolved ones are done but for the
// closing: their priority calls for nobody.
func atLevel(n int) func(*Assessment, *Ticket) bool {
	return func(_ *Assessment, t *Ticket) bool { return !t.Resolved && t.Level == n }
}

func owned(o Ownership) func(*Assessment, *Ticket) bool {
	return func(_ *Assessment, t *Ticket) bool { return !t.Resolved && t.Owned == o }
}

func waits(d time.Duration) func(*Assessment, *Ticket) bool {
	return func(_ *Assessment, t *Ticket) bool { return t.CustomerReplied && t.Waited > d }
}

func (a *Assessment) vip(t *Ticket) bool {
	return slices.ContainsFunc([]model.Text{t.Company.Name, t.Company.Identifier, t.Type}, func(name model.Text) bool {
		return model.MatchAny(a.Rules.VIP, name)
	})
}
