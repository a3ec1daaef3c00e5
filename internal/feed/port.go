package feed

import (
	"context"
	"time"

	"daybrief/internal/psa"
)

// Source is what the feed needs of a psa.Provider.
type Source interface {
	Fetch(ctx context.Context, q Query) (Batch, error)
}

// The words of the port, for short.
type (
	// Query asks for one thing.
	Query = psa.Query
	// Kind is the sort of a query.
	Kind = psa.Kind
	// Batch is the answer to a Query.
	Batch = psa.Batch
)

// The kinds of query.
const (
	Full    = psa.Full
	Delta   = psa.Delta
	Digests = psa.Digests
	Lookup  = psa.Lookup
)

// Arrived is the message that brings a Batch or a failure back to the feed.
type Arrived struct {
	Query Query
	Gen   uint64
	At    time.Time // our clock, when it arrived
	Batch Batch
	Err   error
	// Part is a page of a list that is still being read: the answer is to come.
	Part *psa.Partial
}
