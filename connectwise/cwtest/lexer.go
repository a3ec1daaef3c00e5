package cwtest

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// tokenKind sorts the words of a condition.
type tokenKind uint8

const (
	tEnd tokenKind = iota
	tName
	tLiteral
	tOperator
	tOpen
	tClose
	tComma
)

type token struct {
	kind tokenKind
	text string // names and operators, in lower case for operators
	lit  value
}

// lexer cuts a condition into tokens. Escapes inside strings are not
// documented and public clients disagree about them, so there are none here:
// a backslash is refused, and a doubled quote ends one string and starts
// another, which the parser then refuses.
type lexer struct {
	src string
	pos int
}

func (l *lexer) next() (token, error) {
	for l.pos < len(l.src) && (l.src[l.pos] == ' ' || l.src[l.pos] == '\t' || l.src[l.pos] == '\n' || l.src[l.pos] == '\r') {
		l.pos++
	}
	if l.pos >= len(l.src) {
		return token{}, nil
	}
	c := l.src[l.pos]
	switch {
	case c == '(':
		l.pos++
		return token{kind: tOpen}, nil
	case c == ')':
		l.pos++
		return token{kind: tClose}, nil
	case c == ',':
		l.pos++
		return token{kind: tComma}, nil
	case c == '"' || c == '\'':
		return l.quoted(c)
	case c == '[':
		return l.date()
	case strings.IndexByte("=!<>", c) >= 0:
		return l.symbol()
	case c == '-' || c >= '0' && c <= '9':
		return l.number()
	case isNameByte(c):
		return l.word(), nil
	}
	return token{}, fmt.Errorf("unexpected character at position %d", l.pos+1)
}

func isNameByte(c byte) bool {
	return c == '_' || c == '/' || c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z'
}

func (l *lexer) quoted(q byte) (token, error) {
	end := strings.IndexByte(l.src[l.pos+1:], q)
	if end < 0 {
		return token{}, fmt.Errorf("string starting at position %d is not closed", l.pos+1)
	}
	s := l.src[l.pos+1 : l.pos+1+end]
	if strings.Contains(s, `\`) {
		return token{}, fmt.Errorf("backslash in the string at position %d", l.pos+1)
	}
	l.pos += end + 2
	return token{kind: tLiteral, lit: value{k: kText, s: s}}, nil
}

func (l *lexer) date() (token, error) {
	end := strings.IndexByte(l.src[l.pos:], ']')
	if end < 0 {
		return token{}, fmt.Errorf("date starting at position %d is not closed", l.pos+1)
	}
	s := l.src[l.pos+1 : l.pos+end]
	l.pos += end + 1
	for _, form := range [...]string{"2006-01-02T15:04:05Z", "2006-01-02"} {
		// The layout would also take fractional seconds, which the server
		// does not.
		if t, err := time.Parse(form, s); err == nil && len(s) == len(form) {
			return token{kind: tLiteral, lit: value{k: kTime, n: t.Unix()}}, nil
		}
	}
	return token{}, fmt.Errorf("'%s' is not a date; use whole seconds in UTC", s)
}

func (l *lexer) symbol() (token, error) {
	for _, op := range [...]string{"!=", "<=", ">=", "=", "<", ">"} {
		if strings.HasPrefix(l.src[l.pos:], op) {
			l.pos += len(op)
			return token{kind: tOperator, text: op}, nil
		}
	}
	return token{}, fmt.Errorf("unexpected character at position %d", l.pos+1)
}

func (l *lexer) number() (token, error) {
	start := l.pos
	l.pos++
	for l.pos < len(l.src) && (isNameByte(l.src[l.pos]) || l.src[l.pos] == '.') {
		l.pos++
	}
	s := l.src[start:l.pos]
	if n, err := strconv.ParseInt(s, 10, 64); err == nil {
		return token{kind: tLiteral, lit: intOf(n)}, nil
	}
	if f, err := strconv.ParseFloat(s, 64); err == nil && strings.Trim(s, "-.0123456789") == "" {
		return token{kind: tLiteral, lit: realOf(f)}, nil
	}
	return token{}, fmt.Errorf("'%s' is not a number; string values need quotes", s)
}

func (l *lexer) word() token {
	start := l.pos
	for l.pos < len(l.src) && isNameByte(l.src[l.pos]) {
		l.pos++
	}
	s := l.src[start:l.pos]
	switch low := strings.ToLower(s); low {
	case "true", "false":
		return token{kind: tLiteral, lit: boolOf(low == "true")}
	case "null":
		return token{kind: tLiteral}
	case "and", "or", "not", "contains", "like", "in":
		return token{kind: tOperator, text: low}
	}
	return token{kind: tName, text: s}
}
