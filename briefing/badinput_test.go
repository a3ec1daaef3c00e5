package briefing

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"daybrief/model"
)

// yesterday lets a ticket come in before today, so that no incident is made of it.
func yesterday(t *model.Ticket) { t.Entered = noon().Add(-30 * time.Hour) }

// A member whom nothing concerns, or whom nobody knows, gets a calm sentence and
// never the trouble of somebody else; nobody at all gets that of everybody.
func TestNowForOddMembers(t *testing.T) {
	t.Parallel()
	s := tenant(noon(), ticket(1, yesterday, resolveBy(noon().Add(5*time.Minute)), func(tk *model.Ticket) {
		tk.Owner = model.MemberRef{ID: 3, Identifier: model.Clean("left")}
	}))
	s.Members.Value = append(s.Members.Value, model.Member{ID: 3, Identifier: model.Clean("left"), Inactive: true})
	for _, c := range []struct {
		name, member string
		role         Role
		lines        int
	}{
		{"without tickets and appointments", "jdoe2", Technician, 0},
		{"whom the member list does not have", "stranger", Technician, 0},
		{"with a hostile name", "\x1b]0;x\a' or 1=1", Technician, 0},
		{"who has left", "left", Technician, 1},
		{"none set", "", Manager, 1},
		{"none set, and a dispatcher", "", Dispatcher, 1},
		{"none set, and a technician", "", Technician, 0},
	} {
		b := build(s, noon(), as(c.role, c.member))
		if len(b.Now.Items) != c.lines || (b.Now.Calm == "" && b.Now.Unavailable == "") != (c.lines > 0) {
			t.Errorf("%s: %d lines, %q %q", c.name, len(b.Now.Items), b.Now.Calm, b.Now.Unavailable)
		}
		if said := b.Now.Calm + b.Now.Unavailable + b.Summary + b.Section(SectionMyDay).Unavailable; strings.Contains(said, "\x1b") {
			t.Errorf("%s: %q", c.name, said)
		}
		if c.member == "stranger" {
			for _, why := range []string{b.Numbers.Missing["open"], b.Section(SectionMyDay).Unavailable, b.Section(SectionSLA).Unavailable} {
				if why != "nobody in the member list has the login stranger" {
					t.Errorf("%s: %q is no reason for having nothing", c.name, why)
				}
			}
		}
		if day := b.Section(SectionMyDay); c.member == "" && c.role != Dispatcher && day.Unavailable == "" {
			t.Errorf("%s: a day of nobody: %+v", c.name, day.Items)
		}
	}
}

// Important clients that match nothing change nothing.
func TestNowWithImportantClientsThatAreNone(t *testing.T) {
	t.Parallel()
	s := tenant(noon(), ticket(1, yesterday, resolveBy(noon().Add(20*time.Minute))))
	plain := build(s, noon()).Now.Items[0]
	for _, names := range [][]string{{"Nobody Ltd"}, {""}, {"["}, {"\\"}, {"\x00*"}} {
		b := build(s, noon(), func(r *Rules) { r.VIP = names })
		if got := b.Now.Items[0]; got.Points != plain.Points || fmt.Sprint(got.Reasons) != fmt.Sprint(plain.Reasons) {
			t.Errorf("%q: %d points %q, without %d %q", names, got.Points, got.Reasons, plain.Points, plain.Reasons)
		}
	}
}

// An empty desk that has been read is calm.
func TestNowOfNoTickets(t *testing.T) {
	t.Parallel()
	for _, role := range Roles() {
		if b := build(tenant(noon()), noon(), as(role, "jdoe")); !strings.HasPrefix(b.Now.Calm, "Nothing needs") || len(b.Now.Items) != 0 || b.NeedsAttention {
			t.Errorf("%s: %q, %d lines", role, b.Now.Calm, len(b.Now.Items))
		}
	}
}

// A clock that jumps, by minutes or by decades, makes no time that runs backwards
// in words, and the briefing is the same again when it is right again.
func TestNowWhenTheClockJumps(t *testing.T) {
	t.Parallel()
	s := plan(crowd(120, 5, noon()), visit(1, "2026-03-10 12:10", "2026-03-10 13:00"))
	words := func(now time.Time) string {
		b := build(s, now, as(Manager, ""))
		out := []string{b.Now.Calm, b.Now.Unavailable, b.Summary}
		for i := range b.Now.Items {
			out = append(out, b.Now.Items[i].Sentence())
		}
		return strings.Join(out, "\n")
	}
	right := words(noon())
	for _, jump := range []time.Duration{-time.Minute, -time.Hour, -36 * time.Hour, -40 * 365 * 24 * time.Hour, time.Hour, 36 * time.Hour, 80 * 365 * 24 * time.Hour} {
		got := words(noon().Add(jump))
		for _, bad := range []string{" -", "in 0 min ago", "%!", "0001"} {
			if i := strings.Index(got, bad); i >= 0 {
				t.Errorf("%s: %q in\n%s", jump, bad, got)
			}
		}
	}
	if words(noon()) != right {
		t.Error("the jump left something behind")
	}
}

// What can't be seen is not counted as none: where a list is missing, no ticket is
// none that can be seen.
func TestParagraphOfNothingThatCanBeSeen(t *testing.T) {
	t.Parallel()
	s := tenant(noon())
	for i := range s.Health {
		if s.Health[i].Source == model.SourceTickets {
			s.Health[i].Gap = "the tickets of 2 boards"
		}
	}
	if b := build(s, noon()); !strings.HasPrefix(b.Summary, "There are no open tickets that can be seen.") {
		t.Errorf("%q", b.Summary)
	}
	if b := build(tenant(noon()), noon()); !strings.HasPrefix(b.Summary, "There are no open tickets. Nothing came in or was closed today.") {
		t.Errorf("%q", b.Summary)
	}
}
