package setup

import (
	"context"
	"fmt"
	"time"

	tea "charm.land/bubbletea/v2"

	"daybrief/model"
)

// How long typing must rest before a question is asked, and how long an answer
// may take.
const (
	restTime = 700 * time.Millisecond
	tryTime  = 30 * time.Second
)

// probing is one question and what became of it.
type probing struct {
	gen     int    // of the question; an answer with another one is dropped
	asked   string // what it was about; "" for nothing
	state   State  // Waiting (typing must rest), Running, Good or Bad
	verdict Verdict
	cancel  context.CancelFunc
	swapped bool // the two keys were tried in each other's place
}

type (
	rested struct {
		probe Probe
		gen   int
	}
	tried struct {
		probe   Probe
		gen     int
		verdict Verdict
		swapped bool
	}
)

// subject is what a probe would be about, as a text to compare; ok is false
// when there is nothing to ask yet. The private key itself is not in it.
func (w *Wizard) subject(p Probe) (text string, ok bool) {
	if p == ProbeGateway {
		return w.gatewaySubject()
	}
	a := w.answers()
	fields := []Field{FieldSite}
	switch p {
	case ProbeCompany:
		fields = append(fields, FieldCompany)
	case ProbeKeys:
		fields = append(fields, FieldCompany, FieldPublic, FieldPrivate, FieldClient)
	}
	for _, f := range fields {
		if w.shape(f) != nil {
			return "", false
		}
	}
	text = a.Site
	if p >= ProbeCompany {
		text += "\n" + a.Company
	}
	if p == ProbeKeys {
		text += fmt.Sprintf("\n%s\n%s\n%d", a.PublicKey, a.ClientID, w.key.gen)
	}
	return text, true
}

// current tells whether the probe's answer is about what stands in the fields.
func (w *Wizard) current(p Probe) bool {
	text, ok := w.subject(p)
	return ok && w.probes[p].asked == text
}

// inquire begins the questions of this step whose fields have changed. Keys are
// sent only when somebody has finished with them: half a key is a failed login.
func (w *Wizard) inquire() tea.Cmd {
	var cmds []tea.Cmd
	for _, p := range w.step().probes {
		text, ok := w.subject(p)
		pr := &w.probes[p]
		switch {
		case !ok:
			w.forget(p)
		case pr.asked == text && (pr.state != Waiting || !w.hurry):
		case w.hurry:
			cmds = append(cmds, w.try(p, text))
		case p >= ProbeKeys:
			w.forget(p)
		default:
			w.forget(p)
			pr.asked, pr.state = text, Waiting
			gen, ctx, sleep := pr.gen, w.ctx, w.opts.Sleep
			cmds = append(cmds, func() tea.Msg {
				sleep(ctx, restTime)
				return rested{p, gen}
			})
		}
	}
	return tea.Batch(cmds...)
}

// rest asks a question once the typing has rested.
func (w *Wizard) rest(m rested) {
	if pr := &w.probes[m.probe]; pr.gen == m.gen && pr.state == Waiting {
		w.hurry = true
	}
}

// forget drops a question and whatever answer comes to it.
func (w *Wizard) forget(p Probe) {
	pr := &w.probes[p]
	if pr.cancel != nil {
		pr.cancel()
	}
	*pr = probing{gen: pr.gen + 1}
}

// try asks.
func (w *Wizard) try(p Probe, text string) tea.Cmd {
	w.forget(p)
	pr := &w.probes[p]
	ctx, cancel := context.WithTimeout(w.ctx, tryTime)
	pr.asked, pr.state, pr.cancel = text, Running, cancel
	gen, in, key, server := pr.gen, w.answers(), w.keys(), w.opts.Server
	return func() tea.Msg { return tried{p, gen, server.Try(ctx, p, in, key), false} }
}

// answered takes a verdict. Keys that are refused are tried once more in each
// other's place: they look alike, and people mix them up.
func (w *Wizard) answered(m tried) tea.Cmd {
	pr := &w.probes[m.probe]
	if pr.gen != m.gen || pr.state != Running {
		return nil
	}
	bad := m.verdict.Problem
	switch {
	case m.swapped && bad == nil:
		w.swapKeys()
		pr.asked, _ = w.subject(m.probe)
		pr.verdict = m.verdict
	case m.swapped: // the first verdict stands
	case m.probe == ProbeKeys && bad != nil && bad.Kind == model.Unauthorized && !w.key.sealed:
		pr.verdict, pr.swapped = m.verdict, true
		return w.trySwapped()
	default:
		pr.verdict = m.verdict
	}
	pr.cancel()
	pr.state = Good
	if pr.verdict.Problem != nil {
		pr.state = Bad
	}
	if m.probe >= ProbeKeys && pr.state == Good {
		w.seal()
	}
	return nil
}

func (w *Wizard) trySwapped() tea.Cmd {
	pr := &w.probes[ProbeKeys]
	pr.cancel()
	ctx, cancel := context.WithTimeout(w.ctx, tryTime)
	pr.cancel = cancel
	in, key := w.answers(), Keys{Private: model.NewSecret(w.value(FieldPublic))}
	in.PublicKey = w.key.secret().Reveal()
	gen, server := pr.gen, w.opts.Server
	return func() tea.Msg { return tried{ProbeKeys, gen, server.Try(ctx, ProbeKeys, in, key), true} }
}

func (w *Wizard) swapKeys() {
	private := w.value(FieldPublic)
	w.inputs[FieldPublic].Set(w.key.secret().Reveal())
	w.key.set(private)
	w.inputs[FieldPublic].note = "The two keys were swapped; each is now in its own field."
}

// home is the field where a probe's fault is shown when the verdict names none.
func home(p Probe) Field {
	switch p {
	case ProbeSite:
		return FieldSite
	case ProbeCompany:
		return FieldCompany
	case ProbeGateway:
		return FieldUser
	}
	return FieldPrivate
}

// blamed is the field that a bad verdict is about.
func (pr *probing) blamed(p Probe) Field {
	if pr.verdict.Field != FieldNone {
		return pr.verdict.Field
	}
	return home(p)
}

// standing is how a field stands: nothing known (Waiting), being asked about
// (Running), Good with a note, or Bad with a problem.
func (w *Wizard) standing(f Field) (State, model.Text, *model.Problem) {
	if in := w.inputs[f]; in.left {
		if problem := w.shape(f); problem != nil {
			return Bad, model.Text{}, problem
		}
	}
	if !w.filled(f) {
		return Waiting, model.Text{}, nil
	}
	state, note := Waiting, model.Text{}
	for p := range Probe(len(w.probes)) {
		pr := &w.probes[p]
		if !w.current(p) {
			continue
		}
		switch {
		case pr.state == Bad && pr.blamed(p) == f:
			return Bad, model.Text{}, pr.verdict.Problem
		case !concerns(p, f):
		case pr.state == Running:
			state = Running
		case pr.state == Good:
			state, note = Good, pr.verdict.Note
		}
	}
	return state, note, nil
}

// concerns tells whether a probe's good answer is also one about the field.
func concerns(p Probe, f Field) bool {
	switch p {
	case ProbeGateway:
		return f == FieldUser || f == FieldOrg || f == FieldToken
	case ProbeKeys:
		return f == FieldPublic || f == FieldPrivate || f == FieldClient
	}
	return home(p) == f
}
