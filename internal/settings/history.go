package settings

// History says what is kept of the past on this computer.
type History struct {
	On      bool
	Keep    int // days
	MaxRows int // tickets
	Back    int // days of closed tickets that are fetched; 0: none
}

func defaultHistory() History { return History{On: true, Keep: 1100, MaxRows: 500_000, Back: 400} }

func historySchema() []row[Settings] {
	return []row[Settings]{
		toggle("history.on", func(s *Settings) *bool { return &s.History.On }),
		number("history.keep", func(s *Settings) *int { return &s.History.Keep }, 7, 36_600),
		number("history.max_rows", func(s *Settings) *int { return &s.History.MaxRows }, 1000, 5_000_000),
		number("history.back", func(s *Settings) *int { return &s.History.Back }, 0, 3660),
	}
}
