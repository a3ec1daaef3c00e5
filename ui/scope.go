package ui

import (
	"slices"

	"daybrief/briefing"
	"daybrief/model"
)

// nextScope switches whose tickets and schedule are shown, on every screen.
func (a *App) nextScope() {
	r := &a.opts.Rules
	if r.Member == "" {
		a.notify(model.Sentence(model.NoMember))
		return
	}
	all := model.Scopes()
	r.Scope = all[(slices.Index(all, r.Scope)+1)%len(all)]
	a.reload()
	a.notify(scopeSays(a.world.crew))
}

// nextRole switches which questions are asked. It brings its own scope.
func (a *App) nextRole() {
	r, all := &a.opts.Rules, briefing.Roles()
	r.Role = all[(slices.Index(all, r.Role)+1)%len(all)]
	r.Scope = r.Role.DefaultScope()
	if r.Member == "" {
		r.Scope = model.ScopeEverybody
	}
	a.reload()
	a.notify("The questions of a " + string(r.Role) + ". " + scopeSays(a.world.crew))
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
	return "The tickets and schedule of everybody who shares a team with you."
}

// basis is what role and scope were before anybody switched them: a choice made
// on screen holds only as long as the settings behind it are the same.
func basis(r briefing.Rules) string { return string(r.Role) + " " + string(r.Scope) }

// keepScope adds to the habits what was switched.
func (a *App) keepScope(h *Habits) {
	if r := a.opts.Rules; basis(r) != a.chosen.basis {
		h.Role, h.Scope, h.Basis = string(r.Role), string(r.Scope), a.chosen.basis
	}
}

// adoptScope takes up what was switched before.
func (a *App) adoptScope(h Habits) {
	a.chosen.basis = basis(a.opts.Rules)
	role, scope := briefing.Role(h.Role), model.Scope(h.Scope)
	if h.Basis == a.chosen.basis && slices.Contains(briefing.Roles(), role) && slices.Contains(model.Scopes(), scope) {
		a.opts.Rules.Role, a.opts.Rules.Scope = role, scope
	}
}
