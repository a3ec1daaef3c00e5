package setup

import (
	"encoding/json"
	"slices"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"daybrief/model"
)

// draftTime is how long changes rest before the draft is written.
const draftTime = 300 * time.Millisecond

// drafting keeps the draft. One writer at a time: a draft that is written late
// must not replace a newer one, or come back after it was dropped.
type drafting struct {
	from   *Draft // what a wizard before this one left
	begun  bool   // the first page is behind us, which announces the draft
	closed bool   // nothing is written any more
	last   string // what is in the file
	due    bool   // a write has been ordered
	busy   bool   // a write is under way
	then   func() tea.Cmd
}

type (
	draftDue  struct{}
	draftKept struct {
		text string
		err  error
	}
)

// nowDraft is the draft of this moment. What could hold a private key that
// stands in a wrong field is left out: the public key until the server knows
// it, and whatever does not look like the answer that was asked for.
func (w *Wizard) nowDraft() Draft {
	a := w.answers()
	if w.probes[ProbeKeys].state != Good || !w.current(ProbeKeys) {
		a.PublicKey = ""
		if w.key.sealed && w.opts.Start.PublicKey != "" && w.value(FieldPublic) == w.opts.Start.PublicKey {
			a.PublicKey = w.opts.Start.PublicKey
		}
	}
	if strings.ContainsAny(a.Company, "+:= ") {
		a.Company = ""
	}
	if strings.ContainsAny(a.Site, "@ ") {
		a.Site = ""
	}
	if w.shape(FieldClient) != nil {
		a.ClientID = ""
	}
	for _, f := range hiddenFields() {
		secret := w.hidden(f).secret().Reveal()
		for _, at := range []*string{&a.Site, &a.Company, &a.PublicKey, &a.ClientID, &a.Member, &a.Zone, &a.Base} {
			if secret != "" && strings.Contains(*at, secret) {
				*at = ""
			}
		}
	}
	return Draft{Answers: a, Step: string(w.step().id)}
}

func textOf(d Draft) string {
	b, err := json.Marshal(d)
	if err != nil {
		return "" // texts and lists of them always can be written
	}
	return string(b)
}

// keepDraft orders a write when something has changed.
func (w *Wizard) keepDraft() tea.Cmd {
	d := &w.draft
	if !d.begun || d.closed || d.due || d.busy || w.step().id == stepDone || textOf(w.nowDraft()) == d.last {
		return nil
	}
	d.due = true
	ctx, sleep := w.ctx, w.opts.Sleep
	return func() tea.Msg {
		sleep(ctx, draftTime)
		return draftDue{}
	}
}

// writeDraft writes what is there by now.
func (w *Wizard) writeDraft() tea.Cmd {
	d := &w.draft
	d.due = false
	if d.closed || d.busy {
		return nil
	}
	d.busy = true
	now, store := w.nowDraft(), w.opts.Store
	return func() tea.Msg { return draftKept{textOf(now), store.KeepDraft(now)} }
}

// draftDone takes the outcome of a write. A draft that can't be kept is said
// once and stops nobody.
func (w *Wizard) draftDone(m draftKept) tea.Cmd {
	d := &w.draft
	d.busy, d.last = false, m.text
	if then := d.then; then != nil {
		d.then = nil
		return then()
	}
	if m.err != nil {
		d.closed = true
		w.notice = model.Disarmed("What you type can't be kept for later: " + m.err.Error() + " Everything else works.")
	}
	return nil
}

// afterDraft does something once no draft is being written, and lets none be
// written any more.
func (w *Wizard) afterDraft(do func() tea.Cmd) tea.Cmd {
	w.draft.closed = true
	if w.draft.busy {
		w.draft.then = do
		return nil
	}
	return do()
}

// leaveNothing ends the wizard without a trace.
func (w *Wizard) leaveNothing(r Result) tea.Cmd {
	if !w.draft.begun {
		return w.end(r) // a draft of another day stays
	}
	return w.afterDraft(func() tea.Cmd {
		store := w.opts.Store
		drop := func() tea.Msg {
			_ = store.DropDraft() // it holds no secret, and nobody is left to tell
			return nil
		}
		return tea.Sequence(drop, w.end(r))
	})
}

// resume puts back what a killed wizard had. The private key was never written,
// so the way goes no further than to the keys.
func (w *Wizard) resume() {
	d := w.draft.from
	w.fill(d.Answers)
	at := w.index(stepID(d.Step))
	if secrets := w.index(stepSecrets); w.gateway && at > secrets && w.gate[0].empty() {
		at = secrets
		w.inputs[FieldUser].note = "Secrets are never kept in a draft: type or paste them once more."
	}
	if keys := w.index(stepKeys); !w.gateway && at > keys && w.key.empty() {
		at = keys
		w.noteKeys()
	}
	w.show(max(1, at))
	w.far = max(w.far, w.index(stepID(d.Step)))
	if w.step().id == stepKeys && w.filled(FieldPublic) {
		w.aim(FieldPrivate)
	}
}

// noteKeys says which keys have to be typed again, at the first of them.
func (w *Wizard) noteKeys() {
	if w.filled(FieldPublic) {
		w.inputs[FieldPrivate].note = "The private key is never kept in a draft: type or paste it once more."
		return
	}
	w.inputs[FieldPublic].note = "A draft holds no key that the server has not accepted: type or paste both once more."
}

func (w *Wizard) resumeRemark() string {
	steps := allSteps()
	if w.draft.from.Answers.Provider == ByGateway {
		steps = append(stepsOfGateway(), stepsOfPerson(true)...)
	}
	index := func(id stepID) int {
		return max(0, slices.IndexFunc(steps, func(s step) bool { return s.id == id }))
	}
	at, again := index(stepID(w.draft.from.Step)), ""
	switch keys := index(stepKeys); {
	case w.draft.from.Answers.Provider == ByGateway:
		if at >= index(stepSecrets) {
			again = " The secrets are asked for again."
		}
	case at < keys:
	case w.draft.from.Answers.PublicKey == "":
		again = " Both keys are asked for again."
	default:
		again = " The private key is asked for again."
	}
	return "You were at: " + steps[at].name + "." + again
}
