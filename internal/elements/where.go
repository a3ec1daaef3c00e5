package elements

import (
	"strconv"
	"strings"
	"time"
)

// Where is a condition in the gateway's query language (CEQL, today OCNQL),
// built from typed parts so that no text can leave its place. The zero Where
// matches everything.
type Where struct{ parts []string }

// String is the condition, before percent-encoding.
func (w Where) String() string { return strings.Join(w.parts, " AND ") }

func (w Where) and(part string) Where {
	return Where{append(w.parts[:len(w.parts):len(w.parts)], part)}
}

// quoted is a string of the language: in single quotes, of which one inside is
// doubled. Control characters would end the line of some gateways; they are in
// no record and are dropped.
func quoted(s string) string {
	clean := strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f {
			return -1
		}
		return r
	}, s)
	return "'" + strings.ReplaceAll(clean, "'", "''") + "'"
}

// Is compares with text.
func (w Where) Is(field, text string) Where { return w.and(field + "=" + quoted(text)) }

// IsID compares with a number.
func (w Where) IsID(field string, id int64) Where {
	return w.and(field + "=" + strconv.FormatInt(id, 10))
}

// IsTrue compares with true or false, which this language quotes.
func (w Where) IsTrue(field string, on bool) Where {
	return w.and(field + "='" + strconv.FormatBool(on) + "'")
}

// In compares with any of the numbers; without one it matches nothing.
func (w Where) In(field string, ids []int64) Where {
	words := make([]string, len(ids))
	for i, id := range ids {
		words[i] = strconv.FormatInt(id, 10)
	}
	if len(words) == 0 {
		words = []string{"0"}
	}
	return w.and(field + " IN (" + strings.Join(words, ",") + ")")
}

// From matches a moment and later ones; seconds are the finest unit.
func (w Where) From(field string, at time.Time) Where { return w.moment(field, ">=", at) }

// Before matches earlier moments.
func (w Where) Before(field string, at time.Time) Where { return w.moment(field, "<", at) }

func (w Where) moment(field, op string, at time.Time) Where {
	return w.and(field + op + "'" + at.UTC().Truncate(time.Second).Format("2006-01-02T15:04:05Z") + "'")
}
