package ui_test

import (
	"context"
	"errors"
	"sync"
	"testing"
	"time"

	"daybrief/model"
	"daybrief/ui"
	"daybrief/ui/uitest"
)

// memory of the past, whose answers a test holds back.
type pastStub struct {
	mu    sync.Mutex
	asked []string
	slow  map[string]time.Duration
}

func (p *pastStub) find(ctx context.Context, words string, _ int) (ui.PastFound, error) {
	p.mu.Lock()
	p.asked = append(p.asked, words)
	wait := p.slow[words]
	p.mu.Unlock()
	select {
	case <-ctx.Done():
		return ui.PastFound{}, ctx.Err()
	case <-time.After(wait):
	}
	switch words {
	case "zzz":
		return ui.PastFound{}, errors.New("the disk is gone")
	case "toner":
		return ui.PastFound{
			Tickets: []ui.PastTicket{
				{ID: 48210, Summary: model.Clean("it is open by now"), State: "closed"},
				{ID: 300, Summary: model.Clean("Toner was empty"), Company: model.Clean("Old Client"), State: "closed", Closed: uitest.Noon().AddDate(0, -1, 0)},
			},
			Contacts: []ui.PastContact{{ID: 9, Name: model.Clean("Tony Toner"), Company: model.Clean("Old Client")}},
			More:     true,
		}, nil
	}
	return ui.PastFound{Tickets: []ui.PastTicket{{ID: 301, Summary: model.Clean("answer to " + words), State: "no longer open"}}}, nil
}

func TestSearchOfThePast(t *testing.T) {
	t.Parallel()
	stub := &pastStub{slow: map[string]time.Duration{"vp": 3 * time.Second, "late": 2 * time.Second}}
	with := func() *rig {
		r := usual()
		r.opts.Past = stub.find
		return r
	}
	inTerm(t, with, 120, 40, func(x *uitest.Term, _ *rig) {
		x.Press("ctrl+f")
		x.Wants("open and closed")
		x.Press("v", "p")
		x.Wants("looking through what is closed")
		x.Lacks("answer to v")
		x.Press("n") // the question before is stopped, its answer dropped
		x.Wants("answer to vpn", "no longer open")
		x.Pass(5 * time.Second)
		x.Wants("answer to vpn")
		x.Lacks("answer to vp ")
		x.Press("esc", "ctrl+f")
		typed(x, "toner")
		x.Wants("Toner was empty", "closed 2026-02-10", "Old Client", "Tony Toner", "more closed tickets match")
		x.Lacks("it is open by now") // what is known now counts
		x.Wants("#48210")
		x.Press("esc", "ctrl+f")
		typed(x, "zzz")
		x.Wants("The history can't be searched: the disk is gone")
		x.Press("esc", "ctrl+f")
		typed(x, "late")
		x.Press("esc") // nobody waits for the answer any more
		x.Pass(5 * time.Second)
		x.Lacks("answer to late")
	})
}
