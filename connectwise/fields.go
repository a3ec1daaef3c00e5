package connectwise

// The lists of fields that are asked for. They are functions, because a slice
// in a package variable could be written to. A test compares every name with
// the vendor's schema where that is at hand, and with a hand-written list.
//
// Service and project tickets have separate lists: a name that the entity does
// not have may fail the whole call (connectwise-api 3.1).

func serviceTicketFields(goals bool) []string {
	f := []string{
		"id", "summary", "recordType", "board/id", "board/name", "status/id", "status/name", "team/id", "team/name",
		"priority/id", "priority/name", "priority/sort", "priority/level", "severity", "impact",
		"type/name", "subType/name", "item/name", "source/name",
		"company/id", "company/identifier", "company/name", "contact/id", "contact/name", "contactName",
		"contactPhoneNumber", "contactEmailAddress", "siteName", "agreement/id", "agreement/name",
		"owner/id", "owner/identifier", "owner/name", "resources",
		"closedFlag", "closedDate", "mergedParentTicket/id", "parentTicketId", "hasChildTicket",
		"requiredDate", "estimatedStartDate", "budgetHours", "actualHours", "customerUpdatedFlag", "escalationLevel",
		"predecessorClosedFlag",
		"_info/dateEntered", "_info/enteredBy", "_info/lastUpdated", "_info/updatedBy",
	}
	return append(f, slaFields(goals)...)
}

func slaFields(goals bool) []string {
	f := []string{"sla/name", "slaStatus", "isInSla", "minutesWaiting", "dateResponded", "dateResplan", "dateResolved"}
	if goals {
		f = append(f, goalFields()...)
	}
	return f
}

// calculatedFields are asked of calculateSla: what tells an open ticket, which
// state of it was calculated, since when there can be goals, and the SLA. Asking for everything would triple
// an answer that is fetched every few minutes.
func calculatedFields(goals bool) []string {
	return append([]string{"id", "closedFlag", "mergedParentTicket/id", "_info/lastUpdated", "_info/dateEntered"}, slaFields(goals)...)
}

// goalFields exist from release 2026.x on; 2025.8 lacks them.
func goalFields() []string {
	return []string{"respondByGoalUTC", "resplanGoalUTC", "resolutionGoalUTC"}
}

func projectTicketFields() []string {
	return []string{
		"id", "summary", "isIssueFlag", "board/id", "board/name", "status/id", "status/name",
		"project/id", "project/name", "phase/name",
		"priority/id", "priority/name", "priority/sort", "priority/level",
		"type/name", "subType/name", "item/name", "source/name",
		"company/id", "company/identifier", "company/name", "contact/id", "contact/name", "contactName",
		"contactPhoneNumber", "contactEmailAddress", "siteName", "agreement/id", "agreement/name",
		"owner/id", "owner/identifier", "owner/name", "resources",
		"closedFlag", "closedDate", "requiredDate", "estimatedStartDate", "budgetHours", "actualHours", "customerUpdatedFlag",
		"predecessorClosedFlag",
		"_info/dateEntered", "_info/enteredBy", "_info/lastUpdated", "_info/updatedBy",
	}
}

// digestFields hold what tells an open ticket and whether we have it as it is,
// and nothing else. A company that was merged into another one, and on some
// servers the customer's note, do not move lastUpdated.
func digestFields() []string { return append(projectDigestFields(), "mergedParentTicket/id") }

func projectDigestFields() []string {
	return []string{"id", "closedFlag", "status/id", "company/id", "customerUpdatedFlag", "_info/lastUpdated"}
}

func boardFields() []string { return []string{"id", "name", "projectFlag", "inactiveFlag"} }

func statusFields() []string {
	return []string{"id", "name", "sortOrder", "defaultFlag", "closedStatus", "inactive", "escalationStatus"}
}

func teamFields() []string { return []string{"id", "name", "members"} }

func priorityFields() []string { return []string{"id", "name", "sortOrder", "level"} }

func memberFields() []string {
	return []string{"id", "identifier", "firstName", "lastName", "title", "inactiveFlag", "licenseClass", "dailyCapacity"}
}

// memberInfoFields belong to the lighter list, which knows less.
func memberInfoFields() []string {
	return []string{"id", "identifier", "firstName", "lastName", "inactiveFlag", "licenseClass"}
}

func myMemberFields() []string {
	return []string{"id", "identifier", "firstName", "lastName", "inactiveFlag", "dailyCapacity"}
}

func securityFields() []string {
	return []string{"id", "moduleName", "moduleFunctionName", "inquireLevel"}
}

func companyFields() []string {
	return []string{"id", "identifier", "name", "status/name", "types", "phoneNumber", "city", "territory/name", "website", "deletedFlag", "_info/dateEntered"}
}

func currencyFields() []string { return []string{"id", "currency/currencyCode"} }

func contactFields() []string {
	return []string{"id", "firstName", "lastName", "company/id", "title", "defaultPhoneNbr", "communicationItems", "inactiveFlag"}
}

