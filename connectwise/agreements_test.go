package connectwise

import (
	"fmt"
	"testing"
	"time"

	"daybrief/model"
)

func TestAgreements(t *testing.T) {
	t.Parallel()
	_, c := newServer(t, list("/finance/agreements", "company/id=5 and (cancelledFlag=false or cancelledFlag=null)", agreementFields(), "250",
		`[{"id":1,"name":"Managed \u001b[31mServices","type":{"id":5,"name":"MSA"},"company":{"id":5},"startDate":"2025-01-01T00:00:00Z","endDate":"2026-03-31T00:00:00Z"},
		{"id":2,"name":"Open end","type":null,"company":{"id":5},"endDate":"2026-03-31T00:00:00Z","noEndingDateFlag":true},
		{"id":3,"name":"Nulls","type":null,"company":null,"startDate":null,"endDate":null,"noEndingDateFlag":null,"cancelledFlag":null},
		{"id":4,"name":"Cancelled after all","cancelledFlag":true},{"name":"no id"}]`))
	p, err := c.Finance.AgreementsOf(t.Context(), 5)
	if err != nil || len(p.Items) != 3 || p.Skipped != 1 {
		t.Fatalf("%+v, %v", p, err)
	}
	a := p.Items[0]
	if a.ID != 1 || a.Company != 5 || a.Name.String() != "Managed Services" || a.Type.String() != "MSA" ||
		!a.Start.Equal(time.Date(2025, 1, 1, 0, 0, 0, 0, time.UTC)) || !a.End.Equal(time.Date(2026, 3, 31, 0, 0, 0, 0, time.UTC)) {
		t.Errorf("%+v", a)
	}
	if !p.Items[1].End.IsZero() || !p.Items[2].End.IsZero() || !p.Items[2].Start.IsZero() {
		t.Errorf("an end where there is none: %+v", p.Items[1:])
	}
}

func TestAgreementsRefused(t *testing.T) {
	t.Parallel()
	_, c := newServer(t, denying("/finance/agreements", 403))
	_, err := c.Finance.AgreementsOf(t.Context(), 5)
	e := wantCode(t, err, "denied-finance-agreements", model.Forbidden)
	if got := e.problem.Needs; got != "Inquire on Agreements (Finance), level All" {
		t.Errorf("needs %q", got)
	}
}

func TestMembersTellPrograms(t *testing.T) {
	t.Parallel()
	_, c := newServer(t, list("/system/members", "inactiveFlag=false", memberFields(), "1000",
		`[{"id":1,"identifier":"jdoe","licenseClass":"F"},{"id":2,"identifier":"bot","licenseClass":"A"},{"id":3,"identifier":"sub","licenseClass":"x"},{"id":4,"identifier":"old","licenseClass":null}]`))
	p, err := c.System.Members(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, m := range p.Items {
		got = append(got, fmt.Sprint(m.Identifier, m.License, m.Program()))
	}
	if s := fmt.Sprint(got); s != "[jdoe 1 false bot 2 true sub 4 false old 0 false]" {
		t.Error(s)
	}
}
