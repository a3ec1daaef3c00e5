package briefing

import (
	"strings"

	"daybrief/model"
)

// Quiet reports whether a section has nothing to say that anybody would miss: it
// is empty, and nothing is missing from it. Now says so itself.
func (s *Section) Quiet() bool {
	switch {
	case s.ID == SectionNow:
		return false
	case s.ID == SectionDataHealth:
		return s.Healthy
	case s.Healthy, s.FirstLook:
		return true
	}
	return len(s.Items) == 0 && s.Unavailable == "" && s.Partial == "" && s.Reading == ""
}

// Nothing is what a quiet section comes to in a few words.
func (s *Section) Nothing() string {
	if s.ID == SectionChanged && s.Unavailable != "" {
		return "what changed: this is the first look"
	}
	if k, ok := kinds().find(s.ID); ok && k.nothing != "" {
		return k.nothing
	}
	return strings.ToLower(s.ID) + ": nothing"
}

// Behind tells how many items at the end of a timeline are done, or over where
// nobody closes them: "3 done"; "" for none.
func (s *Section) Behind() string {
	if s.Done == 0 {
		return ""
	}
	word := " done"
	for _, it := range s.Items[len(s.Items)-s.Done:] {
		if it.ScheduleEntry != nil && !it.ScheduleEntry.Done {
			word = " over"
		}
	}
	return model.Grouped(s.Done) + word
}
