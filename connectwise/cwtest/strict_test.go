package cwtest

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"
)

func TestWhoMayAsk(t *testing.T) {
	t.Parallel()
	s := testServer(t, Options{Host: "api-na.cw.example"})
	header := func(name, v string) func(*http.Request) {
		return func(r *http.Request) { r.Header.Set(name, v) }
	}
	basic := func(user, pass string) func(*http.Request) {
		return func(r *http.Request) { r.SetBasicAuth(user, pass) }
	}
	host := func(path string, h string) func(*http.Request) {
		return func(r *http.Request) { r.URL.Path, r.URL.Host, r.Host = path, h, h }
	}
	for name, c := range map[string]struct {
		change func(*http.Request)
		status int
		body   string
	}{
		"good":             {func(*http.Request) {}, 200, `"version":"v2026.4.12345"`},
		"no client id":     {header("clientId", ""), 400, "clientId"},
		"other client id":  {header("clientId", "x"), 400, "clientId"},
		"no authorization": {header("Authorization", ""), 401, `"code":"Unauthorized"`},
		"not Basic":        {header("Authorization", "Bearer x"), 401, `"code":"Unauthorized"`},
		"wrong company":    {basic(strings.ToUpper(DemoCompany)+"+"+DemoPublicKey, DemoPrivateKey), 401, `"code":"Unauthorized"`},
		"wrong public":     {basic(DemoCompany+"+x", DemoPrivateKey), 401, "UserNotAuthenticated"},
		"wrong private":    {basic(DemoCompany+"+"+DemoPublicKey, "x"), 401, "Incorrect public/private key"},
		"newer Accept":     {header("Accept", "application/vnd.connectwise.com+json; version=2027.1"), 400, "newer"},
		"older Accept":     {header("Accept", "application/vnd.connectwise.com+json; version=2025.8"), 200, "version"},
		"other Accept":     {header("Accept", "text/html"), 406, ""},
		"old codebase":     {host("/v2025_8/apis/3.0/system/info", "api-na.cw.example"), 404, ""},
		"doubled path":     {host("/v2026_4/apis/3.0/v2026_4/apis/3.0/system/info", "api-na.cw.example"), 400, "Cannot route"},
		"the web site":     {host("/v2026_4/apis/3.0/system/info", "na.cw.example"), 200, "<!DOCTYPE html>"},
	} {
		resp, body := ask(t, s, "/system/info", c.change)
		if resp.StatusCode != c.status || !strings.Contains(body, c.body) {
			t.Errorf("%s: %d %s", name, resp.StatusCode, body)
		}
	}
}

func TestCompanyInfo(t *testing.T) {
	t.Parallel()
	s := testServer(t, Options{Host: "api-na.cw.example"})
	none := func(r *http.Request) { r.Header = http.Header{} }
	_, body := ask(t, s, "/login/companyinfo/"+DemoCompany, none)
	for _, want := range []string{`"Codebase":"v2026_4/"`, `"SiteUrl":"api-na.cw.example"`, `"IsCloud":"True"`} {
		if !strings.Contains(body, want) {
			t.Errorf("no %s in %s", want, body)
		}
	}
	if resp, body := ask(t, s, "/login/companyinfo/nobody", none); resp.StatusCode != 200 || body != "null" {
		t.Errorf("unknown company: %d %s", resp.StatusCode, body)
	}
	s.Upgrade("v2027_1/")
	if _, body := ask(t, s, "/login/companyinfo/"+DemoCompany, none); !strings.Contains(body, `"v2027_1/"`) {
		t.Errorf("after the upgrade: %s", body)
	}
}

