package model

import (
	"strings"
	"unicode"
)

// NewestFromCustomer is the latest note that a contact has written; nil when
// there is none.
func NewestFromCustomer(notes []Note) *Note {
	var newest *Note
	for i := range notes {
		n := &notes[i]
		if n.Customer && !n.Text.IsEmpty() && (newest == nil || n.At.After(newest.At)) {
			newest = n
		}
	}
	return newest
}

// mostOpening is how many letters of a message FirstSentence gives at most.
const mostOpening = 160

// FirstSentence is how a message begins: its first sentence behind the greeting,
// in one line. Of a longer one it gives whole words and three dots.
func FirstSentence(message Text) string {
	var words []string
	for line := range strings.Lines(message.String()) {
		fields := strings.Fields(line)
		if len(words) == 0 && (len(fields) == 0 || greets(fields)) {
			continue
		}
		for _, w := range fields {
			words = append(words, w)
			if ends(w) {
				return shortened(words)
			}
		}
		if len(words) > 0 && len(fields) == 0 {
			break // a blank line ends it, too
		}
	}
	if len(words) == 0 {
		words = strings.Fields(message.String()) // nothing but a greeting
	}
	return shortened(words)
}

// greets reports whether a line is no more than a greeting: "Hi Ben,".
func greets(fields []string) bool {
	last := fields[len(fields)-1]
	if len(fields) > 5 || !strings.ContainsAny(last[len(last)-1:], ",!.:;") {
		return false
	}
	switch strings.ToLower(strings.TrimRight(fields[0], ",!.:;")) {
	case "hi", "hello", "hey", "dear", "good", "morning", "afternoon", "hallo", "bonjour", "hola":
		return true
	}
	return len(fields) <= 2 && strings.HasSuffix(last, ",") // "Ben,"
}

// ends reports whether a word ends a sentence. "e.g." and "12." do not.
func ends(word string) bool {
	word = strings.TrimRight(word, `"')]`+"”’")
	if word == "" {
		return false
	}
	switch r := []rune(word); r[len(r)-1] {
	case '!', '?', '…', '。', '！', '？':
		return true
	case '.':
		body := strings.ToLower(string(r[:len(r)-1]))
		switch body {
		case "mr", "mrs", "ms", "dr", "no", "nr", "st", "approx", "ext", "tel":
			return false
		}
		return strings.HasSuffix(body, "..") || len(r) > 2 && !strings.Contains(body, ".") && strings.ContainsFunc(body, unicode.IsLetter)
	}
	return false
}

// shortened joins words up to mostOpening letters.
func shortened(words []string) string {
	var b strings.Builder
	n := 0
	for i, w := range words {
		letters := len([]rune(w))
		if n+letters+1 > mostOpening {
			if i == 0 {
				return string([]rune(w)[:mostOpening]) + "..."
			}
			return b.String() + " ..."
		}
		if i > 0 {
			b.WriteByte(' ')
			n++
		}
		b.WriteString(w)
		n += letters
	}
	return b.String()
}
