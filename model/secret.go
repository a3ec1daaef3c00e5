package model

import (
	"encoding/json"
	"fmt"
	"log/slog"
)

// redacted is what a Secret shows in every form of print.
const redacted = "[redacted]"

// Secret is text that never prints: every fmt verb, JSON, text and slog show
// "[redacted]". Only Reveal gives it out, and only where a request is signed or
// a store is written.
//
// The text is kept behind a pointer: fmt's error form of a wrong verb (%p) looks
// past every method, and finds only an address.
type Secret struct{ s *string }

// NewSecret wraps a secret.
func NewSecret(s string) Secret { return Secret{&s} }

// Reveal is the secret itself.
func (s Secret) Reveal() string {
	if s.s == nil {
		return ""
	}
	return *s.s
}

// IsEmpty reports whether there is no secret.
func (s Secret) IsEmpty() bool { return s.Reveal() == "" }

// String implements fmt.Stringer.
func (Secret) String() string { return redacted }

// GoString implements fmt.GoStringer.
func (Secret) GoString() string { return redacted }

// Format implements fmt.Formatter, for the verbs that would look inside.
func (Secret) Format(f fmt.State, _ rune) { _, _ = f.Write([]byte(redacted)) }

// MarshalText implements encoding.TextMarshaler.
func (Secret) MarshalText() ([]byte, error) { return []byte(redacted), nil }

// MarshalJSON implements json.Marshaler.
func (Secret) MarshalJSON() ([]byte, error) { return json.Marshal(redacted) }

// LogValue implements slog.LogValuer.
func (Secret) LogValue() slog.Value { return slog.StringValue(redacted) }
