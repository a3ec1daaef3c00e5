package tickets

import (
	"strconv"
	"strings"

	"daybrief/model"
	"daybrief/model/assess"
)

// row is a ticket as it has been judged.
type row = *assess.Ticket

// rowsOf lists the judged tickets that are in a scope.
func rowsOf(all []*assess.Ticket, crew *model.Crew) []row {
	if crew.All() {
		return all
	}
	rows := make([]row, 0, len(all))
	for _, t := range all {
		if crew.Has(t.Ticket) {
			rows = append(rows, t)
		}
	}
	return rows
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
		t := rows[i].Ticket
		h.text = append(h.text, '#')
		h.text = strconv.AppendInt(h.text, int64(t.ID), 10)
		h.put(strings.ToLower(t.Summary.String()))
		for _, s := range [...]model.Text{t.Company.Label(), t.Contact.Name, t.Board.Name, t.Status.Name, t.Owner.Name,
			t.Owner.Identifier, t.Team.Name, t.Type, rows[i].Priority.Name, t.Project.Name} {
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
