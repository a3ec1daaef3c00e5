package connectwise

import (
	"encoding/json"
	"os"
	"slices"
	"strings"
	"testing"
)

// lists are all lists of fields that the client asks for, with the path they
// are asked of and the schema's name in the vendor's specification.
func fieldLists() []struct {
	path, schema string
	fields       []string
} {
	return []struct {
		path, schema string
		fields       []string
	}{
		{"/service/tickets", "Ticket", serviceTicketFields(true)},
		{"/service/tickets", "Ticket", digestFields()},
		{"/service/tickets/calculateSla", "Ticket", calculatedFields(true)},
		{"/project/tickets", "ProjectTicket", projectTicketFields()},
		{"/project/tickets", "ProjectTicket", projectDigestFields()},
		{"/service/boards", "Board", boardFields()},
		{"/service/info/boards", "BoardInfo", boardFields()},
		{"/service/boards/{parentId}/statuses", "BoardStatus", statusFields()},
		{"/service/boards/{parentId}/teams", "BoardTeam", teamFields()},
		{"/service/priorities", "Priority", priorityFields()},
		{"/system/members", "Member", memberFields()},
		{"/system/info/members", "MemberInfo", memberInfoFields()},
		{"/system/myMembers", "MyMember", myMemberFields()},
		{"/system/myMembers/info", "MyMemberInfo", myMemberFields()},
		{"/system/mySecurity", "MySecurity", securityFields()},
		{"/company/companies", "Company", companyFields()},
		{"/company/companies", "Company", currencyFields()},
		{"/company/contacts", "Contact", contactFields()},
		{"/finance/agreements", "Agreement", agreementFields()},
		{"/finance/agreements", "Agreement", contractFields()},
		{"/finance/agreements/{parentId}/additions", "Addition", additionFields()},
		{"/finance/billingCycles", "BillingCycle", cycleFields()},
		{"/system/members", "Member", costFields()},
		{"/sales/opportunities/statuses", "OpportunityStatus", salesStatusFields()},
		{"/sales/opportunities/statuses/info", "OpportunityStatusInfo", salesStatusFields()},
		{"/sales/opportunities", "Opportunity", opportunityFields()},
		{"/sales/opportunities/{parentId}/forecast", "Forecast", forecastFields()},
		{"/sales/activities/statuses", "ActivityStatus", salesStatusFields()},
		{"/sales/activities/statuses/info", "ActivityStatusInfo", salesStatusFields()},
		{"/sales/activities/types", "ActivityType", activityTypeFields()},
		{"/sales/activities", "Activity", activityFields(true)},
		{"/marketing/campaigns", "Campaign", campaignFields()},
		{"/finance/invoices", "Invoice", invoiceFields()},
		{"/project/projects", "Project", projectFields()},
		{"/service/tickets/{parentId}/configurations", "ConfigurationReference", configRefFields()},
		{"/company/configurations", "Company.Configuration", configFields()},
		{"/schedule/entries", "ScheduleEntry", scheduleFields()},
		{"/schedule/types", "ScheduleType", scheduleTypeFields()},
		{"/time/entries", "TimeEntry", timeFields()},
		{"/time/entries", "TimeEntry", billedFields()},
		{"/service/tickets/{parentId}/allNotes", "ServiceTicketNote", serviceAllNoteFields()},
		{"/project/tickets/{parentId}/allNotes", "ProjectTicketNote", allNoteFields()},
		{"/service/tickets/{parentId}/notes", "ServiceNote", serviceNoteFields()},
		{"/project/tickets/{parentId}/notes", "TicketNote", projectNoteFields()},
	}
}

