package cli

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"daybrief/connectwise/cwtest"
)

// lookedAt runs brief for one section and gives its count and why it has none.
func (d *desk) lookedAt(args ...string) (count int, unavailable, said string) {
	d.t.Helper()
	_, out, said := d.run(append([]string{"brief", "--format", "json", "--section", "changed"}, args...)...)
	var doc struct {
		Sections []struct {
			Count       int
			Unavailable *string
		}
	}
	if err := json.Unmarshal([]byte(out), &doc); err != nil || len(doc.Sections) != 1 {
		d.t.Fatalf("%v\n%s\n%s", err, out, said)
	}
	if u := doc.Sections[0].Unavailable; u != nil {
		unavailable = *u
	}
	return doc.Sections[0].Count, unavailable, said
}

// brief compares with its own last run for the same person, over restarts.
func TestBriefSaysWhatHasChanged(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	var passed atomic.Int64
	now := func() time.Time { return noon().Add(time.Duration(passed.Load())) }
	d.server = cwtest.New(cwtest.Options{Seed: 4, Now: now, PrivateKey: secretWord})
	d.opts.Now, d.opts.Transport = now, d.server.Transport()
	d.configure("")
	if _, why, _ := d.lookedAt(); !strings.Contains(why, "first look") {
		t.Errorf("the first look: %q", why)
	}
	if n, why, _ := d.lookedAt(); n != 0 || why != "" {
		t.Errorf("at once again: %d, %q", n, why)
	}
	passed.Store(int64(3 * time.Hour))
	if _, why, _ := d.lookedAt("--role", "dispatcher"); !strings.Contains(why, "first look") {
		t.Errorf("somebody else's look was taken: %q", why)
	}
	if n, why, _ := d.lookedAt(); n == 0 || why != "" {
		t.Errorf("after three hours: %d, %q", n, why)
	}
	files, err := filepath.Glob(filepath.Join(d.home, ".local", "state", "daybrief", "look-*"))
	if err != nil || len(files) != 2 {
		t.Skipf("the folder is another one here: %v", files)
	}
	for _, f := range files {
		if err := os.WriteFile(f, []byte("torn"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if _, why, said := d.lookedAt(); !strings.Contains(why, "first look") || !strings.Contains(said, "can't be read") {
		t.Errorf("damaged: %q, %q", why, said)
	}
	if n, why, said := d.lookedAt(); n != 0 || why != "" || said != "" {
		t.Errorf("begun anew: %d, %q, %q", n, why, said)
	}
	d.ofLaterVersion(files)
}

// ofLaterVersion makes the looks those of a later version: they are said to be,
// and left as they are.
func (d *desk) ofLaterVersion(files []string) {
	d.t.Helper()
	kept := map[string]string{}
	for _, f := range files {
		doc, err := os.ReadFile(f)
		if err != nil {
			d.t.Fatal(err)
		}
		kept[f] = regexp.MustCompile(`"version":\d`).ReplaceAllString(string(doc), `"version":9`)
		if err := os.WriteFile(f, []byte(kept[f]), 0o600); err != nil {
			d.t.Fatal(err)
		}
	}
	if _, why, said := d.lookedAt(); !strings.Contains(why, "first look") || !strings.Contains(said, "kept by a later daybrief") {
		d.t.Errorf("a later version's: %q, %q", why, said)
	}
	for f, want := range kept {
		if got, err := os.ReadFile(f); err != nil || string(got) != want {
			d.t.Errorf("a later version's look was replaced: %v", err)
		}
	}
}

// The dashboard compares with what was seen before it was ended; one that is begun
// again within minutes goes on with the look before.
func TestDashboardSaysWhatHasChanged(t *testing.T) {
	t.Parallel()
	if runtime.GOOS != "linux" {
		t.Skip("the folder is another one here")
	}
	synctest.Test(t, func(t *testing.T) {
		d := newDays(t, "[briefing]\nsections = [\"changed\"]")
		x := d.begin()
		x.Pass(90 * time.Second)
		x.Wants("this is the first look")
		x.Press("g")
		d.end(x)
		time.Sleep(3 * time.Hour)
		for range 2 {
			x = d.begin()
			x.Pass(90 * time.Second)
			x.Wants("What happened since I last looked?", "new among the open tickets")
			x.Lacks("this is the first look")
			x.Press("g")
			d.end(x)
			time.Sleep(2 * time.Minute)
		}
	})
}
