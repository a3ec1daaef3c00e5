package cwtest

// timeRow is a time entry: each finished visit to a ticket has left one, and so
// has the work of the months before.
type timeRow struct {
	id         int64
	ticket     *ticket // nil for one that is forgotten
	charged    int64   // the ticket's number
	member     *person
	w          *world
	start, end int64 // end 0: not sent
	planned    int64 // the start by the schedule
	company    int32
	project    int32 // -1: none
	board      string
	noted      noted
	hours      float64
	entered    int64

	labour labour
	made   bool // labour is there
}

// noted is what somebody has written about a visit.
type noted int8

const (
	wellNoted noted = iota
	notNoted
	notedBlank
)

// notes are made up when they are read: most questions are about other fields.
func (r *timeRow) notes() string {
	switch r.noted {
	case notNoted:
		return ""
	case notedBlank:
		return "  "
	}
	return workNote(r.w, r.charged, r.id)
}

// about is the rest of the entry, made up when it is read.
func (r *timeRow) about() *labour {
	if !r.made {
		r.labour, r.made = timesheet{r.w}.labourOf(r.id, r.member, r.company, r.project, r.planned), true
	}
	return &r.labour
}

// logged hands out logged time; of one ticket when ticket is not 0. It is
// made from the schedule: who did a visit logged it, mostly.
func (r records) logged(now, ticket int64) each[timeRow] {
	return func(yield func(*timeRow)) { timesheet(r).entries(now, ticket, yield) }
}

func (s timesheet) entries(now, ticket int64, yield func(*timeRow)) {
	if ticket == 0 {
		s.pastLabour(yield)
	}
	var row timeRow
	for _, e := range s.world.entries {
		if e.kind != visitTicket || !e.done || e.ghost || e.dayOnly || e.to > now || e.member < 0 || e.id%8 == 0 {
			continue
		}
		if ticket != 0 && e.ticket != ticket {
			continue
		}
		if t := s.find(e.ticket); t != nil {
			row = timeRow{id: e.id + 300000, ticket: t, charged: t.id, member: &s.members[e.member], w: s.world, start: e.from, end: e.to, planned: e.from}
			row.company, row.project = t.company, t.project
			row.board, row.entered, row.hours = s.boards[t.board].name, e.to, float64(e.to-e.from)/3600
			yield(&row)
		}
	}
}

func (r *timeRow) kind() string {
	if r.project >= 0 {
		return "ProjectTicket"
	}
	return "ServiceTicket"
}

func (r *timeRow) department() int64 {
	if r.about().bare {
		return 0
	}
	return r.about().unit
}

func (r *timeRow) projectID() int64 {
	if r.project < 0 {
		return 0
	}
	return r.w.projects[r.project].id
}

func unitName(id int64) string {
	if id == 10 {
		return "Services"
	}
	return "Projects"
}

func timeShape() *resource[timeRow] {
	type R = timeRow
	return &resource[R]{name: "time entry", id: func(r *R) int64 { return r.id }, dated: "chargeToId", fields: []field[R]{
		key("id", func(r *R) int64 { return r.id }),
		object("company", key("id", func(r *R) int64 { return companyID(r.company) }),
			text("identifier", func(r *R) string { return r.w.companies[r.company].code }),
			text("name", func(r *R) string { return r.w.companies[r.company].name })),
		key("chargeToId", func(r *R) int64 { return r.charged }),
		text("chargeToType", (*R).kind),
		object("member", key("id", func(r *R) int64 { return r.member.id }), text("identifier", func(r *R) string { return r.member.login }),
			text("name", func(r *R) string { return r.member.name() })),
		when("timeStart", func(r *R) int64 { return r.start }),
		when("timeEnd", func(r *R) int64 { return r.end }),
		real("actualHours", func(r *R) float64 { return r.hours }),
		text("billableOption", func(r *R) string { return r.about().option }),
		text("notes", (*R).notes),
		text("enteredBy", func(r *R) string { return r.member.login }),
		when("dateEntered", func(r *R) int64 { return r.entered }),
		text("status", func(r *R) string { return r.about().status }),
		maybe("hourlyRate", kReal, func(r *R) value { return cents(r.about().rate) }),
		maybe("hourlyCost", kText, func(r *R) value { return textOf(centsText(r.about().cost)) }),
		ref("workType", func(r *R) int64 { return int64(len(r.about().kind)) }, func(r *R) string { return r.about().kind }),
		ref("workRole", func(r *R) int64 { return int64(len(r.about().role)) }, func(r *R) string { return r.about().role }),
		ref("agreement", func(r *R) int64 { return r.about().agreement }, func(*R) string { return "Managed Services" }),
		ref("project", (*R).projectID, func(r *R) string { return r.w.projects[r.project].name }),
		object("invoice", key("id", func(r *R) int64 { return r.about().invoice })),
		key("businessUnitId", func(r *R) int64 { return r.about().unit }),
		object("department", key("id", (*R).department), text("name", func(r *R) string {
			if r.department() == 0 {
				return ""
			}
			return unitName(r.about().unit)
		})),
		text("ticketBoard", func(r *R) string { return r.board }),
		object("ticket", key("id", func(r *R) int64 { return r.charged }), text("summary", func(r *R) string {
			if r.ticket == nil {
				return ""
			}
			return r.ticket.summary
		})),
		fixed(object("_info", when("lastUpdated", func(r *R) int64 { return r.entered }))),
	}, aliases: []field[R]{when("lastUpdated", func(r *R) int64 { return r.entered })},
		blank: "internalNotes hoursBilled hoursDeduct phase location customFields activity"}
}

// cents is an amount of money; null for none.
func cents(n int64) value {
	if n == 0 {
		return value{}
	}
	return realOf(float64(n) / 100)
}

// centsText is an amount as the API writes it where the schema says text.
func centsText(n int64) string {
	if n == 0 {
		return ""
	}
	return string(realOf(float64(n) / 100).appendJSON(nil))
}
