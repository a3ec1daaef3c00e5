package screen

import (
	"strings"

	"daybrief/model"
)

// Lacks says of every source that is not as whole or as fresh as it should be what
// is wrong with it, in a phrase. A list that leaves the screen takes them along.
func Lacks(f Frame) (out []string) {
	if f.Snapshot == nil {
		return nil
	}
	for _, h := range f.Snapshot.Health {
		var parts []string
		switch st := h.State(f.Now); {
		case h.Absent():
			continue
		case h.At.IsZero() && h.Problem == nil:
			parts = append(parts, "not loaded yet")
		case h.At.IsZero():
			parts = append(parts, string(st)+", never loaded")
		case st != model.StateLive:
			parts = append(parts, string(st)+", as of "+model.Moment(h.At, f.Now, f.Zone))
		}
		if h.Reading != "" {
			parts = append(parts, "still being read: "+h.Reading)
		}
		if m := h.Missing(); m != "" {
			parts = append(parts, "without "+m)
		}
		if len(parts) > 0 {
			out = append(out, h.Source.Records()+": "+strings.Join(parts, ", "))
		}
	}
	return out
}

// Partial says what is missing from lists that are fresh, in one phrase; "" when
// nothing is. It is what the state word does not tell.
func Partial(s *model.Snapshot) string {
	var parts []string
	for _, h := range s.Health {
		if m := h.Missing(); m != "" && h.Problem == nil {
			parts = append(parts, h.Source.Records()+" without "+m)
		}
	}
	return strings.Join(parts, "; ")
}
