package cwtest

import (
	"time"
)

// Draft is a ticket to add. Every empty field has a sensible default.
type Draft struct {
	Summary  string
	Board    string // its name; the first board by default
	Status   string // its name on that board; the status for new tickets
	Priority int    // 1 (most urgent) to 5; 3 by default
	Owner    string // login; nobody by default
	Required time.Time
	// Goal is when the response is due, with plan and resolution an hour and
	// two after it; the zero time makes a ticket without an SLA.
	Goal time.Time
}

// change runs f on the world as it is now.
func (s *Server) change(f func(w *world, now int64)) {
	now := s.opts.Now().Unix()
	s.mu.Lock()
	defer s.mu.Unlock()
	s.future.advance(now)
	f(s.world, now)
}

// AddTicket adds a service ticket, entered now, and returns its id.
func (s *Server) AddTicket(d Draft) (id int64) {
	s.change(func(w *world, now int64) {
		t := &ticket{owner: -1, project: -1, team: -1, entered: now, updated: now, told: now, contact: 1, priority: 2,
			severity: 1, impact: 1, summary: d.Summary, enteredBy: w.members[0].login, updatedBy: w.members[0].login}
		for i := range w.boards {
			if w.boards[i].name == d.Board {
				t.board = int32(i)
			}
		}
		t.status = w.slot(t.board, slotNew)
		if st := w.statusLike(t.board, func(s *status) bool { return s.name == d.Status }); st >= 0 {
			t.status = st
		}
		if d.Priority > 0 {
			t.priority = int32(min(d.Priority, len(w.priorities)) - 1)
		}
		if m := w.member(d.Owner); m >= 0 && d.Owner != "" {
			t.owner, t.resources = m, []int32{m}
		}
		if !d.Required.IsZero() {
			t.required = d.Required.Unix()
		}
		if !d.Goal.IsZero() {
			t.sla = true
			for i := range t.goals {
				t.goals[i].due = d.Goal.Unix() + int64(i)*3600
			}
		}
		w.admit(t)
		id = t.id
	})
	return id
}

// with changes an open ticket and touches it; false when there is none.
func (s *Server) with(id int64, f func(w *world, t *ticket, now int64)) (ok bool) {
	s.change(func(w *world, now int64) {
		if t := w.find(id); t != nil && w.open(t) {
			f(w, t, now)
			ok = true
		}
	})
	return ok
}

// Change is an update of a ticket; empty fields stay as they are.
type Change struct {
	Summary  string
	Status   string // a status of the ticket's board, by name
	Priority int    // 1 to 5
	Required time.Time
}

// Update changes a ticket as somebody in the office would.
func (s *Server) Update(id int64, c Change) bool {
	return s.with(id, func(w *world, t *ticket, now int64) {
		if c.Summary != "" {
			t.summary = c.Summary
		}
		if c.Priority > 0 {
			t.priority = int32(min(c.Priority, len(w.priorities)) - 1)
		}
		if !c.Required.IsZero() {
			t.required = c.Required.Unix()
		}
		if st := w.statusLike(t.board, func(s *status) bool { return s.name == c.Status }); c.Status != "" && st >= 0 {
			w.setStatus(t, st, now)
			if w.statuses[st].closed {
				t.closed, t.closedAt, t.closedBy = true, now, w.doer(t)
			}
		}
		w.touch(t, now, w.doer(t))
	})
}

// Close closes a ticket.
func (s *Server) Close(id int64) bool {
	return s.with(id, func(w *world, t *ticket, now int64) { w.close(t, now, newDice(w.seed, 'x', uint64(id))) })
}

// Delete removes a ticket without a trace: no list, no delta tells of it.
func (s *Server) Delete(id int64) bool {
	return s.with(id, func(_ *world, t *ticket, _ int64) { s.future.remove(t) })
}

// Merge merges a service ticket into another, which closes it.
func (s *Server) Merge(id, into int64) bool {
	return s.with(id, func(w *world, t *ticket, now int64) {
		if p := w.find(into); p != nil && w.open(p) {
			w.merge(t, p, now)
		}
	})
}

// Reply is the customer writing: the ticket is marked as updated by them.
func (s *Server) Reply(id int64, text string) bool {
	return s.with(id, func(w *world, t *ticket, now int64) { w.reply(t, now, text) })
}

// Assign makes a member the owner and only resource; "" makes it nobody.
func (s *Server) Assign(id int64, login string) bool {
	return s.with(id, func(w *world, t *ticket, now int64) {
		t.owner, t.resources = -1, nil
		if m := w.member(login); m >= 0 {
			t.owner, t.resources = m, []int32{m}
		}
		w.touch(t, now, w.members[0].login)
	})
}

// Due sets the running goal of a ticket's SLA. Like the passing of time, it
// does not move lastUpdated, and lists go on showing the old one.
func (s *Server) Due(id int64, at time.Time) bool {
	return s.with(id, func(w *world, t *ticket, _ int64) {
		t.sla = true
		for i := range t.goals {
			if t.goals[i].met == 0 {
				t.drift = 0
				if t.goals[i].due != 0 {
					t.drift = t.goals[i].due - at.Unix()
				}
				t.goals[i].due = at.Unix()
				for j := i + 1; j < len(t.goals); j++ {
					t.goals[j].due = t.goals[j-1].due + 3600
				}
				return
			}
		}
	})
}

// OpenIDs lists the ids of the open tickets, service and project, ascending.
func (s *Server) OpenIDs() (ids []int64) {
	s.change(func(w *world, _ int64) {
		for _, t := range w.tickets {
			if w.open(t) {
				ids = append(ids, t.id)
			}
		}
	})
	return ids
}

// Boards lists the names of the boards, in the order of their ids.
func (s *Server) Boards() (names []string) {
	s.change(func(w *world, _ int64) {
		for i := range w.boards {
			names = append(names, w.boards[i].name)
		}
	})
	return names
}

// Members lists the logins of the active technicians.
func (s *Server) Members() (logins []string) {
	for i := range s.world.staff() {
		logins = append(logins, s.world.members[i].login)
	}
	return logins
}
