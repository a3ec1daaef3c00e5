package elements

import (
	"maps"
	"sync"
	"time"
)

// absentFor is how long it is believed that the gateway lacks an object: it is
// asked again once a day at most.
const absentFor = 24 * time.Hour

// Offers remembers which objects a gateway said it does not have. The zero value
// knows nothing yet. It is safe for use by several goroutines.
type Offers struct {
	mu     sync.Mutex
	absent map[string]time.Time
	keep   func(map[string]time.Time)
}

// NewOffers goes on with what an earlier run has learnt: when each object was
// last found to be absent, UTC. keep is told each change and must not block for
// long; nil for nobody.
func NewOffers(known map[string]time.Time, keep func(map[string]time.Time)) *Offers {
	return &Offers{absent: maps.Clone(known), keep: keep}
}

// lacks reports whether an object was found to be absent within the last day.
func (o *Offers) lacks(object string, now time.Time) bool {
	o.mu.Lock()
	defer o.mu.Unlock()
	at, known := o.absent[object]
	age := now.Sub(at)
	return known && age >= 0 && age < absentFor
}

// note remembers what an answer has told of an object.
func (o *Offers) note(object string, absent bool, now time.Time) {
	o.mu.Lock()
	defer o.mu.Unlock()
	_, was := o.absent[object]
	if !absent && !was {
		return
	}
	if o.absent == nil {
		o.absent = map[string]time.Time{}
	}
	if absent {
		o.absent[object] = now.UTC()
	} else {
		delete(o.absent, object)
	}
	if o.keep != nil {
		o.keep(maps.Clone(o.absent))
	}
}
