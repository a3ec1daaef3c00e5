package widget

import (
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/x/ansi"
	"pgregory.net/rapid"

	"daybrief/internal/psa"
	"daybrief/model"
	"daybrief/ui/theme"
)

func at() time.Time { return time.Date(2026, 3, 10, 15, 0, 0, 0, time.UTC) }

func sampleTicket() *model.Ticket {
	return &model.Ticket{
		ID: 48213, Summary: model.Clean("VPN drops every hour"), Entered: at().Add(-26 * time.Hour), Updated: at().Add(-90 * time.Minute),
		Board: model.Ref[model.BoardID]{ID: 1, Name: model.Clean("Help Desk")}, Status: model.Ref[model.StatusID]{ID: 1, Name: model.Clean("In Progress")},
		Owner: model.MemberRef{Identifier: model.Clean("bortiz"), Name: model.Clean("Ben Ortiz")}, Resources: []model.Text{model.Clean("BOrtiz"), model.Clean("kwei")},
		Required: time.Date(2026, 3, 9, 0, 0, 0, 0, time.UTC), BudgetHours: 8, ActualHours: 6.5,
		SLA: model.SLA{Name: model.Clean("Gold"), Respond: model.Goal{Due: at().Add(-25 * time.Hour), Met: at().Add(-24 * time.Hour)},
			Plan: model.Goal{Due: at().Add(-2 * time.Hour)}, Resolve: model.Goal{Due: at().Add(80 * time.Minute)}},
	}
}

func shown(c Card, w, h int) string {
	var p Preview
	c.Now = at()
	p.Sync(c, w, h, bare())
	return strings.Join(p.Draw(), "\n")
}

func TestPreviewSays(t *testing.T) {
	t.Parallel()
	full := shown(Card{Ticket: sampleTicket(), Reasons: []Reason{{Text: "breached 2 h ago: plan was due 13:00"}}}, 60, 60)
	for _, want := range []string{"#48213", "VPN drops every hour", "• breached 2 h ago", "Status     In Progress", "Owner      Ben Ortiz, with kwei",
		"Opened     Mon 13:00 · 26 h ago", "Updated    13:30 · 1 h 30 ago", "Promised   yesterday · past its date", "Budget     6.5 of 8 h, 81 %",
		"── SLA · Gold ──", "Response   met Mon 15:00, 1 h late", "Plan       was due 13:00, +2 h", "Resolution due 16:20, 1 h 20 left",
		"The conversation is read when the selection rests here."} {
		if !strings.Contains(full, want) {
			t.Errorf("no %q in\n%s", want, full)
		}
	}
	for _, no := range []string{"null", "Contact", "Agreement", "Type", "Project", "0001", "severity"} {
		if strings.Contains(full, no) {
			t.Errorf("%q is shown, though there is none", no)
		}
	}
}

// What dots join breaks at a dot where it can: no line ends with one, or begins.
func TestPreviewBreaksBetweenParts(t *testing.T) {
	t.Parallel()
	tk := sampleTicket()
	tk.Company.Name, tk.Contact.Name, tk.Site = model.Clean("Northgate Motors"), model.Clean("Lena Vogt"), model.Clean("Head Office")
	tk.ContactPhone, tk.ContactEmail = model.Clean("+44 20 7946 0112"), model.Clean("lena.vogt@northgate.example")
	tk.Type, tk.SubType, tk.Item = model.Clean("Network"), model.Clean("Wireless access"), model.Clean("Access point")
	for w := 16; w < 80; w++ {
		got := shown(Card{Ticket: tk}, w, 80)
		for l := range strings.SplitSeq(got, "\n") {
			if l = strings.TrimSpace(l); strings.HasSuffix(l, "·") || strings.HasPrefix(l, "·") {
				t.Errorf("%d cells: %q", w, l)
			}
		}
		if joined := strings.Join(strings.Fields(got), ""); w > 28 && (!strings.Contains(joined, "HeadOffice") || !strings.Contains(joined, "northgate.example")) {
			t.Errorf("%d cells: parts are missing\n%s", w, got)
		}
	}
}

