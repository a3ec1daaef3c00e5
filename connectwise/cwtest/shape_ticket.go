package cwtest

import (
	"strconv"
	"strings"
	"time"
)

// ticketRow is a ticket as a request sees it. live rows have the SLA worked
// out now; list rows show it as it was when the ticket was last touched.
type ticketRow struct {
	*ticket
	w    *world
	now  int64
	live bool
}

func (r *ticketRow) st() *status   { return &r.w.statuses[r.ticket.status] }
func (r *ticketRow) bd() *board    { return &r.w.boards[r.ticket.board] }
func (r *ticketRow) pr() *priority { return &r.w.priorities[r.ticket.priority] }
func (r *ticketRow) co() *company  { return &r.w.companies[r.ticket.company] }

func (r *ticketRow) boss() *person {
	if r.owner < 0 {
		return &person{}
	}
	return &r.w.members[r.owner]
}

func (r *ticketRow) who() contact { return r.w.contact(r.ticket.company, int(r.ticket.contact)) }

func (r *ticketRow) resourceList() string {
	switch len(r.resources) {
	case 0:
		return ""
	case 1:
		return r.w.members[r.resources[0]].login
	}
	names := make([]string, len(r.resources))
	for i, m := range r.resources {
		names[i] = r.w.members[m].login
	}
	return strings.Join(names, ", ")
}

func (r *ticketRow) grade(g uint8) string { return [...]string{"Low", "Medium", "High"}[g] }

// commonHead and commonTail are what service and project tickets share.
func commonHead() []field[ticketRow] {
	type R = ticketRow
	return []field[R]{
		key("id", func(r *R) int64 { return r.id }),
		text("summary", func(r *R) string { return r.summary }),
		ref("board", func(r *R) int64 { return r.bd().id }, func(r *R) string { return r.bd().name }),
		object("status",
			key("id", func(r *R) int64 { return r.st().id }),
			text("name", func(r *R) string { return r.st().name }),
			number("sort", func(r *R) int64 { return r.st().sort })),
		object("company",
			key("id", func(r *R) int64 { return companyID(r.ticket.company) }),
			text("identifier", func(r *R) string { return r.co().code }),
			text("name", func(r *R) string { return r.co().name })),
		ref("site", func(r *R) int64 { return companyID(r.ticket.company) + 40000 }, func(*R) string { return "Main" }),
		constant[R]("siteName", textOf("Main")),
		text("city", func(r *R) string { return r.co().city }),
		ref("contact", func(r *R) int64 { return contactID(r.ticket.company, r.ticket.contact) }, func(r *R) string { return r.who().name() }),
		text("contactName", func(r *R) string { return r.who().name() }),
		text("contactPhoneNumber", func(r *R) string { return r.who().phone }),
		text("contactEmailAddress", func(r *R) string { return r.who().email }),
		object("owner",
			key("id", func(r *R) int64 { return r.boss().id }),
			text("identifier", func(r *R) string { return r.boss().login }),
			maybe("name", kText, func(r *R) value { return textOf(strings.TrimSpace(r.boss().name())) })),
		priorityRef(),
		ref("type", func(r *R) int64 { return r.bd().id*10 + int64(r.kind) + 1 }, func(r *R) string { return pickAt(r.bd().types, int(r.kind)) }),
		ref("source", func(r *R) int64 { return int64(r.source) + 1 }, func(r *R) string { return sourceName(r.source) }),
		when("requiredDate", func(r *R) int64 { return r.required }),
		maybe("budgetHours", kReal, func(r *R) value {
			if r.budget == 0 {
				return value{}
			}
			return realOf(r.budget)
		}),
		ref("agreement", func(r *R) int64 { return r.agreementID() }, func(r *R) string { return "Managed Services" }),
	}
}

// priorityRef leaves sort and level out where the instance does.
func priorityRef() field[ticketRow] {
	type R = ticketRow
	return object("priority",
		key("id", func(r *R) int64 { return r.pr().id }),
		text("name", func(r *R) string { return r.pr().name }),
		maybe("sort", kInt, func(r *R) value {
			if r.bare {
				return value{}
			}
			return intOf(r.pr().sort)
		}),
		maybe("level", kText, func(r *R) value {
			if r.bare {
				return value{}
			}
			return textOf(r.pr().level)
		}))
}

