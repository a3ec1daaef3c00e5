package cwtest

type entryRow struct {
	*entry
	w *world
}

func (r records) entries(yield func(*entryRow)) {
	row := entryRow{w: r.world}
	for _, e := range r.world.entries {
		row.entry = e
		yield(&row)
	}
}

func (r records) entriesOf(ticket int64) each[entryRow] {
	return func(yield func(*entryRow)) {
		r.entries(func(e *entryRow) {
			if e.kind == visitTicket && e.ticket == ticket {
				yield(e)
			}
		})
	}
}

// entryType is a row of /schedule/types. Beyond the three of the system every
// provider adds its own.
type entryType struct {
	id           int64
	letter, name string
	system       bool
}

func typeOf(k entryKind) entryType {
	return [...]entryType{
		visitTicket:   {4, "S", "Service", true},
		visitActivity: {1, "C", "Sales Activity", true},
		visitMeeting:  {11, "M", "Internal Meeting", false},
		visitLeave:    {12, "V", "Leave", false},
		visitTraining: {13, "T", "Training", false},
	}[k]
}

func entryTypes(yield func(*entryType)) {
	for _, t := range []entryType{typeOf(visitActivity), {2, "O", "Opportunity", true}, typeOf(visitTicket),
		typeOf(visitMeeting), typeOf(visitLeave), typeOf(visitTraining)} {
		yield(&t)
	}
}

func entryTypeShape() *resource[entryType] {
	type R = entryType
	return &resource[R]{name: "schedule type", id: func(r *R) int64 { return r.id }, fields: []field[R]{
		key("id", func(r *R) int64 { return r.id }),
		text("name", func(r *R) string { return r.name }),
		text("identifier", func(r *R) string { return r.letter }),
		flag("systemFlag", func(r *R) bool { return r.system }),
	}, blank: "_info chargeCode where"}
}

type entryStatus struct {
	id        int64
	name      string
	tentative bool
}

func entryStatuses(yield func(*entryStatus)) {
	for _, t := range []entryStatus{{1, "Tentative", true}, {2, "Firm", false}} {
		yield(&t)
	}
}

func entryStatusShape() *resource[entryStatus] {
	type R = entryStatus
	return &resource[R]{name: "schedule status", id: func(r *R) int64 { return r.id }, fields: []field[R]{
		key("id", func(r *R) int64 { return r.id }),
		text("name", func(r *R) string { return r.name }),
		flag("defaultFlag", func(r *R) bool { return !r.tentative }),
		flag("showAsTentativeFlag", func(r *R) bool { return r.tentative }),
	}, blank: "_info"}
}

func (r *entryRow) state() (int64, string) {
	if r.tentative {
		return 1, "Tentative"
	}
	return 2, "Firm"
}

func (r *entryRow) person() *person {
	if r.member < 0 {
		return &person{}
	}
	return &r.w.members[r.member]
}

func (r *entryRow) objectID() int64 {
	if r.kind == visitActivity {
		return r.id + 70000
	}
	return r.ticket
}

// entryShape refuses orderBy: one client's author found that the server does.
func entryShape(ticketType bool) *resource[entryRow] {
	type R = entryRow
	fs := []field[R]{
		key("id", func(r *R) int64 { return r.id }),
		key("objectId", (*R).objectID),
		text("name", func(r *R) string { return r.name }),
		object("member",
			key("id", func(r *R) int64 { return r.person().id }),
			text("identifier", func(r *R) string { return r.person().login }),
			maybe("name", kText, func(r *R) value {
				if r.member < 0 {
					return value{}
				}
				return textOf(r.person().name())
			})),
		when("dateStart", func(r *R) int64 { return r.from }),
		when("dateEnd", func(r *R) int64 { return r.to }),
		object("status",
			maybe("id", kInt, func(r *R) value { id, _ := r.state(); return intOf(id) }),
			text("name", func(r *R) string { _, name := r.state(); return name })),
		object("type",
			key("id", func(r *R) int64 { return typeOf(r.kind).id }),
			text("identifier", func(r *R) string { return typeOf(r.kind).letter })),
		flag("doneFlag", func(r *R) bool { return r.done }),
		flag("acknowledgedFlag", func(r *R) bool { return r.seen }),
		flag("ownerFlag", func(r *R) bool { return r.kind == visitTicket && !r.ghost }),
		flag("meetingFlag", func(r *R) bool { return r.kind == visitMeeting }),
		fixed(maybe("hours", kReal, func(r *R) value { return realOf(r.length()) })),
		fixed(flag("startTimeSet", func(r *R) bool { return !r.dayOnly })),
		fixed(flag("endTimeSet", func(r *R) bool { return !r.dayOnly })),
		constant[R]("allowScheduleConflictsFlag", boolOf(true)),
		constant[R]("notificationSent", boolOf(false)),
	}
	if ticketType {
		fs = append(fs, maybe("ticketType", kText, func(r *R) value {
			if r.kind != visitTicket {
				return value{}
			}
			if t := r.w.find(r.ticket); t != nil && t.project >= 0 {
				return textOf("ProjectTicket")
			}
			return textOf("ServiceTicket")
		}))
	}
	return &resource[R]{name: "schedule entry", fields: fs, noOrder: true, id: func(r *R) int64 { return r.id },
		blank: "_info where reminder span acknowledgedDate closeDate notifyResource notificationResponse mobileGuid addMemberToProjectFlag projectRoleId"}
}

// length is the hours as the server has them: none for date-only entries and
// for the ghosts of a board move.
func (r *entryRow) length() float64 {
	if r.dayOnly || r.ghost {
		return 0
	}
	return float64(r.to-r.from) / 3600
}
