package history

import (
	"strings"
	"time"
	"unicode"
)

// Query is what somebody searches for, as an expression of the index.
type Query struct {
	match string // FTS5; empty: nothing to search for
	dated bool   // it asks when something was closed
	// Unread are parts that could not be understood, in words for people.
	Unread []string
}

// Empty reports whether there is nothing to search for.
func (q Query) Empty() bool { return q.match == "" }

// maxTerms bounds a query: a pasted page is no search.
const maxTerms = 16

const allColumns = "{number summary company contact owner board notes}"

// ParseQuery reads words, "phrases", and company: owner: board: contact: closed:
// with a value, a phrase too; a leading - excludes. Words match beginnings of
// words, all of them must. closed: takes 2026, 2026-03 or 2026-03-10.
func ParseQuery(text string) Query {
	var q Query
	var want, not []string
	for _, p := range pieces(text) {
		if len(want)+len(not) >= maxTerms {
			q.Unread = append(q.Unread, "only the first 16 words are searched for")
			break
		}
		expr, bad := p.expression()
		q.dated = q.dated || p.field == "closed" && expr != ""
		switch {
		case bad != "":
			q.Unread = append(q.Unread, bad)
		case expr == "":
		case p.not:
			not = append(not, expr)
		default:
			want = append(want, expr)
		}
	}
	if len(want) == 0 && len(not) > 0 {
		want = []string{"(facet : zxopen OR facet : zxdone)"}
	}
	q.match = strings.Join(want, " AND ")
	for _, n := range not {
		q.match = "(" + q.match + ") NOT " + n
	}
	return q
}

// piece is one word or phrase of a query, with the field it is for.
type piece struct {
	field, text string
	phrase, not bool
}

// pieces splits at blanks outside quotes. A quote that is not closed ends with
// the text: it is being typed.
func pieces(text string) []piece {
	var out []piece
	rest := strings.TrimSpace(text)
	for rest != "" {
		var p piece
		if len(rest) > 1 && rest[0] == '-' && rest[1] != ' ' {
			p.not, rest = true, rest[1:]
		}
		if i := strings.IndexAny(rest, ": \t\""); i > 0 && rest[i] == ':' && isField(rest[:i]) {
			p.field, rest = strings.ToLower(rest[:i]), rest[i+1:]
		}
		if quoted, ok := strings.CutPrefix(rest, `"`); ok {
			p.phrase = true
			p.text, rest, _ = strings.Cut(quoted, `"`)
		} else if i := strings.IndexFunc(rest, func(r rune) bool { return unicode.IsSpace(r) || r == '"' }); i >= 0 {
			p.text, rest = rest[:i], rest[i:]
		} else {
			p.text, rest = rest, ""
		}
		out = append(out, p)
		rest = strings.TrimLeftFunc(rest, unicode.IsSpace)
	}
	return out
}

func isField(s string) bool {
	switch strings.ToLower(s) {
	case "company", "owner", "board", "contact", "closed", "summary", "notes":
		return true
	}
	return false
}

// expression is a piece for the index: only letters and digits of what was typed
// get there, in quotes, so that no operator of the index can be typed.
func (p piece) expression() (expr, bad string) {
	if p.field == "closed" {
		return closedOn(p.text)
	}
	tokens := strings.FieldsFunc(p.text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) })
	if len(tokens) == 0 {
		return "", ""
	}
	column := allColumns
	if p.field != "" {
		column = p.field
	}
	expr = column + ` : "` + strings.Join(tokens, " ") + `"`
	if !p.phrase {
		expr += " *"
	}
	return "(" + expr + ")", ""
}

// closedOn finds the day on which a ticket was closed, or all of a month or year.
func closedOn(text string) (expr, bad string) {
	for _, form := range []string{"2006", "2006-01", "2006-01-02"} {
		if _, err := time.Parse(form, text); err == nil {
			return "(facet : zxin" + strings.ReplaceAll(text, "-", "") + ")", ""
		}
	}
	if text == "" {
		return "", ""
	}
	return "", "closed: takes a year, a month or a day, like 2026-03"
}
