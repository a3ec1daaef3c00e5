package ui

import (
	"slices"
	"strconv"
	"time"
)

// noticeTime is how long a notice stays in the status bar.
const noticeTime = 4 * time.Second

// remarkTime is how long a sentence stays that nobody has asked for, unless
// another one waits.
const remarkTime = 15 * time.Second

// mostWaiting is how many notices may wait their turn; of more only the number
// is told.
const mostWaiting = 12

// notice is a transient sentence. Faults of the data are not notices: they stay
// on screen for as long as they last.
type notice struct {
	text   string
	remark bool // nobody has asked for it: it may be old when it is read
	// passing is a notice that gives way to the next one: that something has
	// begun, or what a key before the last one has done.
	passing bool
}

// notices are shown one after the other, so that each is seen. The answer to a
// key is shown at once; a remark that it pushes aside comes back.
type notices struct {
	shown   notice // "" when there is none
	since   time.Time
	waiting []notice
	lost    int // how many did not find room
}

// ends is when the shown notice has been read; zero when there is none.
func (n *notices) ends() time.Time {
	switch {
	case n.shown.text == "":
		return time.Time{}
	case n.shown.remark && len(n.waiting)+n.lost == 0:
		return n.since.Add(remarkTime)
	}
	return n.since.Add(noticeTime)
}

// expire takes away what has been read, and shows what comes next.
func (n *notices) expire(now time.Time) {
	if n.shown.text != "" && !now.Before(n.ends()) {
		n.next(now)
	}
}

func (n *notices) next(now time.Time) {
	n.shown, n.since = notice{}, now
	switch {
	case len(n.waiting) > 0:
		n.shown, n.waiting = n.waiting[0], n.waiting[1:]
	case n.lost > 0:
		n.shown, n.lost = notice{text: strconv.Itoa(n.lost) + " more messages came at once.", remark: true}, 0
	}
}

// put shows a notice, or lines it up.
func (n *notices) put(in notice, now time.Time) {
	same := func(w notice) bool { return w.text == in.text }
	switch {
	case in.text == "", slices.ContainsFunc(n.waiting, same):
	case n.shown.text == "", n.shown.passing, same(n.shown):
		n.shown, n.since = in, now
	case n.shown.remark && !in.remark:
		n.waiting = slices.Insert(n.waiting, 0, n.shown)
		n.shown, n.since = in, now
	case len(n.waiting) >= mostWaiting:
		n.lost++
	default:
		n.waiting = append(n.waiting, in)
	}
}

// acted says that the person goes on to something else: answers to what they
// did before give way. What nobody has asked for still has to be seen.
func (n *notices) acted() {
	n.shown.passing = !n.shown.remark
	n.waiting = slices.DeleteFunc(n.waiting, func(w notice) bool { return !w.remark })
}

// notify answers the person.
func (a *App) notify(text string) { a.notices.put(notice{text: text}, a.world.now) }

// begin says that something has begun; whatever comes of it may follow at once.
func (a *App) begin(text string) {
	a.notices.put(notice{text: text + a.display.theme.Glyphs.Ellipsis, passing: true}, a.world.now)
}

// remark shows a sentence that nobody has asked for, for a little longer.
func (a *App) remark(text string) { a.notices.put(notice{text: text, remark: true}, a.world.now) }
