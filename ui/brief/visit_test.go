package brief_test

import (
	"fmt"
	"regexp"
	"strings"
	"testing"
	"time"

	"daybrief/briefing"
	"daybrief/model"
	"daybrief/ui/brief"
	"daybrief/ui/uitest"
)

// An appointment for one ticket stands in the columns of the tickets around it, also
// when the ticket has no company.
func TestAnAppointmentStandsInTheColumns(t *testing.T) {
	t.Parallel()
	for _, firm := range []string{"Northgate Motors", ""} {
		s := uitest.Tenant(uitest.Noon(), 8)
		tk := *s.ServiceTickets.Value[2]
		tk.Company = model.CompanyRef{Name: model.Clean(firm)}
		s.ServiceTickets.Value[2] = &tk
		s.ScheduleEntries.Value = []*model.ScheduleEntry{{ID: 1, Kind: model.ScheduleTicket, Ticket: tk.ID, Acknowledged: true,
			Member: model.MemberRef{Identifier: model.Clean("tech1")}, Start: uitest.Noon().Add(20 * time.Minute), End: uitest.Noon().Add(time.Hour)}}
		f := frame(s, 150, 37)
		f.Rules.Sections = []string{briefing.SectionNow}
		f.Briefing = briefing.Build(s, nil, f.Lookup, f.Rules, f.Now)
		b := brief.New()
		b.Sync(f)
		got, id := shown(b, f), fmt.Sprint(int64(tk.ID))
		row := regexp.MustCompile(`(?m)^.*starts in 20 min.*$`).FindString(got)
		if strings.Contains(row, "#"+id) || !strings.Contains(row, id+" ") || !strings.Contains(row, firm) {
			t.Errorf("%q is no row of columns:\n%s", row, got)
		}
	}
}
