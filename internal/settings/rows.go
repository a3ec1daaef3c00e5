package settings

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// The makers of rows, one for each kind of value. at points to the field.

func text[T any](path string, at func(*T) *string) row[T] {
	return row[T]{path, func(t *T, v any) string {
		s, ok := v.(string)
		if !ok {
			return "must be text in quotes, not " + kindOf(v)
		}
		if bad := oneLine(s); bad != "" {
			return bad
		}
		*at(t) = strings.TrimSpace(s)
		return ""
	}, func(t *T) string { return quote(*at(t)) }, form{"type": "string"}}
}

// checked adds a test of the text to a row of text. An empty text is the
// default and passes, unless the test is notEmpty's.
func checked[T any](r row[T], check func(string) string) row[T] {
	read := r.read
	r.read = func(t *T, v any) string {
		if bad := read(t, v); bad != "" {
			return bad
		}
		return check(strings.TrimSpace(v.(string)))
	}
	return r
}

func word[T any](path string, at func(*T) *string, allowed ...string) row[T] {
	r := text(path, at)
	r.form = form{"type": "string", "enum": allowed}
	return checked(r, oneOf(allowed...))
}

func list[T any](path string, at func(*T) *[]string, check func(string) string) row[T] {
	return row[T]{path, func(t *T, v any) string {
		values, ok := v.([]any)
		if !ok {
			return `must be a list like ["a", "b"], not ` + kindOf(v)
		}
		out := make([]string, 0, len(values))
		for i, item := range values {
			s, ok := item.(string)
			if !ok {
				return fmt.Sprintf("must hold only texts in quotes; item %d is %s", i+1, kindOf(item))
			}
			if bad := check(s); bad != "" {
				return fmt.Sprintf("has a fault in item %d: it %s", i+1, bad)
			}
			out = append(out, s)
		}
		*at(t) = out
		return ""
	}, func(t *T) string { return quoteAll(*at(t)) }, form{"type": "array", "items": form{"type": "string"}}}
}

// among is list for items of a table of names; any, when there are none.
func among[T any](path string, at func(*T) *[]string, names ...string) row[T] {
	r := list(path, at, named(names))
	if len(names) > 0 {
		r.form = form{"type": "array", "items": form{"type": "string", "enum": names}}
	}
	return r
}

func toggle[T any](path string, at func(*T) *bool) row[T] {
	return row[T]{path, func(t *T, v any) string {
		b, ok := v.(bool)
		if !ok {
			return "must be true or false, not " + kindOf(v)
		}
		*at(t) = b
		return ""
	}, func(t *T) string { return strconv.FormatBool(*at(t)) }, form{"type": "boolean"}}
}

func number[T any](path string, at func(*T) *int, low, high int64) row[T] {
	return row[T]{path, func(t *T, v any) string {
		n, ok := v.(int64)
		if !ok {
			return "must be a whole number, not " + kindOf(v)
		}
		if n < low || n > high {
			return fmt.Sprintf("must be from %d to %d", low, high)
		}
		*at(t) = int(n)
		return ""
	}, func(t *T) string { return strconv.Itoa(*at(t)) }, form{"type": "integer", "minimum": low, "maximum": high}}
}

func length[T any](path string, at func(*T) *time.Duration, low, high time.Duration) row[T] {
	return row[T]{path, func(t *T, v any) string {
		d, bad := duration(v, low, high)
		if bad == "" {
			*at(t) = d
		}
		return bad
	}, func(t *T) string { return quote(short(*at(t))) }, durationForm()}
}

func timeOfDay[T any](path string, at func(*T) *time.Duration) row[T] {
	return row[T]{path, func(t *T, v any) string {
		const want = `must be a time of day like "08:00"`
		s, ok := v.(string)
		if !ok {
			return want + " in quotes, not " + kindOf(v)
		}
		if s == "24:00" {
			*at(t) = 24 * time.Hour
			return ""
		}
		m, err := time.Parse("15:04", s)
		if err != nil {
			return want
		}
		*at(t) = time.Duration(m.Hour())*time.Hour + time.Duration(m.Minute())*time.Minute
		return ""
	}, func(t *T) string { d := *at(t); return fmt.Sprintf(`"%02d:%02d"`, d/time.Hour, d/time.Minute%60) }, form{"type": "string", "pattern": "^([01]?[0-9]|2[0-3]):[0-5][0-9]$|^24:00$"}}
}

func dates[T any](path string, at func(*T) *[]time.Time) row[T] {
	return row[T]{path, func(t *T, v any) string {
		values, ok := v.([]any)
		if !ok {
			return `must be a list of days like ["2026-12-25"], not ` + kindOf(v)
		}
		out := make([]time.Time, 0, len(values))
		for i, item := range values {
			d, ok := item.(time.Time) // an unquoted TOML date
			if s, isText := item.(string); isText {
				parsed, err := time.Parse(time.DateOnly, s)
				d, ok = parsed, err == nil
			}
			if !ok {
				return fmt.Sprintf(`must hold days like "2026-12-25"; item %d is not one`, i+1)
			}
			out = append(out, time.Date(d.Year(), d.Month(), d.Day(), 0, 0, 0, 0, time.UTC))
		}
		*at(t) = out
		return ""
	}, func(t *T) string {
		days := make([]string, len(*at(t)))
		for i, d := range *at(t) {
			days[i] = d.Format(time.DateOnly)
		}
		return quoteAll(days)
	}, form{"type": "array", "items": form{"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}}}
}
