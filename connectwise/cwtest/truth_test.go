package cwtest

import (
	"fmt"
	"go/build"
	"slices"
	"strings"
	"testing"
	"time"
)

// wireTicket digs in decoded JSON.
type wireTicket map[string]any

func (w wireTicket) at(path ...string) any {
	var v any = map[string]any(w)
	for _, p := range path {
		m, ok := v.(map[string]any)
		if !ok {
			return nil
		}
		v = m[p]
	}
	return v
}

func (w wireTicket) time(path ...string) time.Time {
	s, _ := w.at(path...).(string)
	t, _ := time.Parse(time.RFC3339, s)
	return t
}

func (w wireTicket) id() int64 { return int64(w.at("id").(float64)) }

func walk(t *testing.T, s *Server, path string) (out []wireTicket) {
	t.Helper()
	for page := 1; ; page++ {
		_, body := ask(t, s, fmt.Sprintf("%s?orderBy=id&pageSize=1000&page=%d", path, page))
		list := rows(t, body)
		if len(list) == 0 {
			return out
		}
		for _, m := range list {
			out = append(out, m)
		}
	}
}

// TestTruthIsWhatTheWireSays works the same lists out once more, from nothing
// but the JSON that a client gets.
func TestTruthIsWhatTheWireSays(t *testing.T) {
	t.Parallel()
	c := &movable{noon()}
	s := testServer(t, Options{Size: Middle, Seed: 11, Now: c.now})
	for range 3 {
		compareWithWire(t, s, c.at)
		c.at = c.at.Add(31 * time.Hour)
	}
}

func compareWithWire(t *testing.T, s *Server, now time.Time) {
	t.Helper()
	statuses := map[float64]map[string]any{}
	for _, b := range walk(t, s, "/service/boards") {
		_, body := ask(t, s, fmt.Sprintf("/service/boards/%d/statuses?pageSize=100", b.id()))
		for _, st := range rows(t, body) {
			statuses[st["id"].(float64)] = st
		}
	}
	var got Truth
	for _, w := range append(walk(t, s, "/service/tickets/calculateSla"), walk(t, s, "/project/tickets")...) {
		if w.at("closedFlag") == true {
			continue
		}
		st := statuses[w.at("status", "id").(float64)]
		waiting, done := st["escalationStatus"] == "NoEscalation", st["escalationStatus"] == "Resolved"
		put := func(list *[]int64, yes bool) {
			if yes {
				*list = append(*list, w.id())
			}
		}
		due := wireDue(w)
		late := !due.IsZero() && due.Before(now)
		put(&got.Breached, !waiting && !done && late)
		put(&got.AtRisk, !waiting && !done && !due.IsZero() && !late && due.Sub(now) <= time.Hour)
		put(&got.Triage, w.at("owner") == nil && w.at("resources") == nil || st["defaultFlag"] == true || st["name"] == "New")
		put(&got.CustomerReplied, w.at("customerUpdatedFlag") == true)
		put(&got.Waiting, waiting && now.Sub(w.time("_info", "lastUpdated")) > 120*time.Hour)
		got.Numbers.Open++
	}
	want := s.Truth(now, TruthRules{})
	for name, pair := range map[string][2][]int64{
		"breached": {got.Breached, want.Breached}, "at risk": {got.AtRisk, want.AtRisk}, "triage": {got.Triage, want.Triage},
		"customer replied": {got.CustomerReplied, want.CustomerReplied}, "waiting": {got.Waiting, want.Waiting},
	} {
		slices.Sort(pair[0])
		if !slices.Equal(pair[0], pair[1]) {
			t.Errorf("%s at %v:\nwire  %v\ntruth %v", name, now, pair[0], pair[1])
		}
	}
	if got.Numbers.Open != want.Numbers.Open {
		t.Errorf("open: wire %d, truth %d", got.Numbers.Open, want.Numbers.Open)
	}
}

func wireDue(w wireTicket) (due time.Time) {
	for _, g := range [...][2]string{{"respondByGoalUTC", "dateResponded"}, {"resplanGoalUTC", "dateResplan"}, {"resolutionGoalUTC", "dateResolved"}} {
		at := w.time(g[0])
		if at.IsZero() || w.at(g[1]) != nil {
			continue
		}
		if due.IsZero() || at.Before(due) {
			due = at
		}
	}
	return due
}

