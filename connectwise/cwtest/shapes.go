package cwtest

// shapes are the resources that the endpoints serve, compiled once a server.
type shapes struct {
	service, project    *resource[ticketRow]
	notes, allNotes     *resource[noteRow]
	members, memberInfo *resource[person]
	system              *resource[system]
	security            *resource[permission]
	boards, boardInfo   *resource[boardRow]
	statuses            *resource[statusRow]
	teams               *resource[teamRow]
	types               *resource[typeRow]
	priorities          *resource[priority]
	entries             *resource[entryRow]
	entryRefs           *resource[entryRow]
	entryTypes          *resource[entryType]
	entryStatuses       *resource[entryStatus]
	companies           *resource[companyRow]
	contacts            *resource[contact]
	devices, deviceRefs *resource[device]
	times, timeRefs     *resource[timeRow]
	agreements          *resource[agreement]
	invoices            *resource[invoice]
	projects            *resource[projectRow]
	additions           *resource[addition]
	cycles, cycleInfo   *resource[billingCycle]
	opportunities       *resource[opportunity]
	forecasts           *resource[forecast]
	stages              *resource[stage]
	wonStatuses         *resource[salesStatus]
	salesStatuses       *resource[salesStatus]
	activities          *resource[activity]
	activityTypes       *resource[activityType]
	campaigns           *resource[campaign]
}

func newShapes(version string) *shapes {
	goals := !newer("2026.4", release(version))
	return &shapes{
		service: serviceShape(goals), project: projectShape(),
		notes: noteShape(), allNotes: allNoteShape(),
		members: memberShape(), memberInfo: memberInfoShape(),
		system: systemShape(), security: securityShape(),
		boards: boardShape(), boardInfo: boardInfoShape(),
		statuses: statusShape(), teams: teamShape(), types: typeShape(), priorities: priorityShape(),
		entries: entryShape(goals), entryRefs: tiny("scheduleEntry", func(r *entryRow) int64 { return r.id }),
		entryTypes: entryTypeShape(), entryStatuses: entryStatusShape(),
		companies: companyShape(), contacts: contactShape(), devices: deviceShape(), deviceRefs: deviceRefShape(),
		times: timeShape(), timeRefs: tiny("timeEntry", func(r *timeRow) int64 { return r.id }),
		agreements: agreementShape(), invoices: invoiceShape(), projects: projectsShape(),
		additions: additionShape(), cycles: cycleShape(), cycleInfo: cycleInfoShape(),
		opportunities: opportunityShape(), forecasts: forecastShape(), stages: stageShape(), wonStatuses: salesStatusShape(true), salesStatuses: salesStatusShape(false),
		activities: activityShape(goals), activityTypes: activityTypeShape(), campaigns: campaignShape(),
	}
}

// tiny is the reference that the child lists of a ticket hold instead of the
// records themselves.
func tiny[T any](name string, id func(*T) int64) *resource[T] {
	return &resource[T]{name: name, id: id, fields: []field[T]{key("id", id)}}
}

// info is the _info object; updated and entered are the only parts that
// conditions know, under other names.
func info[T any](updated, entered func(*T) int64, updatedBy, enteredBy func(*T) string) field[T] {
	return fixed(object("_info",
		when("lastUpdated", updated), text("updatedBy", updatedBy),
		when("dateEntered", entered), text("enteredBy", enteredBy)))
}

func stamps[T any](updated, entered func(*T) int64) []field[T] {
	return []field[T]{when("lastUpdated", updated), when("dateEntered", entered)}
}
