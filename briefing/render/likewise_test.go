package render

import (
	"strings"
	"testing"
	"time"

	"daybrief/briefing"
	"daybrief/model"
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

// What a section or a number could not see is said in every format, and every ticket
// has its number.
func TestEveryFormatSaysWhatItCouldNotSee(t *testing.T) {
	t.Parallel()
	b := &briefing.Briefing{Zone: time.UTC, Now: briefing.Section{Question: "What needs me now?", Calm: "Nothing that can be seen needs you.", Partial: "appointments are not seen"}}
	b.Numbers.Missing = map[string]string{"closed_today": "closed tickets are being read"}
	b.Numbers.Least = map[string]string{"breached": "without 3 tickets whose SLA is not known"}
	b.Sections = []briefing.Section{
		{ID: "team-load", Question: "Who is swamped?", Partial: "without planned hours", Count: 1, Items: []briefing.Item{{Kind: briefing.KindMember, Summary: model.Clean("Jo"), Reasons: []string{"3 open"}}}},
		{ID: "my-time", Question: "What is not logged?", Count: 2, Items: []briefing.Item{
			{Kind: briefing.KindTime, Summary: model.Clean("Today"), Reasons: []string{"nothing logged"}},
			{Kind: briefing.KindTicket, ID: 4711, Summary: model.Clean("Printer"), Reasons: []string{"no time logged"}},
		}},
	}
	for name, out := range map[string]func(*briefing.Briefing, Options) []byte{"text": Text, "markdown": Markdown, "html": HTML, "slack": Slack, "teams": Teams} {
		got := strings.ReplaceAll(string(out(b, Options{})), "\\", "")
		for _, words := range []string{"appointments are not seen", "closed tickets are being read", "without 3 tickets whose SLA is not known", "without planned hours", "#4711"} {
			if !strings.Contains(got, words) {
				t.Errorf("%s does not say %q:\n%s", name, words, got)
			}
		}
	}
}
