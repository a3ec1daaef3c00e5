package cli

import (
	"encoding/json"
	"fmt"
	"regexp"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"daybrief/model"
)

// tilesShown are the tiles of the front page as they are shown, by what stands below
// each.
func tilesShown(lines []string) map[string]string {
	apart := regexp.MustCompile(` {2,}`)
	for i, line := range lines {
		if i == 0 || !strings.Contains(line, "unassigned") || !strings.Contains(line, "breached") {
			continue
		}
		out := map[string]string{}
		above := apart.Split(strings.TrimSpace(lines[i-1]), -1)
		for k, name := range apart.Split(strings.TrimSpace(line), -1) {
			if k < len(above) {
				out[name] = strings.TrimLeft(above[k], "●▲ ")
			}
		}
		return out
	}
	return nil
}

// The dashboard says the same as brief about a server that leaves out, or garbles, a
// field of every third record: the same numbers, with the same marks.
func TestFieldsOnScreen(t *testing.T) {
	t.Parallel()
	hearSignals()
	for _, c := range []*spoiled{
		{}, {list: "/service/tickets", field: "customerUpdatedFlag", form: "absent"}, {list: "/service/tickets", field: "status/id", form: "absent"},
		{list: "/service/tickets", field: "_info/lastUpdated", form: "absent"}, {list: "/service/tickets", field: "_info/dateEntered", form: "absent"},
		{list: "/service/tickets", field: "priority", form: "absent"}, {list: "/service/tickets", field: "closedFlag", form: "absent"},
		{list: "/service/tickets", field: "company/id", form: "wrong"}, {list: "/service/tickets/calculateSla", field: "respondByGoalUTC", form: "wrong"},
		{list: "/company/companies", field: "deletedFlag", form: "wrong"}, {list: "/schedule/entries", field: "dateStart", form: "wrong"},
		{list: "/system/members", field: "inactiveFlag", form: "wrong"},
	} {
		t.Run(fmt.Sprint(strings.ReplaceAll(c.list, "/", "."), " ", strings.ReplaceAll(c.field, "/", "."), " ", c.form), func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				d := newDays(t, "[me]\nrole = \"manager\"\n[ui]\nglyphs = \"unicode\"\n")
				if c.list != "" {
					c.RoundTripper, d.opts.Transport = d.line, c
				}
				x := d.begin()
				x.Pass(2 * time.Minute)
				_, text, errs := d.run("brief", "--format", "json", "--role", "manager", "--scope", "everybody")
				var doc printedBriefing
				if err := json.Unmarshal([]byte(text), &doc); err != nil {
					t.Fatalf("%v: %s", err, errs)
				}
				shown := tilesShown(x.Lines())
				for name, key := range map[string]string{"open": "open", "unassigned": "unassigned", "breached": "breached", "at risk": "at_risk", "customer replied": "customer_replied", "new today": "new_today", "closed today": "closed_today"} {
					if want := doc.shown(key); shown[name] != want {
						t.Errorf("%s: the tile says %q, brief %q\n%s", name, shown[name], want, x.Text())
					}
				}
				if !strings.Contains(x.Lines()[0], "Tickets "+doc.shown("open")+" ") {
					t.Errorf("the tab says %s", x.Lines()[0])
				}
			})
		})
	}
}

// shown is a number as screens show it.
func (p *printedBriefing) shown(key string) string {
	n := p.Numbers[key]
	switch {
	case n == nil:
		return "–"
	case p.Doubtful[key] != "":
		return model.Grouped(*n) + "?"
	case p.Least[key] != "":
		return model.Grouped(*n) + "+"
	}
	return model.Grouped(*n)
}
