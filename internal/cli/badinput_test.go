package cli

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"daybrief/connectwise/adapter"
	"daybrief/internal/elements/elementstest"
	"daybrief/internal/mixpanel/mixpaneltest"
	"daybrief/internal/psa"
	"daybrief/model"
)

// Each of the gateway's secrets wrong by itself, swapped, or with something that is
// not part of it: check names it with a cure, in text and JSON, with its exit code.
// What blanks, quotes and line breaks around it came with is taken off.
func TestSecretsOfTheGatewayAsPeoplePasteThem(t *testing.T) {
	t.Parallel()
	u, o, e := elementstest.UserSecret, elementstest.OrganizationSecret, elementstest.ElementToken
	for _, c := range []struct {
		name             string
		user, org, token string
		step, code       string
		exit             int
	}{
		{"all well", u, o, e, "token", "", exitOK},
		{"blanks around", " " + u + " ", "\t" + o, e + "\n", "token", "", exitOK},
		{"quotes around", `"` + u + `"`, "'" + o + "'", "`" + e + "`", "token", "", exitOK},
		{"organization", u, "0123456789abcdef0123456789abcdef", "", "instance", "account-secrets-refused", exitAuth},
		{"user and organization swapped", o, u, "", "instance", "account-secrets-refused", exitAuth},
		{"token for the user", e, o, "", "instance", "account-secrets-refused", exitAuth},
		{"user for the token", u, o, u, "token", "element-token-refused", exitAuth},
		{"a blank inside", "ab cd", o, "", "secrets", "bad-user-secret", exitUsage},
		{"a line break inside", u, "ab\ncd", "", "secrets", "bad-organization-secret", exitUsage},
		{"none", "", o, "", "secrets", "missing-user-secret", exitUsage},
		{"a comma inside", u + ",x", o, "", "secrets", "bad-user-secret", exitUsage},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			d, _, g := atGateway(t, elementstest.Options{})
			d.env = append(d.env, "DAYBRIEF_USER_SECRET="+c.user, "DAYBRIEF_ORGANIZATION_SECRET="+c.org)
			if c.token != "" {
				d.env = append(d.env, "DAYBRIEF_ELEMENT_TOKEN="+c.token)
			}
			d.throughGateway(fmt.Sprintf("instance = %d\n", elementstest.Instance))
			code, doc := d.checkJSON()
			if code != c.exit || c.code != "" && doc.code(c.step) != c.code {
				t.Errorf("code %d, want %d; %s: %q, want %q", code, c.exit, c.step, doc.code(c.step), c.code)
			}
			for _, r := range doc.Checks {
				if r.State == "fail" && (r.Code == "" || r.What == "" || r.Cure == "") {
					t.Errorf("%+v", r)
				}
			}
			again, text, errs := d.run("check")
			for _, r := range doc.Checks {
				if r.State == "fail" && !strings.Contains(strings.Join(strings.Fields(text), " "), strings.Join(strings.Fields(r.What+" ["+r.Code+"] "+r.Cure), " ")) {
					t.Errorf("%q is not in the text:\n%s", r.What, text)
				}
			}
			if again != c.exit || c.exit != exitOK && !strings.Contains(text+errs, "secret") && !strings.Contains(text+errs, "token") {
				t.Errorf("%d: %s%s", again, text, errs)
			}
			for _, word := range []string{c.user, c.org, c.token} {
				if w := strings.Trim(word, " \t\n\"'`"); len(w) > 10 && strings.Contains(text+errs, w) {
					t.Errorf("a secret is in %s%s", text, errs)
				}
			}
			if v := g.Violations(); len(v) > 0 {
				t.Errorf("violations: %v", v)
			}
		})
	}
}

