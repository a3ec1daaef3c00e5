package store

import (
	"math"
	"time"

	"daybrief/model"
)

// rowCodec is one record as a row of whole numbers, written or read in order. One
// function a record names its fields for both directions, so that writing and
// reading can't drift apart. Trailing zeros are left out, and what lies beyond
// the end of a row reads as zero.
type rowCodec struct {
	reading bool
	row     []int64
	at      int
	book    *stringTable
}

// stringTable is the texts of a picture, each once. The first is the empty one.
type stringTable struct {
	texts []model.Text
	index map[model.Text]int64
}

func newStringTable() *stringTable {
	return &stringTable{texts: []model.Text{{}}, index: map[model.Text]int64{{}: 0}}
}

func (b *stringTable) number(t model.Text) int64 {
	n, ok := b.index[t]
	if !ok {
		n = int64(len(b.texts))
		b.texts, b.index[t] = append(b.texts, t), n
	}
	return n
}

func (t *rowCodec) num(p *int64) {
	if !t.reading {
		t.row = append(t.row, *p)
		return
	}
	*p = 0
	if t.at < len(t.row) {
		*p = t.row[t.at]
	}
	t.at++
}

// whole is a number of any type of ours. A value that the type can't hold reads
// as zero.
func whole[T ~int | ~int64 | ~uint8](t *rowCodec, p *T) {
	n := int64(*p)
	t.num(&n)
	if !t.reading {
		return // what is written is shared, and must not even be set to itself
	}
	if *p = T(n); int64(*p) != n {
		*p = 0
	}
}

func (t *rowCodec) yes(p *bool) {
	n := int64(0)
	if *p {
		n = 1
	}
	t.num(&n)
	if t.reading {
		*p = n == 1
	}
}

// The years that a time may lie in; others would not survive being written.
const (
	firstMicro = -62135596800_000_000 // year 1
	lastMicro  = 253402300799_999_999 // year 9999
)

// when is a time in microseconds of Unix time, UTC; 0 is none.
func (t *rowCodec) when(p *time.Time) {
	n := int64(0)
	if !p.IsZero() {
		if n = p.UnixMicro(); n == 0 {
			n = 1
		}
	}
	t.num(&n)
	if !t.reading {
		return
	}
	*p = time.Time{}
	if n != 0 && n > firstMicro && n <= lastMicro {
		*p = time.UnixMicro(n).UTC()
	}
}

// float keeps every bit of a number; what is none reads as 0.
func (t *rowCodec) float(p *float64) {
	n := int64(math.Float64bits(*p)) //nolint:gosec // bits, not a value
	t.num(&n)
	if !t.reading {
		return
	}
	if *p = math.Float64frombits(uint64(n)); math.IsNaN(*p) || math.IsInf(*p, 0) { //nolint:gosec // as above
		*p = 0
	}
}

func (t *rowCodec) text(p *model.Text) {
	n := int64(0)
	if !t.reading {
		n = t.book.number(*p)
	}
	t.num(&n)
	if t.reading {
		*p = model.Text{}
		if n > 0 && n < int64(len(t.book.texts)) {
			*p = t.book.texts[n]
		}
	}
}

// word is a string of our own making, such as a link.
func (t *rowCodec) word(p *string) {
	text := model.Text{}
	if !t.reading {
		text = model.Clean(*p)
	}
	t.text(&text)
	if t.reading {
		*p = text.String()
	}
}

// list is a list within a record: its length, then its items. A length that the
// row can't hold reads as none.
func list[T any](t *rowCodec, p *[]T, item func(*rowCodec, *T)) {
	n := int64(len(*p))
	t.num(&n)
	if t.reading {
		*p = nil
		if n <= 0 || n > int64(len(t.row)) {
			return
		}
		*p = make([]T, n)
	}
	for i := range *p {
		item(t, &(*p)[i])
	}
}

// done is the row as it is kept.
func (t *rowCodec) done() []int64 {
	n := len(t.row)
	for n > 0 && t.row[n-1] == 0 {
		n--
	}
	return t.row[:n]
}
