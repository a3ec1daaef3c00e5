package wall_test

import (
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"daybrief/model"
	"daybrief/ui/uitest"
)

// An empty list of tickets of which nobody knows whether it is the whole is no quiet
// day, on no page.
func TestAnEmptyListInDoubt(t *testing.T) {
	t.Parallel()
	now := uitest.Noon()
	for name, lack := range map[string]func(*model.Health){
		"doubt":    func(h *model.Health) { h.Doubt = "Whether these keys see more than their own records can't be told." },
		"excluded": func(h *model.Health) { h.Gap = "the tickets of 1 board" },
	} {
		s := tenant(now, 0)
		for i := range s.Health {
			switch h := &s.Health[i]; h.Source {
			case model.SourceTickets, model.SourceProjectTickets, model.SourceClosed, model.SourceClosedProject:
				lack(h)
			}
		}
		for page, claim := range map[string]string{"numbers": "No SLA is late", "attention": "Nothing is breached", "companies": "none came in this week", "team": "No open ticket has"} {
			f := frameOf(s, now, 160, 45)
			lines := draw(settings(page), f)
			text := strings.Join(strings.Fields(ansi.Strip(strings.Join(lines, " "))), " ")
			if strings.Contains(text, claim) || !strings.Contains(text, "that can be seen") {
				t.Errorf("%s, %s:\n%s", name, page, text)
			}
			if ink, _, _ := strings.Cut(f.Theme.Warn.Paint("x"), "x"); !strings.Contains(lines[1], ink) {
				t.Errorf("%s, %s: the frame is not that of WATCH", name, page)
			}
		}
	}
}
