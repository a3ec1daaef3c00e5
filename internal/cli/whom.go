package cli

import (
	"github.com/spf13/cobra"

	"daybrief/briefing"
	"daybrief/internal/settings"
	"daybrief/model"
)

// whom are the flags that say which questions are asked and whose tickets they
// are asked about. They stand above the configuration.
type whom struct{ role, scope choice }

func newWhom() whom {
	w := whom{}
	for _, r := range briefing.Roles() {
		w.role.allowed = append(w.role.allowed, string(r))
	}
	for _, s := range model.Scopes() {
		w.scope.allowed = append(w.scope.allowed, string(s))
	}
	return w
}

// flags adds them to a command.
func (w *whom) flags(cmd *cobra.Command) {
	f := cmd.Flags()
	f.Var(&w.role, "role", "which questions (default: the configuration's; technician with a member, else manager)")
	f.Var(&w.scope, "scope", "whose tickets (default: mine for a technician, else everybody)")
}

// onto puts what was said above settings.
func (w *whom) onto(s *settings.Settings) {
	if w.role.value != "" {
		s.Me.Role = w.role.value
	}
	if w.scope.value != "" {
		s.Me.Scope = w.scope.value
	}
}

// everybody makes a wall that nobody narrowed show the whole desk.
func everybody(s *settings.Settings) {
	if s.Me.Scope == "" {
		s.Me.Scope = string(model.ScopeEverybody)
	}
}
