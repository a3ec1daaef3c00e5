package setup

import tea "charm.land/bubbletea/v2"

// forward is enter: it goes to the next empty field, else on to the next step
// once everything on this one is well.
func (w *Wizard) forward() tea.Cmd {
	switch w.step().id {
	case stepWelcome:
		return w.begin()
	case stepTest:
		w.pastTest()
		return nil
	case stepYou:
		w.choosePerson()
		return nil
	case stepDone:
		return w.end(Finished)
	}
	if w.focus < len(w.parts())-1 && !w.idle(w.step().id) && w.nextEmpty() {
		return nil
	}
	w.leave()
	if f := w.faulty(); f != FieldNone {
		w.aim(f)
		return nil
	}
	if w.step().id == stepKeep {
		return w.save()
	}
	for _, p := range w.step().probes {
		if w.probes[p].state == Bad {
			w.forget(p) // enter on a fault tries again
		}
	}
	w.hurry, w.wanted = true, len(w.step().probes) > 0 && !w.idle(w.step().id)
	if !w.wanted {
		w.show(w.at + 1)
	}
	return nil
}

// canSkip tells whether somebody may go on though the server does not agree: it
// may be away just now, and nothing is saved before the live test is passed.
func (w *Wizard) canSkip() bool {
	switch w.step().id {
	case stepServer, stepClient, stepSecrets, stepUsage:
		for _, p := range w.step().probes {
			if pr := &w.probes[p]; pr.state == Bad && w.current(p) {
				return true
			}
		}
	case stepTest:
		return w.test.done && !w.test.stopped() && w.test.worst() == Bad
	}
	return false
}

// begin is what was chosen on the first page.
func (w *Wizard) begin() tea.Cmd {
	switch w.starts()[w.start.at].id {
	case startDemo:
		return w.leaveNothing(WantsDemo)
	case startResume:
		w.draft.resume()
	case startFresh: // the ways to begin are the next choice
		w.fill(w.opts.Start)
		w.draft.from, w.start.at = nil, 0
		w.show(0)
	case startGateway, startDirect: // product usage is not what changes
		w.usageKept = w.opts.Start.Usage != (Counting{})
		w.through(w.starts()[w.start.at].id == startGateway)
		w.show(1)
	default:
		w.usageKept = w.opts.Start.Usage.Kept
		w.through(w.opts.Start.Provider == ByGateway)
		w.show(1)
	}
	w.draft.begun = true
	return nil
}

// The ways to begin.
type start uint8

const (
	startHere start = iota
	startFresh
	startResume
	startGateway
	startDirect
	startDemo
)

type way struct {
	id           start
	name, remark string
}

// starts are the choices on the first page.
func (w *Wizard) starts() []way {
	var out []way
	switch {
	case w.draft.from != nil:
		out = append(out,
			way{startResume, "Go on where you stopped", w.draft.remark()},
			way{startFresh, "Start again", "What was typed then is forgotten."})
	case w.opts.Start.Site+w.opts.Start.Provider != "":
		out = append(out, way{startHere, "Change the setup", "There is one already; it stays as it is until you save."})
	default:
		out = append(out, way{startHere, "Set up daybrief", "With your own ConnectWise."})
	}
	switch {
	case w.draft.from != nil:
	case w.opts.Start.Provider == "":
		out = append(out, way{startGateway, "Set up through a gateway", "Cloud Elements or SAP Open Connectors keep your ConnectWise keys."})
	default:
		out = append(out, way{startDirect, "Set up without the gateway", "With keys of your own ConnectWise."})
	}
	if w.opts.Demo {
		out = append(out, way{startDemo, "Look around first", "A made-up company: no account, no network, nothing written."})
	}
	return out
}