func TestRefusedAndRemembered(t *testing.T) {
	t.Parallel()
	s := testServer(t, Options{})
	for _, c := range []struct {
		path   string
		status int
		why    string
	}{
		{"/service/tickets?size=5", 400, "'size'"},
		{"/service/tickets?pageSize=1001", 400, "1000"},
		{"/service/tickets?page=0", 400, "page"},
		{"/service/tickets?page=1&page=2", 400, "more than once"},
		{"/service/tickets?fields=id,nonsense", 400, "nonsense"},
		{"/service/tickets?fields=status/nonsense", 400, "status/nonsense"},
		{"/project/tickets?fields=id,slaStatus", 400, "slaStatus"},
		{"/project/tickets?fields=recordType", 400, "recordType"},
		{"/project/tickets?fields=team/name", 400, "team/name"},
		{"/service/tickets?orderBy=nonsense", 400, "nonsense"},
		{"/service/tickets?orderBy=id%20up", 400, "up"},
		{"/schedule/entries?orderBy=id", 400, "orderBy"},
		{where("/service/tickets", "slaStatus contains \"x\""), 400, "slaStatus"},
		{where("/service/tickets", "_info/lastUpdated>[2026-01-01]"), 400, "_info"},
		{where("/service/tickets", "id = 'x'"), 400, "numeric"},
		{where("/service/tickets", "closedFlag=false"), 504, "Gateway"},
		{where("/service/tickets", "closedFlag=false and company/id=250"), 504, "Gateway"},
		{where("/service/tickets/count", "closedFlag=false"), 504, "Gateway"},
		{where("/service/tickets", "closedFlag=false and status/id in (211)"), 200, ""},
		{where("/service/tickets", "closedFlag=true and closedDate>=[2026-03-09]"), 200, ""},
		{"/service/tickets?fields=id" + strings.Repeat(",id", 700), 414, "long"},
		{"/finance/billingCycles/info?fields=billingOptions", 400, "billingOptions"},
		{"/finance/agreements/1/additions", 404, ""},
		{"/finance/agreements/1001/additions?fields=quantity,cost", 400, "cost"},
		{"/finance/additions", 404, "No such"},
		{"/sales/opportunities", 504, "Gateway"},
		{where("/sales/opportunities", "status/closedFlag=false"), 400, "closedFlag"},
		{"/sales/opportunities/statuses/info?fields=wonFlag", 400, "wonFlag"},
		{"/sales/opportunities/7000/forecast?fields=revenue", 400, "revenue"},
		{"/sales/opportunities/1/forecast", 404, ""},
		{"/sales/activities", 504, "Gateway"},
		{where("/sales/activities", "assignTo/id!=null"), 504, "Gateway"},
		{where("/sales/activities", "closedFlag=true and status/id=1"), 400, "closedFlag"},
		{where("/sales/activities", "status/id in (1,2) and assignTo/id!=null"), 200, ""},
		{where("/sales/activities", "campaign/id!=null"), 200, ""},
		{"/sales/activities/types/info", 404, "No such"},
		{"/sales/activities/types?fields=id,points,score", 400, "score"},
		{"/marketing/campaigns?fields=inactiveFlag", 400, "inactiveFlag"},
		{"/service/nothing", 404, "No such"},
		{"/service/tickets/1", 404, ""},
	} {
		s.ForgetJournal()
		resp, body := ask(t, s, c.path)
		refused := s.Refused()
		recorded := c.status != 200 && c.why != "" // a record that does not exist may be asked for
		if resp.StatusCode != c.status || !strings.Contains(body, c.why) || (len(refused) == 1) != recorded {
			t.Errorf("%.80s: %d %.200s, remembered %d", c.path, resp.StatusCode, body, len(refused))
		}
	}
	s.ForgetJournal()
	resp, _ := ask(t, s, "/service/tickets/104300", func(r *http.Request) { r.Method = http.MethodPatch })
	if resp.StatusCode != http.StatusMethodNotAllowed || len(s.Refused()) != 1 {
		t.Errorf("a write: %d", resp.StatusCode)
	}
}

func TestOlderServerHasNoGoals(t *testing.T) {
	t.Parallel()
	s := testServer(t, Options{Version: "v2025.8.100"})
	if resp, _ := ask(t, s, "/service/tickets?fields=id,resolutionGoalUTC"); resp.StatusCode != 400 {
		t.Errorf("goal field: %d", resp.StatusCode)
	}
	for _, f := range []string{"closeFlag", "dateClosedUtc", "dateEndUtc"} {
		if resp, body := ask(t, s, where("/sales/activities", "status/id=1", "&fields=id,"+f)); resp.StatusCode != 400 || !strings.Contains(body, f) {
			t.Errorf("%s: %d", f, resp.StatusCode)
		}
	}
	if resp, _ := ask(t, s, where("/sales/activities", "closeFlag=false and status/id=1")); resp.StatusCode != 400 {
		t.Errorf("closeFlag in a condition: %d", resp.StatusCode)
	}
	if _, body := ask(t, s, "/service/tickets/calculateSla?pageSize=100"); strings.Contains(body, "GoalUTC") || !strings.Contains(body, "slaStatus") {
		t.Errorf("%.300s", body)
	}
}

