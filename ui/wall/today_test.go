package wall_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"daybrief/internal/golden"
	"daybrief/model"
	"daybrief/ui/uitest"
)

// Whoever does not fit on the page of today is counted below it, also when
// nobody is without a plan.
func TestTodayCountsWhoDoesNotFit(t *testing.T) {
	t.Parallel()
	now := uitest.Noon()
	s := tenant(now, 40)
	cut := false
	for h := 15; h <= 30; h++ {
		text := golden.Plain(draw(settings("today"), frameOf(s, now, 80, h)))
		missing := 0
		for _, m := range s.Members.Value {
			if !strings.Contains(text, m.First.String()) {
				missing++
			}
		}
		says := strings.Contains(text, "more members with entries")
		if says != (missing > 0) || says && !strings.Contains(text, fmt.Sprintf("%d more members with entries", missing)) {
			t.Errorf("80x%d: %d of %d members are missing:\n%s", h, missing, len(s.Members.Value), text)
		}
		cut = cut || says
	}
	if !cut {
		t.Error("everybody fits on every height")
	}
}

// Entries that do not say whose they are make nobody's day an empty one.
func TestTodayOfEntriesThatAreNobodys(t *testing.T) {
	t.Parallel()
	now := uitest.Noon()
	s := tenant(now, 4)
	for i, v := range s.ScheduleEntries.Value {
		n := *v
		n.Member = model.MemberRef{}
		s.ScheduleEntries.Value[i] = &n
	}
	text := golden.Plain(draw(settings("today"), frameOf(s, now, 160, 45)))
	if !strings.Contains(text, "Nobody's day is known.") || !strings.Contains(text, "do not say whose they are") || strings.Contains(text, "Nothing is planned today.") {
		t.Errorf("%s", text)
	}
}

// Who works nights sees the whole day.
func TestTodayOfANightDesk(t *testing.T) {
	t.Parallel()
	f := frameOf(tenant(uitest.Noon(), 40), uitest.Noon(), 160, 45)
	f.Rules.Hours.From, f.Rules.Hours.To = 22*time.Hour, 6*time.Hour
	text := golden.Plain(draw(settings("today"), f))
	for _, hour := range []string{" 3 ", " 9 ", " 23 "} {
		if !strings.Contains(text, hour) {
			t.Errorf("no%sin\n%s", hour, text)
		}
	}
}
