package wall_test

import (
	"time"

	"daybrief/briefing"
	"daybrief/model"
	"daybrief/model/assess"
	"daybrief/ui/layout"
	"daybrief/ui/screen"
	"daybrief/ui/theme"
	"daybrief/ui/uitest"
	"daybrief/ui/wall"
)

// tenant is the made-up tenant with a day's schedule for more than one person.
func tenant(now time.Time, tickets int) *model.Snapshot {
	s := uitest.Tenant(now, tickets)
	day := now.Truncate(24 * time.Hour)
	people := s.Members.Value
	for i, at := range []int{9, 11, 14, 15, 8, 13} {
		m := people[1+i%3]
		s.ScheduleEntries.Value = append(s.ScheduleEntries.Value, &model.ScheduleEntry{
			ID: model.ScheduleEntryID(100 + i), Kind: model.ScheduleTicket, Ticket: model.TicketID(48210 + i*7),
			Member: model.MemberRef{ID: m.ID, Identifier: m.Identifier, Name: m.First}, Name: model.Clean("Remote session"),
			Start: day.Add(time.Duration(at) * time.Hour), End: day.Add(time.Duration(at+2) * time.Hour), Done: i == 4,
		})
	}
	s.ScheduleEntries.Value = append(s.ScheduleEntries.Value, &model.ScheduleEntry{
		ID: 200, Kind: model.ScheduleOther, Type: model.Clean("Leave"), DateOnly: true, Start: day,
		Member: model.MemberRef{ID: people[4].ID, Identifier: people[4].Identifier, Name: people[4].First},
	})
	return s
}

// peace takes away whatever is late or nearly late.
func peace(s *model.Snapshot) *model.Snapshot {
	out := *s
	out.ServiceTickets.Value = nil
	for _, t := range s.ServiceTickets.Value {
		c := *t
		c.SLA = model.SLA{}
		out.ServiceTickets.Value = append(out.ServiceTickets.Value, &c)
	}
	out.Gen++
	return &out
}

// frameOf is what the App would hand to the screen.
func frameOf(s *model.Snapshot, now time.Time, w, h int) screen.Frame {
	r := uitest.Rules()
	l := model.NewLookup(s, r.Policy)
	return screen.Frame{
		Snapshot: s, Lookup: l, Assessed: assess.Assess(s, l, r.Rules, now), Rules: r, Briefing: briefing.Build(s, nil, l, r, now), Now: now, Zone: time.UTC,
		Theme: theme.New(true, theme.Unicode()), Area: layout.Rect{W: w, H: h}, Focused: true,
	}
}

func settings(pages ...string) wall.Settings {
	if len(pages) == 0 {
		pages = wall.Pages()
	}
	return wall.Settings{Pages: pages, Stay: 20 * time.Second}
}

// draw is one frame of a wall that has just been started.
func draw(set wall.Settings, f screen.Frame) []string {
	s := wall.New(wall.Options{Settings: set})
	s.Sync(f)
	s.OnTime(f)
	return s.Draw(f).Lines
}
