package psa

import (
	"context"
	"time"

	"daybrief/model"
)

// Remembering is what a way in must offer for the history: the closed tickets of
// the past, a page at a time. A provider need not have it. The rules of Provider
// hold for it too.
type Remembering interface {
	// Past lists one page of what a query asks for, with one request once the
	// keys' rights are known.
	Past(ctx context.Context, q PastQuery) (PastPage, error)
}

// PastQuery asks for tickets of a kind that were closed in [From, To), the lowest
// numbers first. It is a value.
type PastQuery struct {
	Project  bool
	From, To time.Time
	// After is the last number of the page before; 0: from the beginning.
	After model.TicketID
}

// PastPage is the answer.
type PastPage struct {
	// Tickets are closed ones; one that was opened again is not among them.
	Tickets []*model.Ticket
	// Next is what the next page comes after; 0: this was the last one.
	Next model.TicketID
	// Skipped counts records that could not be read.
	Skipped int
	// Gap says what these keys can't see of it, as Batch.Gap; empty: nothing.
	Gap string
}

// CodeHeld is the code of a Problem that says that a request was not sent, to stay
// within the budget or because the server has asked everybody to wait. It is
// nobody's failure.
const CodeHeld = "held-back"
