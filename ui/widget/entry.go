package widget

import (
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"
)

// recalled is how many filters can be recalled.
const recalled = 20

// Entry is a Field that recalls what was typed into it before (up, down) and
// completes the word at its end (tab).
type Entry struct {
	Field
	before []string // what was kept, the oldest first
	at     int      // which of them is shown; len(before): none
	own    string   // what was typed before one was recalled
}

// Keep notes what has been typed, so that it can be recalled. The same twice in a row
// is once.
func (e *Entry) Keep() {
	text := strings.TrimSpace(e.String())
	if e.before = slices.DeleteFunc(e.before, func(o string) bool { return o == text }); text != "" {
		e.before = append(e.before, text)
	}
	if n := len(e.before) - recalled; n > 0 {
		e.before = e.before[n:]
	}
	e.at = len(e.before)
}

// Press takes a key; false when it means nothing here. words are what the last word
// may become; they are asked for only when it is completed.
func (e *Entry) Press(k tea.KeyPressMsg, words func() []string) bool {
	switch k.String() {
	case "up":
		return e.recall(-1)
	case "down":
		return e.recall(1)
	case "tab":
		if words != nil {
			e.Set(Completed(e.String(), words()))
		}
		return true
	}
	was := e.String()
	if !e.Field.Press(k) {
		return false
	}
	if e.String() != was {
		e.at = len(e.before)
	}
	return true
}

// recall shows an older or a newer text; false at the end of them, where the key is
// free to move in the list.
func (e *Entry) recall(step int) bool {
	to := e.at + step
	if to < 0 || to > len(e.before) {
		return step < 0 && len(e.before) > 0 // at the oldest one up does nothing more
	}
	if e.at == len(e.before) {
		e.own = e.String()
	}
	if e.at = to; to == len(e.before) {
		e.Set(e.own)
	} else {
		e.Set(e.before[to])
	}
	return true
}

// Completed is a text whose last word is completed as far as all words that begin
// with it agree. A text that nothing fits stays as it is.
func Completed(text string, words []string) string {
	at := lastWord(text)
	head, word := text[:at], strings.ToLower(text[at:])
	var fits []string
	for _, w := range words {
		if strings.HasPrefix(strings.ToLower(w), word) && !slices.Contains(fits, w) {
			fits = append(fits, w)
		}
	}
	if len(fits) == 0 || word == "" {
		return text
	}
	slices.SortFunc(fits, func(a, b string) int { return strings.Compare(strings.ToLower(a), strings.ToLower(b)) })
	common := fits[0]
	for _, f := range fits[1:] {
		for !strings.HasPrefix(strings.ToLower(f), strings.ToLower(common)) {
			r := []rune(common)
			common = string(r[:len(r)-1])
		}
	}
	return head + common
}

// lastWord is where the last word of a text begins; a quote holds its blanks
// together.
func lastWord(text string) int {
	at, quoted := 0, false
	for i, r := range text {
		switch {
		case r == '"':
			quoted = !quoted
		case r == ' ' && !quoted:
			at = i + 1
		}
	}
	return at
}
