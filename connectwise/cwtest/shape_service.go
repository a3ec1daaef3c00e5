package cwtest

// serviceShape is the service ticket. goals says whether this release has the
// three goal times; older servers have only the display text.
func serviceShape(goals bool) *resource[ticketRow] {
	type R = ticketRow
	fs := append(commonHead(),
		constant[R]("recordType", textOf("ServiceTicket")),
		object("team",
			key("id", func(r *R) int64 { return r.teamOf().id }),
			text("name", func(r *R) string { return r.teamOf().name })),
		text("severity", func(r *R) string { return r.grade(r.ticket.severity) }),
		text("impact", func(r *R) string { return r.grade(r.ticket.impact) }),
		key("parentTicketId", func(r *R) int64 { return r.parent }),
		flag("hasChildTicket", func(r *R) bool { return r.hasChild }),
		flag("hasMergedChildTicketFlag", func(r *R) bool { return r.hasMerged }),
		object("mergedParentTicket",
			key("id", func(r *R) int64 { return r.merged }),
			text("summary", func(r *R) string { return r.mergedSummary() })),
		constant[R]("requestForChangeFlag", boolOf(false)),
		maybe("escalationLevel", kInt, func(r *R) value { return intOf(int64(r.level)) }))
	fs = append(fs, slaFields(goals)...)
	return &resource[R]{name: "ticket", fields: append(fs, commonTail()...), aliases: ticketAliases(),
		blank: serviceBlank, id: func(r *R) int64 { return r.id }, byClosed: true}
}

func (r *ticketRow) teamOf() *team {
	teams := r.bd().teams
	if r.ticket.team < 0 || int(r.ticket.team) >= len(teams) {
		return &team{}
	}
	return &teams[r.ticket.team]
}

func (r *ticketRow) mergedSummary() string {
	if p := r.w.find(r.merged); p != nil && r.merged != 0 {
		return p.summary
	}
	return ""
}

func ticketAliases() []field[ticketRow] {
	return stamps(func(r *ticketRow) int64 { return r.updated }, func(r *ticketRow) int64 { return r.entered })
}

// slaFields can be read and not filtered by: what lists hold of them is old.
func slaFields(goals bool) []field[ticketRow] {
	type R = ticketRow
	fs := []field[R]{
		object("sla",
			maybe("id", kInt, func(r *R) value {
				if !r.sla {
					return value{}
				}
				return intOf(1)
			}),
			maybe("name", kText, func(r *R) value {
				if !r.sla {
					return value{}
				}
				return textOf("Standard SLA")
			})),
		fixed(text("slaStatus", func(r *R) string { return r.slaText() })),
		fixed(maybe("isInSla", kBool, func(r *R) value { return r.inSLA() })),
		when("dateResponded", func(r *R) int64 { return r.metAt(0) }),
		when("dateResplan", func(r *R) int64 { return r.metAt(1) }),
		when("dateResolved", func(r *R) int64 { return r.metAt(2) }),
		fixed(maybe("respondMinutes", kInt, func(r *R) value { return r.minutes(0) })),
		fixed(maybe("resPlanMinutes", kInt, func(r *R) value { return r.minutes(1) })),
		fixed(maybe("resolveMinutes", kInt, func(r *R) value { return r.minutes(2) })),
		fixed(number("minutesWaiting", func(r *R) int64 { return r.waited })),
		fixed(text("respondedBy", func(r *R) string { return r.metBy(0) })),
		fixed(text("resplanBy", func(r *R) string { return r.metBy(1) })),
		fixed(text("resolvedBy", func(r *R) string { return r.metBy(2) })),
	}
	if goals {
		fs = append(fs,
			fixed(when("respondByGoalUTC", func(r *R) int64 { return r.shownGoal(0) })),
			fixed(when("resplanGoalUTC", func(r *R) int64 { return r.shownGoal(1) })),
			fixed(when("resolutionGoalUTC", func(r *R) int64 { return r.shownGoal(2) })))
	}
	return fs
}