func (r *ticketRow) agreementID() int64 {
	if r.co().agreements == 0 || r.id%9 == 0 {
		return 0
	}
	return companyID(r.ticket.company)*4 + 1
}

func commonTail() []field[ticketRow] {
	type R = ticketRow
	return []field[R]{
		flag("customerUpdatedFlag", func(r *R) bool { return r.replied }),
		when("closedDate", func(r *R) int64 { return r.closedAt }),
		text("closedBy", func(r *R) string { return r.ticket.closedBy }),
		flag("closedFlag", func(r *R) bool { return r.closed }),
		real("actualHours", func(r *R) float64 { return r.actual }),
		constant[R]("approved", boolOf(true)),
		constant[R]("allowAllClientsPortalView", boolOf(false)),
		constant[R]("automaticEmailContactFlag", boolOf(true)),
		constant[R]("automaticEmailResourceFlag", boolOf(false)),
		constant[R]("automaticEmailCcFlag", boolOf(false)),
		text("resources", func(r *R) string { return r.resourceList() }),
		constant[R]("billTime", textOf("NoDefault")),
		constant[R]("billExpenses", textOf("NoDefault")),
		constant[R]("billProducts", textOf("NoDefault")),
		when("estimatedStartDate", func(r *R) int64 { return r.start }),
		object("location", constant[R]("id", intOf(2)), constant[R]("name", textOf("Head Office"))),
		object("department", constant[R]("id", intOf(10)), constant[R]("name", textOf("Services"))),
		fixed(field[R]{name: "customFields", raw: func(b []byte, _ *R) []byte { return append(b, "[]"...) }}),
		fixed(object("_info",
			when("lastUpdated", func(r *R) int64 { return r.updated }),
			text("updatedBy", func(r *R) string { return r.updatedBy }),
			when("dateEntered", func(r *R) int64 { return r.entered }),
			text("enteredBy", func(r *R) string { return r.enteredBy }),
			text("notes_href", func(r *R) string { return r.href("allNotes") }),
			text("timeentries_href", func(r *R) string { return r.href("timeentries") }))),
	}
}

func (r *ticketRow) href(part string) string {
	module := "service"
	if r.ticket.project >= 0 {
		module = "project"
	}
	return "https://api.example/v4_6_release/apis/3.0/" + module + "/tickets/" + strconv.FormatInt(r.id, 10) + "/" + part
}

func pickAt(list []string, i int) string {
	if i < len(list) {
		return list[i]
	}
	return ""
}

// shownGoal is a goal as this row shows it: as it is, or as it stood when the
// list was last calculated.
func (r *ticketRow) shownGoal(i int) int64 {
	due := r.goals[i].due
	if due == 0 || !r.sla {
		return 0
	}
	if !r.live {
		due += r.drift
	}
	return due
}

// nextGoal is the earliest unmet goal of the row.
func (r *ticketRow) nextGoal() (stage int, due int64) {
	stage = -1
	for i := range r.goals {
		if d := r.shownGoal(i); d != 0 && r.goals[i].met == 0 && (stage < 0 || d < due) {
			stage, due = i, d
		}
	}
	return stage, due
}

// slaText is the display text of the real server: no year, whole hours.
func (r *ticketRow) slaText() string {
	if !r.sla {
		return ""
	}
	stage, due := r.nextGoal()
	switch {
	case r.closed || stage < 0 || r.st().means == resolved:
		return "Resolved"
	case r.st().means == noEscalation:
		return "Waiting"
	}
	t := time.Unix(due, 0).In(r.w.zone)
	_, off := t.Zone()
	verb := [...]string{"Respond by ", "Plan by ", "Resolve by "}[stage]
	hours := strconv.Itoa(abs(off / 3600))
	if len(hours) < 2 {
		hours = "0" + hours
	}
	if off < 0 {
		return verb + t.Format("Mon 01/02 3:04 PM UTC") + "-" + hours
	}
	return verb + t.Format("Mon 01/02 3:04 PM UTC") + "+" + hours
}

func abs(n int) int { return max(n, -n) }
