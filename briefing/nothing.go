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
	case s.FirstLook:
		return true
	}
	return len(s.Items) == 0 && s.Unavailable == "" && s.Partial == ""
}

// Nothing is what a quiet section comes to in a few words.
func (s *Section) Nothing() string {
	switch s.ID {
	case SectionSLA:
		return "no SLA goal missed or about to be"
	case SectionMyDay:
		return "nothing planned today"
	case SectionTriage:
		return "every ticket picked up"
	case SectionReplied:
		return "nobody waits for our answer"
	case SectionPriority:
		return "nothing on fire"
	case SectionStale:
		return "nothing gone quiet"
	case SectionOverdue:
		return "nothing past its date"
	case SectionWaiting:
		return "nothing parked too long"
	case SectionUnplanned:
		return "everything assigned is planned"
	case SectionDataHealth:
		return "all data live"
	case SectionChanged:
		if s.Unavailable != "" {
			return "what changed: this is the first look"
		}
		return "nothing changed since you last looked"
	case SectionWorkNext:
		return "nothing to do next"
	case SectionCompanies:
		return "no client heating up"
	case SectionUsage:
		return "no client's use of our products changed"
	}
	return strings.ToLower(s.ID) + ": nothing"
}
