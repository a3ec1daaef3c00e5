package setup

import (
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"daybrief/model"
)

// calm is how long a list or a question that has just appeared takes no enter:
// it was meant for what stood there before.
const calm = 250 * time.Millisecond

// peopleTime is how long reading the members may take.
const peopleTime = time.Minute

// meeting is the list of members.
type meeting struct {
	gen     int
	asked   string
	busy    bool
	since   time.Time // when the list came
	all     People
	problem *model.Problem
	found   []Person // those that fit the words in the field
	at      int
	cancel  context.CancelFunc
}

// met is the list, or why there is none.
type met struct {
	gen    int
	people People
	err    error
}

// ask reads the members and the boards.
func (p *meeting) ask(o *outside, m *form) tea.Cmd {
	if p.cancel != nil {
		p.cancel()
	}
	if p.asked == m.subjectOfAll() && p.problem == nil {
		return nil
	}
	ctx, cancel := context.WithTimeout(o.ctx, peopleTime)
	p.gen++
	p.asked, p.busy, p.problem, p.cancel = m.subjectOfAll(), true, nil, cancel
	gen, in, secret, server := p.gen, m.answers(), m.keys(), o.opts.Server
	return func() tea.Msg {
		people, err := server.People(ctx, in, secret)
		return met{gen, people, err}
	}
}

// take takes the list.
func (p *meeting) take(got met, o *outside, m *form) {
	if got.gen != p.gen {
		return
	}
	p.cancel()
	p.busy, p.since, p.all, p.problem = false, o.now, got.people, nil
	if got.err != nil {
		p.problem = problemOf(got.err)
		return
	}
	m.boards.offer(got.people.Boards)
	m.boards.uncounted = got.people.Uncounted != ""
	p.search("")
	for i, one := range p.found {
		if one.Login.String() == m.member || m.member == "" && o.opts.Login != "" && strings.EqualFold(one.Login.String(), o.opts.Login) {
			p.at = i
		}
	}
	if text := m.inputs[FieldMember].String(); text != "" {
		p.search(text)
	}
}

func problemOf(err error) *model.Problem {
	var p *model.Problem
	if errors.As(err, &p) {
		return p
	}
	return &model.Problem{Kind: model.BadReply, Code: "unknown", What: model.Clean(err.Error())}
}

// search keeps the members that have all the words in their name, login or
// title. The selected one stays selected while it is there.
func (p *meeting) search(text string) {
	was, had := p.selected()
	exact := false
	terms := strings.Fields(strings.ToLower(text))
	p.found, p.at = p.found[:0], 0
	for _, one := range p.all.Members {
		hay := strings.ToLower(one.Name.String() + " " + one.Login.String() + " " + one.Title.String())
		if slices.ContainsFunc(terms, func(t string) bool { return !strings.Contains(hay, t) }) {
			continue
		}
		if had && !exact && one.Login == was.Login {
			p.at = len(p.found)
		}
		if strings.EqualFold(one.Login.String(), strings.TrimSpace(text)) {
			p.at, exact = len(p.found), true // a whole login is meant, whoever else has its letters
		}
		p.found = append(p.found, one)
	}
}

func (p *meeting) selected() (Person, bool) {
	if p.at < 0 || p.at >= len(p.found) {
		return Person{}, false
	}
	return p.found[p.at], true
}

// press moves in the list or types into the search.
func (p *meeting) press(w *Wizard, msg tea.KeyPressMsg, k keys) {
	switch {
	case key.Matches(msg, k.up):
		p.at = max(0, p.at-1)
	case key.Matches(msg, k.down):
		p.at = max(0, min(p.at+1, len(p.found)-1))
	default:
		p.typed(w, func(in *input) { in.Press(msg) })
	}
}

func (p *meeting) typed(w *Wizard, do func(*input)) {
	in := w.inputs[FieldMember]
	before := in.String()
	do(in)
	if in.String() != before {
		p.search(in.String())
	}
}

// choosePerson is enter on the members. Without a list the login that was typed
// counts; daybrief names it when no ticket ever has it.
func (w *Wizard) choosePerson() {
	p := &w.people
	one, ok := p.selected()
	typed := w.value(FieldMember)
	switch {
	case p.busy:
		w.notice = "The members are still being read."
	case p.problem == nil && w.now.Sub(p.since) < calm:
		// The list has just come: this enter was not meant for its first row.
	case p.problem != nil && typed == "":
		p.asked = "" // try again
	case p.problem != nil:
		w.member = typed
		w.show(w.at + 1)
	case ok:
		w.member = one.Login.String()
		w.show(w.at + 1)
	default:
		w.notice = "No match. Take letters away with backspace."
	}
}
