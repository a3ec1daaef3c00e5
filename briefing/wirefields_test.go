package briefing_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"daybrief/briefing"
)

// columns says, for every field of the wire that a page rests on, what it is when
// it is left out (null and "" are the same, see connectwise.TestFieldsSettle):
//
//	fact   somebody must say it: left out, it is unknown
//	none   leaving it out is ConnectWise's way to say that there is none
//	shown  nothing is counted, ordered or decided by it
//
// A fact or a none that can't be understood is unknown, too. A shown field may say
// anything.
func columns() map[string]map[string]string {
	both := map[string]string{
		"fact": "id status/id priority/id priority/sort priority/level company/id owner/id owner/identifier closedFlag closedDate customerUpdatedFlag " +
			"_info/dateEntered _info/lastUpdated _info/updatedBy budgetHours actualHours",
		"none":  "type/name contact/id contactName agreement/id resources requiredDate",
		"shown": "summary board/id board/name status/name priority/name subType/name item/name source/name company/identifier company/name contact/name contactPhoneNumber contactEmailAddress siteName agreement/name owner/name estimatedStartDate _info/enteredBy",
	}
	project, service := maps.Clone(both), maps.Clone(both)
	project["fact"] += " predecessorClosedFlag"
	project["shown"] += " isIssueFlag project/id project/name phase/name"
	service["fact"] += " severity impact escalationLevel slaStatus"
	service["none"] += " mergedParentTicket/id dateResponded dateResplan dateResolved respondByGoalUTC resplanGoalUTC resolutionGoalUTC"
	service["shown"] += " recordType team/id team/name parentTicketId hasChildTicket predecessorClosedFlag sla/name isInSla minutesWaiting"
	return map[string]map[string]string{
		"/service/tickets": service,
		"/project/tickets": project,
		"/service/tickets/calculateSla": {
			"fact":  "id closedFlag _info/lastUpdated _info/dateEntered slaStatus respondByGoalUTC resplanGoalUTC resolutionGoalUTC",
			"none":  "mergedParentTicket/id dateResponded dateResplan dateResolved",
			"shown": "sla/name isInSla minutesWaiting",
		},
		"/service/boards":              {"fact": "id projectFlag", "shown": "name inactiveFlag"},
		"/service/boards/{n}/statuses": {"fact": "id defaultFlag closedStatus escalationStatus", "shown": "name sortOrder inactive"},
		"/service/boards/{n}/teams":    {"fact": "id", "shown": "name members"},
		"/service/priorities":          {"fact": "id sortOrder level", "shown": "name"},
		"/system/members":              {"fact": "id identifier inactiveFlag", "shown": "firstName lastName title licenseClass dailyCapacity"},
		"/company/companies":           {"fact": "id deletedFlag", "shown": "identifier name status/name types phoneNumber city territory/name website _info/dateEntered"},
		"/schedule/entries":            {"fact": "id objectId type/identifier dateStart dateEnd doneFlag acknowledgedFlag", "none": "member/id member/identifier hours startTimeSet type/id", "shown": "name member/name where/name status/name ownerFlag meetingFlag"},
		"/time/entries":                {"fact": "id chargeToId chargeToType member/identifier timeStart", "none": "timeEnd actualHours", "shown": "notes member/id member/name"},
		"/sales/activities":            {"fact": "id status/id dateStart closeFlag", "none": "assignTo/id assignTo/identifier dateEnd dateEndUtc dateClosedUtc", "shown": "name type/id type/name company/id company/identifier company/name campaign/id campaign/name assignTo/name _info/lastUpdated"},
		"/sales/activities/statuses":   {"fact": "id closedFlag"},
		"/finance/agreements":          {"fact": "id endDate cancelledFlag", "none": "noEndingDateFlag", "shown": "name type/name company/id company/identifier company/name startDate billAmount currency/currencyCode"},
		"/system/mySecurity":           {"shown": "id moduleName moduleFunctionName inquireLevel"}, // what the keys can see has tests of its own
		"/system/myMembers":            {"shown": "id identifier excludedServiceBoardIds excludedProjectBoardIds restrictLocationFlag restrictDepartmentFlag restrictScheduleFlag"},
	}
}

// No page says anything false, whatever field a server leaves out or garbles in a
// third of its rows: each figure is the whole truth, or marked as the least it can
// be and not above the truth, or a dash; each section lists what it should, or says
// what is missing.
func TestEveryFieldOfTheWire(t *testing.T) {
	t.Parallel()
	shared := newTape()
	truth := (&wire{tape: shared}).looks(t)
	run := func(w *wire) {
		got := w.looks(t)
		for i := range got {
			if bad := wrong(got[i], truth[i]); len(bad) > 0 {
				t.Errorf("%s %v (garbled: %v), look %d: %s", w.path, w.fields, w.garbled, i+1, strings.Join(bad, "; "))
			}
		}
	}
	table := columns()
	for path, kinds := range table {
		for _, f := range strings.Fields(kinds["fact"]) {
			run(&wire{tape: shared, path: path, fields: []string{f}})
		}
		// What is garbled costs its row, whichever it is (connectwise.TestFieldsSettle).
		run(&wire{tape: shared, path: path, fields: strings.Fields(kinds["fact"] + " " + kinds["none"]), garbled: true})
		run(&wire{tape: shared, path: path, fields: strings.Fields(kinds["shown"])})
	}
	for path, fields := range shared.asked {
		for f := range fields {
			row := slices.ContainsFunc(slices.Collect(maps.Values(table[path])), func(s string) bool { return slices.Contains(strings.Fields(s), f) })
			if !row {
				t.Errorf("%s asks for %s, which has no row in the table", path, f)
			}
		}
	}
	for path, kinds := range table {
		for _, s := range kinds {
			for _, f := range strings.Fields(s) {
				if !shared.asked[path][f] {
					t.Errorf("%s does not ask for %s", path, f)
				}
			}
		}
	}
}

// wrong lists in what a page says something other than the truth and does not own
// up to it.
func wrong(got, want *briefing.Briefing) (out []string) {
	for i, f := range got.Numbers.Figures() {
		w := want.Numbers.Figures()[i]
		if f.Missing == "" && f.Key != "unknown_sla" && f.Value != w.Value && (f.Least == "" || f.Value > w.Value) {
			out = append(out, fmt.Sprintf("%s %s, truth %s (%s)", f.Key, f, w, f.Least))
		}
	}
	for i := range got.Sections {
		g, w := &got.Sections[i], &want.Sections[i]
		if g.Unavailable != "" || g.Partial != "" || slices.Contains([]string{briefing.SectionNow, briefing.SectionNumbers, briefing.SectionDataHealth}, g.ID) {
			continue
		}
		have, due := rows(g), rows(w)
		for _, id := range have {
			if !slices.Contains(due, id) {
				out = append(out, g.ID+" lists "+id)
			}
		}
		for _, id := range due {
			if !slices.Contains(have, id) {
				out = append(out, g.ID+" lacks "+id)
			}
		}
	}
	return out
}

func rows(s *briefing.Section) (out []string) {
	for _, it := range s.Items {
		id := fmt.Sprint(it.Kind, " ", it.ID)
		if it.Kind == briefing.KindMember {
			id = it.Reasons[0] // what they have; the id may be unknown
		}
		out = append(out, id)
	}
	return out
}
