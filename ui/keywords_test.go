package ui

import (
	"slices"
	"strings"
	"testing"

	"daybrief/model"
	"daybrief/ui/brief"
	"daybrief/ui/companies"
	"daybrief/ui/reports"
	"daybrief/ui/schedule"
	"daybrief/ui/screen"
	"daybrief/ui/ticket"
	"daybrief/ui/tickets"
)

// One thing has one name: what is the same action under the same key on two screens
// is written alike in both helps.
func TestOneThingHasOneName(t *testing.T) {
	t.Parallel()
	page, ok := ticket.New([]model.TicketID{1}, 0)
	if !ok {
		t.Fatal("no page of a ticket")
	}
	all := map[string][]screen.Action{"ticket": page.Actions()}
	for _, s := range []screen.Screen{brief.New(), tickets.New(), schedule.New(), companies.New(), reports.New(t.Context(), nil, nil)} {
		all[s.ID()] = actionsOf(s)
	}
	differ := map[string]bool{ // what is opened, grouped or gone back to depends on where one is
		"read": true, "group": true, "back": true,
	}
	type words struct{ on, label, does string }
	seen, twice := map[string]words{}, 0
	for on, list := range all {
		for _, act := range list {
			if len(act.Key.Keys()) == 0 || differ[act.Name] {
				continue
			}
			id := act.Name + " " + strings.Join(slices.Sorted(slices.Values(act.Key.Keys())), " ")
			is := words{on, act.Key.Help().Key, act.Key.Help().Desc}
			was, found := seen[id]
			if !found {
				seen[id] = is
				continue
			}
			if twice++; was.label != is.label || was.does != is.does {
				t.Errorf("%s: %q %q on %s, %q %q on %s", id, was.label, was.does, was.on, is.label, is.does, is.on)
			}
		}
	}
	if twice < 30 {
		t.Errorf("only %d actions are on several screens", twice)
	}
}
