package cli

import (
	"fmt"
	"runtime"
	"strings"

	"daybrief/connectwise/check"
)

// marks are the signs of a table of checks.
type marks struct {
	ok, warn, fail, skip string
	dash                 string
	ascii                bool
}

// marks are ticks and crosses, or letters where the locale has no more.
func (m *machine) marks() marks {
	if m.speaksUnicode(runtime.GOOS) {
		return marks{"✓", "!", "✗", "–", "–", false}
	}
	return marks{"+", "!", "x", "-", "-", true}
}

// plain replaces what ASCII has no sign for.
func (m marks) plain(s string) string {
	if !m.ascii {
		return s
	}
	return strings.Map(func(r rune) rune {
		switch {
		case r == '…':
			return '~'
		case r == '→':
			return '>'
		case r > '~':
			return '?'
		}
		return r
	}, s)
}

// line is one result with its cure below it.
func (m marks) line(r check.Result) string {
	sign := map[check.State]string{check.OK: m.ok, check.Warn: m.warn, check.Fail: m.fail, check.Skip: m.skip}[r.State]
	what := r.What
	if r.State == check.Fail || r.State == check.Warn {
		what += " [" + r.Code + "]"
	}
	var b strings.Builder
	const indent = "                     "
	b.WriteString(strings.TrimRight(fmt.Sprintf("%s %-17s  %s", sign, stepTitle(r.ID), hanging(what, indent)), " ") + "\n")
	if r.Cure != "" {
		b.WriteString(indent + hanging(r.Cure, indent) + "\n")
	}
	if r.Said != "" && r.State != check.OK {
		b.WriteString(indent + hanging("The server said: "+r.Said, indent) + "\n")
	}
	return m.plain(b.String())
}

// hanging breaks a sentence between words so that it stays below 80 columns when
// all but its first line are indented.
func hanging(text, indent string) string {
	room := 79 - len(indent)
	var b strings.Builder
	used := 0
	for i, word := range strings.Fields(text) {
		n := len([]rune(word))
		switch {
		case i == 0:
		case used+1+n > room:
			b.WriteString("\n" + indent)
			used = 0
		default:
			b.WriteByte(' ')
			used++
		}
		b.WriteString(word)
		used += n
	}
	return b.String()
}
