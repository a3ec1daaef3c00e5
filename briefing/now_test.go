package briefing

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"daybrief/model"
)

func TestNowSaysThatItIsCalmAndWhatComesNext(t *testing.T) {
	t.Parallel()
	old := func(tk *model.Ticket) { tk.Entered = noon().Add(-30 * time.Hour) }
	s := plan(tenant(noon(), ticket(1, old, resolveBy(noon().Add(190*time.Minute))), ticket(2, old)), visit(1, "2026-03-10 16:00", "2026-03-10 17:00"))
	b := build(s, noon(), as(Technician, "jdoe"))
	if want := "Nothing needs you. Next goal in 3 h 10 min, your next visit 16:00."; b.Now.Calm != want || len(b.Now.Items) != 0 || b.Now.Least {
		t.Errorf("%q, want %q; %d lines", b.Now.Calm, want, len(b.Now.Items))
	}
	if b := build(s, noon(), as(Manager, "")); b.Now.Calm != "Nothing needs anybody. Next goal in 3 h 10 min." {
		t.Errorf("everybody's: %q", b.Now.Calm)
	}
}

// What could not be seen is never called calm.
func TestNowSaysWhatItCannotSee(t *testing.T) {
	t.Parallel()
	old := func(tk *model.Ticket) { tk.Entered = noon().Add(-30 * time.Hour) }
	s := tenant(noon(), ticket(1, old))
	s.ScheduleEntries = model.Fresh[[]*model.ScheduleEntry]{}
	b := build(s, noon())
	if !strings.HasPrefix(b.Now.Calm, "Nothing that can be seen needs") || !strings.Contains(b.Now.Partial, "appointments and absences are not seen") || !b.Now.Least {
		t.Errorf("%q %q", b.Now.Calm, b.Now.Partial)
	}
	s.ServiceTickets, s.ProjectTickets = model.Fresh[[]*model.Ticket]{}, model.Fresh[[]*model.Ticket]{}
	if b := build(s, noon()); b.Now.Unavailable == "" || b.Now.Calm != "" || b.NeedsAttention {
		t.Errorf("no tickets: %+v", b.Now)
	}
	s = tenant(noon(), ticket(1, old, func(tk *model.Ticket) { tk.SLA.Unread = true }))
	if b := build(s, noon()); !strings.HasPrefix(b.Now.Calm, "Nothing that can be seen") {
		t.Errorf("an SLA that can't be read: %q", b.Now.Calm)
	}
}

// What the server does not say of a ticket may be what would put it into Now: then it
// is not calm, and says why.
func TestNowIsNotCalmAboutWhatIsNotSaid(t *testing.T) {
	t.Parallel()
	old := func(tk *model.Ticket) { tk.Entered = noon().Add(-30 * time.Hour) }
	for note, unsay := range map[string]func(*model.Ticket){
		"the SLA of 1 ticket could not be read":                        func(tk *model.Ticket) { tk.SLA = model.SLA{Unread: true} },
		"of 1 ticket it is not known how urgent its priority is":       func(tk *model.Ticket) { tk.Priority = model.PriorityRef{} },
		"of 1 ticket it is not known whether the customer has written": func(tk *model.Ticket) { tk.Unsaid = model.FactReplied },
		"of 1 ticket it is not known whether it is escalated":          func(tk *model.Ticket) { tk.Unsaid = model.FactEscalation },
		"of 1 ticket it is not known when it came in":                  func(tk *model.Ticket) { tk.Entered = time.Time{} },
		"of 1 ticket it is not known what the status means":            func(tk *model.Ticket) { tk.Status = model.Ref[model.StatusID]{} },
	} {
		b := build(tenant(noon(), ticket(1, old, unsay), ticket(2, old)), noon())
		if !strings.HasPrefix(b.Now.Calm, "Nothing that can be seen needs") || !strings.Contains(b.Now.Partial, note) {
			t.Errorf("%s: %q %q", note, b.Now.Calm, b.Now.Partial)
		}
	}
}

