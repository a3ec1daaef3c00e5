package find

import (
	"bytes"
	"strings"
)

// How well a record fits, the best first.
const (
	exact  = iota // the number, or the whole title
	begins        // the title begins with it
	inside        // a word of the title begins with it
	within        // it is somewhere in the title
	beside        // it is in another field
	grades
)

// Find is the best limit hits for the words of a query, all of which a record
// must hold, and how many records hold them. "#48210" finds by number.
func (x *Index) Find(query string, limit int) (best []Hit, total int) {
	words := bytes.Fields(appendLower(nil, query))
	if len(words) == 0 || limit <= 0 {
		return nil, 0
	}
	buckets := make([][]int, grades)
	x.each(words, func(i int) {
		total++
		row := x.row(i)
		g := grade(row, words[0])
		if len(words) == 1 && g == begins && exactly(row, words[0]) {
			g = exact
		}
		if len(buckets[g]) < limit {
			buckets[g] = append(buckets[g], i)
		}
	})
	for _, b := range buckets {
		for _, i := range b {
			if len(best) == limit {
				return best, total
			}
			best = append(best, x.hits[i])
		}
	}
	return best, total
}

// each calls hit for every record that holds all words, in order. The longest
// word, which is likely to be the rarest, is looked for over the whole text.
func (x *Index) each(words [][]byte, hit func(int)) {
	rare := 0
	for i, w := range words {
		if len(w) > len(words[rare]) {
			rare = i
		}
	}
	row := 0
	for pos := 0; pos < len(x.text); {
		at := bytes.Index(x.text[pos:], words[rare])
		if at < 0 {
			return
		}
		pos += at
		for x.ends[row] <= uint32(pos) {
			row++
		}
		pos = int(x.ends[row])
		if holds(x.row(row), words, rare) {
			hit(row)
		}
	}
}

func holds(row []byte, words [][]byte, but int) bool {
	for i, w := range words {
		if i != but && !bytes.Contains(row, w) {
			return false
		}
	}
	return true
}

// row is the text of record i, its line feed included.
func (x *Index) row(i int) []byte {
	from := uint32(0)
	if i > 0 {
		from = x.ends[i-1]
	}
	return x.text[from:x.ends[i]]
}

// grade is how well a word fits a record that holds it. The number of a ticket
// and its summary both begin the title.
func grade(row, word []byte) int {
	title := bytes.IndexByte(row, '\t')
	if title < 0 {
		title = len(row)
	}
	at := bytes.Index(row, word)
	switch {
	case at < 0 || at >= title:
		return beside
	case at == 0 || at == 1 && row[0] == '#' || at == bytes.IndexByte(row, ' ')+1 && row[0] == '#':
		return begins
	case strings.IndexByte(" -./(\"'", row[at-1]) >= 0:
		return inside
	}
	return within
}

// exactly reports whether the word is a ticket's number or a whole title.
func exactly(row, word []byte) bool {
	if row[0] == '#' {
		number, _, _ := bytes.Cut(row[1:], []byte{' '})
		return bytes.Equal(number, bytes.TrimPrefix(word, []byte{'#'}))
	}
	title, _, _ := bytes.Cut(bytes.TrimSuffix(row, []byte{'\n'}), []byte{'\t'})
	return bytes.Equal(title, word)
}
