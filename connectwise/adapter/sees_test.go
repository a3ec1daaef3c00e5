package adapter

import (
	"strings"
	"testing"

	"daybrief/connectwise/cwtest"
	"daybrief/internal/psa"
)

// Lists of records say what the keys can't see of them, and that nobody can tell.
func TestRecordsSayWhatTheyLack(t *testing.T) {
	t.Parallel()
	for want, limit := range map[string]func(*cwtest.Server){
		"":         func(*cwtest.Server) {},
		"excluded": func(s *cwtest.Server) { service, _ := s.BoardIDs(); s.Exclude(service[0]) },
		"can't be told": func(s *cwtest.Server) {
			s.Break(cwtest.Fault{Kind: cwtest.Denied, Path: "/system/mySecurity"})
		},
		"hidden from these keys can't be told": func(s *cwtest.Server) {
			s.Break(cwtest.Fault{Kind: cwtest.Denied, Path: "/system/myMembers"})
		},
		"all closed tickets can't be told": func(s *cwtest.Server) { s.Limit("Close Service Tickets", "None") },
	} {
		server, way := sourceOf(t, cwtest.Options{Size: cwtest.Small})
		limit(server)
		for _, list := range []psa.List{psa.ListTickets, psa.ListOpen} {
			q := february()
			q.List = list
			r, err := way.Records(t.Context(), q)
			if err != nil || (r.Lacks == "") != (want == "") || !strings.Contains(r.Lacks, want) {
				t.Errorf("%s: %v, %q, want %q", list, err, r.Lacks, want)
			}
		}
	}
}