// TestListsAreStale makes sure that a client that trusts the list's SLA fields
// is caught: it would call other tickets late.
func TestListsAreStale(t *testing.T) {
	t.Parallel()
	s := testServer(t, Options{Size: Middle, Seed: 7})
	list, live := walk(t, s, "/service/tickets"), walk(t, s, "/service/tickets/calculateSla")
	differ, wrong := 0, 0
	for i := range list {
		if a, b := wireDue(list[i]), wireDue(live[i]); !a.Equal(b) {
			differ++
			if a.Before(noon()) != b.Before(noon()) {
				wrong++
			}
		}
	}
	if differ < len(list)/20 || wrong < 5 {
		t.Errorf("%d of %d goals differ, %d of them to the point", differ, len(list), wrong)
	}
	id := list[0].id()
	for i := range list {
		if !wireDue(list[i]).Equal(wireDue(live[i])) {
			id = list[i].id()
		}
	}
	_, one := ask(t, s, fmt.Sprintf("/service/tickets/%d?fields=id,slaStatus,resolutionGoalUTC", id))
	_, calc := ask(t, s, where("/service/tickets/calculateSla", fmt.Sprintf("id=%d", id), "&fields=id,slaStatus,resolutionGoalUTC"))
	if "["+one+"]" != calc {
		t.Errorf("one: %s, calculateSla: %s", one, calc)
	}
}

// TestTheDemoScreenIsFull holds the tenant to having something for every
// section of its own technician's briefing, at any hour and size.
func TestTheDemoScreenIsFull(t *testing.T) {
	t.Parallel()
	for _, size := range []Size{Small, Middle, Large} {
		for _, now := range []time.Time{noon(), noon().Add(11 * time.Hour), time.Date(2026, 7, 18, 10, 30, 0, 0, time.UTC)} {
			s := testServer(t, Options{Size: size, Seed: 7, Now: func() time.Time { return now }})
			tr := s.Truth(now, TruthRules{Member: s.Me(), Mine: true, Working: true})
			for name, n := range map[string]int{"breached": len(tr.Breached), "at risk": len(tr.AtRisk), "replied": len(tr.CustomerReplied),
				"stale": len(tr.Stale), "overdue": len(tr.Overdue), "waiting": len(tr.Waiting), "unplanned": len(tr.Unplanned), "my day": len(tr.MyDay),
				"closed this week": tr.Numbers.ClosedThisWeek} {
				if n == 0 {
					t.Errorf("size %d at %v: nothing %s", size, now, name)
				}
			}
			if want := []int{150, 900, 6000}[size]; tr.Numbers.Open != want {
				t.Errorf("size %d: %d open tickets", size, tr.Numbers.Open)
			}
			if mine := len(minesOpen(s)); mine < 25 || mine > 60 {
				t.Errorf("size %d: %d tickets are the demo member's", size, mine)
			}
		}
	}
}

func minesOpen(s *Server) (ids []int64) {
	for _, t := range s.world.tickets {
		if s.world.open(t) && t.owner == s.world.me {
			ids = append(ids, t.id)
		}
	}
	return ids
}

// TestNastyCases holds the tenant to the traps of the contract.
func TestNastyCases(t *testing.T) {
	t.Parallel()
	s := testServer(t, Options{Size: Middle, Seed: 7})
	w := s.world
	count := map[string]int{}
	for _, tk := range w.tickets {
		for name, yes := range map[string]bool{
			"merged": tk.merged != 0 && tk.closed, "bare priority": tk.bare, "stranger": tk.owner >= 0 && w.members[tk.owner].gone,
			"resource only": tk.owner < 0 && len(tk.resources) > 0, "hostile": slices.Contains(w.words.hostile, tk.summary),
			"completed but open": w.open(tk) && w.statuses[tk.status].name == "Completed", "project": tk.project >= 0 && w.open(tk),
			"child": tk.parent != 0, "date only": tk.required != 0 && tk.required%86400 == 0, "moment": tk.required%86400 != 0,
		} {
			if yes {
				count[name]++
			}
		}
	}
	for _, e := range w.entries {
		for name, yes := range map[string]bool{"ghost with time": e.ghost && e.from != 0, "ghost without": e.ghost && e.from == 0,
			"day only": e.dayOnly, "nobody's": e.member < 0, "unseen": !e.seen, "done": e.done} {
			if yes {
				count[name]++
			}
		}
	}
	if len(count) != 16 {
		t.Errorf("some traps are missing: %v", count)
	}
	_, body := ask(t, s, "/system/members?pageSize=1000")
	if strings.Contains(body, "zadmin") || !strings.Contains(body, "acole2") || !strings.Contains(body, `"inactiveFlag":true`) {
		t.Error("the member list is too kind")
	}
	if resp, _ := ask(t, s, fmt.Sprintf("/system/members/%d", w.members[w.member("zadmin")].id)); resp.StatusCode != 404 {
		t.Errorf("zadmin by id: %d", resp.StatusCode)
	}
}

// TestShipsInTheBinary: the demo is this package, so it must not drag the
// testing package along.
func TestShipsInTheBinary(t *testing.T) {
	t.Parallel()
	p, err := build.ImportDir(".", 0)
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range p.Imports {
		if name == "testing" || strings.HasPrefix(name, "testing/") || strings.HasPrefix(name, "daybrief/") {
			t.Errorf("imports %s", name)
		}
	}
}
