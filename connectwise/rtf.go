package connectwise

import (
	"strconv"
	"strings"
	"unicode/utf16"
)

func looksLikeRTF(s string) bool {
	return strings.HasPrefix(strings.TrimLeft(s[:min(len(s), 64)], " \t\r\n\ufeff"), `{\rtf`)
}

// rtfText reduces RTF to its visible text. It is one pass over the source.
func rtfText(s string) string {
	r := rtfReader{src: s, state: rtfState{skip: 1}}
	for r.at < len(r.src) {
		r.step()
	}
	return strings.TrimSpace(r.out.String())
}

// rtfState is what a group inherits.
type rtfState struct {
	hidden bool
	skip   int // how many characters stand in for a \u
}

type rtfReader struct {
	src   string
	at    int
	out   strings.Builder
	state rtfState
	stack []rtfState
	owed  int  // characters still to be passed over after a \u
	half  rune // the first half of a character that takes two \u
}

// deepest is how many groups in each other are told apart.
const deepest = 1000

func (r *rtfReader) step() {
	c := r.src[r.at]
	r.at++
	switch c {
	case '{':
		if len(r.stack) < deepest {
			r.stack = append(r.stack, r.state)
		}
		r.owed = 0
	case '}':
		if n := len(r.stack); n > 0 {
			r.state, r.stack = r.stack[n-1], r.stack[:n-1]
		}
		r.owed = 0
	case '\\':
		r.control()
	case '\r', '\n':
	default:
		r.write(r.src[r.at-1 : r.at])
	}
}

// write writes text, unless it stands in for a character that was written, or
// belongs to what is not shown. Bytes of UTF-8 come one at a time.
func (r *rtfReader) write(text string) {
	if r.owed > 0 {
		r.owed--
		return
	}
	if !r.state.hidden {
		r.out.WriteString(text)
	}
}

func (r *rtfReader) control() {
	if r.at >= len(r.src) {
		return
	}
	c := r.src[r.at]
	if c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' {
		word, n, given := r.word()
		r.obey(word, n, given)
		return
	}
	r.at++
	switch c {
	case '\'':
		code, err := strconv.ParseUint(r.src[r.at:min(r.at+2, len(r.src))], 16, 8)
		r.at = min(r.at+2, len(r.src))
		if err == nil {
			r.write(string(windows1252(byte(code))))
		}
	case '*':
		r.state.hidden = true
	case '~':
		r.write(" ")
	case '_':
		r.write("-")
	case '-':
	case '\r', '\n':
		r.write("\n")
	default: // \\, \{ and \}
		r.write(string(rune(c)))
	}
}

// word reads the name of a control and its number.
func (r *rtfReader) word() (name string, n int, given bool) {
	from := r.at
	for r.at < len(r.src) && isLetter(r.src[r.at]) {
		r.at++
	}
	name = r.src[from:r.at]
	from = r.at
	if r.at < len(r.src) && r.src[r.at] == '-' {
		r.at++
	}
	for r.at < len(r.src) && r.src[r.at] >= '0' && r.src[r.at] <= '9' {
		r.at++
	}
	n, err := strconv.Atoi(r.src[from:r.at])
	if r.at < len(r.src) && r.src[r.at] == ' ' {
		r.at++
	}
	return name, n, err == nil
}

func isLetter(c byte) bool { return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' }

func (r *rtfReader) obey(word string, n int, given bool) {
	switch word {
	case "par", "line", "sect", "page", "row":
		r.write("\n")
	case "tab", "cell":
		r.write(" ")
	case "emdash", "endash":
		r.write("-")
	case "bullet":
		r.write("-")
	case "lquote", "rquote":
		r.write("'")
	case "ldblquote", "rdblquote":
		r.write(`"`)
	case "uc":
		r.state.skip = min(max(n, 0), 8)
	case "u":
		if given {
			r.unicode(rune(uint16(n)))
		}
	case "bin":
		r.at = min(r.at+max(n, 0), len(r.src))
	case "fonttbl", "colortbl", "stylesheet", "info", "pict", "header", "footer", "object", "themedata", "listtable", "listoverridetable", "filetbl", "rsidtbl", "generator", "fldinst":
		r.state.hidden = true
	}
}

// unicode writes a \u, or keeps it until its second half has come.
func (r *rtfReader) unicode(c rune) {
	switch {
	case utf16.IsSurrogate(c) && c < 0xdc00:
		r.half = c
	case utf16.IsSurrogate(c):
		r.owed = 0
		r.write(string(utf16.DecodeRune(r.half, c)))
	default:
		r.owed = 0
		r.write(string(c))
	}
	r.owed = r.state.skip
}

// windows1252 is a character of the code page that RTF nearly always has.
func windows1252(c byte) rune {
	const high = "€\ufffd‚ƒ„…†‡ˆ‰Š‹Œ\ufffdŽ\ufffd\ufffd‘’“”•–—˜™š›œ\ufffdžŸ"
	if c < 0x80 || c > 0x9f {
		return rune(c)
	}
	return []rune(high)[c-0x80]
}
