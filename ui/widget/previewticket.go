package widget

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"daybrief/model"
	"daybrief/ui/theme"
)

// dot joins the parts that say something with a middle dot.
func (s *sheet) dot(parts ...string) string {
	var out []string
	for _, p := range parts {
		if p != "" {
			out = append(out, p)
		}
	}
	return strings.Join(out, " "+s.th.Glyphs.Separator+" ")
}

// lay breaks what dot has joined at the dots.
func (s *sheet) lay(joined string, w int) string {
	return Lay(joined, " "+s.th.Glyphs.Separator+" ", "", w)
}

// ticket adds what is shown of a ticket: its head and why it is here, the newest
// words, and below them the facts. Facts hardly change; words are why one looks.
func (s *sheet) ticket(show Show) {
	if show != ShowConversation {
		s.head()
	}
	if show != ShowFacts {
		s.conversation()
	}
	if show != ShowConversation {
		s.facts()
	}
}

// head is the number, what it is about, whose it is, and why it is here.
func (s *sheet) head() {
	s.part("head", 0)
	t := s.card.Ticket
	if !s.titled {
		head := Truncate(TicketTitle(t, s.th), s.w, s.th.Glyphs.Ellipsis)
		s.line(s.th.AccentStrong.Paint(head), Width(head))
	}
	if s.card.Lost != "" {
		s.text(s.card.Lost, s.th.Warn, "", 0, 3)
	}
	summary := t.Summary.String()
	if summary == "" {
		summary = "(no summary)"
	}
	s.text(summary, s.th.Strong, "", 0, 4)
	s.text(s.lay(s.dot(t.Company.Label().String(), t.Contact.Name.String(), t.Site.String()), s.w), s.th.Text, "", 0, 3)
	s.text(s.lay(s.dot(t.ContactPhone.String(), t.ContactEmail.String()), s.w), s.th.Dim, "", 0, 2)
	s.reasons()
}

// TicketTitle is a ticket's number, and its kind where that is not the usual one.
func TicketTitle(t *model.Ticket, th *theme.Theme) string {
	title := "#" + strconv.FormatInt(int64(t.ID), 10)
	if t.Kind != model.ServiceTicket {
		title += " " + th.Glyphs.Separator + " " + t.Kind.String()
	}
	return title
}

// facts is everything that the list and its neighbours know.
func (s *sheet) facts() {
	s.rule("Facts")
	s.fields()
	s.sla()
	s.visits()
	s.devices()
	s.related()
}

func (s *sheet) reasons() {
	if len(s.card.Reasons) == 0 {
		return
	}
	s.part("why", 0)
	s.gap()
	for _, r := range s.card.Reasons {
		s.hang(r.Text, r.Ink.Style(s.th))
	}
}

// hang adds a point: a bullet, and the text beside it.
func (s *sheet) hang(text string, st theme.Style) {
	lines, _ := Wrap(text, max(1, s.w-2), 4)
	for i, l := range lines {
		p := NewPen(s.w, s.th)
		if i == 0 {
			p.Text(st, s.th.Glyphs.Bullet)
		}
		p.To(2)
		p.Paint(st.Paint(l), Width(l))
		s.lines = append(s.lines, p.Line())
	}
}

func (s *sheet) fields() {
	t, c := s.card.Ticket, s.card
	priority := t.Priority.Name.String()
	if c.Lookup != nil {
		priority = c.Lookup.Priority(t).Name.String()
	}
	status := t.Status.Name.String()
	if c.Lookup != nil && c.Lookup.Waiting(t) {
		status += " (waiting: the clock is paused)"
	}
	s.field("Status", status, InkText)
	if t.Board.Name.IsEmpty() { // or the team would stand for it
		s.field("Team", t.Team.Name.String(), InkText)
	} else {
		s.field("Board", s.dot(t.Board.Name.String(), t.Team.Name.String()), InkText)
	}
	s.field("Priority", priority, InkText)
	s.field("Severity", s.dot(strings.ToLower(t.Severity.Name.String()), grade("impact", t.Impact)), InkText)
	s.field("Type", s.dot(t.Type.String(), t.SubType.String(), t.Item.String()), InkText)
	s.field("Project", s.dot(t.Project.Name.String(), t.Phase.String()), InkText)
	s.owner()
	s.field("Opened", s.when(t.Entered, t.EnteredBy), InkText)
	s.field("Updated", s.when(t.Updated, t.UpdatedBy), InkText)
	if day, ok := t.DueDate(c.Zone); ok {
		s.due(day)
	}
	s.field("Agreement", t.Agreement.Name.String(), InkText)
	s.budget()
	if t.CustomerReplied {
		s.field("Customer", s.th.Glyphs.Bullet+" has written and waits for an answer", InkAccent)
	}
	if t.Escalation > 0 {
		s.field("Escalated", "level "+strconv.Itoa(t.Escalation), InkWarn)
	}
	s.field("Not known", strings.Join(s.unknown(), ", "), InkWarn)
}

