package connectwise

import (
	"encoding/json"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"daybrief/model"
)

func TestScheduleEntry(t *testing.T) {
	t.Parallel()
	day := time.Date(2026, 3, 10, 0, 0, 0, 0, time.UTC)
	who := `"member":{"id":1,"identifier":"jdoe"},`
	for _, tt := range []struct {
		name, doc       string
		start           time.Time
		hours           float64
		dateOnly, ghost bool
	}{
		{"timed", `"dateStart":"2026-03-10T14:00:00Z","dateEnd":"2026-03-10T15:30:00Z","hours":1.5`, day.Add(14 * time.Hour), 1.5, false, false},
		{"without hours", `"dateStart":"2026-03-10T14:00:00Z","dateEnd":"2026-03-10T15:00:00Z"`, day.Add(14 * time.Hour), 1, false, false},
		{"starts at midnight", `"dateStart":"2026-03-10T00:00:00Z","dateEnd":"2026-03-10T08:00:00Z","hours":8`, day, 8, false, false},
		{"date only", `"dateStart":"2026-03-10T00:00:00Z","dateEnd":"2026-03-10T00:00:00Z","hours":0`, day, 0, true, false},
		{"date only, without hours", `"dateStart":"2026-03-10T00:00:00Z","dateEnd":"2026-03-10T00:00:00Z"`, day, 0, true, false},
		{"start time not set", `"dateStart":"2026-03-10T08:00:00Z","dateEnd":"2026-03-10T16:00:00Z","hours":8,"startTimeSet":false`, day, 8, true, false},
		{"ghost", `"dateStart":"2026-03-10T14:00:00Z","dateEnd":"2026-03-10T14:00:00Z","hours":0`, day.Add(14 * time.Hour), 0, false, true},
		{"ghost without dates", `"hours":0`, time.Time{}, 0, false, true},
		{"ghost without end", `"dateStart":"2026-03-10T14:00:00Z"`, day.Add(14 * time.Hour), 0, false, true},
	} {
		var w scheduleEntryWire
		if err := json.Unmarshal([]byte(`{"id":1,`+who+tt.doc+`}`), &w); err != nil {
			t.Fatal(err)
		}
		v, ok := w.visit()
		if !ok || !v.Start.Equal(tt.start) || v.Hours != tt.hours || v.DateOnly != tt.dateOnly || v.Ghost != tt.ghost {
			t.Errorf("%s: %+v", tt.name, v)
		}
	}
}

func TestScheduleEntryKinds(t *testing.T) {
	t.Parallel()
	for want, r := range map[model.ScheduleKind][]reference{
		model.ScheduleTicket:      {{Identifier: "S", ID: 9}, {Identifier: "s"}, {ID: 4}},
		model.ScheduleActivity:    {{Identifier: "C"}, {ID: 1}},
		model.ScheduleOpportunity: {{Identifier: "O"}},
		model.ScheduleOther:       {{Identifier: "H", ID: 4}, {}},
	} {
		for _, x := range r {
			if got := visitKind(x); got != want {
				t.Errorf("%+v: got %v", x, got)
			}
		}
	}
}

