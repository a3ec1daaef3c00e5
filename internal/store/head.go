package store

import (
	"cmp"
	"slices"
	"time"

	"daybrief/internal/ownfile"
	"daybrief/model"
)

// The most that a head holds: what a few screens show.
const (
	headTickets = 400
	headEntries = 2000
)

// ofTheHead is what a snapshot from a head says of its tickets.
const ofTheHead = "the first rows of the last picture"

// LoadHead is the head of the last picture: what the first frame shows, in a
// file that is read in a moment, however big the picture is. Its tickets are
// marked as being read (Health.Reading): Load has the rest. It is nil when there
// is none, and nil with an *Ignored when there is one that can't be used.
func (s *Store) LoadHead(now time.Time) (*model.Snapshot, error) {
	snap, err := s.loadPicture(s.head, now, &model.Snapshot{})
	if snap == nil {
		return nil, err
	}
	for _, src := range []model.Source{model.SourceTickets, model.SourceProjectTickets} {
		i := slices.IndexFunc(snap.Health, func(h model.Health) bool { return h.Source == src })
		if i < 0 {
			i, snap.Health = len(snap.Health), append(snap.Health, model.Health{Source: src})
		}
		snap.Health[i].Reading = ofTheHead
	}
	return snap, nil
}

// SaveHead writes the head of a picture, whole or not at all: the tickets with
// these ids, the most telling first, with what they are judged by, and the
// schedule of today and tomorrow in a zone.
func (s *Store) SaveHead(snap *model.Snapshot, ids []model.TicketID, zone *time.Location, now time.Time) error {
	if err := spare(s.head); err != nil {
		return err
	}
	data, err := encode(headOf(snap, ids, zone, now), s.tenant, now, size(s.head), ticket)
	if err != nil {
		return err
	}
	return ownfile.Write(s.head, data, ownfile.Options{OwnFolder: true})
}

// headOf is a snapshot with a few tickets. Lists that are not in it are not known
// rather than empty.
func headOf(s *model.Snapshot, ids []model.TicketID, zone *time.Location, now time.Time) *model.Snapshot {
	wanted := map[model.TicketID]bool{}
	for _, id := range ids[:min(len(ids), headTickets)] {
		wanted[id] = true
	}
	few := func(list model.Fresh[[]*model.Ticket]) model.Fresh[[]*model.Ticket] {
		out := model.Fresh[[]*model.Ticket]{At: list.At}
		for _, t := range list.Value {
			if wanted[t.ID] {
				out.Value = append(out.Value, t)
			}
		}
		return out
	}
	h := &model.Snapshot{
		System: s.System, Boards: s.Boards, Priorities: s.Priorities, Members: s.Members, SLAAt: s.SLAAt, Health: s.Health,
		ServiceTickets: few(s.ServiceTickets), ProjectTickets: few(s.ProjectTickets),
	}
	headSchedule(h, s, wanted, zone, now)
	return h
}

// headSchedule takes over the entries of today and tomorrow, and all of the
// tickets that are in the head: else they would seem to be unplanned. Where that
// is too much, the schedule is not known.
func headSchedule(h, s *model.Snapshot, wanted map[model.TicketID]bool, zone *time.Location, now time.Time) {
	y, m, d := now.In(zone).Date()
	from, to := model.StartOfDay(y, m, d, zone), model.StartOfDay(y, m, d+2, zone)
	if s.ScheduleFrom.After(from) {
		from = s.ScheduleFrom
	}
	if s.ScheduleTo.Before(to) && !s.ScheduleTo.IsZero() {
		to = s.ScheduleTo
	}
	var list []*model.ScheduleEntry
	for _, v := range s.ScheduleEntries.Value {
		start, end := v.Span(zone)
		if wanted[v.Ticket] || start.Before(to) && end.After(from) {
			list = append(list, v)
		}
	}
	if len(list) > headEntries || !from.Before(to) {
		return
	}
	slices.SortStableFunc(list, func(a, b *model.ScheduleEntry) int {
		return cmp.Or(a.Start.Compare(b.Start), cmp.Compare(a.ID, b.ID))
	})
	h.ScheduleEntries = model.Fresh[[]*model.ScheduleEntry]{Value: list, At: s.ScheduleEntries.At}
	h.ScheduleFrom, h.ScheduleTo = from, to
}
