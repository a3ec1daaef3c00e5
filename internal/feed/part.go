package feed

import (
	"fmt"
	"slices"
	"time"

	"daybrief/internal/psa"
	"daybrief/model"
)

// part shows the first rows of a list before the rest is there, and how far it has
// come. Where there are rows already, those of an earlier run or of the list
// before, they stay until the whole list is here.
func (f *Feed) part(s *stream, p psa.Partial, now time.Time) bool {
	d := s.book
	if d == nil || s.job.query.Kind != Full || d.open.Known() && d.reading == "" {
		return false
	}
	first := !d.open.Known()
	if first {
		list := slices.DeleteFunc(sorted(f.decided(p.Tickets)), func(t *model.Ticket) bool { return !t.Open() || f.elsewhere(d, t.ID) })
		if len(list) == 0 {
			return false
		}
		*d.open = model.Fresh[[]*model.Ticket]{Value: list, At: now}
	}
	d.reading = fmt.Sprintf("page %d", p.Pages)
	if p.Of > 0 {
		d.reading = fmt.Sprintf("page %d of %d", p.Pages, p.Of)
	}
	f.publish(first) // more pages change no row, and cost no judgement
	return true
}
