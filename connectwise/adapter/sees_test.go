package adapter

import (
	"io"
	"net/http"
	"strings"
	"testing"

	"daybrief/connectwise/cwtest"
	"daybrief/internal/psa"
	"daybrief/model"
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

// A role that is told in part, or in a list without rows, does not say that a level
// is All: what rests on it is in doubt, and nothing else.
func TestRoleThatCantBeRead(t *testing.T) {
	t.Parallel()
	const all = `{"id":9,"moduleFunctionName":"Project Tickets","inquireLevel":"All"},{"id":10,"moduleFunctionName":"Close Service Tickets","inquireLevel":"All"}`
	for role, doubted := range map[string]bool{
		`[]`:            true,
		`[null]`:        true,
		`[{"id":0}]`:    true,
		`[` + all + `]`: false, // the server may call it otherwise
		`[` + all + `,{"id":1,"moduleFunctionName":"Service Tickets","inquireLevel":"All"}]`:    false,
		`[` + all + `,{"id":1,"moduleFunctionName":"Service Tickets"}]`:                         true,
		`[` + all + `,{"id":1,"moduleFunctionName":"Service Tickets","inquireLevel":null}]`:     true,
		`[` + all + `,{"id":1,"moduleFunctionName":"Service Tickets","inquireLevel":{"id":2}}]`: true,
		`[` + all + `,{"moduleFunctionName":"Service Tickets","inquireLevel":"My"}]`:            true,
	} {
		s := cwtest.New(cwtest.Options{Size: cwtest.Small, Seed: 7, Now: sourceNow})
		c, err := clientThrough(s, answering{s.Transport(), "/system/mySecurity", role}, sourceNow)
		if err != nil {
			t.Fatal(err)
		}
		way := New(c, sourceNow)
		for src, want := range map[model.Source]bool{
			model.SourceTickets: doubted, model.SourceProjectTickets: doubted && !strings.Contains(role, all),
		} {
			b := fetch(t, way, psa.Query{Source: src, Kind: psa.Full})
			if (b.Doubt != "") != want {
				t.Errorf("%s, %s: doubt %q, want %t", role, src, b.Doubt, want)
			}
		}
		q := february()
		q.List = psa.ListTickets
		if r, err := way.Records(t.Context(), q); err != nil || (r.Lacks != "") != doubted {
			t.Errorf("%s: records lack %q, %v, want %t", role, r.Lacks, err, doubted)
		}
	}
}

// answering answers one path by itself.
type answering struct {
	next       http.RoundTripper
	path, body string
}

func (a answering) RoundTrip(r *http.Request) (*http.Response, error) {
	if !strings.HasSuffix(r.URL.Path, a.path) {
		return a.next.RoundTrip(r)
	}
	return &http.Response{
		StatusCode: http.StatusOK, Header: http.Header{"Content-Type": {"application/json"}},
		Body: io.NopCloser(strings.NewReader(a.body)), Request: r,
	}, nil
}
