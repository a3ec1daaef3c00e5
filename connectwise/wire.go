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
// booleans as "True", and leave out what is null. What can't be understood is
// the zero value, so that one odd field doesn't cost a record.
type (
	str  string
	num  int64
	real float64
	flag int8 // 0 not said, 1 true, -1 false
	// moment is a time in UTC; zero when absent, unreadable or absurd.
	moment time.Time
)

// UnmarshalJSON accepts a string, a number or a boolean.
func (s *str) UnmarshalJSON(b []byte) error {
	*s = str(scalar(b))
	return nil
}

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
	}
	return nil
}

// UnmarshalJSON accepts a finite number or a string that holds one.
func (r *real) UnmarshalJSON(b []byte) error {
	if f, err := strconv.ParseFloat(strings.TrimSpace(scalar(b)), 64); err == nil && math.Abs(f) < 1e12 {
		*r = real(f)
	}
	return nil
}

// money is a number that may be missing: what can't be read is not 0.
type money struct{ n *float64 }

// UnmarshalJSON accepts a finite number or a string that holds one.
func (m *money) UnmarshalJSON(b []byte) error {
	if f, err := strconv.ParseFloat(strings.TrimSpace(scalar(b)), 64); err == nil && math.Abs(f) < 1e12 {
		m.n = &f
	}
	return nil
}

// known is the number; nil when it is missing.
func (m money) known() *float64 { return m.n }

// UnmarshalJSON accepts true, "True", 1 and their opposites.
func (f *flag) UnmarshalJSON(b []byte) error {
	switch strings.ToLower(strings.TrimSpace(scalar(b))) {
	case "true", "1", "yes":
		*f = 1
	case "false", "0", "no":
		*f = -1
	}
	return nil
}

func (f flag) on() bool    { return f == 1 }
func (f flag) given() bool { return f != 0 }

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
	*m = moment(parseMoment(strings.TrimSpace(scalar(b))))
	return nil
}

func (m moment) utc() time.Time { return time.Time(m) }

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
// UTC (connectwise-api 5.2).
func parseMoment(s string) time.Time {
	if len(s) < len("2006-01-02") || s[0] < '0' || s[0] > '9' {
		return time.Time{}
	}
	for _, layout := range [...]string{"2006-01-02T15:04:05Z07:00", "2006-01-02T15:04:05", "2006-01-02", "2006-01-02 15:04:05Z07:00", "2006-01-02 15:04:05", "2006-01-02T15:04Z07:00", "2006-01-02T15:04", "2006-01-02T15:04:05Z0700"} {
		if t, err := time.Parse(layout, s); err == nil {
			if t = t.UTC(); sane(t) {
				return t
			}
			return time.Time{}
		}
	}
	return time.Time{}
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
	EnteredBy   str
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
	*p = place(r.Name)
	return nil
}
