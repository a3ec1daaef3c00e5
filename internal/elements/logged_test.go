package elements

import (
	"errors"
	"reflect"
	"slices"
	"testing"
	"time"

	"daybrief/connectwise"
	"daybrief/connectwise/cwtest"
	"daybrief/internal/elements/elementstest"
	"daybrief/internal/psa"
	"daybrief/model"
)

// directly is a client of the ConnectWise itself.
func directly(t *testing.T, cw *cwtest.Server) *connectwise.Client {
	t.Helper()
	o := cw.Options()
	site, siteErr := connectwise.ParseSite("https://demo.example")
	auth, authErr := connectwise.NewBasic(o.Company, o.PublicKey, model.NewSecret(o.PrivateKey), o.ClientID)
	c, err := connectwise.New(site, o.Company, auth, connectwise.WithTransport(cw.Transport()), connectwise.WithNow(noon))
	if err := errors.Join(siteErr, authErr, err); err != nil {
		t.Fatal(err)
	}
	return c
}

// The hours that a member has logged are those that ConnectWise itself knows.
func TestLoggedThroughGateway(t *testing.T) {
	t.Parallel()
	r := newRig(t, elementstest.Options{}, nil)
	q := psa.Query{Source: model.SourceTime, Member: r.cw.Me(), From: noon().Add(-72 * time.Hour), To: noon().Add(12 * time.Hour)}
	got := fetch(t, r, q)
	want, err := directly(t, r.cw).Time.ByMember(t.Context(), q.Member, q.From, q.To)
	if err != nil {
		t.Fatal(err)
	}
	numbers := func(l []model.TimeEntry) (out []int64) {
		for _, e := range l {
			out = append(out, e.ID)
		}
		slices.Sort(out)
		return out
	}
	if a, b := numbers(got.Time), numbers(want.Items); len(b) == 0 || !slices.Equal(a, b) {
		t.Errorf("%v through the gateway, %v directly", a, b)
	}
	if v := r.gateway.Violations(); len(v) > 0 {
		t.Error(v)
	}
}

// Agreements that end are listed where the gateway has agreements; elsewhere it is
// asked once, and says so.
func TestEndingThroughGateway(t *testing.T) {
	t.Parallel()
	day := noon().Truncate(24 * time.Hour)
	q := psa.Query{Source: model.SourceEnding, From: day, To: day.AddDate(0, 0, 90)}
	r := newRig(t, elementstest.Options{Generic: []string{objectAgreements}}, nil)
	got := fetch(t, r, q)
	want, err := connectwise.Collect(directly(t, r.cw).Finance.Ending(t.Context(), q.From, q.To))
	if err != nil {
		t.Fatal(err)
	}
	numbers := func(l []model.Agreement) map[model.AgreementID]time.Time {
		out := map[model.AgreementID]time.Time{}
		for _, a := range l {
			out[a.ID] = a.End
		}
		return out
	}
	if a, b := numbers(got.Agreements), numbers(want.Items); len(b) == 0 || !reflect.DeepEqual(a, b) {
		t.Errorf("%v through the gateway, %v directly", a, b)
	}
	bare := newRig(t, elementstest.Options{}, nil)
	for range 2 {
		if _, err := bare.Fetch(t.Context(), q); problemOf(t, err).Kind != model.NotOffered {
			t.Error(err)
		}
	}
	if n := bare.gateway.Calls(objectAgreements); n != 1 || len(bare.gateway.Violations()) > 0 {
		t.Errorf("asked %d times: %v", n, bare.gateway.Violations())
	}
}

// A list of which no record has a number is no empty list, whichever list it is;
// once it is known how the gateway calls the fields, nothing is missing.
func TestRenamedNumbers(t *testing.T) {
	t.Parallel()
	rename := map[string]string{"id": "recordNumber", "status": "state", "closedFlag": "done"}
	r := newRig(t, elementstest.Options{Rename: rename}, nil)
	for _, src := range []model.Source{model.SourceTickets, model.SourceClosed} {
		if _, err := r.Fetch(t.Context(), psa.Query{Source: src, Since: noon().AddDate(0, 0, -7)}); err == nil || problemOf(t, err).Code != "renamed-fields" {
			t.Errorf("%s: %v", src, err)
		}
	}
	told := newRig(t, elementstest.Options{Rename: rename}, func(o *Options) { o.Fields = rename })
	want := serviceIDs(t, told.cw)
	for range 2 { // the second list asks by the statuses that the first has taught
		if got := ids(fetch(t, told, psa.Query{Source: model.SourceTickets}).Tickets); !slices.Equal(got, want) {
			t.Errorf("%d tickets, want %d", len(got), len(want))
		}
	}
	if v := told.gateway.Violations(); len(v) > 0 {
		t.Error(v)
	}
}
