package briefing

import "slices"

// The ids of the sections, as settings and JSON name them.
const (
	SectionNow        = "now"
	SectionSLA        = "sla"
	SectionMyDay      = "my-day"
	SectionTriage     = "triage"
	SectionReplied    = "customer-replied"
	SectionPriority   = "priority"
	SectionStale      = "stale"
	SectionOverdue    = "overdue"
	SectionWaiting    = "waiting"
	SectionUnplanned  = "unplanned"
	SectionNumbers    = "numbers"
	SectionDataHealth = "data-health"

	SectionChanged   = "changed"
	SectionWorkNext  = "work-next"
	SectionTeamLoad  = "team-load"
	SectionCompanies = "companies"
	SectionBudget    = "budget"
	SectionProjects  = "projects"
	SectionHygiene   = "hygiene"
)

// IDs lists every section there is, in the order of the documentation.
func IDs() []string {
	return []string{SectionNow, SectionSLA, SectionMyDay, SectionTriage, SectionReplied, SectionPriority, SectionChanged, SectionWorkNext,
		SectionStale, SectionOverdue, SectionUnplanned, SectionWaiting, SectionTeamLoad, SectionCompanies, SectionNumbers,
		SectionBudget, SectionProjects, SectionHygiene, SectionDataHealth}
}

// Known reports whether there is a section with this id.
func Known(id string) bool { return slices.Contains(IDs(), id) }

// Order is a role's own order of the sections: what it looks for first comes
// first. An unknown role gets the manager's.
func Order(role Role) []string {
	switch role {
	case Technician:
		return []string{SectionNow, SectionMyDay, SectionSLA, SectionReplied, SectionChanged, SectionWorkNext, SectionStale, SectionWaiting,
			SectionUnplanned, SectionOverdue, SectionDataHealth}
	case Dispatcher:
		return []string{SectionNow, SectionTriage, SectionSLA, SectionUnplanned, SectionMyDay, SectionTeamLoad, SectionReplied, SectionOverdue, SectionDataHealth}
	}
	return []string{SectionNow, SectionNumbers, SectionSLA, SectionChanged, SectionPriority, SectionTeamLoad, SectionCompanies, SectionStale,
		SectionWaiting, SectionReplied, SectionDataHealth}
}

// Question is what a section answers; "" for an unknown id.
func Question(id string) string {
	switch id {
	case SectionNow:
		return "What needs me now?"
	case SectionSLA:
		return "SLA: about to be missed, and missed"
	case SectionMyDay:
		return "Where must I be next?"
	case SectionTriage:
		return "Which tickets has nobody picked up?"
	case SectionReplied:
		return "Who waits for our answer?"
	case SectionPriority:
		return "What is on fire?"
	case SectionStale:
		return "What has gone quiet?"
	case SectionOverdue:
		return "What is past its date?"
	case SectionWaiting:
		return "Parked too long"
	case SectionUnplanned:
		return "What is assigned but not planned?"
	case SectionNumbers:
		return "How did we do?"
	case SectionDataHealth:
		return "Can I trust this page?"
	}
	return extraQuestion(id)
}

func extraQuestion(id string) string {
	switch id {
	case SectionChanged:
		return "What happened since I last looked?"
	case SectionWorkNext:
		return "Which one first?"
	case SectionTeamLoad:
		return "Who is swamped, who is free?"
	case SectionCompanies:
		return "Which client is heating up?"
	case SectionBudget:
		return "Which ticket eats its budget?"
	case SectionProjects:
		return "Which project work is due?"
	case SectionHygiene:
		return "Which tickets lack what reports need?"
	}
	return ""
}

// urgent tells which sections call for somebody: what is being missed, who
// waits for an answer, what is on fire, what is past its date, and for those
// who hand out work also what nobody has picked up. The others tell of habits
// and plans, which can wait until somebody has time to look.
func urgent(id string, role Role) bool {
	switch id {
	case SectionNow, SectionSLA, SectionReplied, SectionPriority, SectionOverdue:
		return true
	case SectionTriage:
		return role != Technician
	}
	return false
}
