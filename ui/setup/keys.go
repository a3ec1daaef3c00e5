package setup

import "charm.land/bubbles/v2/key"

// keys are all keys of the wizard. Which of them work now is said by live.
type keys struct {
	forward, next, previous, back key.Binding
	up, down, pageUp, pageDown    key.Binding
	choose                        key.Binding // up and down, as help names them
	mark, anyway, retry, reveal   key.Binding
	web                           key.Binding
	help, redraw, abort           key.Binding
}

func newKeys() keys {
	bind := func(name, does string, keys ...string) key.Binding {
		return key.NewBinding(key.WithKeys(keys...), key.WithHelp(name, does))
	}
	return keys{
		forward:  bind("enter", "continue", "enter"),
		next:     bind("tab", "next field", "tab"),
		previous: bind("shift+tab", "previous field", "shift+tab"),
		back:     bind("esc", "back", "esc"),
		up:       bind("up", "up", "up"),
		down:     bind("down", "down", "down"),
		choose:   bind("up/down", "choose", "up", "down"),
		pageUp:   bind("pgup", "scroll up", "pgup"),
		pageDown: bind("pgdn", "scroll down", "pgdown"),
		mark:     bind("space", "mark", "space", " "),
		anyway:   bind("ctrl+n", "go on anyway", "ctrl+n"),
		retry:    bind("r", "test again", "r", "ctrl+t"),
		reveal:   bind("ctrl+r", "show the key", "ctrl+r"),
		web:      bind("ctrl+o", "open the page", "ctrl+o"),
		help:     bind("?", "help", "?", "f1"),
		redraw:   bind("ctrl+l", "redraw the screen", "ctrl+l"),
		abort:    bind("ctrl+c", "quit", "ctrl+c"),
	}
}

// named is a binding with another word for what it does here.
func named(b key.Binding, does string) key.Binding {
	b.SetHelp(b.Help().Key, does)
	return b
}

// live lists the keys that work now, the most useful first. The line below the
// page and the help are drawn from it.
func (w *Wizard) live() []key.Binding {
	k := newKeys()
	var out []key.Binding
	p, ok := w.focused()
	if w.spots.saving {
		return []key.Binding{k.abort}
	}
	out = append(out, w.enterKey(k))
	if w.canSkip() {
		out = append(out, k.anyway)
	}
	if w.step().id != stepDone && w.at > 0 {
		out = append(out, k.back)
	}
	if w.step().id == stepTest {
		out = append(out, k.retry)
	}
	if h := w.hidden(p.field); ok && h != nil && !h.sealed && !h.empty() {
		does := "show the key"
		if h.open {
			does = "hide the key"
		}
		out = append(out, named(k.reveal, does))
	}
	if w.pageURL() != "" {
		out = append(out, k.web)
	}
	switch {
	case ok && p.kind == kindBoards:
		out = append(out, k.mark, k.choose)
	case ok && p.kind != kindField:
		out = append(out, k.choose)
	}
	if len(w.parts()) > 1 {
		out = append(out, k.next, k.previous)
	}
	if w.drawn.more {
		out = append(out, named(k.pageDown, "more"), k.pageUp)
	}
	if w.typing() {
		return append(out, named(key.NewBinding(key.WithKeys("f1"), key.WithHelp("f1", "")), "help"), k.redraw, k.abort)
	}
	return append(out, k.help, k.redraw, k.abort)
}

// enterKey is enter with what it does here.
func (w *Wizard) enterKey(k keys) key.Binding {
	switch w.step().id {
	case stepWelcome:
		return named(k.forward, "begin")
	case stepYou:
		return named(k.forward, "that's me")
	case stepKeep:
		if p, ok := w.focused(); !ok || p.field == FieldCommand || w.spots.place() != InCommand {
			return named(k.forward, "save")
		}
	case stepTest:
		if c, stopped := w.test.stopper(); stopped && c.Field != FieldNone {
			return named(k.forward, "go to the fault")
		} else if stopped {
			return named(k.forward, "test again")
		}
	case stepUsage:
		if w.idle(stepUsage) {
			return named(k.forward, "go on without")
		}
	case stepDone:
		return named(k.forward, "open the dashboard")
	}
	for _, p := range w.step().probes {
		if w.probes[p].state == Bad && w.current(p) {
			return named(k.forward, "try again")
		}
	}
	return k.forward
}