func TestScheduleEntries(t *testing.T) {
	t.Parallel()
	// The local day in UTC-8 is 08:00 to 08:00 UTC.
	from := time.Date(2026, 3, 10, 8, 0, 0, 0, time.UTC)
	to := from.Add(24 * time.Hour)
	entry := func(id, start, end, more string) string {
		return `{"id":` + id + `,"objectId":7,"type":{"id":4,"identifier":"S"},"member":{"id":1,"identifier":"jdoe"},"dateStart":"` + start + `","dateEnd":"` + end + `"` + more + `}`
	}
	body := "[" + strings.Join([]string{
		entry("5", "2026-03-11T07:00:00Z", "2026-03-11T09:00:00Z", `,"hours":2,"where":{"id":1,"name":"On-site"}`),
		entry("4", "2026-03-10T07:00:00Z", "2026-03-10T08:30:00Z", `,"hours":1.5,"where":"Remote"`),
		entry("3", "2026-03-10T00:00:00Z", "2026-03-10T00:00:00Z", `,"hours":0`),                 // the local day itself
		entry("6", "2026-03-09T07:00:00Z", "2026-03-09T08:00:00Z", `,"hours":1`),                 // the day before
		entry("7", "2026-03-11T08:00:00Z", "2026-03-11T09:00:00Z", `,"hours":1`),                 // the day after
		`{"id":8,"dateStart":"2026-03-10T09:00:00Z","dateEnd":"2026-03-10T10:00:00Z","hours":1}`, // nobody's
		entry("9", "2026-03-10T12:00:00Z", "2026-03-10T12:00:00Z", `,"hours":0`),                 // a ghost
	}, ",") + "]"
	_, c := newServer(t, &stub{name: "entries", path: api + "/schedule/entries", header: map[string]string{"pagination-type": "forward-only"},
		query: map[string]string{"conditions": "dateStart<[2026-03-12T08:00:00Z] and (dateEnd>[2026-03-09T08:00:00Z] or (dateEnd=null and dateStart>[2026-03-09T08:00:00Z]))", "fields": strings.Join(scheduleFields(), ","), "pageSize": "1000"},
		body:  body, reply: link("")})
	p, err := c.Schedule.Entries(t.Context(), from, to)
	if err != nil {
		t.Fatal(err)
	}
	var got []model.ScheduleEntryID
	for _, v := range p.Items {
		got = append(got, v.ID)
	}
	if len(got) != 4 || got[0] != 3 || got[1] != 4 || got[2] != 9 || got[3] != 5 || p.Skipped != 0 {
		t.Errorf("got %v, skipped %d", got, p.Skipped)
	}
	if v := p.Items[1]; v.Ticket != 7 || v.Where.String() != "Remote" || v.Kind != model.ScheduleTicket {
		t.Errorf("%+v", v)
	}
}

// A server that does not know how to look for entries without an end is asked for
// the others, and not for these again.
func TestScheduleWithoutNull(t *testing.T) {
	t.Parallel()
	from := time.Date(2026, 3, 10, 8, 0, 0, 0, time.UTC)
	asked := []string{}
	refuses := "null"
	reply := func(status int, body string) *http.Response {
		return &http.Response{StatusCode: status, Header: http.Header{"Content-Type": {"application/json"}}, Body: io.NopCloser(strings.NewReader(body))}
	}
	_, c := newServer(t, &stub{name: "entries", path: api + "/schedule/entries", any: true, many: true, handler: func(r *http.Request) (*http.Response, error) {
		conditions := r.URL.Query().Get("conditions")
		if asked = append(asked, conditions); strings.Contains(conditions, refuses) {
			return reply(http.StatusBadRequest, `{"code":"InvalidObject","message":"Expected a date."}`), nil
		}
		return reply(http.StatusOK, `[{"id":3,"objectId":7,"type":{"id":4,"identifier":"S"},"member":{"id":1,"identifier":"jdoe"},"dateStart":"2026-03-10T09:00:00Z","dateEnd":"2026-03-10T10:00:00Z","hours":1}]`), nil
	}})
	for range 2 {
		p, err := c.Schedule.Entries(t.Context(), from, from.Add(24*time.Hour))
		if err != nil || len(p.Items) != 1 {
			t.Fatalf("%v, %v", p.Items, err)
		}
	}
	if len(asked) != 3 || !strings.Contains(asked[0], "null") || strings.Contains(asked[1]+asked[2], "null") {
		t.Errorf("asked %q", asked)
	}
	refuses = "date"
	if _, err := c.Schedule.Entries(t.Context(), from, from.Add(24*time.Hour)); err == nil {
		t.Error("what is refused all the same is no answer")
	}
}
