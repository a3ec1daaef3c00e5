package ui_test

import (
	"encoding/json"
	"testing"
	"testing/synctest"
	"time"

	"daybrief/ui"
	"daybrief/ui/uitest"
)

// What was chosen on screen is there again after a restart: last screen, filter,
// order, grouping, week, what the palette did last.
func TestChoicesSurviveARestart(t *testing.T) {
	t.Parallel()
	var kept ui.Habits
	run := func(habits ui.Habits, do func(x *uitest.Term)) {
		synctest.Test(t, func(t *testing.T) {
			r := usual()
			r.opts.Habits = habits
			r.opts.KeepHabits = func(h ui.Habits) { kept = h }
			app := r.app(t)
			do(uitest.Start(t, app, 120, 40))
			app.Close()
		})
	}
	run(ui.Habits{}, func(x *uitest.Term) {
		x.Press("3", "w", "4", "a", "2", "/")
		typed(x, "board:desk")
		x.Press("enter", "s", "b", ":")
		typed(x, "redraw")
		x.Press("enter")
	})
	onDisk, err := json.Marshal(kept)
	if err != nil {
		t.Fatal(err)
	}
	var again ui.Habits
	if err := json.Unmarshal(onDisk, &again); err != nil {
		t.Fatal(err)
	}
	run(again, func(x *uitest.Term) {
		x.Wants("▌2 Tickets", "board:desk", "sla")
		x.Press(":")
		x.Wants("app.redraw")
		x.Press("esc", "3")
		x.Wants("Week")
	})
	// What a later version, or somebody's editor, has written is passed over.
	run(ui.Habits{Screen: "astrology", Recent: []string{"nothing"}, Screens: map[string]map[string]string{
		"tickets": {"order": "colour", "group": "\x1b[31m", "filter": "\x1b]0;x\a"}, "nowhere": {"a": "b"},
	}}, func(x *uitest.Term) {
		x.Wants("▌1 Brief")
		x.Press("2")
		x.Wants("▌2 Tickets")
		x.Lacks("\x1b")
	})
}

// A program that is killed has lost no more than the last seconds: choices are
// handed out soon after a key, once, and an idle program hands out nothing.
func TestChoicesAreKeptSoonAfterAKey(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		var kept []ui.Habits
		r := usual()
		r.opts.KeepHabits = func(h ui.Habits) { kept = append(kept, h) }
		app := r.app(t)
		x := uitest.Start(t, app, 120, 40)
		x.Press("2", "s")
		x.Pass(4 * time.Second)
		if len(kept) != 0 {
			t.Errorf("kept with every key: %+v", kept)
		}
		x.Pass(2 * time.Second)
		if len(kept) != 1 || kept[0].Screen != "tickets" || kept[0].Screens["tickets"]["order"] == "" {
			t.Errorf("after six seconds: %+v", kept)
		}
		x.Press("j")
		x.Pass(3 * time.Minute)
		if len(kept) != 1 {
			t.Errorf("kept without a change: %d times", len(kept))
		}
		app.Close()
	})
}
