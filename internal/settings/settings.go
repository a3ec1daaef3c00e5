package settings

import (
	"slices"
	"time"
)

// Settings is the whole configuration. Default fills every field; Load changes
// what the file names.
type Settings struct {
	Connection Connection
	Me         Me
	Hours      Hours
	Poll       Poll
	Status     Status
	Briefing   Briefing
	Views      []View
	Wall       Wall
	Notify     Notify
	History    History
	Usage      Usage
	UI         UI
	Keys       Keys
}

// Default is what holds where the file says nothing. config.example.toml shows
// the same values; a test compares them.
func Default() Settings {
	s := Settings{Briefing: defaultBriefing(), Wall: defaultWall(), Notify: defaultNotify(), History: defaultHistory(), Usage: defaultUsage()}
	defaultSource(&s)
	defaultScreen(&s)
	return s
}

// row is one setting: where it stands in the file, how a value from the file is
// read into T, and what to show of it. read returns "" or what is wrong with
// the value, as the end of a sentence that begins with the key.
type row[T any] struct {
	path string // "poll.every"
	read func(*T, any) string
	show func(*T) string // as TOML
	form form            // of the value, for editors
}

const (
	minute = time.Minute
	hour   = time.Hour
	day    = 24 * hour
	year   = 366 * day
)

// schema is every setting outside [[view]], in the order of the file. A setting
// stands in the file of its table: its field, its default and its row.
func schema(k Kinds) []row[Settings] {
	return slices.Concat(sourceSchema(), briefingSchema(k), pointSchema(), notifySchema(), historySchema(), usageSchema(), wallSchema(k), screenSchema(k), k.more)
}
