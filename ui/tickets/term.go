package tickets

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"daybrief/model"
)

// query is a filter made ready to run: plain words for the prepared text, and
// tests for everything else. All must hold.
type query struct {
	text  string // as typed
	words []needle
	tests []test
	wrong []mistake
}

type needle struct {
	text string // lower case
	not  bool
}

// test looks at one row; it may remember what it found out for a value.
type test func(row) bool

// mistake is a word that means nothing, and why.
type mistake struct {
	from, to int
	why      string
}

// world is what a filter's words may refer to.
type world struct {
	me    string // login; "" when not set
	now   time.Time
	today time.Time // start of the local day
	zone  *time.Location
	rank  func(row) int // a priority's number, 1 is the most urgent
	// visits are a ticket's schedule entries; unplanned says why they are not
	// known, "" when they are.
	visits    func(model.TicketID) []*model.ScheduleEntry
	unplanned string
}

// parse makes a filter ready. A word that means nothing is left out and named
// in wrong; a word that is not finished yet ("board:") changes nothing.
func parse(text string, w *world) *query {
	q := &query{text: text}
	for _, p := range lex(text) {
		if p.field == "" {
			if p.value != "" && (p.value != "-" || p.quoted) {
				q.words = append(q.words, needle{strings.ToLower(p.value), p.not})
			}
			continue
		}
		t, why := w.test(p)
		switch {
		case why != "":
			q.wrong = append(q.wrong, mistake{p.from, p.to, why})
		case t != nil && p.not:
			q.tests = append(q.tests, func(r row) bool { return !t(r) })
		case t != nil:
			q.tests = append(q.tests, t)
		}
	}
	return q
}

// fieldNames are the fields, each with its other names.
func fieldNames() [][]string {
	return [][]string{
		{"board"}, {"company", "co", "customer", "client"}, {"contact"}, {"owner", "assignee", "tech", "member"},
		{"status"}, {"priority", "prio", "p"}, {"team"}, {"type"}, {"subtype"}, {"item"}, {"site"}, {"project"}, {"summary"}, {"id", "number"}, {"parent"},
		{"is"}, {"updated"}, {"age", "opened"}, {"sla"}, {"scheduled", "planned"},
	}
}

// field finds a field by any of its names; near is the best guess when there
// is none.
func field(name string) (canonical, near string) {
	best := 3
	for _, names := range fieldNames() {
		for _, n := range names {
			if n == name {
				return names[0], ""
			}
			if d := distance(n, name); d < best && len(n) > 2 {
				best, near = d, names[0]
			}
		}
	}
	return "", near
}

// test makes the test of one field word; nil when it is not finished.
func (w *world) test(p word) (test, string) {
	name, near := field(p.field)
	switch {
	case name == "" && near != "":
		return nil, fmt.Sprintf("There is no field “%s”. Did you mean %s?", p.field, near)
	case name == "":
		return nil, fmt.Sprintf("There is no field “%s”. Put it in quotes to search for the words.", p.field)
	case p.value == "" && !p.quoted:
		return nil, ""
	}
	switch name {
	case "is":
		return w.is(p)
	case "owner":
		return w.owner(p)
	case "priority":
		if t, ok := w.priority(p); ok {
			return t, ""
		}
	case "updated", "age", "sla", "scheduled":
		return w.times(name, p)
	case "id":
		return ids(p, func(r row) model.TicketID { return r.ID })
	case "parent":
		return ids(p, func(r row) model.TicketID { return r.Parent })
	}
	return texts(name, p)
}

// texts compares a field's text: with ":" anywhere in it, with "=" all of it,
// with a star as a pattern for all of it. Commas part alternatives.
func texts(name string, p word) (test, string) {
	if p.op != ":" && p.op != "=" {
		if name == "priority" {
			return nil, fmt.Sprintf("“%s” is not a priority's number. Write priority%s2 or priority:%s.", p.value, p.op, p.value)
		}
		return nil, fmt.Sprintf("%s is text: use %s:%s.", name, name, p.value)
	}
	match := matcher(p)
	of := textOf(name)
	known := map[string]bool{} // few values, many rows
	return func(r row) bool {
		s := of(r)
		ok, seen := known[s]
		if !seen {
			ok = match(strings.ToLower(s))
			known[s] = ok
		}
		return ok
	}, ""
}

// matcher makes the comparison of a text value; it is given lower-case text.
func matcher(p word) func(string) bool {
	value := strings.ToLower(p.value)
	alts := []string{value}
	if !p.quoted {
		alts = strings.Split(value, ",")
	}
	return func(s string) bool {
		for _, a := range alts {
			switch {
			case a == "" && len(alts) > 1:
			case p.op == "=" && s == a, strings.Contains(a, "*") && glob(a, s):
				return true
			case p.op == ":" && !strings.Contains(a, "*") && strings.Contains(s, a) && (a != "" || s == ""):
				return true
			}
		}
		return false
	}
}

// glob matches all of s against a pattern in which * stands for anything.
func glob(pattern, s string) bool {
	parts := strings.Split(pattern, "*")
	first, last := parts[0], parts[len(parts)-1]
	if len(s) < len(first)+len(last) || !strings.HasPrefix(s, first) || !strings.HasSuffix(s, last) {
		return false
	}
	s = s[len(first) : len(s)-len(last)]
	for _, p := range parts[1 : len(parts)-1] {
		i := strings.Index(s, p)
		if i < 0 {
			return false
		}
		s = s[i+len(p):]
	}
	return true
}

// compare applies an operator; ":" and "=" mean equal.
func compare[N int | int64 | time.Duration](op string, a, b N) bool {
	switch op {
	case "<":
		return a < b
	case "<=":
		return a <= b
	case ">":
		return a > b
	case ">=":
		return a >= b
	}
	return a == b
}

// length reads "90m", "4h", "3d", "2w", "1y"; a bare number is days.
func length(s string) (time.Duration, bool) {
	unit := 24 * time.Hour
	if n := len(s); n > 0 {
		switch s[n-1] {
		case 'm', 'M':
			unit, s = time.Minute, s[:n-1]
		case 'h', 'H':
			unit, s = time.Hour, s[:n-1]
		case 'd', 'D':
			s = s[:n-1]
		case 'w', 'W':
			unit, s = 7*24*time.Hour, s[:n-1]
		case 'y', 'Y':
			unit, s = 365*24*time.Hour, s[:n-1]
		}
	}
	n, err := strconv.ParseFloat(s, 64)
	if err != nil || !(n >= 0 && n < 1e5) || strings.ContainsAny(s, "xXpPeE_") {
		return 0, false
	}
	return time.Duration(n * float64(unit)), true
}

// distance is how many letters two names differ by (insert, drop, replace).
func distance(a, b string) int {
	if len(b) > 20 {
		return len(b)
	}
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := 1; i <= len(a); i++ {
		left := row[0]
		row[0] = i
		for j := 1; j <= len(b); j++ {
			cost := left
			if a[i-1] != b[j-1] {
				cost = 1 + min(left, row[j], row[j-1])
			}
			left, row[j] = row[j], cost
		}
	}
	return row[len(b)]
}
