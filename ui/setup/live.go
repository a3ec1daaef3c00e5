package setup

import (
	"context"
	"fmt"

	tea "charm.land/bubbletea/v2"
)

// trial is the live test: a list of checks that fills while one looks.
type trial struct {
	gen    int
	asked  string // the answers that the checks are about
	checks []Check
	done   bool
	warned bool // enter was pressed though something is missing
	cancel context.CancelFunc
	news   chan Check
}

// told is one check that has changed; over is true when there are no more.
type told struct {
	gen   int
	check Check
	over  bool
}

// subjectOfAll is what the live test and the members depend on.
func (m *form) subjectOfAll() string {
	a := m.answers()
	return fmt.Sprintf("%s\n%s\n%s\n%s\n%s\n%d\n%d", a.Site, a.Company, a.PublicKey, a.ClientID, a.Base, a.Instance, m.changes())
}

// enterStep begins what a page needs when one comes to it, once.
func (w *Wizard) enterStep() tea.Cmd {
	switch w.step().id {
	case stepTest:
		if w.test.asked != w.subjectOfAll() {
			w.looked, w.top = false, 0
			return w.test.run(w.outside, w.form)
		}
	case stepYou, stepWatch:
		if w.people.asked != w.subjectOfAll() {
			return w.people.ask(w.outside, w.form)
		}
	case stepKeep:
		if w.spots.asked != w.spotSubject() {
			return w.spots.find(w.outside, w.form)
		}
	}
	return nil
}

// again makes the next settle run the test anew.
func (t *trial) again() { t.asked = "" }

// run begins the test anew.
func (t *trial) run(o *outside, m *form) tea.Cmd {
	if t.cancel != nil {
		t.cancel()
	}
	ctx, cancel := context.WithCancel(o.ctx)
	*t = trial{gen: t.gen + 1, asked: m.subjectOfAll(), checks: o.opts.Server.Checks(m.answers()), cancel: cancel, news: make(chan Check)}
	gen, in, secret, server, news := t.gen, m.answers(), m.keys(), o.opts.Server, t.news
	run := func() tea.Msg {
		defer close(news)
		server.Test(ctx, in, secret, func(c Check) {
			select {
			case news <- c:
			case <-ctx.Done():
			}
		})
		return nil
	}
	return tea.Batch(run, listen(ctx, gen, news))
}

// listen waits for the next check that changes.
func listen(ctx context.Context, gen int, news <-chan Check) tea.Cmd {
	return func() tea.Msg {
		select {
		case c, more := <-news:
			return told{gen, c, !more}
		case <-ctx.Done():
			return told{gen: gen, over: true}
		}
	}
}

// checked takes a check that has changed.
func (w *Wizard) checked(m told) tea.Cmd {
	t := &w.test
	if m.gen != t.gen || t.done {
		return nil
	}
	if m.over {
		t.cancel()
		t.finish()
		if !t.stopped() {
			w.seal()
			return w.people.ask(w.outside, w.form)
		}
		return nil
	}
	known := false
	for i := range t.checks {
		if t.checks[i].ID == m.check.ID {
			t.checks[i], known = m.check, true
		}
	}
	if !known {
		t.checks = append(t.checks, m.check)
	}
	return listen(w.ctx, t.gen, t.news)
}

// finish makes sure that nothing seems to go on for ever.
func (t *trial) finish() {
	t.done = true
	for i := range t.checks {
		if s := t.checks[i].State; s == Waiting || s == Running {
			t.checks[i].State = Skipped
		}
	}
}

// tried counts the checks that have an answer.
func (t *trial) tried() (n int) {
	for _, c := range t.checks {
		if c.State > Running {
			n++
		}
	}
	return n
}

// worst is the worst answer so far.
func (t *trial) worst() State {
	worst := Good
	for _, c := range t.checks {
		if c.State == Bad || c.State == Warned && worst == Good {
			worst = c.State
		}
	}
	return worst
}

// sight is the check that has to be on the screen: the one that runs, and in the
// end the first that failed, else the first with a remark; -1 for none.
func (t *trial) sight() int {
	for _, state := range []State{Running, Bad, Warned} {
		for i, c := range t.checks {
			if c.State == state && (state != Running) == t.done {
				return i
			}
		}
	}
	return -1
}

// stopper is the first check without which nothing works and which failed.
func (t *trial) stopper() (Check, bool) {
	for _, c := range t.checks {
		if c.Stops && c.State == Bad {
			return c, true
		}
	}
	return Check{}, false
}

// stopped tells whether there is such a check.
func (t *trial) stopped() bool {
	_, yes := t.stopper()
	return yes
}

// passed tells whether these very answers may be saved.
func (t *trial) passed(m *form) bool {
	return t.done && !t.stopped() && t.tried() > 0 && t.asked == m.subjectOfAll()
}

// pastTest is enter on the live test.
func (w *Wizard) pastTest() {
	c, stopped := w.test.stopper()
	switch {
	case !w.test.done:
		w.notice = "The test is still running."
	case stopped && c.Field != FieldNone:
		w.aim(c.Field)
		w.inputs[c.Field].left = true
	case stopped:
		w.test.again()
	case w.test.worst() == Bad && !w.test.warned:
		w.test.warned = true
		w.notice = "Parts of daybrief would stay empty. enter again goes on without them."
	default:
		w.show(w.at + 1)
	}
}
