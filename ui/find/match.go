package find

import (
	"strings"
	"unicode"
)

// Rank is how well what somebody types names an entry of a menu; a higher one
// is better.
type Rank uint8

// The ranks, from none to the whole name.
const (
	NoMatch Rank = iota
	Initials
	WordStarts
	Prefix
	Whole
)

// mostInitials is how many letters may stand for words. A longer text is a word,
// and a word never means what it is not the name of.
const mostInitials = 4

// Match ranks what is typed against the names of one entry: the best of all.
// Case, dots, dashes and repeated blanks don't matter. Typing nothing is a
// Prefix of everything.
//
//   - Whole: it is one of the names.
//   - Prefix: a name begins with it.
//   - WordStarts: each typed word begins a word of its own in one name, in any
//     order.
//   - Initials: two to four letters, each of which begins a word of one name, in
//     their order ("cn": copy number).
func Match(typed string, names ...string) Rank {
	t := fold(typed)
	best := NoMatch
	for _, name := range names {
		if r := matchOne(t, fold(name)); r > best {
			best = r
		}
	}
	return best
}

func matchOne(typed, name string) Rank {
	switch {
	case name == "":
		return NoMatch
	case typed == name:
		return Whole
	case strings.HasPrefix(name, typed):
		return Prefix
	case wordStarts(strings.Fields(typed), strings.Fields(name)):
		return WordStarts
	case len([]rune(typed)) <= mostInitials && !strings.Contains(typed, " ") && initials([]rune(typed), strings.Fields(name)):
		return Initials
	}
	return NoMatch
}

// fold is a text as it is compared: lower case, words parted by one blank.
func fold(s string) string {
	return strings.Join(strings.FieldsFunc(strings.ToLower(s), func(r rune) bool {
		return unicode.IsSpace(r) || strings.ContainsRune(".,;:-_/()\"'?", r)
	}), " ")
}

// wordStarts reports whether each typed word begins a name's word of its own.
func wordStarts(typed, name []string) bool {
	if len(typed) == 0 {
		return false
	}
	used := make([]bool, len(name))
next:
	for _, w := range typed {
		for i, n := range name {
			if !used[i] && strings.HasPrefix(n, w) {
				used[i] = true
				continue next
			}
		}
		return false
	}
	return true
}

// initials reports whether letters are the beginnings of at least two words in
// their order. Words may be passed over.
func initials(letters []rune, words []string) bool {
	var along func(letters []rune, words []string, begun int) bool
	along = func(letters []rune, words []string, begun int) bool {
		if len(letters) == 0 {
			return begun >= 2
		}
		for i, w := range words {
			r := []rune(w)
			if len(r) > 0 && r[0] == letters[0] && along(letters[1:], words[i+1:], begun+1) {
				return true
			}
		}
		return false
	}
	return along(letters, words, 0)
}
