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

// used adds a month of use, up to a Tuesday: the first n companies fell silent on
// Thursday, the next one uses more.
func used(s *model.Snapshot, now time.Time, n int) *model.Snapshot {
	out := *s
	u := model.Usage{Asked: now, From: now.AddDate(0, 0, -30).Truncate(24 * time.Hour), Days: 31, Events: []model.UsageEvent{{Name: model.Clean("login")}}}
	for i, c := range s.Companies.Value {
		users := make([]int, 31)
		for d := range 30 {
			users[d] = 8 + i
			if i < n && d > 24 {
				users[d] = 0
			}
		}
		if i == n {
			users[29] *= 3
		}
		u.Rows = append(u.Rows, model.UsageRow{Name: c.Name, Users: users})
	}
	out.Usage = model.Fresh[model.Usage]{Value: u, At: now}
	out.Gen++
	return &out
}

// The companies page names who no longer uses our products, as many as there is
// room for, and nobody who uses them more.
func TestCompaniesThatUseLess(t *testing.T) {
	t.Parallel()
	now := uitest.Noon()
	s := tenant(now, 40)
	set := settings("companies")
	before := golden.Plain(draw(set, frameOf(s, now, 120, 40)))
	if strings.Contains(before, "use of our products") {
		t.Error("nobody counts it")
	}
	if none := golden.Plain(draw(set, frameOf(used(s, now, 0), now, 120, 40))); none != before {
		t.Errorf("a client that uses more is no trouble:\n%s", none)
	}
	for _, n := range []int{1, len(s.Companies.Value) - 1} {
		for _, size := range [][2]int{{80, 24}, {120, 40}, {200, 60}, {40, 12}} {
			name := fmt.Sprintf("%d of %dx%d", n, size[0], size[1])
			lines := draw(set, frameOf(used(s, now, n), now, size[0], size[1]))
			got := golden.Plain(lines)
			if len(lines) != size[1] {
				t.Errorf("%s: %d lines", name, len(lines))
			}
			first := strings.Count(got, "silent since Thu 5 Mar")
			if size[1] >= 24 && (first == 0 || first > n) {
				t.Errorf("%s: %d are named:\n%s", name, first, got)
			}
			if more := strings.Contains(got, fmt.Sprintf("and %d more", n-first)); size[1] >= 24 && more != (n > first) {
				t.Errorf("%s: who is left out is not counted:\n%s", name, got)
			}
		}
	}
	golden.Check(t, "companies-use-120x40", golden.Plain(draw(set, frameOf(used(s, now, 2), now, 120, 40))))
	set.Redact = true
	hidden := golden.Plain(draw(set, frameOf(used(s, now, 2), now, 120, 40)))
	if name := s.Companies.Value[1].Name.String(); strings.Contains(hidden, name) || !strings.Contains(hidden, "silent since") {
		t.Errorf("%s is shown to visitors:\n%s", name, hidden)
	}
}