// Before all that Now rests on has answered, it is not calm: a flood is told from the
// closed tickets.
func TestNowIsNotCalmTooEarly(t *testing.T) {
	t.Parallel()
	old := func(tk *model.Ticket) { tk.Entered = noon().Add(-30 * time.Hour) }
	s := tenant(noon(), ticket(1, old))
	s.ClosedService = model.Fresh[[]*model.Ticket]{}
	s.Health = []model.Health{{Source: model.SourceClosed, Every: time.Hour, Busy: true}}
	b := build(s, noon(), as(Manager, ""))
	if want := "Nothing so far; not read yet: closed tickets."; !b.Now.Least || !strings.HasPrefix(b.Now.Calm, want) || !strings.Contains(b.Now.Partial, "a flood of new tickets is not seen, closed service tickets: not loaded yet") {
		t.Errorf("%q, want %q; %q", b.Now.Calm, want, b.Now.Partial)
	}
	s.Health[0].Problem = &model.Problem{Kind: model.ServerDown, What: model.Clean("The server failed.")}
	if b := build(s, noon(), as(Manager, "")); !strings.HasPrefix(b.Now.Calm, "Nothing that can be seen needs anybody.") {
		t.Errorf("failing: %q", b.Now.Calm)
	}
}

// Seven lines at most, each ticket in one of them, the points add up, and the
// last line stands for the rest.
func TestNowIsSevenLines(t *testing.T) {
	t.Parallel()
	for seed := uint64(0); seed < 12; seed++ {
		for _, role := range Roles() {
			b := build(crowd(300, seed, noon()), noon(), as(role, "jdoe"))
			seen := map[int64]bool{}
			last := 1 << 30
			for i, it := range b.Now.Items {
				sum := 0
				for _, r := range it.Why {
					sum += r.Points
				}
				if sum != it.Points || it.Points <= nowLeast || len(it.Reasons) == 0 || it.Summary.IsEmpty() || len(it.IDs) == 0 {
					t.Errorf("seed %d, %s: %d points, reasons for %d: %+v", seed, role, it.Points, sum, it)
				}
				if it.Points > last || it.Kind == KindPile && i != nowLines-1 {
					t.Errorf("seed %d, %s: line %d is out of order", seed, role, i)
				}
				last = it.Points
				for _, tk := range it.Tickets {
					if it.Kind == KindFlood {
						break
					}
					if seen[int64(tk.ID)] {
						t.Errorf("seed %d, %s: #%d is in two lines", seed, role, tk.ID)
					}
					seen[int64(tk.ID)] = true
				}
				if it.Kind == KindTicket {
					if seen[it.ID] {
						t.Errorf("seed %d, %s: #%d is in two lines", seed, role, it.ID)
					}
					seen[it.ID] = true
				}
			}
			if n := len(b.Now.Items); n > nowLines || n == 0 && b.Now.Calm == "" {
				t.Errorf("seed %d, %s: %d lines, %q", seed, role, n, b.Now.Calm)
			}
		}
	}
}

// Points of the settings move the lines; absurd ones break nothing.
func TestNowObeysThePoints(t *testing.T) {
	t.Parallel()
	old := func(tk *model.Ticket) { tk.Entered = noon().Add(-30 * time.Hour) }
	s := tenant(noon(), ticket(1, old, resolveBy(noon().Add(10*time.Minute))), ticket(2, old, func(tk *model.Ticket) { tk.Escalation = 3 }))
	points := func(p map[string]int) func(*Rules) { return func(r *Rules) { r.Points = p } }
	for _, c := range []struct {
		points map[string]int
		want   []int64
	}{
		{nil, []int64{1}},
		{map[string]int{"escalated": 500}, []int64{2, 1}},
		{map[string]int{"due_15m": 0}, nil},
		{map[string]int{"due_15m": -1 << 40, "escalated": 1 << 40}, []int64{2}},
		{map[string]int{"nonsense": 7}, []int64{1}},
	} {
		var got []int64
		for _, it := range build(s, noon(), points(c.points)).Now.Items {
			got = append(got, it.ID)
		}
		if fmt.Sprint(got) != fmt.Sprint(c.want) {
			t.Errorf("%v: %v, want %v", c.points, got, c.want)
		}
	}
}

