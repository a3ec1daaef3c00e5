package rest

import (
	"strconv"
	"strings"

	"daybrief/model"
)

// Clip shortens text for a sentence; it cuts between characters.
func Clip(s string, max int) string {
	n := 0
	for i := range s {
		if n == max {
			return s[:i] + "…"
		}
		n++
	}
	return s
}

// Quote puts a few foreign words into a sentence: disarmed, cut short, in
// quotation marks.
func Quote(s string) string { return strconv.Quote(Clip(model.Clean(s).String(), 60)) }

// HostOf takes the host out of a SiteUrl, which is a bare host or a URL.
func HostOf(s string) string {
	s = strings.ToLower(strings.TrimSpace(s))
	if _, after, ok := strings.Cut(s, "://"); ok {
		s = after
	}
	if i := strings.IndexAny(s, "/?#"); i >= 0 {
		s = s[:i]
	}
	return strings.TrimSuffix(strings.TrimSuffix(s, ":443"), ".")
}
