package history

import (
	"testing"
	"time"
)

// What was read by keys that don't see all is no whole, also when other keys do later.
func TestUnseenStays(t *testing.T) {
	t.Parallel()
	db, err := Open(t.Context(), Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	at := time.Date(2026, 3, 10, 15, 0, 0, 0, time.UTC)
	if u, err := db.Unseen(t.Context()); err != nil || u.Of(at) != "" {
		t.Fatal(u, err)
	}
	for _, gap := range []string{"the tickets of 1 board that is excluded for these keys", ""} {
		if err := db.unseen(t.Context(), gap, "", at); err != nil {
			t.Fatal(err)
		}
	}
	u, err := db.Unseen(t.Context())
	if err != nil || u.Of(at.Add(-time.Hour)) != "Without the tickets of 1 board that is excluded for these keys." || u.Of(at) != "" {
		t.Errorf("%+v, %v", u, err)
	}
}
