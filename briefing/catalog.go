package briefing

import (
	"slices"

	"daybrief/model"
)

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

	SectionMyTime     = "my-time"
	SectionActivities = "activities"
	SectionAgreements = "agreements"
)

// kind is everything about one section: settings, flags, help, JSON, roles and
// the paragraph know it from here.
type kind struct {
	id, question string
	nothing      string // what it comes to in a few words when it has nothing to say
	// urgent sections call for somebody: what is being missed, who waits for an
	// answer, what is on fire, what is past its date. The others tell of habits
	// and plans, which can wait until somebody has time to look.
	urgent func(Role) bool
	write  func(b *builder, sec *Section)
	// report is for a section that tells of the others, and is written after them.
	report func(b *builder, sec *Section, all []Section)
	// idle reports whether nobody would miss it unless it is asked for by name.
	idle func(*builder) bool
	// source is what only this section needs; "" for nothing.
	source model.Source
	// unusual is what of it belongs into the paragraph.
	unusual func(*Section) []string
}

// catalogue is the table of the sections.
type catalogue []kind

// kinds is every section there is, in the order of the documentation.
func kinds() catalogue {
	return catalogue{
		{id: SectionNow, question: "What needs me now?", urgent: always, write: needed},
		{id: SectionSLA, question: "SLA: about to be missed, and missed", nothing: "no SLA goal missed or about to be", urgent: always, write: lists(sla)},
		{id: SectionMyDay, question: "Where must I be next?", nothing: "nothing planned today", urgent: never, write: myDay},
		{id: SectionTriage, question: "Which tickets has nobody picked up?", nothing: "every ticket picked up", urgent: handingOut, write: lists(triage)},
		{id: SectionReplied, question: "Who waits for our answer?", nothing: "nobody waits for our answer", urgent: always, write: lists(replied)},
		{id: SectionPriority, question: "What is on fire?", nothing: "nothing on fire", urgent: always, write: lists(onFire)},
		{id: SectionChanged, question: "What happened since I last looked?", nothing: "nothing changed since you last looked", urgent: never, write: changed},
		{id: SectionWorkNext, question: "Which one first?", nothing: "nothing to do next", urgent: never, write: lists(workNext)},
		{id: SectionStale, question: "What has gone quiet?", nothing: "nothing gone quiet", urgent: never, write: lists(stale)},
		{id: SectionOverdue, question: "What is past its date?", nothing: "nothing past its date", urgent: always, write: lists(overdue)},
		{id: SectionUnplanned, question: "What is assigned but not planned?", nothing: "everything assigned is planned", urgent: never, write: lists(unplanned)},
		{id: SectionWaiting, question: "Parked too long", nothing: "nothing parked too long", urgent: never, write: lists(waiting)},
		{id: SectionMyTime, question: "What have I not logged?", nothing: "all time logged", urgent: never, write: myTime, source: model.SourceTime},
		{id: SectionTeamLoad, question: "Who is swamped, who is free?", urgent: never, write: teamLoad},
		{id: SectionCompanies, question: "Which client is heating up?", nothing: "no client heating up", urgent: never, write: heatingUp, unusual: hottest},
		{id: SectionUsage, question: "Whose use of our products changed?", nothing: "no client's use of our products changed", urgent: never,
			write: usageSection, idle: nobodyCounts, unusual: fewerUsers},
		{id: SectionNumbers, question: "How did we do?", urgent: never, write: figuresSection},
		{id: SectionBudget, question: "Which ticket eats its budget?", urgent: never, write: lists(budget)},
		{id: SectionProjects, question: "Which project work is due?", urgent: never, write: lists(projects)},
		{id: SectionActivities, question: "Which follow-ups are past due?", nothing: "no follow-up past due or due this week", urgent: never,
			write: activitiesSection, source: model.SourceActivities},
		{id: SectionAgreements, question: "Which contracts end soon?", nothing: "no contract ends soon", urgent: never,
			write: agreementsSection, source: model.SourceEnding},
		{id: SectionHygiene, question: "Which tickets lack what reports need?", urgent: never, write: lists(hygiene)},
		{id: SectionDataHealth, question: "Can I trust this page?", nothing: "all data live", urgent: never, report: dataHealth},
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
func (c catalogue) find(id string) (kind, bool) {
	for _, k := range c {
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
		return []string{SectionNow, SectionMyDay, SectionSLA, SectionReplied, SectionChanged, SectionWorkNext, SectionMyTime, SectionStale, SectionWaiting,
			SectionUnplanned, SectionOverdue, SectionDataHealth}
	case Dispatcher:
		return []string{SectionNow, SectionTriage, SectionSLA, SectionUnplanned, SectionMyDay, SectionTeamLoad, SectionReplied, SectionOverdue, SectionDataHealth}
	}
	return []string{SectionNow, SectionNumbers, SectionSLA, SectionChanged, SectionPriority, SectionTeamLoad, SectionCompanies, SectionUsage, SectionStale,
		SectionWaiting, SectionReplied, SectionAgreements, SectionDataHealth}
}

// Question is what a section answers; "" for an unknown id.
func Question(id string) string {
	k, _ := kinds().find(id)
	return k.question
}

// Sources are the sources that only sections of a briefing by these rules need,
// each once.
func Sources(r Rules) (out []model.Source) {
	r = r.Settled()
	ids := r.Sections
	if ids == nil {
		ids = Order(r.Role)
	}
	for _, id := range ids {
		if k, ok := kinds().find(id); ok && k.source != "" && !slices.Contains(out, k.source) {
			out = append(out, k.source)
		}
	}
	return out
}
