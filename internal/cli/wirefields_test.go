package cli

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
)

// spoiled is a way to a server on which a field of every third record of a list comes
// in another form.
type spoiled struct {
	http.RoundTripper
	list  string // how the paths of the list end, or go on with the number of a record
	field string // "board/id"
	form  string // absent, null, empty or wrong
	count atomic.Int64
}

// forms are the forms of a field. That null and the empty text are as good as absent
// for every field is connectwise.TestFieldsSettle's business.
func forms() []string { return []string{"absent", "wrong"} }

// RoundTrip implements http.RoundTripper.
func (s *spoiled) RoundTrip(r *http.Request) (*http.Response, error) {
	resp, err := s.RoundTripper.RoundTrip(r)
	_, path, ok := strings.Cut(r.URL.Path, "/apis/3.0")
	if rest, is := strings.CutPrefix(path, s.list); err != nil || resp.StatusCode != http.StatusOK || !ok || !is || strings.Contains(rest, "count") || strings.Count(rest, "/") > 1 {
		return resp, err
	}
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		return nil, err
	}
	var doc any
	d := json.NewDecoder(bytes.NewReader(body))
	d.UseNumber()
	if err := d.Decode(&doc); err != nil {
		return nil, err
	}
	s.spoil(doc)
	if body, err = json.Marshal(doc); err != nil {
		return nil, err
	}
	resp.Body, resp.ContentLength = io.NopCloser(bytes.NewReader(body)), int64(len(body))
	resp.Header.Set("Content-Length", strconv.Itoa(len(body)))
	return resp, nil
}

// spoil changes the records of an answer.
func (s *spoiled) spoil(doc any) {
	list, ok := doc.([]any)
	if !ok {
		list = []any{doc}
	}
	for _, one := range list {
		record, ok := one.(map[string]any)
		if !ok {
			continue
		}
		number, ok := record["id"].(json.Number)
		if id, err := number.Int64(); !ok || err != nil || id%3 != 0 {
			continue
		}
		parts := strings.Split(s.field, "/")
		for _, p := range parts[:len(parts)-1] {
			if record, ok = record[p].(map[string]any); !ok {
				break
			}
		}
		if record == nil || record[parts[len(parts)-1]] == nil && s.form != "wrong" {
			continue
		}
		s.count.Add(1)
		switch name := parts[len(parts)-1]; s.form {
		case "absent":
			delete(record, name)
		case "null":
			record[name] = nil
		case "empty":
			record[name] = ""
		default:
			record[name] = map[string]any{"a": []int{1}}
		}
	}
}

// printedBriefing is the part of the JSON that claims something.
type printedBriefing struct {
	Calm     *string
	NowNote  *string `json:"now_note"`
	Numbers  map[string]*int
	Desk     map[string]*int
	Missing  map[string]string
	Least    map[string]string
	Doubtful map[string]string
	Sections []printedSection
}

type printedSection struct {
	ID                   string
	Count                int
	Unavailable, Partial *string
	Items                []struct {
		Kind string
		ID   int64
	}
}

// wireList is a list of the server, its fields, and those of which null says that there
// is none: a server leaves them out then, which is as good as its word.
type wireList struct {
	path   string
	fields []string
	none   []string
}

func wireLists() []wireList {
	return []wireList{
		{
			path: "/service/tickets",
			fields: strings.Fields("summary recordType board/id board/name status/id status/name team/id priority/id priority/name priority/sort priority/level severity impact " +
				"type/name company/id company/identifier company/name contact/id contactName siteName agreement/id " +
				"owner/id owner/identifier owner/name resources closedFlag closedDate mergedParentTicket/id parentTicketId hasChildTicket requiredDate budgetHours actualHours " +
				"customerUpdatedFlag escalationLevel _info/dateEntered _info/lastUpdated _info/updatedBy sla/name slaStatus isInSla minutesWaiting dateResponded dateResplan dateResolved " +
				"respondByGoalUTC resplanGoalUTC resolutionGoalUTC"),
			none: strings.Fields("owner/id owner/identifier owner/name resources severity impact type/name company/id agreement/id contact/id contactName closedDate mergedParentTicket/id parentTicketId " +
				"requiredDate budgetHours actualHours dateResponded dateResplan dateResolved respondByGoalUTC resplanGoalUTC resolutionGoalUTC sla/name"),
		},
		{
			path:   "/project/tickets",
			fields: strings.Fields("summary board/id status/id status/name priority/id company/id owner/id owner/identifier resources closedFlag closedDate requiredDate customerUpdatedFlag _info/dateEntered _info/lastUpdated"),
			none:   strings.Fields("owner/id owner/identifier resources company/id closedDate requiredDate"),
		},
		{path: "/company/companies", fields: strings.Fields("identifier name status/name deletedFlag _info/dateEntered")},
		{path: "/system/members", fields: strings.Fields("identifier firstName lastName inactiveFlag licenseClass dailyCapacity")},
		{
			path:   "/schedule/entries",
			fields: strings.Fields("objectId name member/id member/identifier member/name dateStart dateEnd type/id type/identifier hours doneFlag acknowledgedFlag startTimeSet"),
			none:   strings.Fields("objectId"),
		},
		{path: "/service/priorities", fields: strings.Fields("name sortOrder level")},
	}
}

