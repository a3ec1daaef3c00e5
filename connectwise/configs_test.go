package connectwise

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"daybrief/model"
)

const ticketConfigs = "/service/tickets/7/configurations"

func TestConfigsOfATicket(t *testing.T) {
	t.Parallel()
	_, c := newServer(t,
		list(ticketConfigs, "", configRefFields(), "250", `[{"id":3,"deviceIdentifier":"WS07"},{"id":"5","deviceIdentifier":null},{"id":6,"deviceIdentifier":"old\u001b[2J one"},{"id":null,"deviceIdentifier":"x"}]`),
		list("/company/configurations", "id in (3,5,6)", configFields(), "50",
			`[{"id":3,"name":"ACME-WS07 \u001b[31mred","type":{"name":"Workstation"},"contact":{"id":9,"name":"Lena Vogt"},"tagNumber":4711,"serialNumber":"S1",
			"lastLoginName":"lvogt","warrantyExpirationDate":"2026-03-09T05:00:00Z","activeFlag":true},
			{"id":5,"name":null,"type":null,"contact":null,"tagNumber":null,"serialNumber":null,"lastLoginName":null,"warrantyExpirationDate":null,"activeFlag":null}]`))
	p, err := c.Configs.OfTicket(t.Context(), 7)
	if err != nil || len(p.Items) != 3 || p.Skipped != 1 || p.Capped {
		t.Fatalf("%+v, %v", p, err)
	}
	d := p.Items[0]
	if d.ID != 3 || d.Name.String() != "ACME-WS07 red" || d.Type.String() != "Workstation" || d.User().String() != "Lena Vogt" || d.Tag.String() != "4711" ||
		d.Serial.String() != "S1" || d.Login.String() != "lvogt" || !d.Warranty.Equal(time.Date(2026, 3, 9, 0, 0, 0, 0, time.UTC)) || d.Inactive {
		t.Errorf("%+v", d)
	}
	if p.Items[1] != (model.Configuration{ID: 5}) {
		t.Errorf("nulls: %+v", p.Items[1])
	}
	if p.Items[2] != (model.Configuration{ID: 6, Name: model.Clean("old one")}) {
		t.Errorf("what the second list lacks is named as the ticket names it: %+v", p.Items[2])
	}
}

// The stubs fail a test that asks for anything else: no devices, no question
// about them.
func TestNoConfigsNoSecondRequest(t *testing.T) {
	t.Parallel()
	_, c := newServer(t, list(ticketConfigs, "", configRefFields(), "250", `[]`))
	p, err := c.Configs.OfTicket(t.Context(), 7)
	if err != nil || len(p.Items) != 0 {
		t.Fatalf("%+v, %v", p, err)
	}
}

// A ticket with a whole site on it still costs two requests.
func TestManyConfigs(t *testing.T) {
	t.Parallel()
	var refs, ids []string
	for i := 1; i <= mostConfigs; i++ {
		refs = append(refs, fmt.Sprintf(`{"id":%d,"deviceIdentifier":"D%d"}`, i, i))
		if i <= mostNamed {
			ids = append(ids, fmt.Sprint(i))
		}
	}
	_, c := newServer(t,
		list(ticketConfigs, "", configRefFields(), "250", "["+strings.Join(refs, ",")+"]"),
		list("/company/configurations", "id in ("+strings.Join(ids, ",")+")", configFields(), "50", `[{"id":50,"name":"fifty","activeFlag":false}]`))
	p, err := c.Configs.OfTicket(t.Context(), 7)
	if err != nil || len(p.Items) != mostConfigs || !p.Capped {
		t.Fatalf("%d devices, capped is %v, %v", len(p.Items), p.Capped, err)
	}
	if d := p.Items[49]; d.Name.String() != "fifty" || !d.Inactive {
		t.Errorf("%+v", d)
	}
	if p.Items[249].Name.String() != "D250" {
		t.Errorf("%+v", p.Items[249])
	}
}

// What may be read is kept, and either refusal names the row of the devices.
func TestConfigsRefused(t *testing.T) {
	t.Parallel()
	_, c := newServer(t,
		list(ticketConfigs, "", configRefFields(), "250", `[{"id":3,"deviceIdentifier":"WS07"}]`),
		denying("/company/configurations", 403))
	p, err := c.Configs.OfTicket(t.Context(), 7)
	wantConfigsRow(t, err)
	if len(p.Items) != 1 || p.Items[0].Name.String() != "WS07" {
		t.Errorf("%+v", p.Items)
	}
	_, c = newServer(t, denying(ticketConfigs, 403))
	_, err = c.Configs.OfTicket(t.Context(), 7)
	wantConfigsRow(t, err)
}

func wantConfigsRow(t *testing.T, err error) {
	t.Helper()
	e := wantCode(t, err, "denied-company-configurations", model.Forbidden)
	if got := e.problem.Needs; got != ListConfigs.Needs() || !strings.Contains(got, "Configurations (Companies)") {
		t.Errorf("needs %q", got)
	}
}
