package model

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"testing"
)

func TestSecretNeverPrints(t *testing.T) {
	t.Parallel()
	const key = "Qx7invented9KeyZ"
	s := NewSecret(key)
	type holder struct {
		Name string
		Key  Secret
		P    *Secret
	}
	h := holder{"x", s, &s}
	var out strings.Builder
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%X", "%d", "%t", "%p", "%08.3f", "%c", "%U"} {
		fmt.Fprintf(&out, verb+"\n", s)
		fmt.Fprintf(&out, verb+"\n", h)
		fmt.Fprintf(&out, verb+"\n", []Secret{s})
		fmt.Fprintf(&out, verb+"\n", map[string]Secret{"k": s})
	}
	fmt.Fprintln(&out, s, h, errors.Join(fmt.Errorf("with %v", s)))
	b, err := json.Marshal(h)
	if err != nil {
		t.Fatal(err)
	}
	out.Write(b)
	var log bytes.Buffer
	slog.New(slog.NewJSONHandler(&log, nil)).Info("m", "key", s, "holder", h)
	slog.New(slog.NewTextHandler(&log, nil)).Info("m", "key", s, "holder", h)
	out.Write(log.Bytes())
	for _, part := range []string{key, key[:8], key[8:], fmt.Sprintf("%x", key)} {
		if strings.Contains(strings.ToLower(out.String()), strings.ToLower(part)) {
			t.Fatalf("%q was printed:\n%s", part, out.String())
		}
	}
	if s.Reveal() != key || s.IsEmpty() || !(Secret{}).IsEmpty() {
		t.Error("the secret itself is lost")
	}
}
