package screen

// Habitual is a screen with choices that a person makes once and expects to
// find again after a restart: its filter, order, grouping. Words are the
// screen's own; what it does not know (a later version wrote it) it passes over.
type Habitual interface {
	// Habits are the choices as they are now, without those at their default.
	Habits() map[string]string
	// Adopt takes them up again, before the first Sync.
	Adopt(habits map[string]string)
}
