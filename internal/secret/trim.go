package secret

import (
	"strings"
	"unicode"

	"daybrief/internal/ownfile"
)

// maxKey is longer than any key. More is somebody's whole file.
const maxKey = 1024

// Trim takes off what comes along when people copy a key: spaces, line breaks,
// quotes, invisible characters. bad says why the rest can't be a key, as the
// end of a sentence; it never quotes it.
func Trim(text string) (key, bad string) {
	if len(text) > 64*maxKey {
		return "", "is far too long for a key"
	}
	text = ownfile.Text([]byte(text))
	text = strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Cf, r) { // zero-width characters, byte order marks
			return -1
		}
		return r
	}, text)
	key = strings.TrimSpace(text)
	if n := len(key); n >= 2 && strings.ContainsRune("\"'`", rune(key[0])) && key[n-1] == key[0] {
		key = strings.TrimSpace(key[1 : n-1])
	}
	switch {
	case key == "":
		return "", "is empty"
	case len(key) > maxKey:
		return "", "is far too long for a key"
	case strings.ContainsFunc(key, unicode.IsSpace):
		return "", "holds a space or a line break; it must be one word"
	case strings.ContainsFunc(key, notPrintable):
		return "", "holds characters that no key has"
	}
	return key, ""
}

func notPrintable(r rune) bool { return r > '~' || r < '!' }
