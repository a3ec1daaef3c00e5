package briefing

import (
	"strings"
	"testing"
	"time"

	"daybrief/model"
)

// What is only a part of the desk is not told as if it were all of it, in the paragraph
// and in the figures.
func TestAPartIsNotToldAsTheWhole(t *testing.T) {
	t.Parallel()
	for _, lack := range []func(*model.Health){
		func(h *model.Health) { h.Gap = "the tickets of 1 board" },
		func(h *model.Health) { h.Doubt = "Whether there are more can't be told." },
		func(h *model.Health) { h.Skipped = 3 },
	} {
		for _, tickets := range [][]*model.Ticket{nil, {ticket(1, entered("2026-03-05 08:00")), ticket(2, nobody, entered("2026-03-05 08:00"))}} {
			s := tenant(noon(), tickets...)
			for i := range s.Health {
				switch s.Health[i].Source {
				case model.SourceTickets, model.SourceProjectTickets, model.SourceClosed, model.SourceClosedProject:
					lack(&s.Health[i])
				}
			}
			b := build(s, noon())
			all := b.Summary + "\n" + texts(b.Section(SectionNumbers))
			for _, claim := range []string{
				" Nothing came in", "nothing came in", "no ticket closed this week has", "; 0 older than", "; 0 unassigned", "; 1 unassigned",
				": 0 open tickets", ": 2 open tickets", "; 0 in a waiting", "; 0 resolved", "2 open (", "0 breached;",
			} {
				if strings.Contains(all, claim) {
					t.Errorf("%d tickets: %q in:\n%s", len(tickets), claim, all)
				}
			}
			if !strings.Contains(all, "that can be seen came in or was closed today") || len(tickets) > 0 && !strings.Contains(all, "2+ open; 1+ unassigned; 0+ breached") {
				t.Errorf("%d tickets:\n%s", len(tickets), all)
			}
		}
	}
}

// The count of a section that may have more items says so, that of figures does not.
func TestCountsOfAPart(t *testing.T) {
	t.Parallel()
	for want, change := range map[string]func(*model.Health){
		"":  func(*model.Health) {},
		"+": func(h *model.Health) { h.Gap = "the tickets of 1 board" },
	} {
		s := tenant(noon(), ticket(1, nobody))
		change(&s.Health[4])
		b := build(s, noon())
		for _, id := range []string{SectionSLA, SectionStale, SectionTriage, SectionWaiting} {
			if got := b.Section(id).Plus(); got != want {
				t.Errorf("%s: %q, want %q", id, got, want)
			}
		}
		if b.Now.Plus() != "" || b.Section(SectionNumbers).Plus() != "" {
			t.Error("a plus where nothing is counted")
		}
	}
	s := tenant(noon(), ticket(1, func(t *model.Ticket) { t.SLA = model.SLA{Unread: true} }))
	if b := build(s, noon()); b.Section(SectionSLA).Plus() != "+" || b.Section(SectionStale).Plus() != "" {
		t.Error("a ticket whose SLA is not known may be one of those")
	}
}

// A paragraph without breaches does not pass over tickets whose SLA is not known.
func TestParagraphTellsOfUnknownSLA(t *testing.T) {
	t.Parallel()
	unread := func(t *model.Ticket) { t.SLA = model.SLA{Unread: true} }
	s := tenant(noon(), ticket(1, unread), ticket(2))
	s.Health[4].Skipped = 1 // another reason, which stands first
	b := build(s, noon())
	if !strings.Contains(b.Summary, "Not known: breached, at risk.") || !strings.Contains(b.Numbers.Least["breached"], "could not be read; without 1 ticket whose SLA is not known") {
		t.Errorf("%q, %q", b.Summary, b.Numbers.Least["breached"])
	}
	if b = build(tenant(noon(), ticket(1, unread), ticket(2, resolveBy(noon().Add(-time.Hour)))), noon()); !strings.Contains(b.Summary, "at least 1 is past an SLA goal") {
		t.Errorf("%q", b.Summary)
	}
}
