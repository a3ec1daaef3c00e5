package store

import (
	"bytes"
	"cmp"
	"slices"
	"strconv"

	"daybrief/model"
)

// How many rows a list, and how many numbers a picture's list, may have.
const (
	maxRows    = 250_000
	maxNumbers = 16_000_000
)

// rows is a list of rows of whole numbers, end to end. It is JSON all the same,
// but read by a parser of its own: the general one takes ten times as long,
// and a start has to wait for it.
type rows struct {
	nums []int64
	ends []int
}

func (r *rows) len() int { return len(r.ends) }

func (r *rows) row(i int) []int64 {
	start := 0
	if i > 0 {
		start = r.ends[i-1]
	}
	return r.nums[start:r.ends[i]]
}

// UnmarshalJSON implements json.Unmarshaler.
func (r *rows) UnmarshalJSON(b []byte) error {
	*r = rows{}
	if string(b) == "null" {
		return nil
	}
	// All at once: lists that grow are most of what a start would leave behind.
	r.nums = make([]int64, 0, min(bytes.Count(b, []byte{','})+1, maxNumbers+1))
	r.ends = make([]int, 0, min(bytes.Count(b, []byte{']'}), maxRows+1))
	s := scan{b: b}
	ok := s.eat('[')
	for first := true; ok && !s.eat(']'); first = false {
		ok = (first || s.eat(',')) && s.row(r) && len(r.ends) <= maxRows && len(r.nums) <= maxNumbers
	}
	if !ok || s.at != len(b) {
		return errDamaged
	}
	return nil
}

// scan reads compact JSON of whole numbers. There is no white space in what we
// write.
type scan struct {
	b  []byte
	at int
}

func (s *scan) eat(c byte) bool {
	if s.at < len(s.b) && s.b[s.at] == c {
		s.at++
		return true
	}
	return false
}

// row reads "[1,-2,3]".
func (s *scan) row(r *rows) bool {
	ok := s.eat('[')
	for first := true; ok && !s.eat(']'); first = false {
		if !first && !s.eat(',') {
			return false
		}
		var n int64
		if n, ok = s.number(); ok {
			r.nums = append(r.nums, n)
			ok = len(r.nums) <= maxNumbers
		}
	}
	r.ends = append(r.ends, len(r.nums))
	return ok
}

// number reads a number that fits into 64 bits.
func (s *scan) number() (n int64, ok bool) {
	minus := s.eat('-')
	from := s.at
	for s.at < len(s.b) && s.b[s.at] >= '0' && s.b[s.at] <= '9' {
		s.at++
	}
	switch digits := s.at - from; {
	case digits == 0 || digits > 19:
		return 0, false
	case digits < 19: // no need to look out for overflow
		for _, c := range s.b[from:s.at] {
			n = n*10 + int64(c-'0')
		}
		if minus {
			n = -n
		}
		return n, true
	}
	if minus {
		from--
	}
	n, err := strconv.ParseInt(string(s.b[from:s.at]), 10, 64)
	return n, err == nil
}

// ordered reports whether the lists are what the feed relies on: tickets by id,
// each once.
func ordered(s *model.Snapshot) bool {
	for _, list := range [][]*model.Ticket{s.ServiceTickets.Value, s.ProjectTickets.Value, s.ClosedService.Value, s.ClosedProject.Value} {
		for i, t := range list {
			if t.ID <= 0 || i > 0 && list[i-1].ID >= t.ID {
				return false
			}
		}
	}
	return slices.IsSortedFunc(s.ScheduleEntries.Value, func(a, b *model.ScheduleEntry) int { return cmp.Compare(a.Start.UnixMicro(), b.Start.UnixMicro()) })
}
