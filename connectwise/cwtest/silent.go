package cwtest

import "time"

// Changes that leave lastUpdated alone: no list of changes ever tells of them.

// ReplySilently is the customer writing on a server whose notes do not move a
// ticket's lastUpdated.
func ReplySilently(s *Server, id int64, text string) bool {
	return s.with(id, func(w *world, t *ticket, now int64) {
		at, by := t.updated, t.updatedBy
		w.reply(t, now, text)
		t.updated, t.updatedBy = at, by
	})
}

// MergeCompany merges the company of a ticket into another one, by its name, as
// ConnectWise does: it is deleted, and its tickets change hands without having
// been updated. It returns the ids of its open tickets; none when there is no
// such ticket or company.
func MergeCompany(s *Server, of int64, into string) (ids []int64) {
	s.with(of, func(w *world, t *ticket, _ int64) {
		from := t.company
		for i := range w.companies {
			if w.companies[i].name != into || int32(i) == from {
				continue
			}
			w.companies[from].deleted = true
			for _, u := range w.tickets {
				if u.company == from {
					u.company = int32(i)
					if w.open(u) {
						ids = append(ids, u.id)
					}
				}
			}
		}
	})
	return ids
}

// Drift makes lists show the goals of a ticket as so much later than they are
// (earlier when negative), as if they had moved since its SLA was last worked
// out.
func Drift(s *Server, id int64, by time.Duration) bool {
	return s.with(id, func(_ *world, t *ticket, _ int64) { t.drift = int64(by / time.Second) })
}

// Write adds a note to a ticket, as somebody of the office, in plain text or in
// Markdown.
func Write(s *Server, id int64, text string, markdown bool) bool {
	return s.with(id, func(w *world, t *ticket, now int64) {
		w.say(t, note{at: now, text: text, member: 0, markdown: markdown})
		w.touch(t, now, w.members[0].login)
	})
}
