package briefing

import (
	"strings"
	"testing"
	"time"

	"daybrief/model"
)

func TestSLASection(t *testing.T) {
	t.Parallel()
	now := noon()
	for _, c := range []struct {
		name   string
		ticket *model.Ticket
		reason string // of the first reason; "" = not in the section
		tone   Tone
	}{
		{"past", ticket(7, resolveBy(now.Add(-125*time.Minute))), "breached 2 h 5 min ago: resolution was due 09:55", Bad},
		{"past on another day", ticket(7, resolveBy(now.Add(-26*time.Hour))), "breached 1 day 2 h ago: resolution was due Mon 9 Mar 10:00", Bad},
		{"a nanosecond past", ticket(7, resolveBy(now.Add(-1))), "breached under 1 min ago: resolution was due 11:59", Bad},
		{"exactly now is at risk", ticket(7, resolveBy(now)), "due now: resolution by 12:00", Bad},
		{"exactly red", ticket(7, resolveBy(now.Add(30*time.Minute))), "due in 30 min: resolution by 12:30", Bad},
		{"just over red", ticket(7, resolveBy(now.Add(30*time.Minute+time.Second))), "due in 30 min: resolution by 12:30", Warn},
		{"unassigned is red", ticket(7, resolveBy(now.Add(50*time.Minute)), nobody), "due in 50 min: resolution by 12:50", Bad},
		{"exactly at risk", ticket(7, resolveBy(now.Add(time.Hour))), "due in 1 h: resolution by 13:00", Warn},
		{"later", ticket(7, resolveBy(now.Add(time.Hour+time.Second))), "", Calm},
		{"waiting", ticket(7, resolveBy(now.Add(-time.Hour)), in(stWait)), "", Calm},
		{"resolved", ticket(7, resolveBy(now.Add(-time.Hour)), in(stResolved)), "", Calm},
		{"met", ticket(7, resolveBy(now.Add(-time.Hour)), func(t *model.Ticket) { t.SLA.Resolve.Met = now }), "", Calm},
		{"merged", ticket(7, resolveBy(now.Add(-time.Hour)), func(t *model.Ticket) { t.MergedInto = 3 }), "", Calm},
		{"closed", ticket(7, resolveBy(now.Add(-time.Hour)), func(t *model.Ticket) { t.Closed = true }), "", Calm},
		{"the earliest unmet goal counts", ticket(7, resolveBy(now.Add(time.Minute)), func(t *model.Ticket) {
			t.SLA.Respond = model.Goal{Due: now.Add(-3 * time.Hour), Met: now.Add(-4 * time.Hour)}
			t.SLA.Plan = model.Goal{Due: now.Add(-time.Hour)}
		}), "breached 1 h ago: plan was due 11:00", Bad},
		{"project tickets have none", ticket(7, project), "", Calm},
	} {
		b := build(tenant(now, c.ticket), now)
		sec := b.Section(SectionSLA)
		switch {
		case c.reason == "" && sec.Count != 0:
			t.Errorf("%s: in the section: %q", c.name, sec.Items[0].Reasons)
		case c.reason == "":
		case sec.Count != 1:
			t.Errorf("%s: not in the section", c.name)
		case sec.Items[0].Reasons[0] != c.reason || sec.Items[0].Tone != c.tone:
			t.Errorf("%s: %q tone %d, want %q tone %d", c.name, sec.Items[0].Reasons[0], sec.Items[0].Tone, c.reason, c.tone)
		}
		if want := c.reason != ""; b.NeedsAttention != want {
			t.Errorf("%s: needs attention %v", c.name, b.NeedsAttention)
		}
	}
}

func TestSLAOrderAndNumbers(t *testing.T) {
	t.Parallel()
	now := noon()
	s := tenant(now, ticket(1, resolveBy(now.Add(20*time.Minute))), ticket(2, resolveBy(now.Add(-time.Hour))),
		ticket(3, resolveBy(now.Add(-5*time.Hour)), nobody), ticket(4, resolveBy(now.Add(5*time.Minute))), ticket(5, resolveBy(now.Add(-time.Hour))))
	b := build(s, now)
	wantIDs(t, b, SectionSLA, 4, 2, 5, 1, 3) // what can be saved, and what was lost last, first
	if n := b.Numbers; n.Breached != 3 || n.AtRisk != 2 {
		t.Errorf("breached %d, at risk %d", n.Breached, n.AtRisk)
	}
	wantReason(t, b, SectionSLA, 3, "nobody assigned")
}

func TestUnknownSLAIsNeverFine(t *testing.T) {
	t.Parallel()
	b := build(tenant(noon(), ticket(1, func(t *model.Ticket) { t.SLA.Unread = true })), noon())
	sec := b.Section(SectionSLA)
	if b.Numbers.UnknownSLA != 1 || !strings.Contains(sec.Partial, "the SLA of 1 ticket could not be read") {
		t.Errorf("%d %q", b.Numbers.UnknownSLA, sec.Partial)
	}
	if !strings.Contains(texts(b.Section(SectionDataHealth)), "SLA unknown") {
		t.Error("data-health is silent about it")
	}
}

// texts is everything that a section says, for searching.
func texts(sec *Section) string {
	var w strings.Builder
	for _, it := range sec.Items {
		w.WriteString(it.Summary.String() + " " + it.Status.String() + ": " + strings.Join(it.Reasons, "; ") + "\n")
	}
	return w.String()
}

func TestSLATimesAreTold(t *testing.T) {
	t.Parallel()
	// 04:30 UTC is the evening before in Los Angeles, and 18:15 on the islands.
	now := at("2026-03-10 04:30")
	tk := ticket(1, resolveBy(at("2026-03-10 04:54")))
	for zone, want := range map[string]string{
		"Etc/GMT+8": "due in 24 min: resolution by 20:54", "Pacific/Chatham": "due in 24 min: resolution by 18:39", "UTC": "due in 24 min: resolution by 04:54",
	} {
		b := build(tenant(now, tk), now, zoned(zoneOf(t, zone)))
		wantReason(t, b, SectionSLA, 1, want)
		if due := b.Section(SectionSLA).Items[0].Due; due.Location().String() != zone {
			t.Errorf("due %v is not in %s", due, zone)
		}
	}
}

func TestSLASaysWhenGoalsMayBeOld(t *testing.T) {
	t.Parallel()
	s := tenant(noon(), ticket(1))
	if p := build(s, noon()).Section(SectionSLA).Partial; p != "" {
		t.Errorf("all is well, but: %q", p)
	}
	for i := range s.Health {
		if s.Health[i].Source == model.SourceSLA {
			s.Health[i].Problem = &model.Problem{Kind: model.Offline, What: model.Clean("No answer.")}
		}
	}
	if p := build(s, noon().Add(7*time.Minute)).Section(SectionSLA).Partial; !strings.Contains(p, "SLA calculations are as of 12:00 (OFFLINE)") {
		t.Errorf("%q", p)
	}
	s.SLAAt = time.Time{}
	if p := build(s, noon()).Section(SectionSLA).Partial; p != "goals are those of the ticket list and may be old, SLA calculations: No answer." {
		t.Errorf("%q", p)
	}
}
