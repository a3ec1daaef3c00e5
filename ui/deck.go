package ui

import (
	"fmt"

	"daybrief/model"
	"daybrief/ui/screen"
	"daybrief/ui/widget"
)

// deck are the screens, which of them is shown, and where the person has been.
type deck struct {
	tabs    []tab
	active  int
	visited history
}

// tab is a screen with what the App keeps about it.
type tab struct {
	screen screen.Screen
	count  string // its live number, worked out when the world changes
	stale  bool   // has to Sync before it is drawn
	failed string // says how it stumbled; "" when it has not
}

func newDeck(screens []screen.Screen) deck {
	var d deck
	for _, s := range screens {
		d.tabs = append(d.tabs, tab{screen: s, stale: true})
	}
	return d
}

// shown is the screen that is active.
func (d *deck) shown() screen.Screen { return d.tabs[d.active].screen }

// tabOf is the tab of a screen; -1 when there is none.
func (d *deck) tabOf(id string) int {
	for i := range d.tabs {
		if d.tabs[i].screen.ID() == id {
			return i
		}
	}
	return -1
}

// outdate makes every screen Sync before it is drawn again.
func (d *deck) outdate() {
	for i := range d.tabs {
		d.tabs[i].stale = true
	}
}

// renew is outdate after the world has changed: the live numbers too.
func (d *deck) renew(f screen.Frame) {
	d.outdate()
	for i := range d.tabs {
		d.tabs[i].count = d.tabs[i].counted(f)
	}
}

// sync lets a screen work out its rows, once for each change of the world.
func (d *deck) sync(i int, f screen.Frame) {
	t := &d.tabs[i]
	if !t.stale {
		return
	}
	t.stale, t.failed = false, ""
	t.safely(func(s screen.Screen) { s.Sync(f) })
}

// draw is the active screen in exactly its area.
func (d *deck) draw(f screen.Frame) screen.Block {
	d.sync(d.active, f)
	t := &d.tabs[d.active]
	var block screen.Block
	if t.failed == "" {
		t.safely(func(s screen.Screen) { block = s.Draw(f) })
	}
	if t.failed != "" {
		return screen.Block{Lines: exactly(stumbledLines(t.failed, f), f.Area)}
	}
	block.Lines = exactly(block.Lines, f.Area)
	return block
}

// here is the place that is shown, exactly.
func (d *deck) here() screen.Place {
	p := screen.Place{}
	if placer, ok := d.shown().(screen.Placer); ok {
		p = placer.Here()
	}
	p.Screen, p.Exact = d.shown().ID(), true
	return p
}

// turn goes to a tab; its rows are worked out when it is drawn.
func (d *deck) turn(i int) bool {
	if i < 0 || i >= len(d.tabs) || i == d.active {
		return false
	}
	d.visited.left(d.here())
	d.active = i
	return true
}

// open goes to a place; false when it is no longer there.
func (d *deck) open(i int, p screen.Place, f screen.Frame) (found bool) {
	was, from := d.active, d.here()
	d.active = i
	d.sync(i, f)
	d.tabs[i].safely(func(s screen.Screen) { found = s.Show(p, f) })
	if !found {
		d.active = was
		return false
	}
	d.visited.left(from)
	return true
}

// travel goes to the latest place of a list, and puts the present one on the
// other.
func (d *deck) travel(from, to *[]screen.Place, f screen.Frame) bool {
	n := len(*from)
	if n == 0 {
		return false
	}
	p := (*from)[n-1]
	*from = (*from)[:n-1]
	*to = append(*to, d.here())
	i := d.tabOf(p.Screen)
	if i < 0 {
		return false
	}
	d.active = i
	if _, ok := d.shown().(screen.Placer); ok {
		d.sync(i, f)
		d.tabs[i].safely(func(s screen.Screen) { s.Show(p, f) })
	}
	return true
}

// safely calls the screen; a panic leaves a sentence instead of ending the
// program: the other screens still work, and the next data may cure it.
func (t *tab) safely(call func(screen.Screen)) {
	defer func() {
		if r := recover(); r != nil {
			t.failed = model.Clean(fmt.Sprintf("This screen had an internal error (%v).", r)).String()
		}
	}()
	call(t.screen)
}

// counted is the tab's live number; "" when the screen can't tell.
func (t *tab) counted(f screen.Frame) (n string) {
	t.safely(func(s screen.Screen) { n = s.Count(f) })
	return n
}

func stumbledLines(what string, f screen.Frame) []string {
	return widget.Notice(f.Area.W, f.Area.H, f.Theme, widget.InkBad, what,
		"The other screens still work, and new data may cure it. Please report this.")
}
