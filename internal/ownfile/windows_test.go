package ownfile

import (
	"path/filepath"
	"testing"

	"daybrief/internal/tempdir"
)

// What is written is for one user, before and after it is replaced.
func TestAccessList(t *testing.T) {
	t.Parallel()
	path := filepath.Join(tempdir.New(t), "sub folder", "own.key")
	for _, text := range []string{"one", "two"} {
		if err := Write(path, []byte(text), Options{}); err != nil {
			t.Fatal(err)
		}
		tempdir.OwnersOnly(t, path)
	}
}
