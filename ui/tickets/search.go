package tickets

import (
	"bytes"
	"strings"
)

// search marks in hits (one a row) which rows a filter lets through. The first
// word that must be there is looked for over the whole text at once; whatever
// else is asked is asked only of the rows that are left.
func (q *query) search(rows []row, h *haystack, hits []bool) {
	first := q.rarest()
	if first < 0 {
		for i := range hits {
			hits[i] = true
		}
	} else {
		clear(hits)
		h.mark([]byte(q.words[first].text), hits)
	}
	for i, w := range q.words {
		if i == first {
			continue
		}
		text := []byte(w.text)
		for j := range hits {
			if hits[j] && bytes.Contains(h.of(j), text) == w.not {
				hits[j] = false
			}
		}
	}
	for _, t := range q.tests {
		for j := range hits {
			if hits[j] && !t(rows[j]) {
				hits[j] = false
			}
		}
	}
}

// narrows reports whether all that a filter lets through was let through by an
// earlier one: each of its words is still there, or a longer one that holds it. What
// tests let through is not compared.
func (q *query) narrows(was *query) bool {
	if len(was.words) == 0 || len(q.tests)+len(was.tests) > 0 || len(q.words) < len(was.words) {
		return false
	}
	for i, w := range was.words {
		n := q.words[i]
		if n != w && (n.not || w.not || !strings.Contains(n.text, w.text)) {
			return false
		}
	}
	return true
}

// among leaves of the hits of a filter that this one narrows those that it lets
// through. They are read in the order of the text: that is what memory is fast at.
func (q *query) among(h *haystack, hits []bool) {
	for _, w := range q.words {
		text := []byte(w.text)
		for j := range hits {
			if hits[j] && bytes.Contains(h.of(j), text) == w.not {
				hits[j] = false
			}
		}
	}
}

// rarest is the longest word that must be there, which is likely to be the
// rarest; -1 when no word must.
func (q *query) rarest() int {
	best := -1
	for i, w := range q.words {
		if !w.not && (best < 0 || len(w.text) > len(q.words[best].text)) {
			best = i
		}
	}
	return best
}

// mark notes every row whose text holds the word.
func (h *haystack) mark(word []byte, hits []bool) {
	row := 0
	for pos := 0; pos < len(h.text); {
		i := bytes.Index(h.text[pos:], word)
		if i < 0 {
			return
		}
		pos += i
		for h.ends[row] <= uint32(pos) {
			row++
		}
		hits[row] = true
		pos = int(h.ends[row])
	}
}
