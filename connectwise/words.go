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
	here map[string]pageWord
}

// pageWord is a text, and whether it is that of all pages.
type pageWord struct {
	text   string
	shared bool
}

// turn begins another page.
func (p *pageWords) turn(all *words) {
	if p.all = all; p.here == nil {
		p.here = map[string]pageWord{}
	}
	clear(p.here)
}

// one is a text of a page. One that is no name, such as a summary, is shared with
// other pages only when this one has it twice: few are.
func (p *pageWords) one(b []byte, name bool) string {
	if len(b) > longestWord {
		return string(b)
	}
	if w, ok := p.here[string(b)]; ok && (w.shared || p.all == nil) {
		return w.text
	}
	return p.kept(string(b), name)
}

// kept is one, for what is a string already.
func (p *pageWords) kept(s string, name bool) string {
	if len(s) > longestWord {
		return s
	}
	w, twice := p.here[s]
	switch {
	case !twice:
		w.text = s
	case w.shared || p.all == nil:
		return w.text
	}
	if (name || twice) && p.all != nil {
		w = pageWord{p.all.same(w.text), true}
	}
	p.here[w.text] = w
	return w.text
}
