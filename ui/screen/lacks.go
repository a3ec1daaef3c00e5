package screen

import (
	"slices"
	"strings"

	"daybrief/model"
)

// Lacks says of the sources, of every one where none is named, that are not as whole
// or as fresh as they should be what is wrong with each, in a phrase. A list that
// leaves the screen takes them along.
func Lacks(f Frame, of ...model.Source) (out []string) {
	if f.Snapshot == nil {
		return nil
	}
	for _, h := range f.Snapshot.Health {
		var parts []string
		switch st := h.State(f.Now); {
		case h.Absent(), len(of) > 0 && !slices.Contains(of, h.Source):
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
		if h.Doubt != "" {
			parts = append(parts, doubt(h))
		}
		if len(parts) > 0 {
			out = append(out, h.Source.Records()+": "+strings.Join(parts, ", "))
		}
	}
	return out
}

// Partly are those of the sources of which records may be missing, or that have not come.
func Partly(s *model.Snapshot, of ...model.Source) (out []model.Source) {
	for _, src := range of {
		if h := s.HealthOf(src); !h.Absent() && (h.At.IsZero() || h.Reading != "" || !h.Whole()) {
			out = append(out, src)
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
		if d := doubt(h); d != "" && h.Problem == nil && !slices.Contains(parts, d) {
			parts = append(parts, d)
		}
	}
	return strings.Join(parts, "; ")
}

// doubt is why nobody can tell whether a list is whole, as a part of a sentence.
func doubt(h model.Health) string {
	if h.Doubt == "" {
		return ""
	}
	return strings.ToLower(h.Doubt[:1]) + strings.TrimSuffix(h.Doubt[1:], ".")
}
