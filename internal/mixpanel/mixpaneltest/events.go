package mixpaneltest

import (
	"cmp"
	"fmt"
	"slices"
	"time"
)

// Event is one event, as the raw export gives it.
type Event struct {
	Name, Client, Person string
	At                   time.Time
	ID                   string // the event's own
}

// Property is the event property that names the client.
func (s *Server) Property() string { return s.o.Property }

// Events are those between two moments, in their order. Use is as many
// people, each of one client and the same on every day.
func (s *Server) Events(since, until time.Time) (out []Event) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for name, e := range s.events {
		for client, by := range e.counts {
			for day, n := range by {
				d, err := time.ParseInLocation(time.DateOnly, day, s.o.Zone)
				if err != nil {
					continue
				}
				for i := range n {
					out = append(out, Event{Name: name, Client: client, Person: fmt.Sprintf("%s/%d", client, i), At: d.Add(time.Minute)})
				}
			}
		}
	}
	out = append(out, s.tracked...)
	out = slices.DeleteFunc(out, func(e Event) bool { return e.At.Before(since) || e.At.After(until) })
	slices.SortFunc(out, func(a, b Event) int {
		return cmp.Or(a.At.Compare(b.At), cmp.Compare(a.Name, b.Name), cmp.Compare(a.Person, b.Person), cmp.Compare(a.Client, b.Client))
	})
	for i := range out {
		out[i].ID = fmt.Sprintf("%s/%s/%s/%x", out[i].Name, out[i].Client, out[i].Person, out[i].At.Unix())
	}
	return out
}
