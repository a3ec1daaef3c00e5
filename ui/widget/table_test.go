package widget

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
	"pgregory.net/rapid"

	"daybrief/ui/theme"
)

func bare() *theme.Theme { return &theme.Theme{Glyphs: theme.Unicode()} }

func sampleTable(n int) *Table {
	t := &Table{Columns: []Column{
		{ID: "id", Title: "ticket", Min: 7, Max: 7, Right: true},
		{ID: "summary", Title: "summary", Min: 10, Weight: 3},
		{ID: "company", Title: "company", Min: 8, Max: 20, Weight: 1, Rank: 1},
		{ID: "age", Title: "age", Min: 6, Max: 6, Right: true, Rank: 2},
	}}
	t.Cells = func(key int64, cells []Cell) {
		cells[0] = Cell{"#" + strconv.FormatInt(key, 10), InkDim}
		cells[1] = Cell{"Printer " + strconv.FormatInt(key, 10) + " is on fire again", InkText}
		cells[2] = Cell{"Harbor Dental", InkText}
		cells[3] = Cell{"3 h", InkFaint}
	}
	t.Heading = func(key int64) (string, string) { return "Group " + strconv.FormatInt(-key, 10), "12" }
	keys := make([]int64, n)
	for i := range keys {
		keys[i] = int64(i + 1)
	}
	t.Set(keys)
	return t
}

func TestTableLooks(t *testing.T) {
	t.Parallel()
	tb := sampleTable(30)
	tb.Gap, tb.Sort = 2, "age"
	tb.Layout(60, 5, bare())
	got := strings.Join(tb.Draw(true), "\n")
	for i, l := range strings.Split(got, "\n") {
		if ansi.StringWidth(l) != 60 {
			t.Errorf("line %d is %d cells: %q", i, ansi.StringWidth(l), l)
		}
	}
	if !strings.Contains(got, "▌     #1  Printer 1 is on fire again") || !strings.Contains(got, "age ↑") {
		t.Errorf("got\n%s", got)
	}
	tb.Layout(32, 5, bare())
	if tb.Shows("age") || !tb.Shows("company") {
		t.Error("the column with the highest rank goes first")
	}
	tb.Layout(30, 5, bare())
	if !tb.Shows("age") || tb.Shows("company") || !tb.Shows("summary") {
		t.Error("a narrow column comes in again where a wide one has left room")
	}
}

// The column without an end takes what it needs; the rest goes to those that would
// cut their words before it goes to blanks.
func TestWideTablesCutNothing(t *testing.T) {
	t.Parallel()
	cols := []Column{{ID: "summary", Min: 24, Weight: 5}, {ID: "company", Min: 13, Max: 32, Weight: 2}, {ID: "status", Min: 12, Max: 24, Weight: 1}}
	for w, want := range map[int][3]int{51: {24, 13, 12}, 120: {62, 32, 24}, 200: {142, 32, 24}} {
		var got [3]int
		for i, p := range place(cols, w, 1) {
			got[i] = p.w
		}
		if got != want {
			t.Errorf("%d cells: %v, want %v", w, got, want)
		}
	}
}

func TestTableGeometry(t *testing.T) {
	t.Parallel()
	th := theme.New(true, theme.Unicode())
	rapid.Check(t, func(t *rapid.T) {
		text := anyText(t)
		tb := sampleTable(0)
		tb.Cells = func(_ int64, cells []Cell) {
			for i := range cells {
				cells[i] = Cell{text, Ink(i)}
			}
		}
		tb.Heading = func(int64) (string, string) { return text, "7" }
		keys := rapid.SliceOfN(rapid.Int64Range(-3, 40), 0, 50).Draw(t, "keys")
		tb.Set(keys)
		w, h := rapid.IntRange(0, 120).Draw(t, "w"), rapid.IntRange(1, 30).Draw(t, "h")
		tb.Gap = rapid.IntRange(0, 3).Draw(t, "gap")
		tb.Layout(w, h, th)
		tb.Move(rapid.IntRange(-60, 60).Draw(t, "move"))
		lines := tb.Draw(rapid.Bool().Draw(t, "focused"))
		if len(lines) != h {
			t.Fatalf("%d lines, want %d", len(lines), h)
		}
		for _, l := range lines {
			if got := ansi.StringWidth(l); got != w {
				t.Fatalf("%d cells, want %d: %q", got, w, l)
			}
		}
	})
}

