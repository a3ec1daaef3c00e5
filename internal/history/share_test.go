package history_test

import (
	"context"
	"path/filepath"
	"testing"
	"time"

	"daybrief/internal/history"
	"daybrief/internal/tempdir"
	"daybrief/model"
)

// Two daybriefs write and a search reads, all at once and on the same file: each write
// arrives, the search answers each time, and never finds half a page.
func TestTwoWritersAndASearch(t *testing.T) {
	t.Parallel()
	const pages, page = 12, 50
	path := filepath.Join(tempdir.New(t), "h.db")
	first := open(t, history.Options{Path: path, Check: true})
	second := open(t, history.Options{Path: path})
	search := open(t, history.Options{Path: path, Existing: true})
	ended := make(chan error, 2)
	for n, db := range []*history.DB{first, second} {
		go func() {
			for p := range int64(pages) {
				var list []*model.Ticket
				for i := range int64(page) {
					list = append(list, ticket(int64(n)*100_000+p*page+i+1, "shared", "Acme"))
				}
				if _, err := db.PutTickets(context.WithoutCancel(t.Context()), list, noon(), time.UTC); err != nil {
					ended <- err
					return
				}
			}
			ended <- nil
		}()
	}
	last := 0
	for writing := 2; writing > 0; {
		select {
		case err := <-ended:
			if writing--; err != nil {
				t.Errorf("a write: %v", err)
			}
		default:
		}
		f, err := search.Search(t.Context(), history.ParseQuery("shared"), 2*pages*page)
		if n := len(f.Hits); err != nil || n%page != 0 || n < last {
			t.Fatalf("the search: %d after %d, %v", n, last, err)
		}
		last = len(f.Hits)
	}
	if n := len(mustFind(t, search, 2*pages*page)); n != 2*pages*page {
		t.Errorf("%d of %d", n, 2*pages*page)
	}
}

func mustFind(t *testing.T, db *history.DB, most int) []history.Hit {
	t.Helper()
	f, err := db.Search(t.Context(), history.ParseQuery("shared"), most)
	if err != nil {
		t.Fatal(err)
	}
	return f.Hits
}
