package tickets

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

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
	text    []byte
	ends    []uint32 // where each row's text ends, its line feed included
	tickets []*model.Ticket
}

// newHaystack prepares the text of the rows. That of tickets which an earlier one has,
// which may be nil, is taken from it: what they refer to must be the same.
func newHaystack(rows []row, was *haystack) *haystack {
	if was == nil {
		was = &haystack{}
	}
	h := &haystack{
		text: make([]byte, 0, max(128*len(rows), len(was.text))), ends: make([]uint32, len(rows)), tickets: make([]*model.Ticket, len(rows)),
	}
	at := 0
	for i := range rows {
		t := rows[i].Ticket
		for at < len(was.tickets) && was.tickets[at].Kind == t.Kind && was.tickets[at].ID < t.ID {
			at++
		}
		if at < len(was.tickets) && was.tickets[at] == t {
			h.text = append(h.text, was.of(at)...)
			at++
		} else {
			h.add(rows[i])
		}
		h.ends[i], h.tickets[i] = uint32(len(h.text)), t
	}
	return h
}

// add writes the text of a row.
func (h *haystack) add(r row) {
	t := r.Ticket
	h.text = append(h.text, '#')
	h.text = strconv.AppendInt(h.text, int64(t.ID), 10)
	h.put(t.Summary)
	for _, s := range [...]model.Text{t.Company.Label(), t.Contact.Name, t.Board.Name, t.Status.Name, t.Owner.Name,
		t.Owner.Identifier, t.Team.Name, t.Type, r.Priority.Name, t.Project.Name} {
		if !s.IsEmpty() {
			h.put(s)
		}
	}
	for _, s := range t.Resources {
		h.put(s)
	}
	h.text = append(h.text, '\n')
}

// put adds one field. Its own line feeds would end the row.
func (h *haystack) put(field model.Text) {
	s := field.String()
	if !plain(s) {
		s = strings.ToLower(s)
	}
	h.text = append(h.text, '\t')
	for i := range len(s) {
		c := lower(s[i])
		if c == '\n' {
			c = ' '
		}
		h.text = append(h.text, c)
	}
}

// plain reports whether a text is ASCII, whose case is a byte's.
func plain(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// holds reports whether it is the text of these rows.
func (h *haystack) holds(rows []row) bool {
	return h != nil && slices.EqualFunc(rows, h.tickets, func(r row, t *model.Ticket) bool { return r.Ticket == t })
}

// of is the text of row i.
func (h *haystack) of(i int) []byte {
	from := uint32(0)
	if i > 0 {
		from = h.ends[i-1]
	}
	return h.text[from:h.ends[i]]
}
