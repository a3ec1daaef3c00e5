package model

// Text is text from outside that has been disarmed: it holds no control
// character, no escape sequence, no bidi control and no invisible filler, and
// its length is bounded. Clean and CleanLines are the only makers, so a
// function that takes a Text can draw it as it is.
type Text struct{ s string }

// String is the disarmed text.
func (t Text) String() string { return t.s }

// IsEmpty reports whether there is nothing to show.
func (t Text) IsEmpty() bool { return t.s == "" }

// MarshalText writes the disarmed text.
func (t Text) MarshalText() ([]byte, error) { return []byte(t.s), nil }

// UnmarshalText cleans again: a file on disk is as untrusted as a reply.
func (t *Text) UnmarshalText(b []byte) error { *t = CleanLines(string(b)); return nil }