func TestSelectionFollowsItsKey(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name     string
		old      []int64
		selected int64
		now      []int64
		want     int64
		kept     bool
	}{
		{"row added above", []int64{1, 2, 3}, 2, []int64{9, 1, 2, 3}, 2, true},
		{"moved", []int64{1, 2, 3}, 2, []int64{3, 1, 2}, 2, true},
		{"gone: the one below", []int64{1, 2, 3}, 2, []int64{1, 3}, 3, false},
		{"gone at the end: the one above", []int64{1, 2, 3}, 3, []int64{1, 2}, 2, false},
		{"gone with its neighbours", []int64{1, 2, 3, 4}, 2, []int64{9, 4}, 4, false},
		{"under headings", []int64{-1, 1, -2, 2}, 2, []int64{-1, 1, 3}, 1, false},
	} {
		var l List
		l.Resize(10)
		l.Set(c.old)
		l.Select(c.selected)
		kept := l.Set(c.now)
		if got, _ := l.Selected(); got != c.want || kept != c.kept {
			t.Errorf("%s: selected %d (kept %v), want %d (%v)", c.name, got, kept, c.want, c.kept)
		}
	}
	var l List
	l.Resize(3)
	l.Set([]int64{1})
	l.Set(nil)
	if _, ok := l.Selected(); ok || l.Index() != -1 {
		t.Error("nothing is selected in an empty list")
	}
	l.Set([]int64{-1, 5})
	if got, _ := l.Selected(); got != 5 {
		t.Errorf("selected %d", got)
	}
}

func TestFrameStaysSteady(t *testing.T) {
	t.Parallel()
	var l List
	l.Resize(10)
	keys := make([]int64, 100)
	for i := range keys {
		keys[i] = int64(i)
	}
	l.Set(keys)
	l.Select(50)
	l.Move(-3)
	from, _ := l.Window()
	line := l.Index() - from
	l.Set(append([]int64{900, 901, 902}, keys...))
	from, to := l.Window()
	if l.Index()-from != line || to-from != 10 {
		t.Errorf("the selected row moved from line %d to %d", line, l.Index()-from)
	}
}

func TestListNeverLosesItself(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		var l List
		for range 20 {
			switch rapid.IntRange(0, 5).Draw(t, "op") {
			case 0:
				l.Set(slices.Compact(rapid.SliceOfN(rapid.Int64Range(-2, 30), 0, 40).Draw(t, "keys")))
			case 1:
				l.Resize(rapid.IntRange(0, 12).Draw(t, "h"))
			case 2:
				l.Move(rapid.IntRange(-50, 50).Draw(t, "n"))
			case 3:
				l.Select(rapid.Int64Range(-2, 30).Draw(t, "key"))
			case 4:
				l.At(rapid.IntRange(-1, 12).Draw(t, "line"))
			case 5:
				l.Page(rapid.IntRange(-2, 2).Draw(t, "page"))
			}
			from, to := l.Window()
			if from < 0 || to > l.Len() || to < from {
				t.Fatalf("window %d..%d of %d", from, to, l.Len())
			}
			if k, ok := l.Selected(); ok && (k < 0 || (l.h > 0 && (l.Index() < from || l.Index() >= to))) {
				t.Fatalf("selection %d at %d outside %d..%d", k, l.Index(), from, to)
			}
		}
	})
}

func BenchmarkKeyToFrame(b *testing.B) {
	for _, n := range []int{100, 10_000, 100_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			tb := sampleTable(n)
			tb.Layout(160, 43, theme.New(true, theme.Unicode()))
			tb.Draw(true)
			b.ReportAllocs()
			d := 1
			for b.Loop() {
				if !tb.Move(d) {
					d = -d
				}
				tb.Draw(true)
			}
		})
	}
}
