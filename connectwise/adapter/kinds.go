package adapter

import (
	"daybrief/internal/psa"
	"daybrief/model"
)

// both asks for service and project tickets, one after the other. Each kind has a row of
// the security role of its own: without one the other kind is the list, with the reason
// why that is not all of it. Without both there is no list.
func (s *Provider) both(q psa.RecordQuery, ask func(ticketReader, psa.RecordQuery) (psa.Records, error)) (psa.Records, error) {
	out := psa.Records{Refused: map[model.TicketKind]*model.Problem{}}
	readers := []ticketReader{model.ServiceTicket: s.client.Tickets, model.ProjectTicket: s.client.ProjectTickets}
	for i, right := range guarded(q.List) {
		kind := model.TicketKind(i)
		if out.Refused[kind] = s.rights.ownRecords(right); out.Refused[kind] != nil {
			continue
		}
		part, err := ask(readers[kind], q)
		switch p := psa.ProblemOf(err); {
		case err == nil:
			delete(out.Refused, kind)
		case p.Kind == model.Forbidden || p.Kind == model.NotFound:
			out.Refused[kind] = p
		default:
			return psa.Records{}, err
		}
		out.Tickets = append(out.Tickets, part.Tickets...)
		out.Skipped, out.Cut, out.Total = out.Skipped+part.Skipped, out.Cut || part.Cut, out.Total+part.Total
	}
	switch len(out.Refused) {
	case 0:
		out.Refused = nil
	case len(readers):
		return psa.Records{}, out.Refused[model.ServiceTicket]
	}
	return out, nil
}
