package settings

import "time"

// Default is what holds where the file says nothing. config.example.toml shows
// the same values; a test compares them.
func Default() Settings {
	return Settings{
		Connection: Connection{Provider: "connectwise"},
		Hours: Hours{
			Days: []string{"mon", "tue", "wed", "thu", "fri"},
			From: 8 * time.Hour, To: 17 * time.Hour,
		},
		Poll:   Poll{Every: time.Minute, Reconcile: 10 * time.Minute},
		Status: Status{New: []string{"New"}},
		Briefing: Briefing{
			Points: defaultPoints(),
			SLA:    SLA{AtRisk: time.Hour, Red: 30 * time.Minute},
			Stale: Stale{
				Critical: 4 * time.Hour, High: 8 * time.Hour, Medium: 16 * time.Hour, Low: 24 * time.Hour,
				Clock: "working",
			},
			Waiting:  Waiting{After: 120 * time.Hour, Clock: "wall"},
			Priority: Priority{TopLevels: 1, Escalation: 1, BothHigh: true},
			MyDay:    MyDay{Gap: 30 * time.Minute},
			Budget:   Budget{Percent: 80},
		},
		Wall: Wall{Seconds: 20, Size: "auto"},
		Notify: Notify{
			Kinds: AlertKinds(), Due: 15 * time.Minute, Unassigned: 30 * time.Minute, Stale: 10 * time.Minute,
			Channels: []string{"bell"},
		},
		History: History{On: true, Keep: 1100, MaxRows: 500_000},
		UI:      UI{Theme: "auto", Glyphs: "auto", Mouse: true},
		Keys: Keys{
			Quit: []string{"q"}, Help: []string{"?"}, Refresh: []string{"r"}, Redraw: []string{"ctrl+l"},
			Open: []string{"o"}, Copy: []string{"y"}, Filter: []string{"/"},
		},
	}
}
