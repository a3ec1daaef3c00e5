package schedule_test

import (
	"strings"
	"testing"

	"daybrief/internal/psa"
	"daybrief/model"
)

// Where the list has room, the member's next days follow, as far as they are
// loaded; a filter shows what matches of the chosen day only.
func TestNextDaysFollow(t *testing.T) {
	t.Parallel()
	o := sample()
	s, f := started(o, 160, 60)
	got := text(s, f)
	for _, want := range []string{"Wed 11 Mar", "09:00–11:00    #10025  Mailbox full", "Thu 12 Mar", "Fri 13 Mar  nothing booked"} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is missing:\n%s", want, got)
		}
	}
	press(s, f, "tab")
	for range 20 {
		press(s, f, "down")
	}
	press(s, f, "up")
	if l := s.Looking(); l != 10025 {
		t.Errorf("before the training, the last entry with a ticket is #10025, selected is #%d", l)
	}
	snap := *o.snap
	snap.Gen++
	snap.ScheduleFrom, snap.ScheduleTo = o.now.AddDate(0, 0, -1), model.StartOfDay(2026, 3, 12, o.zone)
	f.Snapshot = &snap
	s.Sync(f)
	if got := text(s, f); !strings.Contains(got, "Wed 11 Mar") || strings.Contains(got, "Thu 12 Mar") {
		t.Errorf("a day that is not loaded is told of, or one that is loaded is not:\n%s", got)
	}
	press(s, f, "/")
	for _, k := range "vpn" {
		press(s, f, string(k))
	}
	s.Sync(f)
	if got := text(s, f); strings.Contains(got, "Wed 11 Mar") {
		t.Errorf("filtered:\n%s", got)
	}
}

// On a tall screen the selected entry's ticket says what was said in it.
func TestConversationBesideTheDay(t *testing.T) {
	t.Parallel()
	s, f := started(sample(), 160, 45)
	f.Detail = func(id model.TicketID) psa.TicketDetail {
		return psa.TicketDetail{Notes: psa.Part[[]model.Note]{Fresh: model.Fresh[[]model.Note]{At: f.Now, Value: []model.Note{{ID: model.NoteID(id), Text: model.Clean("The router blinks red."), At: f.Now}}}}}
	}
	s.Sync(f)
	if got := text(s, f); !strings.Contains(got, "The router blinks red.") {
		t.Errorf("no conversation:\n%s", got)
	}
	f.Area.H = 24
	s.Sync(f)
	if got := text(s, f); strings.Contains(got, "The router blinks red.") {
		t.Errorf("a conversation where there is no room:\n%s", got)
	}
}
