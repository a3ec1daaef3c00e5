package wall

import (
	"time"

	"daybrief/model"
)

const (
	// driftEvery is how often the frame moves by a cell, so that no picture burns
	// in. It waits for a page to be turned, when all is drawn anew in any case.
	driftEvery = 5 * time.Minute
	// holdTime is how long a new breach holds its page when nobody sees to it.
	holdTime = 10 * time.Minute
)

// drift is which of the four places the frame stands in.
type drift struct {
	place int
	since time.Time
}

// due reports whether the frame has stood long enough.
func (d *drift) due(now time.Time) bool { return now.Sub(d.since) >= driftEvery }

func (d *drift) step(now time.Time) { d.place, d.since = (d.place+1)%4, now }

// breachWatch tells new breaches from those that were there before.
type breachWatch struct {
	whole bool                    // the first picture is complete: what is breached from now on is news
	seen  map[model.TicketID]bool // breached, and that is no news
	held  map[model.TicketID]bool // breaches that hold the page
	since time.Time               // since when
}

// holds reports whether a new breach holds the page.
func (w *breachWatch) holds() bool { return len(w.held) > 0 }

// release lets the pages go on.
func (w *breachWatch) release() { w.held = nil }

// take takes in what is breached now, and reports whether any of it is news. New
// ones hold the page until none of them is a breach any more, ten minutes at
// most. Those that were there at the start are no news: the edge tells of them.
func (w *breachWatch) take(breached map[model.TicketID]bool, whole bool, now time.Time) (news bool) {
	if !w.whole {
		w.seen, w.whole = breached, whole
		return false
	}
	held := map[model.TicketID]bool{}
	for id := range breached {
		if !w.seen[id] {
			held[id] = true
		}
	}
	news = len(held) > 0
	w.seen = breached
	for id := range w.held {
		if breached[id] {
			held[id] = true
		}
	}
	w.held = held
	switch long := now.Sub(w.since); {
	case news:
		w.since = now
	case long < 0 || long >= holdTime:
		w.held = nil
	}
	return news
}