func TestSearchByPost(t *testing.T) {
	t.Parallel()
	s := testServer(t, Options{})
	post := func(kind, body string) func(*http.Request) {
		return func(r *http.Request) {
			r.Method, r.Body = http.MethodPost, readCloser(body)
			r.Header.Set("Content-Type", kind)
		}
	}
	resp, body := ask(t, s, "/service/tickets/search?fields=id&pageSize=7", post("application/json", `{"conditions":"id > 0","orderBy":"id asc"}`))
	if got := rows(t, body); resp.StatusCode != 200 || len(got) != 7 {
		t.Errorf("%d %s", resp.StatusCode, body)
	}
	for kind, text := range map[string]string{"text/plain": "{}", "application/json": `{"where":"id=1"}`, "application/json; charset=utf-8": "[]"} {
		if resp, _ := ask(t, s, "/service/tickets/search", post(kind, text)); resp.StatusCode < 400 {
			t.Errorf("%s %s: %d", kind, text, resp.StatusCode)
		}
	}
}

func TestJournal(t *testing.T) {
	t.Parallel()
	s := testServer(t, Options{})
	resp, _ := ask(t, s, "/system/info?fields=version")
	j := s.Journal()
	if len(j) != 1 || j[0].Query != "fields=version" || !j[0].At.Equal(noon()) || s.MaxInFlight() != 1 {
		t.Errorf("%+v, %d at once", j, s.MaxInFlight())
	}
	if !strings.Contains(strings.Join(j[0].Headers, " "), "Authorization") || strings.Contains(strings.Join(j[0].Headers, " "), DemoPrivateKey) {
		t.Errorf("headers: %v", j[0].Headers)
	}
	if at, err := http.ParseTime(resp.Header.Get("Date")); err != nil || !at.Equal(noon()) {
		t.Errorf("Date: %v %v", at, err)
	}
	if resp.Header.Get("api-current-version") != "2026.4" {
		t.Errorf("version header: %v", resp.Header)
	}
}

func TestChildConditions(t *testing.T) {
	t.Parallel()
	s := testServer(t, Options{})
	_, body := ask(t, s, "/company/contacts?pageSize=1")
	mail := rows(t, body)[0]["communicationItems"].([]any)[0].(map[string]any)["value"].(string)
	_, body = ask(t, s, "/company/contacts?childConditions="+url.QueryEscape(`communicationItems/value like "`+mail[:5]+`%"`))
	if n := len(rows(t, body)); n == 0 || n > 20 {
		t.Errorf("%d contacts like %s", n, mail[:5])
	}
	if resp, _ := ask(t, s, "/company/contacts?childConditions="+url.QueryEscape(`communicationItems/value in ("x")`)); resp.StatusCode != 400 {
		t.Errorf("in: %d", resp.StatusCode)
	}
}

func TestRetryAfterForms(t *testing.T) {
	t.Parallel()
	if got := RetryAfterDate(noon(), 90); got != "Tue, 10 Mar 2026 15:01:30 GMT" {
		t.Error(got)
	}
	if got := RetryAfterSeconds(int((90 * time.Second).Seconds())); got != "90" {
		t.Error(got)
	}
}

func TestPoisonReachesEveryName(t *testing.T) {
	t.Parallel()
	s := testServer(t, Options{})
	s.Poison([]string{"\x1b[31mpoison"})
	for path, name := range map[string]string{
		"/service/tickets?pageSize=1&fields=company/name,contactName,board/name,status/name,owner/name,summary&conditions=" +
			url.QueryEscape("owner/id!=null and contact/id!=null and closedFlag=false and status/id>0"): "ticket",
		"/company/companies?pageSize=1&fields=name":     "company",
		"/company/contacts?pageSize=1&fields=firstName": "contact",
		"/service/boards?pageSize=1&fields=name":        "board",
		"/schedule/entries?pageSize=1&fields=name":      "entry",
	} {
		_, body := ask(t, s, path)
		if values, poisoned := strings.Count(body, `":"`), strings.Count(body, `\u001b[31mpoison`); poisoned == 0 || poisoned != values {
			t.Errorf("%s: %d of %d in %s", name, poisoned, values, body)
		}
	}
	if before, after := s.Truth(noon(), TruthRules{}).Numbers, testServer(t, Options{}).Truth(noon(), TruthRules{}).Numbers; before != after {
		t.Errorf("poison changed the numbers: %+v, %+v", before, after)
	}
}
