package ui

import "time"

// noticeTime is how long a notice stays in the status bar.
const noticeTime = 4 * time.Second

// notice is a transient sentence about what the person has just done. Faults of
// the data are not notices: they stay on screen for as long as they last.
type notice struct {
	text  string
	until time.Time
}

func (n *notice) expire(now time.Time) {
	if !n.until.IsZero() && !now.Before(n.until) {
		*n = notice{}
	}
}

func (a *App) notify(text string) {
	if text != "" {
		a.notice = notice{text: text, until: a.world.now.Add(noticeTime)}
	}
}
