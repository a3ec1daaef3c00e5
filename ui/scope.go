package ui

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"daybrief/briefing"
	"daybrief/model"
)

// nextScope switches whose tickets and schedule are shown, on every screen. A team
// that this way in can't tell is passed over, and it is said why.
func nextScope(a *App) tea.Cmd {
	all := model.Scopes()
	next := func(s model.Scope) model.Scope { return all[(slices.Index(all, s)+1)%len(all)] }
	s, why := next(a.opts.Rules.Scope), ""
	if s == model.ScopeTeam {
		if why = model.NoTeams(a.world.snapshot); why != "" {
			s, why = next(s), " No team: "+why+"."
		}
	}
	return takeScope(a, s, why)
}

// setScope switches to one scope, unless this way in can't tell who is in it.
func setScope(a *App, s model.Scope) tea.Cmd {
	if why := model.NoTeams(a.world.snapshot); s == model.ScopeTeam && why != "" {
		a.notify("No team: " + why + ".")
		return nil
	}
	return takeScope(a, s, "")
}

func takeScope(a *App, s model.Scope, more string) tea.Cmd {
	r := &a.opts.Rules
	if r.Member == "" {
		a.notify(model.Sentence(model.NoMember))
		return nil
	}
	r.Scope = s
	a.reload()
	a.notify(scopeSays(a.world.crew) + more)
	return nil
}

// nextRole switches which questions are asked. It brings its own scope.
func nextRole(a *App) tea.Cmd {
	all := briefing.Roles()
	return setRole(a, all[(slices.Index(all, a.opts.Rules.Role)+1)%len(all)])
}

func setRole(a *App, role briefing.Role) tea.Cmd {
	r := &a.opts.Rules
	r.Role = role
	r.Scope = r.Role.DefaultScope()
	if r.Member == "" {
		r.Scope = model.ScopeEverybody
	}
	a.want()
	a.reload()
	a.notify("The questions of a " + string(r.Role) + ". " + scopeSays(a.world.crew))
	return nil
}

// want tells the feed which sources only the sections of the briefing need. On a
// wall there are no sections.
func (a *App) want() {
	if !a.opts.Bare {
		a.opts.Feed.Want(briefing.Sources(a.opts.Rules))
	}
}

// scopeSays describes a scope in a sentence.
func scopeSays(c *model.Crew) string {
	switch {
	case c.All():
		return "Everybody's tickets and schedule."
	case c.Why != "":
		return model.Sentence(c.Why)
	case c.Scope == model.ScopeMine:
		return "Your own tickets and schedule."
	case c.ByBoards():
		return "No team names you: the tickets of the boards on which you work."
	}
	words := "The tickets and schedule of everybody who shares a team with you"
	if c.Lacks != "" {
		words += ", without " + c.Lacks
	}
	return words + "."
}

// basis is what role and scope were before anybody switched them: a choice made
// on screen holds only as long as the settings behind it are the same.
func basis(r briefing.Rules) string { return string(r.Role) + " " + string(r.Scope) }

// keepScope adds to the habits what was switched.
func (c *chosen) keepScope(h *Habits, r briefing.Rules) {
	if basis(r) != c.basis {
		h.Role, h.Scope, h.Basis = string(r.Role), string(r.Scope), c.basis
	}
}

// adoptScope takes up what was switched before.
func (c *chosen) adoptScope(h Habits, r *briefing.Rules) {
	c.basis = basis(*r)
	role, scope := briefing.Role(h.Role), model.Scope(h.Scope)
	if h.Basis == c.basis && slices.Contains(briefing.Roles(), role) && slices.Contains(model.Scopes(), scope) {
		r.Role, r.Scope = role, scope
	}
}
