package cli

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	uv "github.com/charmbracelet/ultraviolet"

	"daybrief/internal/picture"
	"daybrief/ui/uitest"
)

// scene is a step of the moving picture: the keys that lead to it from the one
// before, as in shot, and what must be seen on it.
type scene struct {
	keys, caption, wants string
	stay                 time.Duration
}

// scenes are what a stranger should see of daybrief in half a minute.
func scenes() []scene {
	return []scene{
		{"", "daybrief demo: what needs me now, and why", "What needs me now?", 5 * time.Second},
		{"w", "w  Why is this one first?", "Points: ", 4 * time.Second},
		{"esc enter", "enter  The ticket, with its whole conversation", "Conversation", 4 * time.Second},
		{"esc 2", "2  All open tickets", "My open tickets|Conversation", 2 * time.Second},
		{"/ =board:help*", "/  Filter them while you type", "board:help*", time.Second},
		{"space =priority<=3 space =-is:waiting", "/  Filter them while you type", "-is:waiting|#10", 3 * time.Second},
		{"enter esc 3 m m", "3  Who is where, and who is free", "▌3 Schedule", 4 * time.Second},
		{"4", "4  Which client is heating up", "▌4 Companies", 4 * time.Second},
		{"5 down enter", "5  Reports: where did the hours go?", "Where did the hours go?|total of", 4 * time.Second},
	}
}

// mostMoving is how big the moving picture may be, in bytes: a page of the
// README loads it.
const mostMoving = 1_000_000

// TestPicturesThatMove goes through the scenes; with -update it draws them. See
// TestPictures.
func TestPicturesThatMove(t *testing.T) {
	t.Parallel()
	skipRaced(t)
	const w, h = 120, 38
	path := filepath.Join("..", "..", "docs", "demo.svg")
	synctest.Test(t, func(t *testing.T) {
		x := uitest.Start(t, (&shot{}).app(t), w, h)
		x.Pass(5 * time.Second)
		var frames []picture.Frame
		for _, s := range scenes() {
			play(x, s.keys)
			for want := range strings.SplitSeq(s.wants, "|") {
				x.Wants(want)
			}
			frames = append(frames, picture.Frame{Cell: frozen(x, w, h), Caption: s.caption, Stay: s.stay})
		}
		if updating() {
			if err := os.WriteFile(path, []byte(picture.Moving(w, h, picture.Dark(), frames)), 0o644); err != nil {
				t.Fatal(err)
			}
		}
	})
	if info, err := os.Stat(path); err != nil || info.Size() > mostMoving {
		t.Errorf("%v, or bigger than %d bytes", err, mostMoving)
	}
}

// play presses the keys of a shot or scene, and waits for what they ask for.
func play(x *uitest.Term, keys string) {
	for _, k := range strings.Fields(keys) {
		if text, typed := strings.CutPrefix(k, "="); typed && text != "" {
			for _, r := range text {
				x.Press(string(r))
			}
			continue
		}
		x.Press(k)
	}
	x.Pass(5 * time.Second) // the conversation
}

// frozen are the cells as they are now.
func frozen(x *uitest.Term, w, h int) func(x, y int) uv.Cell {
	cells := make([]uv.Cell, 0, w*h)
	for y := range h {
		for col := range w {
			cells = append(cells, x.Cell(col, y))
		}
	}
	return func(col, y int) uv.Cell { return cells[y*w+col] }
}