// unknown are the facts that the server does not tell, and whose absence would look like
// good news.
func (s *sheet) unknown() (out []string) {
	t := s.card.Ticket
	for _, u := range []struct {
		lacks bool
		words string
	}{
		{t.Unknown(model.FactClosed), "whether it is open"}, {t.Unknown(model.FactReplied), "whether the customer has written"},
		{t.Unknown(model.FactEscalation), "whether it is escalated"}, {s.card.Lookup != nil && !s.card.Lookup.StatusKnown(t), "what its status means"},
		{t.Entered.IsZero(), "when it came in"}, {t.Updated.IsZero(), "when it was last changed"},
	} {
		if u.lacks {
			out = append(out, u.words)
		}
	}
	return out
}

func grade(label string, g model.Grade) string {
	if g.Name.IsEmpty() {
		return ""
	}
	return label + " " + strings.ToLower(g.Name.String())
}

func (s *sheet) owner() {
	t := s.card.Ticket
	if t.Unassigned() {
		s.field("Owner", "nobody yet", InkWarn)
		return
	}
	var others []string
	for _, r := range t.Resources {
		if !r.IsEmpty() && !strings.EqualFold(r.String(), t.Owner.Identifier.String()) {
			others = append(others, s.card.Lookup.MemberName(model.MemberRef{Identifier: r}).String()+s.left(model.MemberRef{Identifier: r}, t))
		}
	}
	owner := t.Owner.Label().String() + s.left(t.Owner, t)
	if t.Owner.Label().IsEmpty() {
		owner = "no owner"
	}
	if len(others) > 0 {
		owner += ", with " + strings.Join(others, ", ")
	}
	s.field("Owner", owner, InkText)
}

// left marks somebody who is not a member any more.
func (s *sheet) left(m model.MemberRef, t *model.Ticket) string {
	if s.card.Lookup == nil || !s.card.Lookup.Left(m, t) {
		return ""
	}
	return " (left)"
}

func (s *sheet) when(at time.Time, by model.Text) string {
	if at.IsZero() {
		return ""
	}
	who := by.String()
	if who != "" {
		who = "by " + s.card.Lookup.MemberName(model.MemberRef{Identifier: by}).String()
	}
	return s.dot(Moment(at, s.card.Now, s.card.Zone), Ago(at, s.card.Now), who)
}

func (s *sheet) due(day time.Time) {
	text, k := Day(day, s.card.Now, s.card.Zone), InkText
	if day.Before(model.DaysAt(s.card.Now, s.card.Zone).Today) {
		text, k = s.dot(text, "past its date"), InkBad
	}
	s.field("Promised", text, k)
}

func (s *sheet) budget() {
	t := s.card.Ticket
	switch {
	case t.BudgetHours > 0:
		used := t.ActualHours / t.BudgetHours
		k := InkText
		if used >= 0.8 {
			k = InkWarn
		}
		s.field("Budget", fmt.Sprintf("%s of %s h, %.0f %%", hours(t.ActualHours), hours(t.BudgetHours), min(used*100, 9999)), k)
	case t.ActualHours > 0:
		s.field("Worked", hours(t.ActualHours)+" h", InkText)
	}
}

func hours(h float64) string {
	return strings.TrimSuffix(strconv.FormatFloat(h, 'f', 1, 64), ".0")
}

// sla adds the clock of each stage.
func (s *sheet) sla() {
	t, c := s.card.Ticket, s.card
	var clock model.SLAClock
	paused := false
	if c.Lookup != nil {
		clock = c.Lookup.Clock(t, c.Now)
		paused = clock.State == model.SLAPaused
	} else {
		clock = t.Clock(c.Now, false, false)
	}
	if clock.State == model.SLANone && t.SLA.Name.IsEmpty() {
		return
	}
	title := "SLA"
	if !t.SLA.Name.IsEmpty() {
		title = s.dot("SLA", t.SLA.Name.String())
	}
	s.rule(title)
	goals := []struct {
		name string
		goal model.Goal
	}{{"Response", t.SLA.Respond}, {"Plan", t.SLA.Plan}, {"Resolution", t.SLA.Resolve}}
	shown := 0
	for _, g := range goals {
		text, k := goalLine(g.goal, paused, c.Now, c.Zone)
		if text != "" {
			s.field(g.name, text, k)
			shown++
		}
	}
	switch {
	case clock.State == model.SLAUnknown && s.card.Lookup != nil && !s.card.Lookup.StatusKnown(t):
		s.text("What its status means is not known, so it is not known whether the clock runs.", s.th.Dim, "", 0, 4)
	case clock.State == model.SLAUnknown:
		why := "The goals could not be read, so it is not known whether this ticket is late."
		if !t.SLA.StatusText.IsEmpty() {
			why += " Its own words: " + s.quoted(t.SLA.StatusText.String())
		}
		s.text(why, s.th.Dim, "", 0, 4)
	case shown == 0:
		s.text("No goals set.", s.th.Dim, "", 0, 1)
	case s.card.OldGoals:
		s.text("These goals are those of the ticket list and may be old.", s.th.Warn, "", 0, 2)
	}
}

func (s *sheet) quoted(text string) string {
	return Spell("“", &s.th.Glyphs) + text + Spell("”.", &s.th.Glyphs)
}
