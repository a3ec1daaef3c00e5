package feed

import (
	"cmp"
	"reflect"
	"slices"
	"time"

	"daybrief/model"
)

// overlap is how far a delta reaches back behind the newest change we have:
// times are whole seconds, and the clocks of a server farm differ.
const overlap = 30 * time.Second

// future is how far ahead of us a ticket's time may lie before it is taken for
// nonsense when the server's own clock is not known.
const future = 24 * time.Hour

// ticketBook is what the feed knows about one kind of ticket beyond the lists.
type ticketBook struct {
	open    *model.Fresh[[]*model.Ticket] // in Feed.data, sorted by id
	closed  *model.Fresh[[]*model.Ticket]
	project bool

	high        time.Time // up to here, by the server's clock, we have seen every change
	full        bool      // the next list must be the full one
	capped      bool      // the full list was cut
	reading     string    // how much of the list is here while it is being read; "" when all is
	reconcileAt time.Time
	// dirty tickets have an SLA that the server should calculate anew; lost ones
	// are not what the list of ids says. Both are to be looked up.
	dirty, lost []model.TicketID
	// touched tickets have changed in what may have moved their goals unseen: one
	// that waited and runs again between two polls has the status of before.
	touched []model.TicketID
	missed  missed
	// from is where the closed list begins; long that it is the long one;
	// short that the long one is not to be had.
	from        time.Time
	long, short bool
	// moved are the tickets that changes have closed or reopened while the list
	// of closed tickets was on its way; nil when it is not.
	moved map[model.TicketID]bool
	// closedOld: the closed list is that of an earlier run, and no change of this
	// one makes it complete.
	closedOld bool
	// doubt says that the server's list is not believed; trust that a person
	// wants it to be.
	doubt      *model.Problem
	doubtSince time.Time
	trust      bool
}

// since is the lower bound of the next delta.
func (d *ticketBook) since() time.Time { return d.high.Add(-overlap) }

// tells reports whether a list of changes has one that we had not: lists reach
// back, so that most repeat themselves.
func (d *ticketBook) tells(list []*model.Ticket) bool {
	return slices.ContainsFunc(list, func(t *model.Ticket) bool {
		old := cmp.Or(find(d.open.Value, t.ID), find(d.closed.Value, t.ID))
		return old == nil && t.Open() || old != nil && t.Updated.After(old.Updated)
	})
}

// advance moves the bound of what we have seen: to the newest change received,
// but not past the moment at which the server began to answer, because a ticket
// that changed while the pages were read may have been on a page already read.
func (d *ticketBook) advance(b Batch, took time.Duration, now time.Time) {
	var newest time.Time
	latest := now.Add(future)
	if !b.ServerTime.IsZero() {
		latest = b.ServerTime
	}
	for _, t := range b.Tickets {
		if t != nil && t.Updated.After(newest) && !t.Updated.After(latest) {
			newest = t.Updated
		}
	}
	if newest.IsZero() && d.high.IsZero() {
		newest = b.ServerTime // an empty book: nothing older can matter
	}
	switch {
	case newest.IsZero():
		return
	case b.ServerTime.IsZero():
		newest = newest.Add(-took)
	default:
		newest = model.Sooner(newest, b.ServerTime.Add(-took))
	}
	d.high = model.Later(d.high, newest)
}

func byID(a, b *model.Ticket) int { return cmp.Compare(a.ID, b.ID) }

// sorted is the batch by id, each id once: the row that changed last.
func sorted(batch []*model.Ticket) []*model.Ticket {
	out := slices.DeleteFunc(slices.Clone(batch), func(t *model.Ticket) bool { return t == nil })
	slices.SortStableFunc(out, byID)
	kept := out[:0]
	for _, t := range out {
		if n := len(kept); n > 0 && kept[n-1].ID == t.ID {
			if !t.Updated.Before(kept[n-1].Updated) {
				kept[n-1] = t
			}
			continue
		}
		kept = append(kept, t)
	}
	return kept
}

// find is the ticket with the id; nil when the list has none.
func find(list []*model.Ticket, id model.TicketID) *model.Ticket {
	i, ok := slices.BinarySearchFunc(list, id, func(t *model.Ticket, id model.TicketID) int { return cmp.Compare(t.ID, id) })
	if !ok {
		return nil
	}
	return list[i]
}

// merged is list with ups put in or over and gone left out, as a new list. All
// are sorted by id. Tickets are shared, never copied.
func merged(list, ups []*model.Ticket, gone map[model.TicketID]bool) []*model.Ticket {
	if len(ups) == 0 && len(gone) == 0 {
		return list
	}
	out := make([]*model.Ticket, 0, len(list)+len(ups))
	for _, t := range list {
		for len(ups) > 0 && ups[0].ID < t.ID {
			out, ups = append(out, ups[0]), ups[1:]
		}
		switch {
		case len(ups) > 0 && ups[0].ID == t.ID:
			out, ups = append(out, ups[0]), ups[1:]
		case !gone[t.ID]:
			out = append(out, t)
		}
	}
	return append(out, ups...)
}

// same reports whether nothing about the ticket has changed, so that the old
// value can stay and nobody's cache is upset.
func same(a, b *model.Ticket) bool {
	return a.Updated.Equal(b.Updated) && reflect.DeepEqual(a, b)
}

// closedFrom are the tickets that were closed at or after the bound, or may have
// been: of those without a closing time, the ones that were changed since.
func closedFrom(list []*model.Ticket, bound time.Time) []*model.Ticket {
	out := make([]*model.Ticket, 0, len(list))
	for _, t := range list {
		_, latest := t.Ended()
		if t.Closed && (latest.IsZero() || !latest.Before(bound)) {
			out = append(out, t)
		}
	}
	return out
}

// chunk takes up to n tickets to look up off the lists.
func (d *ticketBook) chunk(n int) []model.TicketID {
	var ids []model.TicketID
	take := func(from *[]model.TicketID) {
		k := min(n-len(ids), len(*from))
		ids = append(ids, (*from)[:k]...)
		*from = slices.Clone((*from)[k:])
	}
	take(&d.dirty)
	take(&d.lost)
	return ids
}

// putBack returns tickets that could not be looked up.
func (d *ticketBook) putBack(ids []model.TicketID) { d.lost = union(d.lost, ids) }

func union(a, b []model.TicketID) []model.TicketID {
	out := append(slices.Clone(a), b...)
	slices.Sort(out)
	return slices.Compact(out)
}
