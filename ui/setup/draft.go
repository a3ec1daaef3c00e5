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
	*asking
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
func (d *drafting) nowDraft() Draft {
	a := d.answers()
	if d.probes[ProbeKeys].state != Good || !d.current(ProbeKeys) {
		a.PublicKey = ""
		if d.key.sealed && d.opts.Start.PublicKey != "" && d.value(FieldPublic) == d.opts.Start.PublicKey {
			a.PublicKey = d.opts.Start.PublicKey
		}
	}
	if strings.ContainsAny(a.Company, "+:= ") {
		a.Company = ""
	}
	if strings.ContainsAny(a.Site, "@ ") {
		a.Site = ""
	}
	if d.shape(FieldClient) != nil {
		a.ClientID = ""
	}
	if d.filled(FieldBase) && d.shape(FieldBase) != nil {
		a.Base = ""
	}
	if strings.ContainsAny(a.Usage.Account, ":= ") || d.usage.empty() && len(a.Usage.Account) == 32 {
		a.Usage.Account = "" // it may be a secret
	}
	for _, f := range hiddenFields() {
		secret := d.hidden(f).secret().Reveal()
		for _, at := range []*string{&a.Site, &a.Company, &a.PublicKey, &a.ClientID, &a.Member, &a.Zone, &a.Base, &a.Usage.Account, &a.Usage.Company} {
			if secret != "" && strings.Contains(*at, secret) {
				*at = ""
			}
		}
	}
	return Draft{Answers: a, Step: string(d.step().id)}
}

func textOf(d Draft) string {
	b, err := json.Marshal(d)
	if err != nil {
		return "" // texts and lists of them always can be written
	}
	return string(b)
}

// keep orders a write when something has changed.
func (d *drafting) keep() tea.Cmd {
	if !d.begun || d.closed || d.due || d.busy || d.step().id == stepDone || textOf(d.nowDraft()) == d.last {
		return nil
	}
	d.due = true
	ctx, sleep := d.ctx, d.opts.Sleep
	return func() tea.Msg {
		sleep(ctx, draftTime)
		return draftDue{}
	}
}

// write writes what is there by now.
func (d *drafting) write() tea.Cmd {
	d.due = false
	if d.closed || d.busy {
		return nil
	}
	d.busy = true
	now, store := d.nowDraft(), d.opts.Store
	return func() tea.Msg { return draftKept{textOf(now), store.KeepDraft(now)} }
}

// done takes the outcome of a write. A draft that can't be kept is said
// once and stops nobody.
func (d *drafting) done(m draftKept) tea.Cmd {
	d.busy, d.last = false, m.text
	if then := d.then; then != nil {
		d.then = nil
		return then()
	}
	if m.err != nil {
		d.closed = true
		d.notice = model.Disarmed("What you type can't be kept for later: " + m.err.Error() + " Everything else works.")
	}
	return nil
}

// after does something once no draft is being written, and lets none be
// written any more.
func (d *drafting) after(do func() tea.Cmd) tea.Cmd {
	d.closed = true
	if d.busy {
		d.then = do
		return nil
	}
	return do()
}

// leaveNothing ends the wizard without a trace.
func (w *Wizard) leaveNothing(r Result) tea.Cmd {
	if !w.draft.begun {
		return w.end(r) // a draft of another day stays
	}
	return w.draft.after(func() tea.Cmd {
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
func (d *drafting) resume() {
	was := d.from
	d.fill(was.Answers)
	at := d.index(stepID(was.Step))
	if secrets := d.index(stepSecrets); d.gateway && at > secrets && d.gate[0].empty() {
		at = secrets
		d.inputs[FieldUser].note = "Secrets are never kept in a draft: type or paste them once more."
	}
	if keys := d.index(stepKeys); !d.gateway && at > keys && d.key.empty() {
		at = keys
		d.noteKeys()
	}
	d.show(max(1, at))
	d.far = max(d.far, d.index(stepID(was.Step)))
	if d.step().id == stepKeys && d.filled(FieldPublic) {
		d.aim(FieldPrivate)
	}
}

// noteKeys says which keys have to be typed again, at the first of them.
func (m *form) noteKeys() {
	if m.filled(FieldPublic) {
		m.inputs[FieldPrivate].note = "The private key is never kept in a draft: type or paste it once more."
		return
	}
	m.inputs[FieldPublic].note = "A draft holds no key that the server has not accepted: type or paste both once more."
}

func (d *drafting) remark() string {
	steps := allSteps()
	if d.from.Answers.Provider == ByGateway {
		steps = append(stepsOfGateway(), stepsOfPerson(true)...)
	}
	index := func(id stepID) int {
		return max(0, slices.IndexFunc(steps, func(s step) bool { return s.id == id }))
	}
	at, again := index(stepID(d.from.Step)), ""
	switch keys := index(stepKeys); {
	case d.from.Answers.Provider == ByGateway:
		if at >= index(stepSecrets) {
			again = " The secrets are asked for again."
		}
	case at < keys:
	case d.from.Answers.PublicKey == "":
		again = " Both keys are asked for again."
	default:
		again = " The private key is asked for again."
	}
	return "You were at: " + steps[at].name + "." + again
}
