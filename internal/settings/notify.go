package settings

import (
	"slices"
	"time"
)

// Notify says when and how daybrief calls somebody.
type Notify struct {
	On    bool
	Kinds []string // AlertKinds
	// Due is how near a goal must be, Unassigned how long nobody has taken a
	// ticket, Stale how old the data must be.
	Due, Unassigned, Stale time.Duration
	Quiet                  Night    // hours without calls
	Channels               []string // ChannelNames
	// Command is a program and its arguments, run without a shell.
	Command []string
}

func defaultNotify() Notify {
	return Notify{
		Kinds: AlertKinds(), Due: 15 * time.Minute, Unassigned: 30 * time.Minute, Stale: 10 * time.Minute,
		Channels: []string{"bell"},
	}
}

// notifySchema is the table [notify].
func notifySchema() []row[Settings] {
	return []row[Settings]{
		toggle("notify.on", func(s *Settings) *bool { return &s.Notify.On }),
		among("notify.kinds", func(s *Settings) *[]string { return &s.Notify.Kinds }, AlertKinds()...),
		length("notify.due", func(s *Settings) *time.Duration { return &s.Notify.Due }, minute, day),
		length("notify.unassigned", func(s *Settings) *time.Duration { return &s.Notify.Unassigned }, minute, 30*day),
		length("notify.stale", func(s *Settings) *time.Duration { return &s.Notify.Stale }, minute, day),
		wallNight("notify.quiet", func(s *Settings) *Night { return &s.Notify.Quiet }),
		among("notify.channels", func(s *Settings) *[]string { return &s.Notify.Channels }, ChannelNames()...),
		list("notify.command", func(s *Settings) *[]string { return &s.Notify.Command }, program),
	}
}

// AlertKinds are what [notify] kinds may name.
func AlertKinds() []string {
	return []string{"breach", "due", "unassigned", "replied", "stale", "recovery"}
}

// ChannelNames are what [notify] channels may name.
func ChannelNames() []string {
	return []string{"bell", "osc9", "osc99", "osc777", "desktop", "command"}
}

// notifyFaults is what only several settings of [notify] together get wrong.
func (r *reader) notifyFaults(n Notify) {
	if bad := commandFault(n.Command); bad != "" {
		r.value("notify.command", bad)
	}
	wants := slices.Contains(n.Channels, "command")
	switch {
	case wants && len(n.Command) == 0:
		r.value("notify.channels", `names "command", but no command is set beside it`)
	case !wants && len(n.Command) > 0:
		r.value("notify.command", `is never run: add "command" to channels, or leave it out`)
	case n.On && len(n.Channels) == 0:
		r.value("notify.channels", "must name at least one way to call while on = true")
	case n.On && len(n.Kinds) == 0:
		r.value("notify.kinds", "must name at least one kind while on = true")
	}
}