// The team of a ticket that does not say its board is not called its board.
func TestPreviewOfATicketWithoutBoard(t *testing.T) {
	t.Parallel()
	tk := *sampleTicket()
	tk.Board, tk.Team.Name = model.Ref[model.BoardID]{}, model.Clean("Dispatch")
	got := shown(Card{Ticket: &tk}, 60, 60)
	if strings.Contains(got, "Board") || !strings.Contains(strings.Join(strings.Fields(got), " "), "Team Dispatch") {
		t.Errorf("%s", got)
	}
}

func TestPreviewMarksWhoHasLeft(t *testing.T) {
	t.Parallel()
	l := model.NewLookup(&model.Snapshot{Members: model.Fresh[[]model.Member]{At: at(), Value: []model.Member{{ID: 5, Identifier: model.Clean("jdoe")}}}}, model.Policy{})
	if got := shown(Card{Ticket: sampleTicket(), Lookup: l}, 60, 60); !strings.Contains(got, "Owner      Ben Ortiz (left), with kwei (left)") {
		t.Error(got)
	}
	if got := shown(Card{Ticket: sampleTicket(), Lookup: model.NewLookup(&model.Snapshot{}, model.Policy{})}, 60, 60); strings.Contains(got, "(left)") {
		t.Error("the members are not known: nobody has left\n" + got)
	}
}

// noted is a card with notes, and why they could not be read.
func noted(notes model.Fresh[[]model.Note], problem *model.Problem) Card {
	c := Card{}
	c.Notes = psa.Part[[]model.Note]{Fresh: notes, Problem: problem}
	return c
}

func TestPreviewStatesOfTheConversation(t *testing.T) {
	t.Parallel()
	denied := &model.Problem{Kind: model.Forbidden, What: model.Clean("The key may not read notes."), Cure: model.Clean("Ask for Inquire on Service Tickets.")}
	some := model.Fresh[[]model.Note]{At: at().Add(-time.Hour), Value: []model.Note{
		{ID: 1, Text: model.CleanLines("first"), Author: model.Clean("Maren"), Customer: true, At: at().Add(-3 * time.Hour)},
		{ID: 2, Text: model.CleanLines("second"), Author: model.Clean("Ben"), At: at().Add(-2 * time.Hour)},
		{ID: 3, Text: model.CleanLines("third"), Author: model.Clean("Ben"), Internal: true, At: at().Add(-time.Hour)},
		{ID: 4, At: at()},
	}}
	for _, c := range []struct {
		name string
		card Card
		want []string
	}{
		{"loading", Card{TicketDetail: psa.TicketDetail{Busy: true}}, []string{"Reading the conversation…"}},
		{"none", noted(model.Fresh[[]model.Note]{At: at()}, nil), []string{"Nobody has written anything yet."}},
		{"failed", noted(model.Fresh[[]model.Note]{}, denied), []string{"The key may not read notes.", "Ask for Inquire"}},
		{"failed, with what was there", noted(some, denied), []string{"What follows was read 1 h ago.", "first"}},
		{"notes", noted(some, nil), []string{"Conversation · 4", "▌ Maren", "customer · 12:00", "│ Ben", "us · 13:00", "‖ Ben", "internal · 14:00", "(empty note)"}},
		{"gone", Card{Lost: "This ticket was closed or deleted meanwhile."}, []string{"closed or deleted meanwhile"}},
	} {
		c.card.Ticket = sampleTicket()
		got := shown(c.card, 60, 60)
		for _, w := range c.want {
			if !strings.Contains(got, w) {
				t.Errorf("%s: no %q in\n%s", c.name, w, got)
			}
		}
	}
	got := shown(Card{Ticket: sampleTicket(), TicketDetail: noted(some, nil).TicketDetail}, 60, 60)
	if strings.Index(got, "third") > strings.Index(got, "second") || strings.Index(got, "second") > strings.Index(got, "first") {
		t.Error("the newest note comes first")
	}
}

