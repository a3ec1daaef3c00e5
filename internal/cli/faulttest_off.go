//go:build !faulttest

package cli

import tea "charm.land/bubbletea/v2"

// drilled is where a build with the tag "faulttest" puts a switch for panics.
func (p *program) drilled(m tea.Model, _ *tenant) tea.Model { return m }
