package notify

import (
	"encoding/base64"
	"strings"
	"unicode"

	"daybrief/model"
)

// maxShown is how many characters of an alert leave the program.
const maxShown = 200

// shown is an alert as one line for outside: cleaned, and short.
func shown(a model.Alert) string {
	r := []rune(model.Disarmed(a.Sentence()))
	if len(r) > maxShown {
		r = append(r[:maxShown-1], '…')
	}
	return string(r)
}

// Terminal is what has to be written to the terminal for an alert: the bell and
// the notices that terminals know. "" when no such channel is wanted.
func (d *Alerter) Terminal(a model.Alert) string {
	var b strings.Builder
	for _, c := range d.out.ways.Use {
		b.WriteString(sequence(c, shown(a)))
	}
	return b.String()
}

// sequence is one channel's. The text is ours up to the first colon, so that it
// can't be taken for a sub-command (OSC 9;4 is a progress bar in some).
func sequence(c Channel, text string) string {
	const intro, end = "\x1b]", "\x1b\\"
	switch c {
	case Bell:
		return "\a"
	case OSC9:
		return intro + "9;" + plain(text) + end
	case OSC99:
		// Base64, so that any text is safe; d=0 says that the body follows.
		body := base64.StdEncoding.EncodeToString([]byte(text))
		return intro + "99;i=daybrief:d=0;daybrief" + end + intro + "99;i=daybrief:d=1:p=body:e=1;" + body + end
	case OSC777:
		return intro + "777;notify;daybrief;" + strings.ReplaceAll(plain(text), ";", ",") + end
	}
	return ""
}

// plain is text that no terminal ends a string in the middle of: some take the
// byte 9C for the end without decoding UTF-8 first.
func plain(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case unicode.IsControl(r):
			return -1
		case !strings.Contains(string(r), "\x9c"):
			return r
		case r == 'Ü':
			return 'U'
		case r == '“':
			return '"'
		}
		return '?'
	}, s)
}
