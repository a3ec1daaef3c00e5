package model

import (
	"encoding/base64"
	"encoding/hex"
	"html"
	"net/url"
	"slices"
	"strings"
)

// leastForm is the shortest form that is looked for: shorter ones are in every
// other word.
const leastForm = 6

// SecretForms lists the forms in which a secret may turn up in somebody else's
// words: as it is, encoded (base64, hex, for URLs, for HTML), backwards, and each
// half of it. The longest come first.
func SecretForms(word string) []string {
	if word == "" {
		return nil
	}
	reversed := []rune(word)
	slices.Reverse(reversed)
	half := len(word) / 2
	if strings.ContainsAny(word, "+:") {
		half = 0 // a pair: its parts are secrets by themselves, and a half of it may be a company's name
	}
	var out []string
	for _, form := range []string{
		word, base64.StdEncoding.EncodeToString([]byte(word)), base64.RawStdEncoding.EncodeToString([]byte(word)),
		base64.URLEncoding.EncodeToString([]byte(word)), base64.RawURLEncoding.EncodeToString([]byte(word)),
		hex.EncodeToString([]byte(word)), url.QueryEscape(word), url.PathEscape(word), html.EscapeString(word), string(reversed),
		word[:half], word[half:],
	} {
		if (len(form) >= leastForm || form == word) && !slices.Contains(out, form) {
			out = append(out, form)
		}
	}
	slices.SortStableFunc(out, func(a, b string) int { return len(b) - len(a) })
	return out
}

// Scrub replaces every form of the secrets in a text, in either case.
func Scrub(text string, secrets []string) string {
	for _, word := range secrets {
		for _, form := range SecretForms(word) {
			text = replaceFold(text, form, "[redacted]")
		}
	}
	return text
}

// replaceFold replaces without regard to the case of ASCII letters.
func replaceFold(s, old, with string) string {
	low, find := lowerASCII(s), lowerASCII(old)
	if !strings.Contains(low, find) {
		return s
	}
	var out strings.Builder
	for {
		i := strings.Index(low, find)
		if i < 0 {
			out.WriteString(s)
			return out.String()
		}
		out.WriteString(s[:i])
		out.WriteString(with)
		s, low = s[i+len(find):], low[i+len(find):]
	}
}

// lowerASCII keeps the length, which strings.ToLower does not.
func lowerASCII(s string) string {
	b := []byte(s)
	for i, c := range b {
		if c >= 'A' && c <= 'Z' {
			b[i] = c + 'a' - 'A'
		}
	}
	return string(b)
}
