package render

import (
	"strings"
	"testing"
	"time"

	"daybrief/briefing"
)

// Sections that lack the same are told of once, by name, in every format; with
// Options.All each by itself.
func TestWhatLacksTheSameIsSaidOnce(t *testing.T) {
	t.Parallel()
	const away = "service tickets: psa.example refused the connection"
	b := &briefing.Briefing{Zone: time.UTC, Sections: []briefing.Section{
		{ID: "sla", Question: "Which one is late?", Unavailable: away},
		{ID: "my-time", Question: "What is not logged?", Unavailable: "time entries: refused"},
		{ID: "stale", Question: "What is quiet?", Unavailable: away},
		{ID: "waiting", Question: "What is parked?", Unavailable: away, Partial: "and more"},
	}}
	for name, out := range map[string]func(*briefing.Briefing, Options) []byte{"text": Text, "markdown": Markdown, "html": HTML, "slack": Slack, "teams": Teams} {
		got := strings.ReplaceAll(string(out(b, Options{})), "\\", "")
		if strings.Count(got, away) != 2 || !strings.Contains(got, "for the same reason: What is quiet?") || !strings.Contains(got, "What is parked?") || !strings.Contains(got, "time entries: refused") {
			t.Errorf("%s:\n%s", name, got)
		}
		if all := string(out(b, Options{All: true})); strings.Contains(all, "for the same reason") {
			t.Errorf("%s, all:\n%s", name, all)
		}
	}
}