// known is our own list of what the entities have, written by hand from the
// contract notes; it holds only what we ask for or are tempted to.
func known() map[string]string {
	ticket := "id summary board status company contact contactName contactPhoneNumber contactEmailAddress siteName type subType item source priority owner resources agreement " +
		"closedFlag closedDate requiredDate estimatedStartDate budgetHours actualHours customerUpdatedFlag predecessorClosedFlag _info "
	note := "id text internalAnalysisFlag detailDescriptionFlag resolutionFlag member contact _info "
	return map[string]string{
		"Ticket": ticket + "recordType team severity impact mergedParentTicket parentTicketId hasChildTicket escalationLevel sla slaStatus isInSla minutesWaiting " +
			"dateResponded dateResplan dateResolved respondByGoalUTC resplanGoalUTC resolutionGoalUTC",
		"ProjectTicket":          ticket + "isIssueFlag project phase",
		"Board":                  "id name projectFlag inactiveFlag",
		"BoardInfo":              "id name projectFlag inactiveFlag",
		"BoardStatus":            "id name sortOrder defaultFlag closedStatus inactive escalationStatus",
		"BoardTeam":              "id name members",
		"Priority":               "id name sortOrder level",
		"Member":                 "id identifier firstName lastName title inactiveFlag licenseClass dailyCapacity hourlyCost",
		"MemberInfo":             "id identifier firstName lastName inactiveFlag licenseClass",
		"MyMember":               "id identifier firstName lastName inactiveFlag dailyCapacity",
		"MyMemberInfo":           "id identifier firstName lastName inactiveFlag dailyCapacity",
		"MySecurity":             "id moduleName moduleFunctionName inquireLevel",
		"Company":                "id identifier name status types phoneNumber city territory website deletedFlag currency _info",
		"Contact":                "id firstName lastName company title defaultPhoneNbr communicationItems inactiveFlag",
		"Agreement":              "id name type company startDate endDate noEndingDateFlag cancelledFlag agreementStatus billAmount currency billingCycle billOneTimeFlag dateCancelled",
		"Addition":               "id product description quantity unitCost effectiveDate cancelledDate",
		"BillingCycle":           "id name billingOptions",
		"OpportunityStatus":      "id name wonFlag lostFlag closedFlag",
		"OpportunityStatusInfo":  "id name closedFlag",
		"Opportunity":            "id name expectedCloseDate stage status primarySalesRep company currency",
		"Forecast":               "id forecastItems forecastRevenueTotals",
		"ActivityStatus":         "id name closedFlag",
		"ActivityStatusInfo":     "id name closedFlag",
		"ActivityType":           "id name points",
		"Activity":               "id name type company campaign assignTo status dateStart dateEnd closeFlag dateClosedUtc dateEndUtc _info",
		"Campaign":               "id name inactive",
		"Invoice":                "id invoiceNumber company agreement currency date dueDate balance",
		"Project":                "id name company manager board budgetHours actualHours estimatedEnd closedFlag",
		"ConfigurationReference": "id deviceIdentifier",
		"Company.Configuration":  "id name type status company contact deviceIdentifier tagNumber serialNumber lastLoginName warrantyExpirationDate activeFlag",
		"ScheduleEntry":          "id objectId name member where dateStart dateEnd status type hours doneFlag acknowledgedFlag ownerFlag meetingFlag startTimeSet",
		"ScheduleType":           "id name identifier systemFlag",
		"TimeEntry": "id chargeToId chargeToType member timeStart timeEnd actualHours notes company billableOption hourlyRate hourlyCost workType workRole agreement project " +
			"department businessUnitId ticketBoard dateEntered",
		"ServiceTicketNote": note + "isMarkdownFlag noteType timeStart timeEnd originalAuthor",
		"ProjectTicketNote": note + "noteType timeStart timeEnd originalAuthor",
		"ServiceNote":       note + "internalFlag dateCreated createdBy",
		"TicketNote":        note + "internalFlag",
	}
}

func TestFieldsAreKnown(t *testing.T) {
	t.Parallel()
	for _, l := range fieldLists() {
		names := strings.Fields(known()[l.schema])
		for _, f := range l.fields {
			if head, _, _ := strings.Cut(f, "/"); !slices.Contains(names, head) {
				t.Errorf("%s has no %s", l.schema, f)
			}
		}
		sorted := slices.Sorted(slices.Values(l.fields))
		if len(slices.Compact(sorted)) != len(l.fields) {
			t.Errorf("%s is asked for a field twice", l.path)
		}
	}
	for _, f := range serviceTicketFields(false) {
		if strings.HasSuffix(f, "GoalUTC") {
			t.Errorf("%s is asked of servers that lack it", f)
		}
	}
}

// TestFieldsExistInTheSpecification compares with the vendor's schema where it
// is at hand; it is not part of the project.
func TestFieldsExistInTheSpecification(t *testing.T) {
	t.Parallel()
	path := os.Getenv("DAYBRIEF_PSA_SPEC")
	if path == "" {
		path = "../../shared/reference/psa-openapi-subset.json"
	}
	b, err := os.ReadFile(path)
	if err != nil {
		t.Skip("the vendor's specification is not here: ", err)
	}
	var spec spec
	if err := json.Unmarshal(b, &spec); err != nil {
		t.Fatal(err)
	}
	for _, l := range fieldLists() {
		if _, ok := spec.Paths[l.path]; !ok {
			t.Errorf("there is no %s", l.path)
		}
		for _, f := range l.fields {
			if !spec.has(l.schema, f) {
				t.Errorf("%s has no %s", l.schema, f)
			}
		}
	}
}

type spec struct {
	Paths      map[string]json.RawMessage
	Components struct {
		Schemas map[string]struct {
			Properties map[string]struct {
				Ref   string `json:"$ref"`
				AllOf []struct {
					Ref string `json:"$ref"`
				}
			}
		}
	}
}

// has follows a field through references. _info is a map of anything.
func (s spec) has(schema, field string) bool {
	head, rest, nested := strings.Cut(field, "/")
	p, ok := s.Components.Schemas[schema].Properties[head]
	if !ok || !nested || head == "_info" {
		return ok
	}
	ref := p.Ref
	if ref == "" && len(p.AllOf) > 0 {
		ref = p.AllOf[0].Ref
	}
	return s.has(ref[strings.LastIndexByte(ref, '/')+1:], rest)
}
