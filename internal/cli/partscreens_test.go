package cli

import (
	"strconv"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"daybrief/connectwise/cwtest"
)

// Keys that see a part only: each screen says so beside its numbers, or has none.
func TestScreensOfLimitedKeys(t *testing.T) {
	t.Parallel()
	hearSignals()
	type look struct {
		keys         string // pressed one after the other
		wants, lacks []string
	}
	refuse := func(path string) func(*cwtest.Server) {
		return func(s *cwtest.Server) { s.Break(cwtest.Fault{Kind: cwtest.Denied, Path: path}) }
	}
	for name, c := range map[string]struct {
		limit func(*cwtest.Server)
		looks []look
	}{
		"own service tickets only": {func(s *cwtest.Server) { s.Limit("Service Tickets", "My") }, []look{
			{"4", []string{"Open tickets can't be counted: service tickets: needs", "open tickets can't be counted"}, []string{" have open tickets"}},
			{"2 t", []string{"open tickets not known"}, []string{"open, mean"}},
			{"esc 3", []string{"Tickets –", "Companies –"}, []string{"not among the open tickets"}},
		}},
		"a board's statuses refused": {func(s *cwtest.Server) {
			service, _ := s.BoardIDs()
			refuse("/service/boards/" + strconv.FormatInt(service[0], 10) + "/statuses")(s)
		}, []look{
			{"4", []string{"Open tickets are at least what stands here: without what nobody has touched for a year on boards"}, nil},
			{"!", []string{"Without what nobody has touched for a year on boards whose statuses can't be read."}, nil},
			{"esc 2 t", []string{"+ open, mean", "incomplete: "}, nil},
		}},
		"its own member refused": {refuse("/system/myMembers"), []look{
			{"!", []string{"Whether records are hidden from these keys can't be told"}, nil},
			{"esc 3", []string{"+ entries", "incomplete: schedule"}, []string{"The schedule was read"}},
			{"2", []string{"+ · "}, nil},
		}},
		"closed tickets hidden": {func(s *cwtest.Server) { s.Limit("Close Service Tickets", "None") }, []look{
			{"!", []string{"Whether these keys see all closed tickets can't be told"}, nil},
			{"esc 4", []string{"What came in is at least what stands here"}, nil},
		}},
		"no goals calculated": {refuse("/service/tickets/calculateSla"), []look{
			{"2", []string{"SLA?"}, nil},
			{"enter", []string{"These goals are those of the ticket list and may be old."}, nil},
		}},
		"no schedule": {func(s *cwtest.Server) { s.Limit("Resource Scheduling", "None") }, []look{
			{"1", []string{"Schedule –"}, nil},
			{"2 enter", []string{"The schedule is not known."}, nil},
		}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				d := newDays(t, "[me]\nrole = \"dispatcher\"\n[ui]\nglyphs = \"unicode\"\n")
				c.limit(d.server)
				x := d.begin()
				x.Resize(160, 50)
				x.Pass(2 * time.Minute)
				for _, l := range c.looks {
					x.Press(strings.Fields(l.keys)...)
					x.Pass(3 * time.Second)
					x.Wants(l.wants...)
					x.Lacks(l.lacks...)
				}
			})
		})
	}
}
