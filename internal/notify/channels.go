package notify

import "time"

// Channel is a way to call somebody.
type Channel string

// The channels, as [notify] channels names them.
const (
	Bell    Channel = "bell"
	OSC9    Channel = "osc9"   // iTerm2, Windows Terminal, Ghostty and others
	OSC99   Channel = "osc99"  // kitty
	OSC777  Channel = "osc777" // urxvt, foot, WezTerm and others
	Desktop Channel = "desktop"
	Command Channel = "command"
)

// AllChannels lists every channel.
func AllChannels() []Channel { return []Channel{Bell, OSC9, OSC99, OSC777, Desktop, Command} }

// Channels are the ways out that are wanted.
type Channels struct {
	Use []Channel
	// Command is a program with its arguments. It is run without a shell; what
	// it is called for stands in DAYBRIEF_ALERT_… variables only.
	Command []string
	// Environ is what the programs see besides; it must hold no secret.
	Environ []string
	// System is the operating system, as runtime.GOOS; "" for this one.
	System string
	// Limit is how long a program may take (default 10 s).
	Limit time.Duration
}
