package store

import (
	"slices"
	"time"

	"daybrief/model"
)

// picture is a snapshot as it lies on disk. Rows are numbers only; texts stand
// in one list that model.Text cleans again.
type picture struct {
	Texts           []model.Text `json:"texts"`
	Head            rows         `json:"head"` // one row: times, and what is there once
	Boards          rows         `json:"boards"`
	Priorities      rows         `json:"priorities"`
	Members         rows         `json:"members"`
	Service         rows         `json:"service"`
	Project         rows         `json:"project"`
	ClosedService   rows         `json:"closed_service"`
	ClosedProject   rows         `json:"closed_project"`
	ScheduleEntries rows         `json:"visits"`
	Companies       rows         `json:"companies"`
	Health          rows         `json:"health"`
}

// head are the fields of a snapshot that are no list.
func head(t *rowCodec, s *model.Snapshot, saved *time.Time) {
	t.when(saved)
	system(t, &s.System.Value)
	for _, at := range []*time.Time{
		&s.System.At, &s.Boards.At, &s.Priorities.At, &s.Members.At, &s.ServiceTickets.At, &s.ProjectTickets.At,
		&s.ClosedService.At, &s.ClosedProject.At, &s.ClosedSince, &s.SLAAt, &s.ScheduleEntries.At, &s.ScheduleFrom, &s.ScheduleTo, &s.Companies.At,
	} {
		t.when(at)
	}
}

// snapshot is what was written, and when. Ages stay what they were.
func (p *picture) snapshot(later *model.Snapshot) (*model.Snapshot, time.Time, error) {
	if p.Head.len() != 1 || len(p.Texts) == 0 || !p.Texts[0].IsEmpty() {
		return nil, time.Time{}, errDamaged
	}
	if p.Service.len()+p.Project.len()+p.ClosedService.len()+p.ClosedProject.len() > maxTickets {
		return nil, time.Time{}, errDamaged
	}
	oneLine(p.Texts)
	b := &stringTable{texts: p.Texts}
	s, saved := &model.Snapshot{}, time.Time{}
	head(&rowCodec{reading: true, row: p.Head.row(0), book: b}, s, &saved)
	s.Boards.Value = readValues(b, &p.Boards, board)
	s.Priorities.Value = readValues(b, &p.Priorities, priorityRow)
	s.Members.Value = readValues(b, &p.Members, member)
	s.ServiceTickets.Value = readTickets(b, &p.Service, later.ServiceTickets.Value)
	s.ProjectTickets.Value = readTickets(b, &p.Project, later.ProjectTickets.Value)
	s.ClosedService.Value = readTickets(b, &p.ClosedService, later.ClosedService.Value)
	s.ClosedProject.Value = readTickets(b, &p.ClosedProject, later.ClosedProject.Value)
	s.ScheduleEntries.Value = readPointers(b, &p.ScheduleEntries, visit)
	s.Companies.Value = readValues(b, &p.Companies, company)
	s.Health = readValues(b, &p.Health, health)
	if !ordered(s) {
		return nil, time.Time{}, errDamaged
	}
	return s, saved, nil
}

// oneLine makes every text one line: a picture holds no notes, so that a line
// feed in it was put there by somebody else.
func oneLine(texts []model.Text) {
	for i, t := range texts {
		s := t.String()
		for j := range len(s) {
			if s[j] == '\n' {
				texts[i] = model.Clean(s)
				break
			}
		}
	}
}

func readValues[T any](b *stringTable, r *rows, fields func(*rowCodec, *T)) []T {
	if r.len() == 0 {
		return nil
	}
	out := make([]T, r.len())
	for i := range out {
		fields(&rowCodec{reading: true, row: r.row(i), book: b}, &out[i])
	}
	return out
}

func readPointers[T any](b *stringTable, r *rows, fields func(*rowCodec, *T)) []*T {
	if r.len() == 0 {
		return nil
	}
	out := make([]*T, r.len())
	for i := range out {
		out[i] = new(T) // each by itself: one that lives long must not hold on to all
		fields(&rowCodec{reading: true, row: r.row(i), book: b}, out[i])
	}
	return out
}

// readTickets reads tickets; one that is the same in a later list is taken from there.
// Both are in the order of their numbers.
func readTickets(b *stringTable, r *rows, later []*model.Ticket) []*model.Ticket {
	if r.len() == 0 {
		return nil
	}
	out, t, at := make([]*model.Ticket, r.len()), &model.Ticket{}, 0
	for i := range out {
		ticket(&rowCodec{reading: true, row: r.row(i), book: b}, t)
		for at < len(later) && later[at].ID < t.ID {
			at++
		}
		if at < len(later) && unchanged(t, later[at]) {
			out[i] = later[at]
			continue
		}
		out[i], t = t, &model.Ticket{} // each by itself: one that lives long must not hold on to all
	}
	return out
}

// unchanged reports whether nothing that two looks are compared by has changed.
func unchanged(t, later *model.Ticket) bool {
	return t.ID == later.ID && t.Kind == later.Kind && !t.Updated.IsZero() && t.Updated.Equal(later.Updated) && t.Status == later.Status &&
		t.Owner == later.Owner && t.Priority == later.Priority && t.CustomerReplied == later.CustomerReplied && t.Unsaid == later.Unsaid &&
		t.Board == later.Board && t.Team == later.Team && t.Company == later.Company && t.Summary == later.Summary &&
		t.Closed == later.Closed && t.MergedInto == later.MergedInto && slices.Equal(t.Resources, later.Resources)
}