// A usual weekday is told from the history where the closed tickets do not reach.
func TestFloodFromTheHistory(t *testing.T) {
	t.Parallel()
	var fresh []*model.Ticket
	for i := range 30 {
		fresh = append(fresh, ticket(model.TicketID(i+1), func(tk *model.Ticket) {
			tk.Entered, tk.Company, tk.Type = noon().Add(-3*time.Hour), model.CompanyRef{ID: model.CompanyID(i + 1)}, model.Text{}
		}))
	}
	s := tenant(noon(), fresh...)
	s.ClosedSince = noon().AddDate(0, 0, -2)
	if b := build(s, noon()); len(b.Now.Items) != 0 {
		t.Fatalf("a flood without anything to compare with: %v", b.Now.Items[0].Sentence())
	}
	for week := 1; week <= 3; week++ {
		s.History = s.History.With(model.DayTally{Day: model.CalendarDay(noon().AddDate(0, 0, -7*week), time.UTC), All: model.Tally{Opened: 18}})
	}
	b := build(s, noon())
	if len(b.Now.Items) != 1 || b.Now.Items[0].Kind != KindFlood || b.Now.Items[0].Summary.String() != "30 new tickets today, usually 8 by this time on a Tuesday" {
		t.Errorf("%d lines: %+v", len(b.Now.Items), b.Now.Items)
	}
}

// What makes tickets one situation is said once.
func TestASituationDoesNotRepeatItself(t *testing.T) {
	t.Parallel()
	burst := func(id model.TicketID) *model.Ticket {
		return ticket(id, nobody, func(tk *model.Ticket) {
			tk.Entered, tk.Company = noon().Add(-time.Duration(id)*10*time.Minute), model.CompanyRef{ID: 7, Name: model.Clean("Acme")}
		})
	}
	s := tenant(noon(), burst(1), burst(2), burst(3))
	it := build(s, noon()).Now.Items[0]
	if it.Kind != KindIncident || strings.Contains(strings.Join(it.Reasons, " "), "look like one") {
		t.Errorf("%q", it.Sentence())
	}
}

// A flood beyond the lines names tickets that stand elsewhere: the last line lists
// each ticket once, and none that has a line.
func TestThePileHasEachTicketOnce(t *testing.T) {
	t.Parallel()
	var all []*model.Ticket
	for i := range 30 {
		all = append(all, ticket(model.TicketID(i+1), func(tk *model.Ticket) {
			tk.Entered, tk.Company, tk.Type = noon().Add(-3*time.Hour), model.CompanyRef{ID: model.CompanyID(i + 1)}, model.Text{}
			if i < 12 {
				resolveBy(noon().Add(10 * time.Minute))(tk)
			}
		}))
	}
	s := tenant(noon(), all...)
	s.ClosedSince = noon().AddDate(0, 0, -60)
	b := build(s, noon())
	seen := map[int64]bool{}
	for i, it := range b.Now.Items {
		if (it.Kind == KindPile) != (i == nowLines-1) {
			t.Fatalf("line %d is %s", i, it.Kind)
		}
		for _, id := range it.IDs {
			if seen[id] {
				t.Errorf("#%d stands twice", id)
			}
			seen[id] = true
		}
	}
	if words := b.Now.Items[nowLines-1].Summary.String(); len(seen) != 30 || !strings.HasPrefix(words, "and 7 more") {
		t.Errorf("%d tickets, %q", len(seen), words)
	}
}
