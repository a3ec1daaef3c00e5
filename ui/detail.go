package ui

import (
	"time"

	"daybrief/model"
)

// restTime is how long the selection must rest on a record before it is asked
// for, so that running down a list costs no requests.
const restTime = 350 * time.Millisecond

// detailsKept is how many details of a kind are remembered: memory must stay
// flat for weeks.
const detailsKept = 200

// details is what is known beyond the lists about records of a kind, asked for
// one at a time, and which one is wanted.
type details[ID ~int64, D any] struct {
	// burst details may be asked for within window.
	burst  int
	window time.Duration
	// fresh is how long an answer need not be asked for again. final answers
	// need not at all while the selection rests on their record, unless that
	// changes.
	fresh func(*D) time.Duration
	final func(*D) bool

	known  map[ID]*detail[D]
	wanted ID
	due    time.Time   // when wanted is to be asked for; zero for nothing to do
	asking ID          // zero for none
	began  []time.Time // when the latest requests began, the oldest first
	count  uint64
}

// detail is what is known of one record.
type detail[D any] struct {
	value D
	asked time.Time // when it was last asked for
	as    time.Time // when the record had last changed then
	seen  uint64    // counts requests, to forget the least recent
}

// get is what is known of a record, and whether it is being asked for.
func (d *details[ID, D]) get(id ID) (value D, busy bool) {
	if k := d.known[id]; k != nil {
		value = k.value
	}
	return value, d.asking == id && id != 0
}

// look notes that a record is looked at, which last changed at a time; 0 that
// none is.
func (d *details[ID, D]) look(id ID, changed, now time.Time) {
	resting := id == d.wanted
	if !resting {
		d.wanted, d.due = id, time.Time{}
	}
	if id <= 0 || !d.due.IsZero() || id == d.asking || d.has(id, changed, now, resting) {
		return
	}
	d.due = now.Add(restTime)
	if len(d.began) == d.burst {
		d.due = model.Later(d.due, d.began[0].Add(d.window))
	}
}

// has reports whether a record need not be asked for now.
func (d *details[ID, D]) has(id ID, changed, now time.Time, resting bool) bool {
	k := d.known[id]
	return k != nil && k.as.Equal(changed) && (now.Sub(k.asked) < d.fresh(&k.value) || resting && d.final(&k.value))
}

// next is when take has something to give; zero for never, and while a request
// is under way.
func (d *details[ID, D]) next() time.Time {
	if d.asking != 0 {
		return time.Time{}
	}
	return d.due
}

// take is the record to ask for now; 0 for none.
func (d *details[ID, D]) take(now time.Time) ID {
	if at := d.next(); at.IsZero() || now.Before(at) {
		return 0
	}
	d.due = time.Time{}
	return d.wanted
}

// begin notes that a record is being asked for.
func (d *details[ID, D]) begin(id ID, changed, now time.Time) *D {
	k := d.known[id]
	if k == nil {
		d.forget()
		k = &detail[D]{}
		d.known[id] = k
	}
	if d.began = append(d.began, now); len(d.began) > d.burst {
		d.began = d.began[1:]
	}
	d.count++
	d.asking, k.asked, k.as, k.seen = id, now, changed, d.count
	return &k.value
}

// end is the record to which an answer came; nil when it was forgotten.
func (d *details[ID, D]) end(id ID) *D {
	d.asking = 0
	if k := d.known[id]; k != nil {
		return &k.value
	}
	return nil
}

// forget makes room for one more.
func (d *details[ID, D]) forget() {
	if len(d.known) < detailsKept {
		return
	}
	var oldest ID
	for id, k := range d.known {
		if oldest == 0 || k.seen < d.known[oldest].seen {
			oldest = id
		}
	}
	delete(d.known, oldest)
}

// forgetTimes makes everything askable again: the clock was set.
func (d *details[ID, D]) forgetTimes(now time.Time) {
	for _, k := range d.known {
		k.asked = time.Time{}
	}
	d.began, d.due = nil, time.Time{}
	if d.wanted > 0 {
		d.due = now.Add(restTime)
	}
}
