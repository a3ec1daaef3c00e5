package ui_test

import (
	"strconv"
	"strings"
	"testing"
	"testing/synctest"

	"daybrief/briefing"
	"daybrief/model"
	"daybrief/ui"
	"daybrief/ui/brief"
	"daybrief/ui/tickets"
	"daybrief/ui/uitest"
)

// m and M mean the same on every screen, stand at the top right, and are there
// again after a restart, unless the settings behind them have changed.
func TestScopeAndRole(t *testing.T) {
	t.Parallel()
	var kept ui.Habits
	run := func(h ui.Habits, role briefing.Role, member string, do func(x *uitest.Term)) {
		synctest.Test(t, func(t *testing.T) {
			r := usual()
			r.opts.Rules.Member, r.opts.Rules.Role = member, role
			r.opts.Habits, r.opts.KeepHabits = h, func(h ui.Habits) { kept = h }
			app := r.app(t)
			do(uitest.Start(t, app, 120, 40))
			app.Close()
		})
	}
	run(ui.Habits{}, "", "tech1", func(x *uitest.Term) {
		x.Wants("technician · mine", " of ")
		for _, tab := range []string{"1", "2", "3", "4"} {
			x.Press(tab, "m")
			x.Wants("technician · team")
			x.Press("m")
			x.Wants("technician · everybody")
			x.Press("m")
			x.Wants("technician · mine")
		}
		x.Press("2")
		x.Wants("My open tickets", "in all")
		x.Press("M")
		x.Wants("dispatcher · everybody", "All open tickets")
		x.Press("M", "m")
		x.Wants("manager · mine")
	})
	if kept.Role != "manager" || kept.Scope != "mine" {
		t.Errorf("kept: %+v", kept)
	}
	run(kept, "", "tech1", func(x *uitest.Term) { x.Wants("manager · mine") })
	run(kept, briefing.Dispatcher, "tech1", func(x *uitest.Term) { x.Wants("dispatcher · everybody") })
	run(ui.Habits{Role: "emperor", Scope: "world", Basis: "technician mine"}, "", "tech1", func(x *uitest.Term) { x.Wants("technician · mine") })
	run(ui.Habits{}, "", "", func(x *uitest.Term) {
		x.Wants("manager · everybody")
		x.Press("m")
		x.Wants("manager · everybody", "does not know who you are")
	})
}

// A ticket outside the scope can still be gone to by its number.
func TestTicketOutsideTheScope(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		r := usual()
		r.opts.Rules.Member, r.opts.Rules.Role, r.opts.Rules.Scope = "tech1", "", model.ScopeMine
		app := r.app(t)
		defer app.Close()
		x := uitest.Start(t, app, 120, 40)
		for tk := range uitest.Tenant(uitest.Noon(), 90).Open {
			if !tk.WorkedBy("tech1") {
				x.Press("#")
				typed(x, strconv.FormatInt(int64(tk.ID), 10))
				x.Press("enter")
				x.Wants("esc back", "#"+strconv.FormatInt(int64(tk.ID), 10))
				return
			}
		}
		t.Fatal("every ticket is tech1's")
	})
}

// Where tabs and scope have room only close together, they stand close together:
// no scope is hidden on a terminal of 80 columns.
func TestScopeOnNarrowTabs(t *testing.T) {
	t.Parallel()
	inTerm(t, usual, 80, 24, func(x *uitest.Term, _ *rig) {
		x.Press("M") // dispatcher, everybody
		for w := 66; w <= 90; w++ {
			x.Resize(w, 24)
			bar := x.Lines()[0]
			if !strings.Contains(bar, "everybody") || !strings.Contains(bar, "Companies") || !strings.Contains(bar, "2 Tickets 9") {
				t.Errorf("%d columns: %q", w, bar)
			}
		}
	})
}

// A way in that has no lists that tell of teams offers none: m passes the team over and
// says why, and its name in the palette says so too.
func TestNoTeamWhereNoneCanBeTold(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		_, x, _ := tidewaterApp(t, brief.New(), tickets.New())
		const why = "No team: the Tidewater relay does not offer members."
		x.Press("m")
		x.Wants("manager · mine", "Your own tickets and schedule.")
		x.Press("m")
		x.Wants("manager · everybody", "Everybody's tickets and schedule. "+why)
		x.Press("m", ":")
		typed(x, "scope team")
		x.Press("enter")
		x.Wants("manager · mine", why)
	})
}
