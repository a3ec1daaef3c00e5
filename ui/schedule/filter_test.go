package schedule_test

import (
	"strings"
	"testing"

	"daybrief/ui/uitest"
)

// The filter narrows the members, says when nobody matches, and esc takes it away.
func TestFilter(t *testing.T) {
	t.Parallel()
	s, f := started(sample(), 120, 40)
	whole := text(s, f)
	press := func(keys ...string) {
		for _, k := range keys {
			s.Handle(uitest.Key(k), f)
			s.Sync(f) // as before every frame
		}
	}
	press("/", "z", "z", "z")
	if got := text(s, f); !strings.Contains(got, "No member and no entry matches.") || !strings.Contains(got, "no match") || s.Draw(f).Cursor == nil {
		t.Errorf("nothing says that nobody matches:\n%s", got)
	}
	press("esc")
	if text(s, f) != whole {
		t.Error("esc leaves the filter")
	}
	press("/", "b", "e", "tab", "enter")
	if got := text(s, f); !strings.Contains(got, "/ be") || strings.Count(got, "member") != 1 {
		t.Errorf("narrowed:\n%s", got)
	}
	press("esc")
	if text(s, f) != whole {
		t.Error("esc in the list leaves the filter")
	}
}
