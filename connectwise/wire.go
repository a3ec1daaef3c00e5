package connectwise

import (
	"bytes"
	"encoding/json"
	"math"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

// The field types of this file never fail: servers send numbers as strings,
// booleans as "True", and leave out what is null. Absent, null and "" are the
// zero value. What can't be understood is a value that means nothing else, until
// settle has looked at the whole record.
type (
	str  string
	num  int64
	real float64
	flag int8 // 0 not said, 1 true, -1 false, garbledFlag
	// moment is a time in UTC; zero when absent, unreadable or absurd.
	moment time.Time
)

// What a field is that was sent and can't be understood. None of them can come
// out of JSON: it has neither the byte 0xff nor NaN, and 1970 is no year of ours.
const (
	garbledStr  str  = "\xff"
	garbledNum  num  = math.MinInt64
	garbledFlag flag = 2
)

func garbledMoment() moment { return moment(time.Unix(1, 0).UTC()) }

// UnmarshalJSON accepts a string, a number or a boolean.
func (s *str) UnmarshalJSON(b []byte) error {
	*s = str(scalar(b))
	if composite(b) {
		*s = garbledStr
	}
	return nil
}

// composite reports whether a value is an object or a list.
func composite(b []byte) bool { return len(b) > 0 && (b[0] == '{' || b[0] == '[') }

// sent reports whether a value is more than null or "".
func sent(b []byte, text string) bool { return text != "" || composite(b) }

// UnmarshalJSON accepts a number or a string that holds one; fractions are
// cut off.
func (n *num) UnmarshalJSON(b []byte) error {
	text := strings.TrimSpace(scalar(b))
	if i, err := strconv.ParseInt(text, 10, 64); err == nil {
		*n = num(i)
		return nil
	}
	if f, err := strconv.ParseFloat(text, 64); err == nil && math.Abs(f) < 1<<53 {
		*n = num(f)
	} else if sent(b, text) {
		*n = garbledNum
	}
	return nil
}

// UnmarshalJSON accepts a finite number or a string that holds one.
func (r *real) UnmarshalJSON(b []byte) error {
	if f := readNumber(b); f != nil {
		*r = real(*f)
	}
	return nil
}

// readNumber is a finite number; nil for nothing, NaN for what is none.
func readNumber(b []byte) *float64 {
	text := strings.TrimSpace(scalar(b))
	f, err := strconv.ParseFloat(text, 64)
	switch {
	case err == nil && math.Abs(f) < 1e12:
		return &f
	case sent(b, text):
		f = math.NaN()
		return &f
	}
	return nil
}

// money is a number that may be missing: what can't be read is not 0.
type money struct{ n *float64 }

// UnmarshalJSON accepts a finite number or a string that holds one.
func (m *money) UnmarshalJSON(b []byte) error {
	m.n = readNumber(b)
	return nil
}

// known is the number; nil when it is missing.
func (m money) known() *float64 {
	if m.n != nil && math.IsNaN(*m.n) {
		return nil
	}
	return m.n
}

// UnmarshalJSON accepts true, "True", 1 and their opposites.
func (f *flag) UnmarshalJSON(b []byte) error {
	switch text := strings.ToLower(strings.TrimSpace(scalar(b))); {
	case text == "true", text == "1", text == "yes":
		*f = 1
	case text == "false", text == "0", text == "no":
		*f = -1
	case sent(b, text):
		*f = garbledFlag
	}
	return nil
}

func (f flag) on() bool    { return f == 1 }
func (f flag) given() bool { return f == 1 || f == -1 }

// known is what was said; nil when nothing was.
func (f flag) known() *bool {
	if !f.given() {
		return nil
	}
	on := f.on()
	return &on
}

// UnmarshalJSON accepts a date or a time, with or without zone and fraction.
func (m *moment) UnmarshalJSON(b []byte) error {
	text := strings.TrimSpace(scalar(b))
	t, ok := parseMoment(text)
	if *m = moment(t); !ok && sent(b, text) {
		*m = garbledMoment()
	}
	return nil
}

func (m moment) utc() time.Time {
	if m == garbledMoment() {
		return time.Time{}
	}
	return time.Time(m)
}

// scalar is the text of a JSON string, number or boolean; "" for null, objects
// and lists.
func scalar(b []byte) string {
	if len(b) == 0 {
		return ""
	}
	switch b[0] {
	case '"':
		if len(b) >= 2 && bytes.IndexByte(b, '\\') < 0 && utf8.Valid(b) {
			return string(b[1 : len(b)-1])
		}
		var s string
		_ = json.Unmarshal(b, &s) // b is one valid JSON string: the decoder has read it
		return s
	case 'n', '{', '[':
		return ""
	}
	return string(b)
}

// parseMoment reads the forms of time that servers send; what has no zone is
// UTC (connectwise-api 5.2). A year that stands for "none" is the zero time.
func parseMoment(s string) (at time.Time, ok bool) {
	if len(s) < len("2006-01-02") || s[0] < '0' || s[0] > '9' {
		return time.Time{}, false
	}
	for _, layout := range [...]string{"2006-01-02T15:04:05Z07:00", "2006-01-02T15:04:05", "2006-01-02", "2006-01-02 15:04:05Z07:00", "2006-01-02 15:04:05", "2006-01-02T15:04Z07:00", "2006-01-02T15:04", "2006-01-02T15:04:05Z0700"} {
		if t, err := time.Parse(layout, s); err == nil {
			if t = t.UTC(); sane(t) {
				return t, true
			}
			return time.Time{}, true
		}
	}
	return time.Time{}, false
}

// plainMoment reads the form that servers send as a rule, "2026-03-10T09:00:00Z"
// in its quotation marks, and leaves all others alone.
func plainMoment(raw []byte) (at time.Time, ok bool) {
	const form = `"0000-00-00T00:00:00Z"`
	if len(raw) != len(form) {
		return at, false
	}
	for i := range len(form) {
		if c := raw[i]; form[i] != '0' && c != form[i] || form[i] == '0' && (c < '0' || c > '9') {
			return at, false
		}
	}
	n := func(at, digits int) (sum int) {
		for _, c := range raw[at : at+digits] {
			sum = sum*10 + int(c-'0')
		}
		return sum
	}
	month, day, h, m, s := n(6, 2), n(9, 2), n(12, 2), n(15, 2), n(18, 2)
	if month < 1 || month > 12 || h > 23 || m > 59 || s > 59 {
		return at, false
	}
	t := time.Date(n(1, 4), time.Month(month), day, h, m, s, 0, time.UTC)
	return t, t.Day() == day && sane(t) // there is no 31 June
}

// sane refuses years in which no ticket was written: 0001 and 9999 stand for
// "none" in many databases.
func sane(t time.Time) bool { return t.Year() >= 1980 && t.Year() < 2200 }

// reference is another record, as it stands inside a record.
type reference struct {
	ID         num
	Identifier str
	Name       str
}

// stamps are the parts of _info that are used.
type stamps struct {
	DateEntered moment
	EnteredBy   str `wire:"shown"`
	LastUpdated moment
	UpdatedBy   str
}

// place is a name that some servers send as a reference and some as text.
type place string

// UnmarshalJSON accepts both.
func (p *place) UnmarshalJSON(b []byte) error {
	if len(b) == 0 || b[0] != '{' {
		*p = place(scalar(b))
		return nil
	}
	var r reference
	if err := json.Unmarshal(b, &r); err != nil {
		return err
	}
	r.Name.settle() // a place is only shown
	*p = place(r.Name)
	return nil
}
