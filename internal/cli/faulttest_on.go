//go:build faulttest

package cli

import (
	"strings"

	tea "charm.land/bubbletea/v2"
)

// drilled puts a switch into the dashboard: ctrl+x makes it stumble where
// DAYBRIEF_DRILL says. Only tests build this (internal/faulttest).
func (p *program) drilled(m tea.Model, t *tenant) tea.Model {
	if where := p.env("DAYBRIEF_DRILL"); where != "" {
		return &stumbler{Model: m, where: where, word: func() []string { return p.scrubberOf(t).Hidden }}
	}
	return m
}

type stumbler struct {
	tea.Model
	where string
	word  func() []string
	armed bool
}

func (s *stumbler) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	if k, ok := msg.(tea.KeyPressMsg); ok && k.String() == "ctrl+x" {
		switch s.where {
		case "update":
			s.fall()
		case "command":
			return s, func() tea.Msg { s.fall(); return nil }
		case "goroutine":
			go s.fall()
		}
		s.armed = true
	}
	m, cmd := s.Model.Update(msg)
	s.Model = m
	return s, cmd
}

func (s *stumbler) View() tea.View {
	v := s.Model.View()
	if s.armed && s.where == "view" {
		s.fall()
	}
	return v
}

// fall holds what must not get out.
func (s *stumbler) fall() { panic("drill " + strings.Join(s.word(), " ")) }
