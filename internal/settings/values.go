package settings

import (
	"fmt"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
)

// duration reads "90s". A bare number is the commonest slip, so it is named.
func duration(v any, low, high time.Duration) (time.Duration, string) {
	const want = `must be a number and a unit in quotes, like "90s", "15m" or "16h"`
	s, ok := v.(string)
	if !ok {
		return 0, want + ", not " + kindOf(v)
	}
	d, err := time.ParseDuration(strings.TrimSpace(s))
	if err != nil {
		return 0, want
	}
	if d < low || d > high {
		return 0, fmt.Sprintf("must be from %s to %s", short(low), short(high))
	}
	return d, ""
}

// short writes a duration as people write it: "1h", not "1h0m0s".
func short(d time.Duration) string {
	s := d.String()
	if strings.HasSuffix(s, "m0s") {
		s = strings.TrimSuffix(s, "0s")
	}
	if strings.HasSuffix(s, "h0m") {
		s = strings.TrimSuffix(s, "0m")
	}
	return s
}

// The checks of a text: "" or what is wrong, as the end of a sentence.

func oneLine(s string) string {
	if len(s) > 4096 {
		return "is too long (over 4,096 bytes)"
	}
	if strings.ContainsFunc(s, unicode.IsControl) {
		return "holds a line break or a control character"
	}
	return ""
}

func notEmpty(s string) string {
	if s == "" {
		return "must not be empty"
	}
	return ""
}

func oneOf(allowed ...string) func(string) string {
	return func(s string) string {
		if slices.Contains(allowed, s) {
			return ""
		}
		var names []string
		for _, a := range allowed {
			if a == "" {
				continue // leaving it empty needs no advice
			}
			names = append(names, strconv.Quote(a))
		}
		if len(names) == 1 {
			return "must be " + names[0]
		}
		return "must be one of " + strings.Join(names, ", ")
	}
}

func zone(s string) string {
	if s == "" {
		return ""
	}
	if _, err := time.LoadLocation(s); err != nil || s == "Local" {
		return `is not a time zone that is known here: use an IANA name like "Europe/Berlin", or leave it out`
	}
	return ""
}

// pattern checks a status name with * in it.
func pattern(s string) string {
	if strings.TrimSpace(s) == "" {
		return "must not be empty"
	}
	if _, err := path.Match(s, ""); err != nil {
		return "is not a name or a pattern: * stands for any text, and a [ needs its ]"
	}
	return oneLine(s)
}

// program checks an item of a command. The first one (index unknown here) is
// looked at again by commandFault.
func program(s string) string {
	if strings.ContainsRune(s, 0) {
		return "holds a NUL character"
	}
	return ""
}

// commandFault refuses a program named by a path that depends on the folder
// that daybrief was started in.
func commandFault(cmd []string) string {
	if len(cmd) == 0 {
		return ""
	}
	if strings.TrimSpace(cmd[0]) == "" {
		return "must begin with the name of a program"
	}
	if strings.ContainsAny(cmd[0], `/\`) && !filepath.IsAbs(cmd[0]) {
		return "must name its program alone or with its whole path, because daybrief may be started in any folder"
	}
	return ""
}

func keyName(s string) string {
	if s == "" || strings.ContainsFunc(s, unicode.IsSpace) {
		return `must be a key like "q", "ctrl+l" or "space"`
	}
	return oneLine(s)
}

func kindOf(v any) string {
	switch v.(type) {
	case string:
		return "text"
	case bool:
		return "true or false"
	case int64:
		return "a whole number"
	case float64:
		return "a number with a fraction"
	case time.Time:
		return "a date"
	case []any:
		return "a list"
	case map[string]any:
		return "a table"
	case []map[string]any:
		return "a list of tables"
	}
	return "something else"
}

// quote writes TOML text.
func quote(s string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range s {
		switch {
		case r == '"' || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case unicode.IsControl(r):
			fmt.Fprintf(&b, `\u%04X`, r)
		default:
			b.WriteRune(r)
		}
	}
	b.WriteByte('"')
	return b.String()
}

func quoteAll(list []string) string {
	out := make([]string, len(list))
	for i, s := range list {
		out[i] = quote(s)
	}
	return "[" + strings.Join(out, ", ") + "]"
}