// Each field of each record, absent, null, empty and of another type: what the briefing
// says is then as true as with it, or it says what is not known. A number is the same,
// unknown with its reason, or marked as the least it can be; a list has no record that
// it has not with whole records, and says so when it has fewer.
func TestNoFieldIsLostUnseen(t *testing.T) {
	t.Parallel()
	whole := briefingBy(t, nil)
	for _, l := range wireLists() {
		for i, field := range l.fields {
			for _, form := range forms() {
				if form == "absent" && slices.Contains(l.none, field) || form == "wrong" && i%6 != 0 {
					continue // what can't be understood costs its record, whichever field it is
				}
				t.Run(fmt.Sprint(strings.ReplaceAll(l.path[1:]+" "+field, "/", "."), " ", form), func(t *testing.T) {
					t.Parallel()
					way := &spoiled{list: l.path, field: field, form: form}
					compare(t, whole, briefingBy(t, way))
					if way.count.Load() == 0 {
						t.Error("no record has it")
					}
				})
			}
		}
	}
}

// briefingBy prints a briefing with all sections by a way to the made-up server.
func briefingBy(t *testing.T, way *spoiled) (out printedBriefing) {
	t.Helper()
	d := newDesk(t)
	d.configure(fmt.Sprintf("[me]\nmember = %q\n", d.server.Me()))
	if way != nil {
		way.RoundTripper, d.opts.Transport = d.opts.Transport, way
	}
	_, text, errs := d.run("brief", "--format", "json", "--role", "manager", "--scope", "everybody", "--all")
	if err := json.Unmarshal([]byte(text), &out); err != nil {
		t.Fatalf("%v: %s", err, errs)
	}
	return out
}

// compare reports what a briefing says that one of whole records contradicts.
func compare(t *testing.T, whole, got printedBriefing) {
	t.Helper()
	for key, want := range whole.Numbers {
		n := got.Numbers[key]
		switch {
		case key == "unknown_sla":
		case n == nil && got.Missing[key] == "":
			t.Errorf("%s is null for no reason", key)
		case n == nil || want == nil || *n == *want || *n < *want && got.Least[key] != "":
		default:
			t.Errorf("%s is %d and was %d (least: %q)", key, *n, *want, got.Least[key])
		}
	}
	was := map[string]map[string]bool{}
	for _, s := range whole.Sections {
		was[s.ID] = map[string]bool{}
		for _, it := range s.Items {
			was[s.ID][fmt.Sprint(it.Kind, it.ID)] = true
		}
	}
	for _, s := range got.Sections {
		if s.Unavailable != nil || slices.Contains([]string{"data-health", "numbers", "team-load", "companies", "my-time"}, s.ID) {
			continue
		}
		same := 0
		for _, it := range s.Items {
			if !was[s.ID][fmt.Sprint(it.Kind, it.ID)] {
				t.Errorf("%s lists %s %d (partial: %v)", s.ID, it.Kind, it.ID, said(s.Partial))
				continue
			}
			same++
		}
		if same < len(was[s.ID]) && s.Partial == nil {
			t.Errorf("%s has %d of %d and does not say so", s.ID, same, len(was[s.ID]))
		}
	}
}

func said(s *string) string {
	if s == nil {
		return "nothing"
	}
	return *s
}
