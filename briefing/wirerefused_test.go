package briefing_test

import (
	"strings"
	"testing"

	"daybrief/briefing"
)

// A role that may not read something: no page says anything that the whole truth
// contradicts, and none looks calm for want of data.
func TestEveryRefusal(t *testing.T) {
	t.Parallel()
	shared := newTape()
	truth := (&wire{tape: shared}).looks(t)
	boards := []string{"/service/boards", "/service/info/boards"}
	for name, refused := range map[string][]string{
		"boards":          boards,
		"statuses":        {"/service/boards/{n}/statuses"},
		"priorities":      {"/service/priorities"},
		"Table Setup":     append(boards, "/service/priorities"),
		"service tickets": {"/service/tickets"},
		"calculateSla":    {"/service/tickets/calculateSla"},
		"project tickets": {"/project/tickets"},
		"tickets":         {"/service/tickets", "/project/tickets"},
		"schedule":        {"/schedule"},
		"members":         {"/system/members", "/system/info/members"},
		"companies":       {"/company"},
		"time":            {"/time"},
		"sales":           {"/sales"},
		"finance":         {"/finance"},
		"everything":      {"/service", "/project", "/schedule", "/system/members", "/system/info/members", "/company", "/time", "/sales", "/finance"},
	} {
		for i, got := range (&wire{tape: shared, refused: refused}).looks(t) {
			if bad := wrong(got, truth[i]); len(bad) > 0 {
				t.Errorf("without %s, look %d: %s", name, i+1, strings.Join(bad, "; "))
			}
			if now := got.Section(briefing.SectionNow); now.Calm != "" && len(truth[i].Now.Items) > 0 && now.Partial == "" {
				t.Errorf("without %s, look %d: %q", name, i+1, now.Calm)
			}
		}
	}
}
