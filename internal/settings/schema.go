package settings

import (
	"slices"
	"time"
)

// row is one setting: where it stands in the file, how a value from the file is
// read into T, and what to show of it. read returns "" or what is wrong with
// the value, as the end of a sentence that begins with the key.
type row[T any] struct {
	path string // "poll.every"
	read func(*T, any) string
	show func(*T) string // as TOML
}

const (
	minute = time.Minute
	hour   = time.Hour
	day    = 24 * hour
	year   = 366 * day
)

// schema is every setting outside [[view]], in the order of the file.
func schema(k Kinds) []row[Settings] {
	return slices.Concat(sourceSchema(), briefingSchema(k), pointSchema(), notifySchema(), historySchema(), screenSchema(k))
}

// sourceSchema is about the server, the person and the status words.
func sourceSchema() []row[Settings] {
	return []row[Settings]{
		word("connection.provider", func(s *Settings) *string { return &s.Connection.Provider }, "connectwise"),
		text("connection.site", func(s *Settings) *string { return &s.Connection.Site }),
		text("connection.company", func(s *Settings) *string { return &s.Connection.Company }),
		text("connection.public_key", func(s *Settings) *string { return &s.Connection.PublicKey }),
		text("connection.client_id", func(s *Settings) *string { return &s.Connection.ClientID }),
		list("connection.private_key_command", func(s *Settings) *[]string { return &s.Connection.PrivateKeyCommand }, program),
		text("connection.private_key_file", func(s *Settings) *string { return &s.Connection.PrivateKeyFile }),
		text("me.member", func(s *Settings) *string { return &s.Me.Member }),
		word("me.role", func(s *Settings) *string { return &s.Me.Role }, "", "technician", "dispatcher", "manager"),
		word("me.scope", func(s *Settings) *string { return &s.Me.Scope }, "", "mine", "team", "everybody"),
		checked(text("me.zone", func(s *Settings) *string { return &s.Me.Zone }), zone),
		list("hours.days", func(s *Settings) *[]string { return &s.Hours.Days }, oneOf(weekdays()...)),
		timeOfDay("hours.from", func(s *Settings) *time.Duration { return &s.Hours.From }),
		timeOfDay("hours.to", func(s *Settings) *time.Duration { return &s.Hours.To }),
		dates("hours.holidays", func(s *Settings) *[]time.Time { return &s.Hours.Holidays }),
		span("poll.every", func(s *Settings) *time.Duration { return &s.Poll.Every }, time.Second, hour),
		span("poll.reconcile", func(s *Settings) *time.Duration { return &s.Poll.Reconcile }, time.Second, day),
		list("status.new", func(s *Settings) *[]string { return &s.Status.New }, pattern),
		list("status.waiting", func(s *Settings) *[]string { return &s.Status.Waiting }, pattern),
	}
}

func briefingSchema(k Kinds) []row[Settings] {
	return []row[Settings]{
		list("briefing.sections", func(s *Settings) *[]string { return &s.Briefing.Sections }, named(k.Sections)),
		list("briefing.vip", func(s *Settings) *[]string { return &s.Briefing.VIP }, pattern),
		span("briefing.sla.at_risk", func(s *Settings) *time.Duration { return &s.Briefing.SLA.AtRisk }, minute, 30*day),
		span("briefing.sla.red", func(s *Settings) *time.Duration { return &s.Briefing.SLA.Red }, 0, 30*day),
		stale("briefing.stale.after", func(s *Settings) *Stale { return &s.Briefing.Stale }, minute, year),
		word("briefing.stale.clock", func(s *Settings) *string { return &s.Briefing.Stale.Clock }, "working", "wall"),
		span("briefing.waiting.after", func(s *Settings) *time.Duration { return &s.Briefing.Waiting.After }, minute, year),
		word("briefing.waiting.clock", func(s *Settings) *string { return &s.Briefing.Waiting.Clock }, "working", "wall"),
		number("briefing.priority.top_levels", func(s *Settings) *int { return &s.Briefing.Priority.TopLevels }, 0, 20),
		number("briefing.priority.escalation", func(s *Settings) *int { return &s.Briefing.Priority.Escalation }, 0, 20),
		toggle("briefing.priority.both_high", func(s *Settings) *bool { return &s.Briefing.Priority.BothHigh }),
		span("briefing.my-day.gap", func(s *Settings) *time.Duration { return &s.Briefing.MyDay.Gap }, minute, day),
		number("briefing.budget.percent", func(s *Settings) *int { return &s.Briefing.Budget.Percent }, 1, 1000),
	}
}

func historySchema() []row[Settings] {
	return []row[Settings]{
		toggle("history.on", func(s *Settings) *bool { return &s.History.On }),
		number("history.keep", func(s *Settings) *int { return &s.History.Keep }, 7, 36_600),
		number("history.max_rows", func(s *Settings) *int { return &s.History.MaxRows }, 1000, 5_000_000),
	}
}

func screenSchema(k Kinds) []row[Settings] {
	return []row[Settings]{
		wallPages("wall.pages", func(s *Settings) *[]string { return &s.Wall.Pages }, k.WallPages),
		wallSeconds("wall.seconds", func(s *Settings) *Wall { return &s.Wall }, k.WallPages),
		word("wall.size", func(s *Settings) *string { return &s.Wall.Size }, "auto", "normal", "large", "xl"),
		wallNight("wall.night", func(s *Settings) *Night { return &s.Wall.Night }),
		toggle("wall.redact", func(s *Settings) *bool { return &s.Wall.Redact }),
		word("ui.theme", func(s *Settings) *string { return &s.UI.Theme }, "auto", "dark", "light", "high-contrast", "colour-blind", "16-colours", "none"),
		word("ui.glyphs", func(s *Settings) *string { return &s.UI.Glyphs }, "auto", "unicode", "ascii"),
		toggle("ui.mouse", func(s *Settings) *bool { return &s.UI.Mouse }),
		list("ui.columns", func(s *Settings) *[]string { return &s.UI.Columns }, named(k.Columns)),
		list("keys.quit", func(s *Settings) *[]string { return &s.Keys.Quit }, keyName),
		list("keys.help", func(s *Settings) *[]string { return &s.Keys.Help }, keyName),
		list("keys.refresh", func(s *Settings) *[]string { return &s.Keys.Refresh }, keyName),
		list("keys.redraw", func(s *Settings) *[]string { return &s.Keys.Redraw }, keyName),
		list("keys.open", func(s *Settings) *[]string { return &s.Keys.Open }, keyName),
		list("keys.copy", func(s *Settings) *[]string { return &s.Keys.Copy }, keyName),
		list("keys.filter", func(s *Settings) *[]string { return &s.Keys.Filter }, keyName),
	}
}

// viewSchema is the settings of one [[view]].
func viewSchema() []row[View] {
	return []row[View]{
		checked(text("name", func(v *View) *string { return &v.Name }), notEmpty),
		text("filter", func(v *View) *string { return &v.Filter }),
		text("sort", func(v *View) *string { return &v.Sort }),
		word("group", func(v *View) *string { return &v.Group }, "", "board", "company", "owner", "priority", "status"),
	}
}

func weekdays() []string { return []string{"mon", "tue", "wed", "thu", "fri", "sat", "sun"} }
