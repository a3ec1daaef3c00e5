package store

import (
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

// pictureOf is a snapshot, made to be written.
func pictureOf(s *model.Snapshot, saved time.Time) *picture {
	b, c := newStringTable(), *s
	t := &rowCodec{book: b}
	head(t, &c, &saved)
	p := &picture{
		Boards:          written(b, c.Boards.Value, board),
		Priorities:      written(b, c.Priorities.Value, priorityRow),
		Members:         written(b, c.Members.Value, member),
		Service:         writtenPointers(b, c.ServiceTickets.Value, ticket),
		Project:         writtenPointers(b, c.ProjectTickets.Value, ticket),
		ClosedService:   writtenPointers(b, c.ClosedService.Value, ticket),
		ClosedProject:   writtenPointers(b, c.ClosedProject.Value, ticket),
		ScheduleEntries: writtenPointers(b, c.ScheduleEntries.Value, visit),
		Companies:       written(b, c.Companies.Value, company),
		Health:          written(b, c.Health, health),
	}
	p.Head.add(t.done())
	p.Texts = b.texts
	return p
}

// snapshot is what was written, and when. Ages stay what they were.
func (p *picture) snapshot() (*model.Snapshot, time.Time, error) {
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
	s.Boards.Value = values(b, &p.Boards, board)
	s.Priorities.Value = values(b, &p.Priorities, priorityRow)
	s.Members.Value = values(b, &p.Members, member)
	s.ServiceTickets.Value = pointers(b, &p.Service, ticket)
	s.ProjectTickets.Value = pointers(b, &p.Project, ticket)
	s.ClosedService.Value = pointers(b, &p.ClosedService, ticket)
	s.ClosedProject.Value = pointers(b, &p.ClosedProject, ticket)
	s.ScheduleEntries.Value = pointers(b, &p.ScheduleEntries, visit)
	s.Companies.Value = values(b, &p.Companies, company)
	s.Health = values(b, &p.Health, health)
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

// written leaves the records as they are: others share them.
func written[T any](b *stringTable, list []T, fields func(*rowCodec, *T)) (out rows) {
	t := &rowCodec{book: b}
	for i := range list {
		t.row = t.row[:0]
		fields(t, &list[i])
		out.add(t.done())
	}
	return out
}

func writtenPointers[T any](b *stringTable, list []*T, fields func(*rowCodec, *T)) (out rows) {
	t := &rowCodec{book: b}
	for _, x := range list {
		t.row = t.row[:0]
		fields(t, x)
		out.add(t.done())
	}
	return out
}

func values[T any](b *stringTable, r *rows, fields func(*rowCodec, *T)) []T {
	if r.len() == 0 {
		return nil
	}
	out := make([]T, r.len())
	for i := range out {
		fields(&rowCodec{reading: true, row: r.row(i), book: b}, &out[i])
	}
	return out
}

func pointers[T any](b *stringTable, r *rows, fields func(*rowCodec, *T)) []*T {
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