// agreementFields leaves out agreementStatus: it says nothing that the dates
// and the flag don't, and older releases may lack it.
func agreementFields() []string {
	return []string{"id", "name", "type/name", "company/id", "startDate", "endDate", "noEndingDateFlag", "cancelledFlag"}
}

// billedAgreementFields and invoiceFields are what reports ask for.
func billedAgreementFields() []string {
	return append(agreementFields(), "company/identifier", "company/name", "billAmount", "currency/currencyCode")
}

// contractFields are asked where an agreement's earnings are worked out.
func contractFields() []string {
	return append(billedAgreementFields(), "billingCycle/id", "billOneTimeFlag", "dateCancelled")
}

func additionFields() []string {
	return []string{"id", "product/identifier", "description", "quantity", "unitCost", "effectiveDate", "cancelledDate"}
}

func cycleFields() []string { return []string{"id", "billingOptions"} }

func costFields() []string { return []string{"id", "hourlyCost"} }

func salesStatusFields() []string { return []string{"id", "closedFlag"} }

func opportunityFields() []string {
	return []string{
		"id", "name", "expectedCloseDate", "stage/name", "status/id", "primarySalesRep/id", "primarySalesRep/identifier", "primarySalesRep/name",
		"company/id", "company/identifier", "company/name", "currency/currencyCode",
	}
}

func forecastFields() []string {
	return []string{"id", "forecastRevenueTotals/revenue", "forecastItems"}
}

func activityFields(late bool) []string {
	f := []string{
		"id", "name", "type/id", "type/name", "company/id", "company/identifier", "company/name", "campaign/id", "campaign/name",
		"assignTo/id", "assignTo/identifier", "assignTo/name", "status/id", "dateStart", "dateEnd", "_info/lastUpdated",
	}
	if late {
		f = append(f, closingFields()...)
	}
	return f
}

// closingFields exist from release 2026.4 on.
func closingFields() []string { return []string{"closeFlag", "dateClosedUtc", "dateEndUtc"} }

func activityTypeFields() []string { return []string{"id", "points"} }

func campaignFields() []string { return []string{"id", "name", "inactive"} }

func projectFields() []string {
	return []string{"id", "name", "company/id", "company/identifier", "company/name", "manager/id", "manager/identifier", "manager/name", "board/name", "budgetHours", "actualHours", "estimatedEnd", "closedFlag"}
}

func invoiceFields() []string {
	return []string{"id", "invoiceNumber", "company/id", "company/identifier", "company/name", "agreement/id", "agreement/name", "currency/currencyCode", "date", "dueDate", "balance"}
}

// configRefFields is for the list of a ticket, which holds nothing else.
func configRefFields() []string { return []string{"id", "deviceIdentifier"} }

func configFields() []string {
	return []string{
		"id", "name", "type/name", "contact/name", "tagNumber", "serialNumber", "lastLoginName", "warrantyExpirationDate", "activeFlag",
	}
}

func scheduleFields() []string {
	return []string{
		"id", "objectId", "name", "member/id", "member/identifier", "member/name", "where/name", "dateStart", "dateEnd",
		"status/name", "type/id", "type/identifier", "hours", "doneFlag", "acknowledgedFlag", "ownerFlag", "meetingFlag", "startTimeSet",
	}
}

func scheduleTypeFields() []string { return []string{"id", "name", "identifier", "systemFlag"} }

func timeFields() []string {
	return []string{"id", "chargeToId", "chargeToType", "member/id", "member/identifier", "member/name", "timeStart", "timeEnd", "actualHours", "notes"}
}

// billedFields are what reports ask of time entries.
func billedFields() []string {
	return append(timeFields(), "company/id", "company/identifier", "company/name", "billableOption", "hourlyRate", "hourlyCost", "workType/name", "workRole/name",
		"agreement/id", "agreement/name", "project/id", "project/name", "department/id", "department/name", "businessUnitId", "ticketBoard", "dateEntered")
}

// allNoteFields is for /allNotes of service and project tickets.
func allNoteFields() []string {
	return []string{
		"id", "noteType", "text", "internalAnalysisFlag", "detailDescriptionFlag", "resolutionFlag", "timeStart", "timeEnd",
		"originalAuthor", "member/id", "member/identifier", "member/name", "contact/id", "contact/name", "_info",
	}
}

// serviceAllNoteFields is the same for service tickets only.
func serviceAllNoteFields() []string { return append(allNoteFields(), "isMarkdownFlag") }

// serviceNoteFields and projectNoteFields are for the plainer /notes.
func serviceNoteFields() []string {
	return append(projectNoteFields(), "dateCreated", "createdBy")
}

func projectNoteFields() []string {
	return []string{
		"id", "text", "internalAnalysisFlag", "detailDescriptionFlag", "resolutionFlag", "internalFlag",
		"member/id", "member/identifier", "member/name", "contact/id", "contact/name", "_info",
	}
}
