package tickets

import (
	"strconv"
	"strings"
	"time"

	"daybrief/model"
)

// row is a ticket with what depends on other lists and on the clock, worked
// out once a snapshot or minute so that neither sorting nor filtering asks.
type row struct {
	t        *model.Ticket
	clock    model.SLAClock
	priority model.PriorityRef
	waiting  bool
	isNew    bool
}

// urgency is the order of alarm: breached, at risk, the rest.
func (r *row) urgency(risk time.Duration) int {
	switch {
	case r.clock.Breached():
		return 0
	case r.clock.AtRisk(risk):
		return 1
	}
	return 2
}

// rowsOf works out the rows of a snapshot that are in a scope, and counts all
// open tickets.
func rowsOf(s *model.Snapshot, l *model.Lookup, crew *model.Crew, now time.Time) (rows []row, all int) {
	rows = make([]row, 0, len(s.ServiceTickets.Value)+len(s.ProjectTickets.Value))
	for t := range s.Open {
		all++
		if crew.Has(t) {
			rows = append(rows, row{t: t, clock: l.Clock(t, now), priority: l.Priority(t), waiting: l.Waiting(t), isNew: l.New(t)})
		}
	}
	return rows, all
}

// haystack is the text of all rows, lower case, one after the other in one
// piece of memory: searching it is reading memory and nothing else. A line
// feed, which no filter can hold, ends each row.
type haystack struct {
	text []byte
	ends []uint32 // where each row's text ends, its line feed included
}

// newHaystack prepares the text of the rows.
func newHaystack(rows []row) *haystack {
	h := &haystack{text: make([]byte, 0, 128*len(rows)), ends: make([]uint32, len(rows))}
	memo := map[string]string{} // names repeat, summaries hardly do
	lower := func(s string) string {
		low, ok := memo[s]
		if !ok {
			low = strings.ToLower(s)
			memo[s] = low
		}
		return low
	}
	for i := range rows {
		t := rows[i].t
		h.text = append(h.text, '#')
		h.text = strconv.AppendInt(h.text, int64(t.ID), 10)
		h.put(strings.ToLower(t.Summary.String()))
		for _, s := range [...]model.Text{t.Company.Label(), t.Contact.Name, t.Board.Name, t.Status.Name, t.Owner.Name,
			t.Owner.Identifier, t.Team.Name, t.Type, rows[i].priority.Name, t.Project.Name} {
			if !s.IsEmpty() {
				h.put(lower(s.String()))
			}
		}
		for _, s := range t.Resources {
			h.put(lower(s.String()))
		}
		h.text = append(h.text, '\n')
		h.ends[i] = uint32(len(h.text))
	}
	return h
}

// put adds one field. Its own line feeds would end the row.
func (h *haystack) put(s string) {
	h.text = append(h.text, '\t')
	if strings.IndexByte(s, '\n') >= 0 {
		s = strings.ReplaceAll(s, "\n", " ")
	}
	h.text = append(h.text, s...)
}

// of is the text of row i.
func (h *haystack) of(i int) []byte {
	from := uint32(0)
	if i > 0 {
		from = h.ends[i-1]
	}
	return h.text[from:h.ends[i]]
}
