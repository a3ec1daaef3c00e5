package ownfile

import (
	"context"
	"path/filepath"
	"testing"
	"time"

	"daybrief/internal/tempdir"
)

// One at a time has a folder; who has no time to wait is told, and a folder that is
// not there keeps nobody waiting.
func TestAlone(t *testing.T) {
	t.Parallel()
	dir := tempdir.New(t)
	release, err := Alone(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 30*time.Millisecond)
	defer cancel()
	if _, err := Alone(ctx, dir); err == nil {
		t.Error("two have it")
	}
	next := make(chan error)
	go func() {
		second, err := Alone(t.Context(), dir)
		if err == nil {
			second()
		}
		next <- err
	}()
	release()
	if err := <-next; err != nil {
		t.Error(err)
	}
	for range 2 {
		if _, err := Alone(t.Context(), filepath.Join(dir, "none")); err != nil {
			t.Error(err)
		}
	}
}
