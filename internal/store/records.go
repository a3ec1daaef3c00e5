package store

import "daybrief/model"

// The fields of each record, in the order in which they are kept. A field that
// is added goes to the end, or the version is raised. A test fills every field
// of every record and wants it back.

func ref[ID ~int64](t *rowCodec, r *model.Ref[ID]) {
	whole(t, &r.ID)
	t.text(&r.Name)
}

func memberRef(t *rowCodec, r *model.MemberRef) {
	whole(t, &r.ID)
	t.text(&r.Identifier)
	t.text(&r.Name)
}

func grade(t *rowCodec, g *model.Grade) {
	whole(t, &g.Rank)
	t.text(&g.Name)
}

func ticket(t *rowCodec, x *model.Ticket) {
	whole(t, &x.ID)
	whole(t, &x.Kind)
	t.text(&x.Summary)
	ref(t, &x.Board)
	ref(t, &x.Status)
	ref(t, &x.Team)
	priority(t, &x.Priority)
	grade(t, &x.Severity)
	grade(t, &x.Impact)
	for _, p := range []*model.Text{&x.Type, &x.SubType, &x.Item, &x.Source, &x.ContactPhone, &x.ContactEmail, &x.Site, &x.Phase, &x.EnteredBy, &x.UpdatedBy} {
		t.text(p)
	}
	whole(t, &x.Company.ID)
	t.text(&x.Company.Identifier)
	t.text(&x.Company.Name)
	ref(t, &x.Contact)
	ref(t, &x.Agreement)
	ref(t, &x.Project)
	memberRef(t, &x.Owner)
	list(t, &x.Resources, (*rowCodec).text)
	t.yes(&x.Closed)
	t.when(&x.ClosedAt)
	whole(t, &x.MergedInto)
	whole(t, &x.Parent)
	t.yes(&x.HasChild)
	t.when(&x.Entered)
	t.when(&x.Updated)
	t.when(&x.Required)
	t.when(&x.EstStart)
	t.float(&x.BudgetHours)
	t.float(&x.ActualHours)
	t.yes(&x.CustomerReplied)
	whole(t, &x.Escalation)
	sla(t, &x.SLA)
	t.yes(&x.PredecessorClosed)
	whole(t, &x.Unsaid)
}

func priority(t *rowCodec, p *model.PriorityRef) {
	whole(t, &p.ID)
	t.text(&p.Name)
	whole(t, &p.Sort)
	grade(t, &p.Level)
}

func sla(t *rowCodec, s *model.SLA) {
	t.text(&s.Name)
	t.text(&s.StatusText)
	for _, g := range []*model.Goal{&s.Respond, &s.Plan, &s.Resolve} {
		t.when(&g.Due)
		t.when(&g.Met)
	}
	t.yes(&s.Unread)
	t.yes(&s.InSLA)
	t.yes(&s.HasInSLA)
	whole(t, &s.MinutesWaiting)
}

func board(t *rowCodec, b *model.Board) {
	whole(t, &b.ID)
	t.text(&b.Name)
	t.yes(&b.Project)
	t.yes(&b.Inactive)
	list(t, &b.Statuses, status)
	list(t, &b.Teams, func(t *rowCodec, x *model.Team) {
		whole(t, &x.ID)
		t.text(&x.Name)
		list(t, &x.Members, whole[model.MemberID])
	})
	t.yes(&b.TeamsUnread)
	t.yes(&b.StatusesUnread)
}

func status(t *rowCodec, s *model.Status) {
	whole(t, &s.ID)
	t.text(&s.Name)
	whole(t, &s.Board)
	whole(t, &s.Sort)
	t.yes(&s.Default)
	t.yes(&s.Closed)
	t.yes(&s.Inactive)
	whole(t, &s.Escalation)
}

func priorityRow(t *rowCodec, p *model.Priority) {
	whole(t, &p.ID)
	t.text(&p.Name)
	whole(t, &p.Sort)
	grade(t, &p.Level)
}

func member(t *rowCodec, m *model.Member) {
	whole(t, &m.ID)
	for _, p := range []*model.Text{&m.Identifier, &m.First, &m.Last, &m.Title} {
		t.text(p)
	}
	t.yes(&m.Inactive)
	t.float(&m.DailyHours)
	whole(t, &m.License)
}

func company(t *rowCodec, c *model.Company) {
	whole(t, &c.ID)
	for _, p := range []*model.Text{&c.Identifier, &c.Name, &c.Status, &c.Phone, &c.City, &c.Territory, &c.Website} {
		t.text(p)
	}
	list(t, &c.Types, (*rowCodec).text)
	t.when(&c.Entered)
}

func visit(t *rowCodec, v *model.ScheduleEntry) {
	whole(t, &v.ID)
	whole(t, &v.Kind)
	t.text(&v.Type)
	whole(t, &v.Ticket)
	whole(t, &v.Object)
	t.text(&v.Name)
	memberRef(t, &v.Member)
	t.text(&v.Where)
	t.text(&v.Status)
	t.when(&v.Start)
	t.when(&v.End)
	t.float(&v.Hours)
	for _, p := range []*bool{&v.DateOnly, &v.Done, &v.Acknowledged, &v.Owner, &v.Meeting, &v.Ghost} {
		t.yes(p)
	}
	whole(t, &v.Unsaid)
}

func system(t *rowCodec, s *model.System) {
	t.text(&s.Version)
	t.yes(&s.Cloud)
	t.text(&s.Zone)
	t.text(&s.Company)
	t.text(&s.SiteHost)
	t.word(&s.TicketLink)
	t.word(&s.CompanyLink)
}

// health keeps what lasts: not the problem of that hour, nor what was planned.
func health(t *rowCodec, h *model.Health) {
	src := string(h.Source)
	t.word(&src)
	if t.reading {
		h.Source = model.Source(src)
	}
	t.when(&h.At)
	whole(t, &h.Skipped)
	whole(t, &h.Shown)
	whole(t, &h.Total)
	t.word(&h.Gap)
	t.word(&h.Doubt)
}
