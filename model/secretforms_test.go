package model

import (
	"encoding/base64"
	"encoding/hex"
	"html"
	"net/url"
	"slices"
	"strings"
	"testing"
)

func TestScrub(t *testing.T) {
	t.Parallel()
	const key = `Qx7&Wm"2pLrT9vZk`
	back := []rune(key)
	slices.Reverse(back)
	for name, form := range map[string]string{
		"plain": key, "base64": base64.StdEncoding.EncodeToString([]byte(key)), "url-safe": base64.RawURLEncoding.EncodeToString([]byte(key)),
		"hex": hex.EncodeToString([]byte(key)), "HEX": strings.ToUpper(hex.EncodeToString([]byte(key))), "query": url.QueryEscape(key),
		"html": html.EscapeString(key), "backwards": string(back), "first half": key[:8], "second half": key[8:], "lower": strings.ToLower(key),
	} {
		got := Scrub("before "+form+" after", []string{"", key})
		if got != "before [redacted] after" {
			t.Errorf("%s: %q", name, got)
		}
	}
	if got := Scrub("Straße ÄÖ 漢字", []string{key}); got != "Straße ÄÖ 漢字" {
		t.Errorf("%q", got)
	}
}
