package cwtest

import (
	"strconv"
	"time"
	"unicode/utf8"
)

// kind is the type of a field's values, and of a literal in a condition.
type kind uint8

const (
	kNull kind = iota
	kBool
	kInt
	kReal
	kText
	kTime // whole seconds since 1970, UTC
)

func (k kind) String() string {
	return [...]string{"null", "boolean", "numeric", "numeric", "string", "date"}[k]
}

// value is one scalar of a record. The zero value is null, which the server
// leaves out of its JSON altogether.
type value struct {
	k kind
	n int64
	f float64
	s string
}

func boolOf(b bool) value {
	if b {
		return value{k: kBool, n: 1}
	}
	return value{k: kBool}
}

func intOf(n int64) value    { return value{k: kInt, n: n} }
func realOf(f float64) value { return value{k: kReal, f: f} }

// idOf is null for zero: no record has that id.
func idOf[N ~int | ~int32 | ~int64](n N) value {
	if n == 0 {
		return value{}
	}
	return value{k: kInt, n: int64(n)}
}

func textOf(s string) value {
	if s == "" {
		return value{}
	}
	return value{k: kText, s: s}
}

func timeOf(sec int64) value {
	if sec == 0 {
		return value{}
	}
	return value{k: kTime, n: sec}
}

func (v value) real() float64 {
	if v.k == kReal {
		return v.f
	}
	return float64(v.n)
}

// appendJSON writes the value; times are whole seconds with Z.
func (v value) appendJSON(b []byte) []byte {
	switch v.k {
	case kBool:
		return strconv.AppendBool(b, v.n != 0)
	case kInt:
		return strconv.AppendInt(b, v.n, 10)
	case kReal:
		return strconv.AppendFloat(b, v.f, 'f', 2, 64)
	case kText:
		return appendText(b, v.s)
	case kTime:
		b = append(b, '"')
		b = appendStamp(b, v.n)
		return append(b, '"')
	}
	return append(b, "null"...)
}

func appendStamp(b []byte, sec int64) []byte {
	return time.Unix(sec, 0).UTC().AppendFormat(b, "2006-01-02T15:04:05Z")
}

// appendText writes a JSON string by hand: the tenant holds hostile text on
// purpose, and only what JSON itself demands is escaped.
func appendText(b []byte, s string) []byte {
	const hex = "0123456789abcdef"
	b = append(b, '"')
	start := 0
	for i := 0; i < len(s); {
		c := s[i]
		if c >= utf8.RuneSelf {
			r, size := utf8.DecodeRuneInString(s[i:])
			if r == utf8.RuneError && size == 1 {
				b = append(append(b, s[start:i]...), "\\ufffd"...)
				start = i + 1
			}
			i += size
			continue
		}
		if c >= ' ' && c != '"' && c != '\\' {
			i++
			continue
		}
		b = append(b, s[start:i]...)
		switch c {
		case '"', '\\':
			b = append(b, '\\', c)
		case '\n':
			b = append(b, '\\', 'n')
		default:
			b = append(b, '\\', 'u', '0', '0', hex[c>>4], hex[c&15])
		}
		i++
		start = i
	}
	return append(append(b, s[start:]...), '"')
}
