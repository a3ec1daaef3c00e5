package wall_test

import (
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/x/ansi"

	"daybrief/briefing"
	"daybrief/model"
	"daybrief/ui/screen"
	"daybrief/ui/theme"
	"daybrief/ui/uitest"
)

// What the schedule asks for now is on the page attention; visitors see when, and
// not what for.
func TestAppointmentsNeedAttention(t *testing.T) {
	t.Parallel()
	now := uitest.Noon()
	s := peace(tenant(now, 60))
	f := frameOf(s, now, 120, 40)
	me := s.Members.Value[0]
	start := now.Add(20 * time.Minute)
	s.ScheduleEntries.Value = []*model.ScheduleEntry{{ID: 900, Kind: model.ScheduleActivity, Name: model.Clean("Switch at Kestrel"),
		Member: model.MemberRef{ID: me.ID, Identifier: me.Identifier, Name: me.First}, Start: start, End: start.Add(time.Hour)}}
	page := func(role briefing.Role, redact bool) string {
		g := f
		g.Rules.Role, g.Rules.Scope, g.Rules.Member = role, role.DefaultScope(), me.Identifier.String()
		g.Briefing = briefing.Build(s, nil, nil, g.Rules, now)
		return attentionOf(g, redact)
	}
	for _, role := range []briefing.Role{briefing.Dispatcher, briefing.Technician} {
		if text := ansi.Strip(page(role, false)); !strings.Contains(text, "Switch at Kestrel: starts in 20 min") {
			t.Errorf("%s: no appointment in\n%s", role, text)
		}
		if inks := inksOf(f.Theme.BadStrong); strings.Contains(page(role, false), inks) {
			t.Errorf("%s: an appointment ahead is red", role)
		}
		if text := ansi.Strip(page(role, true)); strings.Contains(text, "Kestrel:") || !strings.Contains(text, "1 appointment") || !strings.Contains(text, "first at ") {
			t.Errorf("%s, redacted:\n%s", role, text)
		}
	}
}

func attentionOf(f screen.Frame, redact bool) string {
	set := settings("attention")
	set.Redact = redact
	return strings.Join(draw(set, f), "\n")
}

// inksOf is how a style begins.
func inksOf(st theme.Style) string {
	begin, _, _ := strings.Cut(st.Paint("x"), "x")
	return begin
}
