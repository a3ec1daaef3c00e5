package cli

import (
	"encoding/csv"
	"encoding/json"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"daybrief/internal/history"
	"daybrief/model"
)

// pastOfDesk writes a history for the desk's tenant, as a dashboard would have.
func (d *desk) pastOfDesk(list ...*model.Ticket) string {
	d.t.Helper()
	code, out, _ := d.run("history", "path")
	if code != exitOK {
		d.t.Fatal(code, out)
	}
	path := strings.TrimSpace(out)
	db, err := history.Open(d.t.Context(), history.Options{Path: path})
	if err != nil {
		d.t.Fatal(err)
	}
	if _, err := db.PutTickets(d.t.Context(), list, noon(), time.UTC); err != nil {
		d.t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		d.t.Fatal(err)
	}
	return path
}

func kept(id int64, summary string, closed time.Time) *model.Ticket {
	return &model.Ticket{
		ID: model.TicketID(id), Summary: model.Clean(summary), Company: model.CompanyRef{ID: 3, Name: model.Clean("東雲精密工業")},
		Closed: !closed.IsZero(), ClosedAt: closed, Updated: noon(),
	}
}

func TestSearchCommand(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	d.configure("")
	if code, _, err := d.run("search", "vpn"); code != exitPartial || !strings.Contains(err, "no history yet") {
		t.Errorf("without a history: %d %q", code, err)
	}
	if list, _ := filepath.Glob(filepath.Join(d.home, ".local", "state", "daybrief", "*")); len(list) != 0 {
		t.Errorf("a search left %v", list)
	}
	path := d.pastOfDesk(kept(48217, "=VPN drops", time.Time{}), kept(300, "VPN is slow", noon().AddDate(0, -1, 0)), kept(301, "Printer", noon()))
	code, out, _ := d.run("search", "vpn")
	if want := "#48217  open               東雲精密工業  -  =VPN drops\n#300    closed " + noon().AddDate(0, -1, 0).Format(time.DateOnly) + "  東雲精密工業  -  VPN is slow\n"; code != exitOK || out != want {
		t.Errorf("%d\n%s\nwant\n%s", code, out, want)
	}
	if _, out, _ = d.run("search", "vpn", "--limit", "1"); !strings.Contains(out, "more than these 1") {
		t.Errorf("cut without a word: %s", out)
	}
	_, out, _ = d.run("search", "vpn", "--format", "csv")
	rows, err := csv.NewReader(strings.NewReader(out)).ReadAll()
	if err != nil || len(rows) != 3 || rows[1][2] != "'=VPN drops" || rows[1][10] != "" {
		t.Errorf("%v %q", err, rows)
	}
	_, out, _ = d.run("search", "vpn", "--format", "json")
	var got struct {
		Schema  int
		Tickets []map[string]any
	}
	if err := json.Unmarshal([]byte(out), &got); err != nil || got.Schema != 1 || len(got.Tickets) != 2 || got.Tickets[0]["closed"] != nil || got.Tickets[0]["owner"] != nil {
		t.Errorf("%v\n%s", err, out)
	}
	if code, out, _ = d.run("search", "zzz", "--format", "json"); code != exitOK || !strings.Contains(out, `"tickets": []`) {
		t.Errorf("%d %s", code, out)
	}
	for _, args := range [][]string{{"search"}, {"search", "closed:soon"}, {"search", "vpn", "--limit", "0"}, {"search", "vpn", "--seed", "3"}} {
		if code, _, _ := d.run(args...); code != exitUsage {
			t.Errorf("%q: %d", args, code)
		}
	}
	if code, out, _ = d.run("history", "size"); code != exitOK || !strings.Contains(out, " MB") {
		t.Errorf("%d %s", code, out)
	}
	if code, _, _ = d.run("history", "forget"); code != exitOK {
		t.Error(code)
	}
	if _, err := os.Stat(path); err == nil {
		t.Error("not forgotten")
	}
}

func TestSearchTheDemoTwice(t *testing.T) {
	t.Parallel()
	skipRaced(t)
	d := newDesk(t)
	args := []string{"search", "--demo", "--seed", "3", "--now", "2026-03-10T15:00:00Z", "printer", "--format", "json"}
	for _, query := range []string{"closed:2025-06", "closed:2026-02"} {
		if code, out, _ := d.run("search", "--demo", "--seed", "3", "--now", "2026-03-10T15:00:00Z", query, "--limit", "3"); code != exitOK || strings.Count(out, query[len("closed:"):]) != 3 {
			t.Errorf("%s: %d\n%s", query, code, out)
		}
	}
	code, out, err := d.run(args...)
	if _, again, _ := d.run(args...); code != exitOK || out != again || !strings.Contains(out, "rinter") {
		t.Errorf("%d %s\n%.300s", code, err, out)
	}
}

// What the dashboard has seen is found after it has ended, and an older run's
// closed tickets with it.
func TestTheDashboardRecords(t *testing.T) {
	t.Parallel()
	if runtime.GOOS != "linux" {
		t.Skip("the folder is another one here")
	}
	synctest.Test(t, func(t *testing.T) {
		d := newDays(t, "")
		x := d.begin()
		x.Pass(90 * time.Second)
		x.Wants("LIVE")
		d.end(x)
		id := d.dash.Snapshot().ServiceTickets.Value[0].ID
		db, err := history.Open(t.Context(), history.Options{Path: d.pastOfDesk()})
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = db.Close() }()
		if _, ok, err := db.Ticket(t.Context(), id); !ok || err != nil {
			t.Errorf("the ticket was not recorded: %v", err)
		}
		today := model.CalendarDay(d.opts.Now(), time.UTC)
		days, err := db.Days(t.Context(), history.ScopeAll, "", today.AddDate(0, 0, -1), today)
		if err != nil || len(days) != 1 || *days[0].Open == 0 {
			t.Errorf("the day was not counted: %+v, %v", days, err)
		}
	})
}