// What is odd about the numbers of product usage is said in the section, by both
// ways alike, and what rests on it is not judged.
func TestOddUsage(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, more string
		prepare    func(*mixpaneltest.Server)
		direct     string // said directly only; "": by both
		says       []string
	}{
		{name: "events that do not exist", more: "events = [\"Signed in\", \"Singed in\"]\n", says: []string{"nobody did Singed in in all these days; if that can't be right, check the spelling of its name"}},
		{name: "only events that do not exist", more: "events = [\"Nothing\"]\n", says: []string{"nothing at all was counted"}},
		{name: "a property that does not exist", more: "company = \"firm\"\nevents = [\"Signed in\"]\n", says: []string{"[usage] company may be misspelt"}},
		{name: "names that match nothing", prepare: func(m *mixpaneltest.Server) { m.Use("Signed in", "Nobody's \"Name\" שלום", "2026-03-09", 9) }, says: []string{"2 names match no company"}},
		{name: "a name that the settings give to nobody", more: "[usage.companies]\n\"Nobody at all\" = \"NO-SUCH\"\n", prepare: func(m *mixpaneltest.Server) { m.Use("Signed in", "Nobody at all", "2026-03-09", 9) },
			says: []string{"NO-SUCH"}},
		{name: "10,000 names", prepare: func(m *mixpaneltest.Server) {
			for i := range 10_000 {
				m.Use("Signed in", fmt.Sprintf("name %d", i), "2026-03-09", 1)
			}
		}, direct: "of Signed in only the 10,000 names with the most use were listed", says: []string{"names match no company"}},
	} {
		for _, through := range []bool{false, true} {
			t.Run(fmt.Sprintf("%s, through %v", c.name, through), func(t *testing.T) {
				t.Parallel()
				virtual(t, func(t *testing.T) {
					d, _, m := counts(t)
					if c.prepare != nil {
						c.prepare(m)
					}
					g := elementstest.New(d.server, elementstest.Options{Now: noon, Usage: m})
					d.opts.Transport = eachAtItsHost{g.Transport(), m.Transport(), d.server.Transport()}
					d.env = append(d.env, gatewayEnv()...)
					d.configure(usageTable(c.more))
					if through {
						d.configure(usageThrough(c.more))
					}
					code, out, errs := d.run("brief", "--section", "usage", "--format", "json")
					if code != exitOK && code != exitAttention {
						t.Errorf("%d %s", code, errs)
					}
					for _, want := range c.says {
						if !strings.Contains(strings.ReplaceAll(out, `\"`, `"`), want) {
							t.Errorf("%q is not said:\n%s", want, out)
						}
					}
					if c.direct != "" && strings.Contains(out, c.direct) == through {
						t.Errorf("%q said: %v", c.direct, !through)
					}
					if v := g.Violations(); len(v) > 0 {
						t.Error(v)
					}
				})
			})
		}
	}
}

// Around midnight the project's own zone says which day it is, by both ways: what
// came a minute before it is the last day, a minute after it is today, which makes
// nobody fall.
func TestUsageAroundMidnight(t *testing.T) {
	t.Parallel()
	for _, zoneName := range []string{"Pacific/Auckland", "America/Los_Angeles"} {
		zone, err := time.LoadLocation(zoneName)
		if err != nil {
			t.Fatal(err)
		}
		for _, minute := range []int{-1, 1} {
			for _, through := range []bool{false, true} {
				t.Run(fmt.Sprintf("%s %d, through %v", zoneName, minute, through), func(t *testing.T) {
					t.Parallel()
					midnight := time.Date(2026, 3, 11, 0, 0, 0, 0, zone) // a Wednesday begins
					now := func() time.Time { return midnight.Add(time.Duration(minute) * time.Minute) }
					d, _, _ := counts(t)
					m := mixpaneltest.New(mixpaneltest.Options{Now: now, Zone: zone})
					g := elementstest.New(d.server, elementstest.Options{Now: now, Usage: m})
					d.opts.Now, d.opts.Transport = now, eachAtItsHost{g.Transport(), m.Transport(), d.server.Transport()}
					d.env = append(d.env, gatewayEnv()...)
					d.configure("")
					name := someCompany(t, d)
					for day := midnight.AddDate(0, 0, -20); day.Before(midnight); day = day.AddDate(0, 0, 1) {
						users := 10
						if day.Equal(midnight.AddDate(0, 0, -1)) {
							users = 5 // on Tuesday: it is over a minute after midnight only
						}
						for i := range users {
							if at := day.Add(23*time.Hour + 58*time.Minute); !at.After(now()) {
								m.Track("Signed in", name, fmt.Sprint(i), at)
							}
						}
					}
					more := fmt.Sprintf("zone = %q\n", zoneName)
					d.configure(usageTable(more))
					if through {
						d.configure(usageThrough(more))
					}
					_, out, _ := d.run("brief", "--section", "usage")
					if fell := strings.Contains(out, "fell to 5 users on Tue 10 Mar"); fell != (minute > 0) {
						t.Errorf("fell: %v\n%s", fell, out)
					}
				})
			}
		}
	}
}

// someCompany is the name of a company of the desk's server.
func someCompany(t *testing.T, d *desk) string {
	t.Helper()
	client, err := demoClient(d.server, noon)
	if err != nil {
		t.Fatal(err)
	}
	b, err := adapter.New(client, noon).Fetch(t.Context(), psa.Query{Source: model.SourceCompanies})
	if err != nil || len(b.Companies) == 0 {
		t.Fatal(len(b.Companies), err)
	}
	return b.Companies[0].Name.String()
}
