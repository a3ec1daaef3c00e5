package elements

import (
	"encoding/json"
	"strconv"
	"strings"

	"daybrief/model"
)

// Pasted is what could be recognised in a paste. What was not in it is empty.
type Pasted struct {
	Secrets
	// Base is an address, as ParseBase takes it.
	Base string
	// Instance is the number of an element instance.
	Instance int64
}

// ParsePaste reads what people copy of a gateway: an Authorization header, a curl
// line of any shell with one in it, the labelled lines of the page Secrets, or what
// the gateway says of an instance.
func ParsePaste(text string) Pasted {
	if p, ok := parseInstance(text); ok {
		return p
	}
	var p Pasted
	var pending *model.Secret
	for _, word := range pastedWords(text) {
		if p.address(word); strings.HasPrefix(word, "--") {
			continue // an option of curl
		}
		name, value := cutName(word)
		to := p.named(name)
		switch {
		case to != nil && value == "":
			pending = to // it follows
		case to != nil:
			put(to, value)
			pending = nil
		case pending == nil, filler(name) && value == "":
		default:
			put(pending, strings.TrimLeft(word, ":="))
			pending = nil
		}
	}
	return p
}

// pastedWords splits a paste into words. What shells put between and around words
// goes: no secret holds a caret, a backslash, a backtick or a quote.
func pastedWords(text string) []string {
	text = strings.NewReplacer(`\u003d`, "=", `\u002b`, "+", "^", "", "`", "", `\`, "").Replace(model.CleanLines(text).String())
	return strings.FieldsFunc(text, func(r rune) bool {
		return r <= ' ' || r == '\u00a0' || strings.ContainsRune("\"'“”‘’,;{}()[]|", r)
	})
}

// cutName splits "user_secret=abc=" at its first sign; a word without one is a name.
func cutName(word string) (name, value string) {
	if i := strings.IndexAny(word, ":="); i > 0 {
		return letters(word[:i]), word[i+1:]
	}
	return letters(word), ""
}

// letters are the letters of a word, small.
func letters(word string) string {
	return strings.ToLower(strings.Map(func(r rune) rune {
		if strings.ContainsRune("_-.:=", r) {
			return -1
		}
		return r
	}, word))
}

// named is the secret that goes by a name; nil for none.
func (p *Pasted) named(name string) *model.Secret {
	switch strings.TrimPrefix(name, "daybrief") {
	case "user", "usersecret":
		return &p.User
	case "organization", "organisation", "organizationsecret", "organisationsecret", "org", "orgsecret":
		return &p.Organization
	case "element", "elementtoken", "token":
		return &p.Element
	}
	return nil
}

// filler reports whether a word only completes the name before it: "User Secret".
func filler(name string) bool {
	return name == "" || name == "secret" || name == "key" || name == "instance"
}

// put keeps what can be a secret: a word of a sentence, and the example of a
// document, can't.
func put(to *model.Secret, word string) {
	word, bad := Tidy(word)
	if bad == "" && len(word) >= 6 && !strings.ContainsAny(word, "<>") && strings.ContainsAny(word, "0123456789+/=") && !strings.Contains(word, "://") {
		*to = model.NewSecret(word)
	}
}

// address keeps the gateway's address out of a word, and the number of an instance.
func (p *Pasted) address(word string) {
	if !strings.Contains(word, "://") {
		return
	}
	if _, after, found := strings.Cut(word, "/instances/"); found {
		number := after[:len(after)-len(strings.TrimLeft(after, "0123456789"))]
		if n, err := strconv.ParseInt(number, 10, 53); err == nil && n > 0 {
			p.Instance = n
		}
	}
	b, err := ParseBase(word)
	if err == nil && (strings.Contains(word, apiPath) || strings.Contains(b.host, "cloud-elements.") || strings.Contains(b.host, "openconnectors.")) {
		p.Base = b.String()
	}
}

// parseInstance reads what the gateway says of an instance, which holds its token.
func parseInstance(text string) (p Pasted, ok bool) {
	var w struct {
		ID      int64
		Token   string
		Element struct{ Key string }
	}
	if json.Unmarshal([]byte(text), &w) != nil || w.Element.Key == "" {
		return p, false
	}
	p.Instance = w.ID
	put(&p.Element, w.Token)
	return p, true
}
