package find

import (
	"strings"
	"unicode"
)

// Fuzzy matches what somebody types against the text of a menu: the letters of
// each word in their order, with anything between them. A higher score is a
// better match; false when it does not match. Typing nothing matches all.
func Fuzzy(typed, text string) (score int, ok bool) {
	low := []rune(strings.ToLower(text))
	for word := range strings.FieldsSeq(strings.ToLower(typed)) {
		s, fits := fuzzyWord([]rune(word), low)
		if !fits {
			return 0, false
		}
		score += s
	}
	return score*8 - min(len(low), 7), true // among equals the shorter
}

// fuzzyWord takes the best of all beginnings, so that "th" finds "theme" and
// not the t and the h of "next screen, help".
func fuzzyWord(word, text []rune) (best int, ok bool) {
	for from := range text {
		if text[from] != word[0] {
			continue
		}
		if s, fits := along(word, text, from); fits && (!ok || s > best) {
			best, ok = s, true
		}
	}
	return best, ok
}

// along matches the word from a place on. Letters in a row and at beginnings of
// words count for most, gaps against it.
func along(word, text []rune, from int) (score int, ok bool) {
	last := from - 1
	for i := from; i < len(text) && len(word) > 0; i++ {
		if text[i] != word[0] {
			continue
		}
		switch {
		case i == 0 || !unicode.IsLetter(text[i-1]) && !unicode.IsDigit(text[i-1]):
			score += 8
		case i == last+1:
			score += 6
		}
		score -= min(i-last-1, 5)
		last, word = i, word[1:]
	}
	return score, len(word) == 0
}
