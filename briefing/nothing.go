package briefing

import "strings"

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
