package brief_test

import (
	"strings"
	"testing"

	"daybrief/ui/brief"
	"daybrief/ui/uitest"
)

func typeIn(text string) (keys []string) {
	for _, r := range text {
		keys = append(keys, string(r))
	}
	return keys
}

// The filter narrows every section to what holds the words, says when nothing does,
// completes names and recalls; n and N go over what it found.
func TestFilter(t *testing.T) {
	t.Parallel()
	f := frame(uitest.Tenant(uitest.Noon(), 90), 120, 37)
	b := brief.New()
	b.Sync(f)
	whole := shown(b, f)
	press(b, f, append([]string{"/"}, typeIn("mail boun")...)...)
	got := shown(b, f)
	if !strings.Contains(got, "/ mail boun") || !strings.Contains(got, "found") || strings.Contains(got, "Printer on the") || !strings.Contains(got, "Mail to one") {
		t.Errorf("the filter lets other rows through:\n%s", got)
	}
	first := b.Looking()
	press(b, f, "enter", "n", "n", "N")
	if second := b.Looking(); first == 0 || second == first || second == 0 {
		t.Errorf("n stays at %d", first)
	}
	press(b, f, "/", "ctrl+u")
	press(b, f, typeIn("zzz")...)
	if got := shown(b, f); !strings.Contains(got, "no match, esc clears") {
		t.Errorf("nothing matches, and nothing says so:\n%s", got)
	}
	press(b, f, "ctrl+u", "up")
	if got := shown(b, f); !strings.Contains(got, "/ mail boun") {
		t.Errorf("up recalls nothing:\n%s", got)
	}
	press(b, f, "ctrl+u")
	press(b, f, append(typeIn("kes"), "tab")...)
	if got := shown(b, f); !strings.Contains(got, "/ Kestrel Logistics") {
		t.Errorf("tab completes nothing:\n%s", got)
	}
	press(b, f, "esc", "g")
	if got := shown(b, f); strings.Contains(got, "/ ") || strings.Count(got, "\n") != strings.Count(whole, "\n") {
		t.Errorf("esc leaves the filter:\n%s", got)
	}
}
