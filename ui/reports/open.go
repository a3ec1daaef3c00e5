package reports

import (
	"strconv"
	"strings"

	"daybrief/model"
	"daybrief/ui/screen"
)

// ticket opens the page of the selected record's ticket: ours for an open one,
// else the system's own in the browser.
func (s *Screen) ticket(f screen.Frame) screen.Intent {
	a, list := s.answer(), s.rows()
	if s.row >= len(list) || a.res.Rows[list[s.row]].Ticket == 0 {
		return screen.Notify{Text: "This record belongs to no ticket."}
	}
	chosen := a.res.Rows[list[s.row]].Ticket
	if f.Lookup == nil || f.Lookup.Ticket(chosen) == nil {
		return browse(chosen, f)
	}
	at, ids, seen := 0, []model.TicketID{}, map[model.TicketID]bool{}
	for _, i := range list {
		id := a.res.Rows[i].Ticket
		if seen[id] || f.Lookup.Ticket(id) == nil {
			continue
		}
		if seen[id] = true; id == chosen {
			at = len(ids)
		}
		ids = append(ids, id)
	}
	return screen.Read{Tickets: ids, At: at}
}

// browse goes to the page of a ticket that is not open.
func browse(id model.TicketID, f screen.Frame) screen.Intent {
	link := ""
	if f.Snapshot != nil {
		link = f.Snapshot.System.Value.TicketLink
	}
	if link == "" {
		return f.NoLink()
	}
	return screen.Browse{URL: strings.ReplaceAll(link, "{id}", strconv.FormatInt(int64(id), 10))}
}
