package ui_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"charm.land/bubbles/v2/help"
	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"daybrief/model"
	"daybrief/ui"
	"daybrief/ui/brief"
	"daybrief/ui/screen"
	"daybrief/ui/uitest"
	"daybrief/ui/widget"
)

// stub is a second screen that does what a test tells it to.
type stub struct {
	id, title string
	handle    func(tea.Msg, screen.Frame) screen.Outcome
	draw      func(screen.Frame)
	show      func(screen.Place) bool
	keys      []key.Binding
	got       []tea.Msg
	syncs     int
}

func (s *stub) ID() string                { return s.id }
func (s *stub) Title() string             { return s.title }
func (s *stub) Count(screen.Frame) string { return "7" }
func (s *stub) Sync(screen.Frame)         { s.syncs++ }

func (s *stub) Handle(msg tea.Msg, f screen.Frame) screen.Outcome {
	s.got = append(s.got, msg)
	if s.handle == nil {
		return screen.Outcome{}
	}
	return s.handle(msg, f)
}

func (s *stub) Draw(f screen.Frame) screen.Block {
	if s.draw != nil {
		s.draw(f)
	}
	return screen.Block{Lines: []string{widget.Fit("  the stub called "+s.id, f.Area.W, "")}}
}

func (s *stub) Show(p screen.Place, _ screen.Frame) bool { return s.show == nil || s.show(p) }
func (s *stub) Keys() help.KeyMap                        { return stubKeys(s.keys) }

type stubKeys []key.Binding

func (k stubKeys) ShortHelp() []key.Binding  { return k }
func (k stubKeys) FullHelp() [][]key.Binding { return [][]key.Binding{k} }

// rig is an App with everything around it under a test's control.
type rig struct {
	feed     *uitest.Feed
	stub     *stub
	provider uitest.Provider
	opts     ui.Options
}

func newRig(s *model.Snapshot) *rig {
	r := &rig{feed: uitest.NewFeed(s), stub: &stub{id: "tickets", title: "Tickets"}}
	r.opts = ui.Options{
		Screens: []screen.Screen{brief.New(), r.stub}, Feed: r.feed,
		Rules: uitest.Rules(), Now: uitest.Clock(uitest.Noon()), Title: "Northwind IT", Theme: ui.Dark,
	}
	return r
}

func (r *rig) app(t testing.TB) *ui.App {
	t.Helper()
	r.opts.Context = t.Context()
	if r.opts.Provider == nil {
		r.opts.Provider = r.provider
	}
	a, err := ui.New(r.opts)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(a.Close)
	return a
}

// still is an App on a clock that stands, sized, without a program around it.
func (r *rig) still(t testing.TB, w, h int) *ui.App {
	t.Helper()
	r.opts.Now = uitest.Noon
	r.opts.Sleep = func(context.Context, time.Duration) {}
	a := r.app(t)
	a.Update(tea.WindowSizeMsg{Width: w, Height: h})
	return a
}

// frameOf is the frame as lines, escapes and all.
func frameOf(a *ui.App) []string { return strings.Split(a.View().Content, "\n") }
