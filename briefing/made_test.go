package briefing

import (
	"slices"
	"strings"
	"testing"
	"time"

	"daybrief/model"
)

// TestOneRowMakesASection: a made-up section, one row of the table, is written
// where the settings want it, makes the briefing urgent, is told in the
// paragraph and, where it reports, sees the others.
func TestOneRowMakesASection(t *testing.T) {
	t.Parallel()
	all := append(kinds(), kind{
		id: "parrots", question: "Which parrots talk?", urgent: always,
		write:   func(_ *builder, sec *Section) { sec.row("Polly", "talks") },
		unusual: func(s *Section) []string { return []string{s.Items[0].Summary.String() + " talks"} },
	}, kind{
		id: "census", question: "How many sections?", urgent: never,
		report: func(_ *builder, sec *Section, all []Section) { sec.row("Sections", model.Grouped(len(all))) },
	}, kind{id: "dodos", question: "Which dodos?", urgent: never, idle: func(*builder) bool { return true }})
	now := time.Date(2026, 3, 10, 15, 0, 0, 0, time.UTC)
	s := &model.Snapshot{ServiceTickets: model.Fresh[[]*model.Ticket]{At: now}, ProjectTickets: model.Fresh[[]*model.Ticket]{At: now}}
	r := DefaultRules()
	r.Sections = []string{"census", "parrots", "phoenixes", "dodos"}
	b := write(all, newLook(nil, s, nil, nil, r, now))
	var ids []string
	for _, sec := range b.Sections {
		ids = append(ids, sec.ID)
	}
	if !slices.Equal(ids, []string{"census", "parrots", "dodos"}) {
		t.Fatalf("sections %v", ids)
	}
	if p := b.Section("parrots"); p.Question != "Which parrots talk?" || p.Count != 1 || !p.Urgent || !b.NeedsAttention {
		t.Errorf("%+v", p)
	}
	if c := b.Section("census"); c.Count != 1 || c.Items[0].Reasons[0] != "3" {
		t.Errorf("what it reports: %+v", c)
	}
	if want := " Unusual: Polly talks."; !strings.HasSuffix(b.Summary, want) {
		t.Errorf("the paragraph %q does not end in %q", b.Summary, want)
	}
	r.Sections = nil
	if b := write(all, newLook(nil, s, nil, nil, r, now)); b.Section("dodos") != nil {
		t.Error("an idle section stands there unasked")
	}
}
