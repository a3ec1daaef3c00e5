package connectwise

import (
	"maps"
	"net/http"
	"sync"
)

// mostKept bounds the answers that are kept, in bytes of their bodies.
const mostKept = 64 << 20

// Kept holds the answers of a list of requests that did not come to its end, so
// that the whole can be tried again and asks only for what is missing. It is for
// a short while and for one purpose: what it holds grows old.
type Kept struct {
	mu      sync.Mutex
	answers map[string]*reply
	size    int
}

// WithKept has answers kept, and taken from there instead of asking again. nil
// keeps nothing.
func WithKept(k *Kept) Option {
	return func(c *config) error {
		c.kept = k
		return nil
	}
}

// Len is how many answers are kept.
func (k *Kept) Len() int {
	k.mu.Lock()
	defer k.mu.Unlock()
	return len(k.answers)
}

// get is the answer to a question that was answered before; nil for none.
func (k *Kept) get(question string) *reply {
	if k == nil {
		return nil
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.answers[question]
}

// put keeps an answer, if there is room.
func (k *Kept) put(question string, r *reply) {
	if k == nil {
		return
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.size+len(r.body) > mostKept {
		return
	}
	if k.answers == nil {
		k.answers = map[string]*reply{}
	}
	k.answers[question], k.size = &reply{r.op, r.status, maps.Clone(http.Header(r.header)), r.body, r.host, r.words}, k.size+len(r.body)
}

// question is what a request asks, whoever is asked.
func (req request) question() string {
	paging := "numbered "
	if req.forward {
		paging = "forward "
	}
	return req.method + " " + paging + req.path + "?" + req.query.encode() + " " + string(req.body)
}
