package cli

import (
	"encoding/csv"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"daybrief/model"
	"daybrief/ui/uitest"

	"daybrief/internal/tempdir"
)

// The keys of the filter language that speak of site, kind, family and plan, in the
// whole program: what they let through is what the tickets say.
func TestFilterKeysOfTheWholeProgram(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		d := newDays(t, "")
		d.configure("[me]\nmember = \"" + d.server.Me() + "\"\nrole = \"manager\"\n")
		x := d.begin()
		x.Resize(200, 60)
		x.Pass(2 * time.Minute)
		s := d.dash.Snapshot()
		l, now, all := model.NewLookup(s, model.Policy{}), uitest.Noon().Add(2*time.Minute), 0
		soon := func(tk *model.Ticket) bool {
			for _, v := range l.ScheduleEntries(tk.ID) {
				if !v.Ghost && !v.Done && v.End.After(now) && v.Start.Before(now.Add(72*time.Hour)) {
					return true
				}
			}
			return false
		}
		var one model.Ticket
		for tk := range s.Open {
			all++
			if one.Site.IsEmpty() {
				one.Site = tk.Site
			}
			if one.Parent == 0 {
				one.Parent = tk.Parent
			}
		}
		has := func(text, word model.Text) bool {
			return strings.Contains(strings.ToLower(text.String()), strings.ToLower(word.String()))
		}
		x.Press("2")
		for filter, takes := range map[string]func(*model.Ticket) bool{
			fmt.Sprintf("site:%q", one.Site):     func(tk *model.Ticket) bool { return has(tk.Site, one.Site) },
			"site:nowhere":                       func(*model.Ticket) bool { return false },
			"subtype:backup":                     func(tk *model.Ticket) bool { return has(tk.SubType, model.Clean("backup")) },
			"item:disk":                          func(tk *model.Ticket) bool { return has(tk.Item, model.Clean("disk")) },
			fmt.Sprintf("parent:%d", one.Parent): func(tk *model.Ticket) bool { return tk.Parent == one.Parent },
			"is:child":                           func(tk *model.Ticket) bool { return tk.Parent != 0 },
			"scheduled<3d":                       soon,
		} {
			n := 0
			for tk := range s.Open {
				if takes(tk) {
					n++
				}
			}
			x.Press("/")
			x.Press("ctrl+u")
			typeIn(x, filter)
			x.Press("enter")
			x.Wants(fmt.Sprintf(" %d of %d", n, all)) // the blank: 50 of 150 is no 0 of 150
		}
		d.end(x)
	})
}

// Marks, what is copied of them, and the keys of another keyboard, in the whole
// program.
func TestMarksOfTheWholeProgram(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		d := newDays(t, "")
		clip := ""
		d.opts.Clip = func(s string) error { clip = s; return nil }
		d.configure("[me]\nmember = \"" + d.server.Me() + "\"\nrole = \"manager\"\n")
		x := d.begin()
		x.Pass(2 * time.Minute)
		x.Press("2", "x", "о", "ч") // j and x of a Russian keyboard
		x.Wants("2 marked")
		x.Press("Y")
		x.Pass(time.Second)
		x.Wants("Copied the numbers of 2 marked tickets")
		if list := strings.Fields(clip); len(list) != 2 || !strings.Contains(x.Text(), list[0]) || !strings.Contains(x.Text(), list[1]) {
			t.Errorf("copied %q", clip)
		}
		d.end(x)
	})
}

// Columns that nobody sees by default, chosen on screen and there again after a
// restart; and an export of marked tickets, which holds these and no others.
func TestColumnsAndExportOfTheWholeProgram(t *testing.T) {
	dir := tempdir.New(t)
	t.Chdir(dir)
	synctest.Test(t, func(t *testing.T) {
		d := newDays(t, "")
		d.configure("[me]\nmember = \"" + d.server.Me() + "\"\nrole = \"manager\"\n")
		x := d.begin()
		x.Pass(2 * time.Minute)
		x.Press("2")
		x.Press("|", "down", "down", "down", "down", "down", "down", "down", "down", "enter", "down", "enter")
		x.Wants("site  shown", "scheduled  shown")
		x.Press("esc")
		x.Pass(time.Second)
		if head := x.Lines()[3]; !strings.Contains(head, "site") || !strings.Contains(head, "scheduled") {
			t.Errorf("the columns: %q", head)
		}
		x.Press("j", "x", "x", "e", "enter")
		x.Pass(time.Second)
		files, _ := filepath.Glob(filepath.Join(dir, "*"))
		if len(files) != 1 {
			t.Fatalf("%v\n%s", files, x.Text())
		}
		rows, err := csv.NewReader(strings.NewReader(fileText(files[0]))).ReadAll()
		if err != nil || len(rows) != 3 || !slices.Contains(rows[0], "site") || !slices.Contains(rows[0], "scheduled") {
			t.Errorf("%s: %v %q", files[0], err, rows)
		}
		for _, row := range rows[1:] {
			if !strings.Contains(x.Text(), "#"+strings.TrimPrefix(row[0], "#")) {
				t.Errorf("not marked: %q\n%s", row, x.Text())
			}
		}
		d.end(x)
		x = d.begin()
		x.Pass(time.Minute)
		x.Press("2")
		if head := x.Lines()[3]; !strings.Contains(head, "site") || !strings.Contains(head, "scheduled") {
			t.Errorf("after a restart: %q", head)
		}
		d.end(x)
	})
}
