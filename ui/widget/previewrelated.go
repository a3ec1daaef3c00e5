package widget

import (
	"strconv"
	"strings"

	"daybrief/model"
)

// related adds the groups of other tickets, one line each.
func (s *sheet) related() {
	for _, g := range s.card.Related {
		count := strconv.Itoa(len(g.Tickets) + g.More)
		switch {
		case len(g.Tickets) == 0 && g.Part == "":
			continue
		case len(g.Tickets) == 0:
			count = "none"
		}
		s.rule(s.dot(g.Title, strings.TrimSpace(count+" "+g.Part)))
		for _, t := range g.Tickets {
			s.other(t)
		}
		if g.More > 0 {
			s.text("and "+strconv.Itoa(g.More)+" more", s.th.Dim, "", 0, 1)
		}
	}
}

// other is a ticket on one line: number, summary, and its status at the right.
func (s *sheet) other(t *model.Ticket) {
	number := "#" + strconv.FormatInt(int64(t.ID), 10)
	status := Truncate(t.Status.Name.String(), s.w/3, s.th.Glyphs.Ellipsis)
	room := s.w - Width(number) - 2 - Width(status)
	if room < 8 {
		status, room = "", s.w-Width(number)-1
	}
	summary := Fit(t.Summary.String(), max(0, room), s.th.Glyphs.Ellipsis)
	line := s.th.Key.Paint(number) + " " + s.th.Text.Paint(summary)
	if status != "" {
		line += " " + s.th.Dim.Paint(status)
		room++
	}
	s.line(line, Width(number)+1+room+Width(status))
}

// relatedKey tells one set of related tickets from another.
func relatedKey(groups []Related) string {
	var b strings.Builder
	for _, g := range groups {
		b.WriteString(g.Title + g.Part)
		for _, t := range g.Tickets {
			b.WriteString(" " + strconv.FormatInt(int64(t.ID), 10) + t.Status.Name.String())
		}
		b.WriteString("+" + strconv.Itoa(g.More) + "\n")
	}
	return b.String()
}
