package model

import (
	"strings"
	"testing"
	"time"
	"unicode/utf8"
)

func TestFirstSentence(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("word ", 60)
	for in, want := range map[string]string{
		"It worked for a day and now it is back. Please call.":        "It worked for a day and now it is back.",
		"Hi Ben,\n\nthe printer is on fire!\nRegards":                 "the printer is on fire!",
		"Dear Ms Okafor,\nsee ticket 12. of last week, e.g. the VPN.": "see ticket 12. of last week, e.g. the VPN.",
		"no stop at all\n\nRegards\nJo":                               "no stop at all",
		"two\nlines that\ngo on. Then more.":                          "two lines that go on.",
		"Hello!":                                                      "Hello!",
		"":                                                            "",
		"Thanks!! (really) More.":                                     "Thanks!!",
		"電源が入らない。 もう一度。":                                              "電源が入らない。",
		"He said \"call me.\" Then left.":                             `He said "call me."`,
		long:                                                          strings.TrimSpace(strings.Repeat("word ", 32)) + " ...",
		strings.Repeat("x", 400):                                      strings.Repeat("x", 160) + "...",
	} {
		if got := FirstSentence(CleanLines(in)); got != want {
			t.Errorf("%.60q:\n got %q\nwant %q", in, got, want)
		}
	}
}

func FuzzFirstSentence(f *testing.F) {
	f.Add("Hi Ben,\n\nthe printer.")
	f.Fuzz(func(t *testing.T, in string) {
		got := FirstSentence(CleanLines(in))
		if strings.ContainsAny(got, "\n\t") || utf8.RuneCountInString(got) > mostOpening+4 {
			t.Errorf("%q: %q", in, got)
		}
	})
}

func TestNewestFromCustomer(t *testing.T) {
	t.Parallel()
	at := func(h int) time.Time { return time.Date(2026, 3, 10, h, 0, 0, 0, time.UTC) }
	notes := []Note{
		{ID: 1, Customer: true, Text: Clean("first"), At: at(9)},
		{ID: 2, Customer: true, Text: Clean("second"), At: at(11)},
		{ID: 3, Text: Clean("ours"), At: at(12)},
		{ID: 4, Customer: true, At: at(13)},
	}
	if n := NewestFromCustomer(notes); n == nil || n.ID != 2 {
		t.Errorf("got %v", n)
	}
	if n := NewestFromCustomer(notes[2:]); n != nil {
		t.Errorf("got %v of none", n)
	}
}
