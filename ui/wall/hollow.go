package wall

import (
	"daybrief/model"
	"daybrief/ui/screen"
)

// hollow is the mood while nothing is late that can be seen. Where no ticket came, and
// nobody can tell whether the keys see any, that is no quiet day.
func hollow(f screen.Frame) mood {
	if len(f.Snapshot.ServiceTickets.Value) == 0 && f.Snapshot.HealthOf(model.SourceTickets).Doubt != "" {
		return watch
	}
	return calm
}