func TestPreviewUnknownSLA(t *testing.T) {
	t.Parallel()
	tk := sampleTicket()
	tk.SLA = model.SLA{Name: model.Clean("Gold"), Unread: true, StatusText: model.Clean("Résoudre avant jeudi")}
	got := shown(Card{Ticket: tk}, 70, 40)
	if !strings.Contains(got, "could not be read") || !strings.Contains(got, "Résoudre avant jeudi") {
		t.Errorf("got\n%s", got)
	}
}

func TestPreviewGeometry(t *testing.T) {
	t.Parallel()
	th := theme.New(true, theme.Unicode())
	rapid.Check(t, func(t *rapid.T) {
		word := func() model.Text { return model.CleanLines(anyText(t)) }
		tk := sampleTicket()
		tk.Summary, tk.Company.Name, tk.Contact.Name, tk.Status.Name = word(), word(), word(), word()
		tk.SLA.Name, tk.EnteredBy, tk.Resources = word(), word(), []model.Text{word()}
		notes := []model.Note{{Text: word(), Author: word(), Customer: rapid.Bool().Draw(t, "c"), At: at()}, {Text: word(), Internal: true}}
		var p Preview
		w, h := rapid.IntRange(0, 100).Draw(t, "w"), rapid.IntRange(0, 40).Draw(t, "h")
		p.Sync(Card{Ticket: tk, Reasons: []Reason{{Text: anyText(t)}}, TicketDetail: noted(model.Fresh[[]model.Note]{Value: notes, At: at()}, nil).TicketDetail, Now: at()}, w, h, th)
		p.Scroll(rapid.IntRange(-10, 500).Draw(t, "scroll"))
		lines := p.Draw()
		if len(lines) != h {
			t.Fatalf("%d lines, want %d", len(lines), h)
		}
		for _, l := range lines {
			if n := ansi.StringWidth(l); n != w {
				t.Fatalf("%d cells, want %d: %q", n, w, l)
			}
		}
	})
}

func TestPreviewScroll(t *testing.T) {
	t.Parallel()
	var p Preview
	c := Card{Ticket: sampleTicket(), Now: at()}
	p.Sync(c, 40, 8, bare())
	if p.Scroll(-1) || !p.Scroll(3) || p.Top() != 3 {
		t.Error("scrolling stops at the top and goes down")
	}
	c.Busy = true
	p.Sync(c, 40, 8, bare())
	if p.Top() != 3 {
		t.Error("the place is kept while the same ticket is shown")
	}
	p.End()
	if _, below := p.More(); below {
		t.Error("nothing below the end")
	}
	c.Now = c.Now.Add(2 * time.Hour)
	p.Home()
	p.Sync(c, 40, 30, bare())
	if got := strings.Join(p.Draw(), "\n"); !strings.Contains(got, "3 h 30 ago") {
		t.Errorf("time passes in an open preview; got\n%s", got)
	}
	other := sampleTicket()
	other.ID++
	c.Ticket = other
	if p.Sync(c, 40, 8, bare()); p.Top() != 0 {
		t.Error("another ticket begins at its top")
	}
}

func BenchmarkPreview(b *testing.B) {
	var p Preview
	note := model.Note{Text: model.CleanLines(strings.Repeat("We have tried another cable and it still does not work. ", 180)), Author: model.Clean("Maren")}
	notes := make([]model.Note, 20)
	for i := range notes {
		notes[i] = note
	}
	c := Card{Ticket: sampleTicket(), TicketDetail: noted(model.Fresh[[]model.Note]{Value: notes, At: at()}, nil).TicketDetail, Now: at()}
	th := theme.New(true, theme.Unicode())
	b.Run("new ticket", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			p.Sync(Card{}, 60, 40, th)
			p.Sync(c, 60, 40, th)
		}
	})
	b.Run("same ticket", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			p.Sync(c, 60, 40, th)
		}
	})
}
