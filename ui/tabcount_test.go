package ui_test

import (
	"regexp"
	"strings"
	"testing"

	"daybrief/model"
	"daybrief/ui/uitest"
)

// The counts of the tabs are on every screen: of lists that are not whole they are no
// bare number, however small.
func TestTabCountsAreNoSmallWholes(t *testing.T) {
	t.Parallel()
	now := uitest.Noon()
	r := uitest.Rules()
	for _, state := range []string{"refused", "failing", "cut", "unreadable", "excluded", "doubtful"} {
		for src, tabs := range map[model.Source][]string{
			model.SourceTickets: {"Brief", "Tickets", "Companies"}, model.SourceSchedule: {"Schedule"},
		} {
			bar, _, _ := strings.Cut(dashboard(ailing(fullTenant(now), src, state, true), r, now)(160, "1"), "\n")
			for _, tab := range tabs {
				if bare := regexp.MustCompile(tab + ` [\d,]+(?: |$)`).FindString(strings.ReplaceAll(bar, "  ", " | ")); bare != "" {
					t.Errorf("%s %s: %s", src, state, bare)
				}
			}
		}
	}
}
