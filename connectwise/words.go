package connectwise

import "sync"

// Bounds of the texts that are kept once.
const (
	mostWords   = 1 << 16
	longestWord = 48 // longer texts seldom repeat
)

// words are texts that repeat from record to record (boards, statuses, companies,
// people), each kept once. It is safe for use by several goroutines.
type words struct {
	mu    sync.Mutex
	known map[string]string
}

func newWords() *words { return &words{known: map[string]string{}} }

// same is the text as it is kept.
func (w *words) same(s string) string {
	w.mu.Lock()
	defer w.mu.Unlock()
	if k, ok := w.known[s]; ok {
		return k
	}
	if len(w.known) >= mostWords {
		clear(w.known) // what is used still will soon be here again
	}
	w.known[s] = s
	return s
}

// pageWords are those of one page: most of what repeats, repeats there, and needs
// no lock.
type pageWords struct {
	all  *words // nil for none
	here map[string]string
}

func (w *words) page() *pageWords { return &pageWords{w, map[string]string{}} }

// one is a text of a page.
func (p *pageWords) one(b []byte) string {
	if len(b) > longestWord {
		return string(b)
	}
	if s, ok := p.here[string(b)]; ok {
		return s
	}
	return p.add(string(b))
}

// keep is one, for what is a string already.
func (p *pageWords) keep(s string) string {
	if len(s) > longestWord {
		return s
	}
	if k, ok := p.here[s]; ok {
		return k
	}
	return p.add(s)
}

func (p *pageWords) add(s string) string {
	if p.all != nil {
		s = p.all.same(s)
	}
	p.here[s] = s
	return s
}
