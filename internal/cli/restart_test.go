package cli

import (
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"daybrief/ui/uitest"
)

func typeIn(x *uitest.Term, text string) {
	for _, r := range text {
		key := string(r)
		if r == ' ' {
			key = "space"
		}
		x.Press(key)
	}
}

// answered is a ticket of which it is known since when its customer waits, long
// enough to have points for it.
func (d *days) answered() (id string) {
	s := d.dash.Snapshot()
	for t := range s.Open {
		if since := s.RepliedSince[t.ID]; t.CustomerReplied && !since.OrEarlier && !since.At.IsZero() && since.At.Before(uitest.Noon().Add(time.Hour)) {
			id = strconv.FormatInt(int64(t.ID), 10) // the last one: it is not answered soon
		}
	}
	return id
}

// arrange sets up what a person may set up on every screen.
func arrange(x *uitest.Term) {
	x.Press("M", "m", "m") // manager, of one's team
	x.Press("z", "]", "]", "z")
	x.Press("2", "/")
	typeIn(x, "-board:zzz")
	x.Press("enter", "s", "S", "b", "|", "enter", "esc", "p")
	x.Press("4", "s", "a", "3", "w", ":")
	typeIn(x, "theme none")
	x.Press("enter", ":")
	typeIn(x, "redraw")
	x.Press("enter", "2")
}

// screensSay is what the screens show of what was set up, without what passes
// with time.
func screensSay(x *uitest.Term, waiting string) []string {
	x.Resize(200, 60)
	var out []string
	find := func(pattern string) { out = append(out, regexp.MustCompile(pattern).FindString(x.Text())) }
	x.Press("4", "2")
	find("manager - team")
	find("/ -board:zzz")
	find("by sla, grouped by board")
	find("(?m)#  pri  summary .*$") // the column SLA was put away
	x.Press("4")
	find("All 100 companies,.* by name")
	x.Press("3")
	find("Week of Mon 9 March 2026 - team")
	x.Press("1", "g")
	find(`What needs me now\? +folded`)
	find(`SLA: about to be missed, and missed +folded`)
	x.Press(":")
	find(`>redraw the screen +app.redraw`)
	find(`theme +none +no colour`)
	x.Press("esc", "#")
	typeIn(x, waiting)
	x.Press("enter")
	find(`customer waiting [^a][^,]*, since \S+`)
	out[len(out)-1] = regexp.MustCompile("since .*").FindString(out[len(out)-1])
	x.Press("esc", "2")
	for column := range 200 {
		if x.Cell(column, 0).Style.Fg != nil {
			return append(out, "")
		}
	}
	return append(out, "no colour")
}

// Show 4: what somebody has set is there again after quitting and starting: scope,
// role, filter, order, grouping, folds, columns, colours, last screen, since when a
// customer waits, what has changed, and what the palette did last.
func TestRestartFindsEverythingAgain(t *testing.T) {
	t.Parallel()
	if runtime.GOOS != "linux" {
		t.Skip("needs the state folder where Linux has it: the test writes into it")
	}
	synctest.Test(t, func(t *testing.T) {
		d := newDays(t, "")
		d.configure("[me]\nmember = \"" + d.server.Me() + "\"\nrole = \"dispatcher\"\n[poll]\nevery = \"10m\"\nreconcile = \"1h\"\n")
		x := d.begin()
		x.Pass(3 * time.Hour)
		arrange(x)
		waiting := d.answered()
		before := screensSay(x, waiting)
		if slices.Contains(before, "") {
			t.Fatalf("what was set up is not on the screens: %q\n%s", before, x.Text())
		}
		d.end(x)
		time.Sleep(40 * time.Minute)
		x = d.begin()
		x.Wants("2 Tickets", "manager", "team")
		x.Pass(time.Minute)
		if after := screensSay(x, waiting); !slices.Equal(after, before) {
			t.Errorf("before %q\n after %q", before, after)
		}
		x.Press("1")
		x.Wants("What happened since I last looked?", "the customer has written")
		d.end(x)
	})
}

// A file of choices that is damaged, or of a later version, is told of in a
// sentence, and the later one is left as it is.
func TestChoicesThatCannotBeRead(t *testing.T) {
	t.Parallel()
	if runtime.GOOS != "linux" {
		t.Skip("needs the state folder where Linux has it: the test writes into it")
	}
	synctest.Test(t, func(t *testing.T) {
		d := newDays(t, "[poll]\nevery = \"10m\"")
		x := d.begin()
		x.Pass(time.Minute)
		x.Press("2", "s")
		d.end(x)
		list, err := filepath.Glob(filepath.Join(d.home, ".local", "state", "daybrief", "habits-*"))
		if err != nil || len(list) != 1 {
			t.Fatal(list, err)
		}
		whole, err := os.ReadFile(list[0])
		if err != nil {
			t.Fatal(err)
		}
		later := strings.Replace(string(whole), `"version":1`, `"version":9`, 1)
		for _, c := range []struct{ text, says, left string }{
			{"{torn", "What was chosen on screen can't be read: it starts over.", ""},
			{later, "is of a later daybrief: it is left alone", later},
		} {
			if err := os.WriteFile(list[0], []byte(c.text), 0o600); err != nil {
				t.Fatal(err)
			}
			x = d.begin()
			x.Wants(c.says, ">1 Brief")
			x.Press("2", "s", "s")
			d.end(x)
			if got, _ := os.ReadFile(list[0]); c.left != "" && string(got) != c.left || c.left == "" && !strings.Contains(string(got), `"order"`) {
				t.Errorf("%s: the file holds %q", c.says, got)
			}
		}
	})
}
