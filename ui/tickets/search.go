package tickets

import "bytes"

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