func (r *ticketRow) metAt(i int) int64 {
	if !r.sla {
		return 0
	}
	return r.goals[i].met
}

func (r *ticketRow) metBy(i int) string {
	if r.metAt(i) == 0 {
		return ""
	}
	return r.boss().login
}

func (r *ticketRow) minutes(i int) value {
	if !r.sla {
		return value{}
	}
	end := r.goals[i].met
	if end == 0 {
		end = r.updated
		if r.live {
			end = r.now
		}
	}
	return intOf(max(0, (end-r.entered)/60))
}

func (r *ticketRow) inSLA() value {
	if !r.sla {
		return value{}
	}
	at := r.updated
	if r.live {
		at = r.now
	}
	for i := range r.goals {
		met := r.goals[i].met
		if due := r.shownGoal(i); due != 0 && (met > due || met == 0 && at > due && r.st().means != noEscalation) {
			return boolOf(false)
		}
	}
	return boolOf(true)
}

// projectShape is the project ticket: no SLA, team, recordType, parent,
// severity or impact.
func projectShape() *resource[ticketRow] {
	type R = ticketRow
	fs := append(commonHead(),
		flag("isIssueFlag", func(r *R) bool { return r.issue }),
		ref("project", func(r *R) int64 { return r.w.projects[max(r.ticket.project, 0)].id },
			func(r *R) string { return r.w.projects[r.ticket.project].name }),
		object("phase",
			key("id", func(r *R) int64 { return r.w.projects[max(r.ticket.project, 0)].id*10 + int64(r.phase) }),
			text("name", func(r *R) string { return pickAt(r.w.projects[max(r.ticket.project, 0)].phases, int(r.phase)) })),
		text("wbsCode", func(r *R) string { return wbs(int(r.phase)) }),
		when("scheduleStartDate", func(r *R) int64 { return r.start }),
		flag("predecessorClosedFlag", func(r *R) bool { return r.predDone }))
	return &resource[R]{name: "project ticket", fields: append(fs, commonTail()...), aliases: ticketAliases(),
		blank: projectBlank, id: func(r *R) int64 { return r.id }, byClosed: true}
}

func wbs(phase int) string { return string(rune('1'+phase)) + ".1" }

// The properties that the API knows and this tenant leaves empty.
const (
	serviceBlank = "workRole workType addressLine1 addressLine2 stateIdentifier zip country contactPhoneExtension subType item " +
		"serviceLocation opportunity agreementType externalXRef poNumber knowledgeBaseCategoryId knowledgeBaseSubCategoryId " +
		"automaticEmailCc initialDescription initialInternalAnalysis initialResolution initialDescriptionFrom contactEmailLookup " +
		"processNotifications skipCallback estimatedExpenseCost estimatedExpenseRevenue estimatedProductCost " +
		"estimatedProductRevenue estimatedTimeCost estimatedTimeRevenue billingMethod billingAmount hourlyRate subBillingMethod " +
		"subBillingAmount subDateAccepted escalationLastUpdateMinutes knowledgeBaseLinkId knowledgeBaseLinkType predecessorType " +
		"predecessorId predecessorClosedFlag lagDays lagNonworkingDaysFlag duration mobileGuid currency integratorTags " +
		"escalationStartDateUTC minutesBeforeWaiting respondedSkippedMinutes resplanSkippedMinutes respondedHours resplanHours " +
		"resolutionHours"
	projectBlank = "workRole workType addressLine1 addressLine2 stateIdentifier zip country contactPhoneExtension subType item " +
		"serviceLocation opportunity agreementType knowledgeBaseCategoryId knowledgeBaseSubCategoryId knowledgeBaseLinkId " +
		"knowledgeBaseLinkType automaticEmailCc subBillingMethod subBillingAmount subDateAccepted predecessorType predecessorId " +
		"lagDays lagNonworkingDaysFlag duration scheduleEndDate mobileGuid currency tasks initialDescription " +
		"initialInternalAnalysis initialResolution contactEmailLookup processNotifications skipCallback"
)
