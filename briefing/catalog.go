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
	SectionUsage     = "usage"
)

// kind is everything about one section: settings, flags, help, JSON and roles
// know it from here.
type kind struct {
	id, question string
	// urgent sections call for somebody: what is being missed, who waits for an
	// answer, what is on fire, what is past its date. The others tell of habits
	// and plans, which can wait until somebody has time to look.
	urgent func(Role) bool
	write  func(b *builder, sec *Section)
}

// kinds is every section there is, in the order of the documentation.
func kinds() []kind {
	return []kind{
		{SectionNow, "What needs me now?", always, (*builder).needed},
		{SectionSLA, "SLA: about to be missed, and missed", always, (*builder).sla},
		{SectionMyDay, "Where must I be next?", never, (*builder).myDay},
		{SectionTriage, "Which tickets has nobody picked up?", handingOut, (*builder).triage},
		{SectionReplied, "Who waits for our answer?", always, (*builder).replied},
		{SectionPriority, "What is on fire?", always, (*builder).priority},
		{SectionChanged, "What happened since I last looked?", never, (*builder).changed},
		{SectionWorkNext, "Which one first?", never, (*builder).workNext},
		{SectionStale, "What has gone quiet?", never, (*builder).stale},
		{SectionOverdue, "What is past its date?", always, (*builder).overdue},
		{SectionUnplanned, "What is assigned but not planned?", never, (*builder).unplanned},
		{SectionWaiting, "Parked too long", never, (*builder).waiting},
		{SectionTeamLoad, "Who is swamped, who is free?", never, (*builder).teamLoad},
		{SectionCompanies, "Which client is heating up?", never, (*builder).companies},
		{SectionUsage, "Whose use of our products changed?", never, usageSection},
		{SectionNumbers, "How did we do?", never, (*builder).figures},
		{SectionBudget, "Which ticket eats its budget?", never, (*builder).budget},
		{SectionProjects, "Which project work is due?", never, (*builder).projects},
		{SectionHygiene, "Which tickets lack what reports need?", never, (*builder).hygiene},
		// It reports on the others: Build writes it last.
		{SectionDataHealth, "Can I trust this page?", never, func(*builder, *Section) {}},
	}
}

func always(Role) bool { return true }

func never(Role) bool { return false }

// handingOut is for those who hand out work.
func handingOut(role Role) bool { return role != Technician }

// IDs lists every section there is, in the order of the documentation.
func IDs() []string {
	var out []string
	for _, k := range kinds() {
		out = append(out, k.id)
	}
	return out
}

// find is the kind of an id; false when there is none.
func find(id string) (kind, bool) {
	for _, k := range kinds() {
		if k.id == id {
			return k, true
		}
	}
	return kind{}, false
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
	return []string{SectionNow, SectionNumbers, SectionSLA, SectionChanged, SectionPriority, SectionTeamLoad, SectionCompanies, SectionUsage, SectionStale,
		SectionWaiting, SectionReplied, SectionDataHealth}
}

// Question is what a section answers; "" for an unknown id.
func Question(id string) string {
	k, _ := find(id)
	return k.question
}
