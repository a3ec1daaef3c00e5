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
	swapped bool // two secrets were tried in each other's place
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
func (m *form) subject(p Probe) (text string, ok bool) {
	switch p {
	case ProbeGateway:
		return m.gatewaySubject()
	case ProbeUsage:
		return m.usageSubject()
	}
	a := m.answers()
	fields := []Field{FieldSite}
	switch p {
	case ProbeCompany:
		fields = append(fields, FieldCompany)
	case ProbeKeys:
		fields = append(fields, FieldCompany, FieldPublic, FieldPrivate, FieldClient)
	}
	for _, f := range fields {
		if m.shape(f) != nil {
			return "", false
		}
	}
	text = a.Site
	if p >= ProbeCompany {
		text += "\n" + a.Company
	}
	if p == ProbeKeys {
		text += fmt.Sprintf("\n%s\n%s\n%d", a.PublicKey, a.ClientID, m.key.gen)
	}
	return text, true
}

// asking is the questions about what has just been typed.
type asking struct {
	*outside
	*trail
	probes [5]probing
}

// current tells whether the probe's answer is about what stands in the fields.
func (q *asking) current(p Probe) bool {
	text, ok := q.subject(p)
	return ok && q.probes[p].asked == text
}

// inquire begins the questions of this step whose fields have changed. Keys are
// sent only when somebody has finished with them: half a key is a failed login.
func (q *asking) inquire() tea.Cmd {
	var cmds []tea.Cmd
	for _, p := range q.step().probes {
		text, ok := q.subject(p)
		pr := &q.probes[p]
		switch {
		case !ok:
			q.forget(p)
		case pr.asked == text && (pr.state != Waiting || !q.hurry):
		case q.hurry:
			cmds = append(cmds, q.try(p, text))
		case p >= ProbeKeys:
			q.forget(p)
		default:
			q.forget(p)
			pr.asked, pr.state = text, Waiting
			gen, ctx, sleep := pr.gen, q.ctx, q.opts.Sleep
			cmds = append(cmds, func() tea.Msg {
				sleep(ctx, restTime)
				return rested{p, gen}
			})
		}
	}
	return tea.Batch(cmds...)
}

// rest asks a question once the typing has rested.
func (q *asking) rest(m rested) {
	if pr := &q.probes[m.probe]; pr.gen == m.gen && pr.state == Waiting {
		q.hurry = true
	}
}

// forget drops a question and whatever answer comes to it.
func (q *asking) forget(p Probe) {
	pr := &q.probes[p]
	if pr.cancel != nil {
		pr.cancel()
	}
	*pr = probing{gen: pr.gen + 1}
}

// try asks.
func (q *asking) try(p Probe, text string) tea.Cmd {
	q.forget(p)
	pr := &q.probes[p]
	ctx, cancel := context.WithTimeout(q.ctx, tryTime)
	pr.asked, pr.state, pr.cancel = text, Running, cancel
	gen, in, key, server := pr.gen, q.answers(), q.keys(), q.opts.Server
	return func() tea.Msg { return tried{p, gen, server.Try(ctx, p, in, key), false} }
}

// answered takes a verdict. Keys that are refused, and the first two secrets of a
// gateway, are tried once more in each other's place: they look alike, and people
// mix them up.
func (q *asking) answered(m tried) tea.Cmd {
	pr := &q.probes[m.probe]
	if pr.gen != m.gen || pr.state != Running {
		return nil
	}
	bad := m.verdict.Problem
	switch {
	case m.swapped && (bad == nil || m.verdict.Field == FieldInstance || m.verdict.Field == FieldToken): // the two are well
		q.swap(m.probe)
		pr.asked, _ = q.subject(m.probe)
		pr.verdict = m.verdict
	case m.swapped: // the first verdict stands
	case bad != nil && bad.Kind == model.Unauthorized && q.swappable(m.probe, m.verdict.Field):
		pr.verdict, pr.swapped = m.verdict, true
		return q.trySwapped(m.probe)
	default:
		pr.verdict = m.verdict
	}
	pr.cancel()
	pr.state = Good
	if pr.verdict.Problem != nil {
		pr.state = Bad
	}
	if m.probe >= ProbeKeys && pr.state == Good {
		q.seal()
	}
	return nil
}

// swappable reports whether two secrets that were refused may be in each other's
// place.
func (q *asking) swappable(p Probe, blamed Field) bool {
	switch p {
	case ProbeKeys:
		return !q.key.sealed
	case ProbeGateway:
		return blamed == FieldUser && !q.gate[0].sealed && !q.gate[1].sealed
	}
	return false
}

func (q *asking) trySwapped(p Probe) tea.Cmd {
	pr := &q.probes[p]
	pr.cancel()
	ctx, cancel := context.WithTimeout(q.ctx, tryTime)
	pr.cancel = cancel
	in, key := q.answers(), q.keys()
	if p == ProbeGateway {
		key.User, key.Organization = key.Organization, key.User
	} else {
		key.Private, in.PublicKey = model.NewSecret(q.value(FieldPublic)), key.Private.Reveal()
	}
	gen, server := pr.gen, q.opts.Server
	return func() tea.Msg { return tried{p, gen, server.Try(ctx, p, in, key), true} }
}

// swap puts two secrets that were mixed up into their own fields.
func (m *form) swap(p Probe) {
	if p == ProbeGateway {
		user := m.gate[0].secret().Reveal()
		m.gate[0].set(m.gate[1].secret().Reveal())
		m.gate[1].set(user)
		m.inputs[FieldUser].note = "The first two were swapped; each is now in its own field."
		return
	}
	private := m.value(FieldPublic)
	m.inputs[FieldPublic].Set(m.key.secret().Reveal())
	m.key.set(private)
	m.inputs[FieldPublic].note = "The two keys were swapped; each is now in its own field."
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
	case ProbeUsage:
		return FieldAccountKey
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
func (q *asking) standing(f Field) (State, model.Text, *model.Problem) {
	if in := q.inputs[f]; in.left {
		if problem := q.shape(f); problem != nil {
			return Bad, model.Text{}, problem
		}
	}
	if !q.filled(f) {
		return Waiting, model.Text{}, nil
	}
	state, note := Waiting, model.Text{}
	for p := range Probe(len(q.probes)) {
		pr := &q.probes[p]
		if !q.current(p) {
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
	case ProbeUsage:
		return f == FieldAccountKey || f == FieldCounter
	case ProbeKeys:
		return f == FieldPublic || f == FieldPrivate || f == FieldClient
	}
	return home(p) == f
}

// goOn goes to the next step when everything that was asked is well, or to the
// field that is at fault.
func (q *asking) goOn() {
	open := false
	for _, p := range q.step().probes {
		switch pr := &q.probes[p]; pr.state {
		case Bad:
			q.wanted = false
			q.aim(pr.blamed(p))
			return
		case Good:
		default:
			open = true
		}
	}
	if !open {
		q.show(q.at + 1)
	}
}
