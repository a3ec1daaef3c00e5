package wall

import "time"

// pauseTime is how long a pause lasts: somebody who has paused the wall and
// walked away has not meant to stop it.
const pauseTime = 10 * time.Minute

// book is the pages that the wall turns over.
type book struct {
	all    []page // that there are
	pages  []page
	at     int       // the page that is shown
	turns  time.Time // when it is turned; zero: when a page was not yet shown
	paused time.Time // until when; zero for not

	usual time.Duration // how long a page stays
	stays map[string]time.Duration
}

// arrange takes the pages of the settings, and stays on the same page where it
// still exists.
func (b *book) arrange(set Settings) {
	was := ""
	if len(b.pages) > 0 {
		was = b.pages[b.at].id
	}
	*b = book{all: b.all, paused: b.paused, usual: set.Stay, stays: set.PageStay}
	for _, id := range set.Pages {
		for _, p := range b.all {
			if p.id == id {
				b.pages = append(b.pages, p)
			}
		}
	}
	if len(b.pages) == 0 {
		b.pages = b.all
	}
	b.at = max(0, b.find(was))
}

// find is the first place of a page in the order, or -1.
func (b *book) find(id string) int {
	for i := range b.pages {
		if b.pages[i].id == id {
			return i
		}
	}
	return -1
}

// shown is the page that is shown.
func (b *book) shown() *page { return &b.pages[b.at] }

// resting reports whether the page stays by itself: paused, or alone.
func (b *book) resting(now time.Time) bool { return now.Before(b.paused) || len(b.pages) < 2 }

// stay is how long the present page is shown.
func (b *book) stay() time.Duration {
	if d := b.stays[b.shown().id]; d >= time.Second {
		return d
	}
	return b.usual
}

// pause stops the turning for a while, or goes on.
func (b *book) pause(now time.Time) {
	if now.Before(b.paused) {
		b.paused = time.Time{}
	} else {
		b.paused = now.Add(pauseTime)
	}
	b.turns = time.Time{}
}

// open shows a page for its whole time.
func (b *book) open(i int, now time.Time) {
	b.at = i
	b.turns = now.Add(b.stay())
}

// due reports whether the time of this page is over; held pages stay. A clock
// that was set, or a machine that has slept, costs no more than one page its
// time.
func (b *book) due(now time.Time, held bool) bool {
	if !b.paused.IsZero() && (!now.Before(b.paused) || b.paused.Sub(now) > pauseTime) {
		b.paused, b.turns = time.Time{}, time.Time{}
	}
	stay := b.stay()
	switch {
	case held || b.resting(now):
		b.turns = time.Time{}
	case b.turns.IsZero() || b.turns.Sub(now) > stay:
		b.turns = now.Add(stay)
	default:
		return !now.Before(b.turns)
	}
	return false
}
