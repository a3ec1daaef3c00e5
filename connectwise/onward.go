package connectwise

import (
	"context"

	"daybrief/model"
)

// Onward lists one page of what Pages lists, after a ticket's number (0: from the
// beginning), for who goes on another day. next is what the page after it comes
// after; 0 when this was the last. A page that leads nowhere is an error: what
// follows it is not known.
func (s ticketReader) Onward(ctx context.Context, q TicketQuery, after model.TicketID) (page Page[*model.Ticket], next model.TicketID, err error) {
	l := s.listing("list past "+s.noun, s.path, q, s.fields)
	w := walk[ticketWire, *model.Ticket]{c: s.c, l: &l, cond: l.conds[0], seen: map[int64]struct{}{}, page: 1, pageID: int64(after)}
	if page, err = w.step(ctx, &room[ticketWire]{}); err != nil {
		return Page[*model.Ticket]{}, 0, err
	}
	if page.Capped {
		return Page[*model.Ticket]{}, 0, &model.Problem{
			Kind: model.BadReply, Code: "pages-in-circles",
			What: model.Clean("The list of past " + s.noun + " leads from one page to the same page again."), Cure: model.Clean("It is tried again later."),
		}
	}
	if !w.done {
		next = model.TicketID(w.pageID)
	}
	return page, next, nil
}
