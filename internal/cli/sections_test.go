package cli

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"daybrief/connectwise/cwtest"
)

// sectionDoc is what the tests read of the JSON of brief.
type sectionDoc struct {
	Sections []struct {
		ID          string  `json:"id"`
		Count       int     `json:"count"`
		Unavailable *string `json:"unavailable"`
		Partial     *string `json:"partial"`
		Items       []struct {
			Kind    string   `json:"kind"`
			ID      int64    `json:"id"`
			Summary string   `json:"summary"`
			Status  string   `json:"status"`
			Reasons []string `json:"reasons"`
		} `json:"items"`
	} `json:"sections"`
}

// my-time, activities and agreements equal the made-up tenant's own books, for ten
// members in three zones, on a Tuesday, on a Monday (whose last working day is a
// Friday) and on the Monday after a night on which clocks change.
func TestSectionsEqualTheBooks(t *testing.T) {
	t.Parallel()
	for i, zone := range []string{"UTC", "America/New_York", "Asia/Kolkata"} {
		now := []time.Time{noon(), time.Date(2026, 3, 9, 17, 40, 0, 0, time.UTC), time.Date(2026, 3, 16, 9, 10, 0, 0, time.UTC)}[i]
		t.Run(zone, func(t *testing.T) {
			t.Parallel()
			z, err := time.LoadLocation(zone)
			if err != nil {
				t.Fatal(err)
			}
			d := newDesk(t)
			d.server = cwtest.New(cwtest.Options{Now: func() time.Time { return now }, Still: true, PrivateKey: secretWord, Zone: z, Size: cwtest.Middle, Open: 150})
			d.opts.Now, d.opts.Transport = func() time.Time { return now }, d.server.Transport()
			d.configure("[me]\nzone = \"" + zone + "\"\n[poll]\nevery = \"1m\"\n")
			filled := map[string]int{}
			for _, login := range d.server.Members()[:10] {
				d.equalsBooks(login, now, z, filled)
			}
			for _, what := range []string{"hours", "gap", "tickets", "late", "week", "agreement"} {
				if filled[what] == 0 {
					t.Errorf("no %s in any of it: the test sees too little", what)
				}
			}
		})
	}
}

// equalsBooks compares the sections of a member with the books, and counts what
// there was to compare.
func (d *desk) equalsBooks(login string, now time.Time, zone *time.Location, filled map[string]int) {
	d.t.Helper()
	_, out, stderr := d.run("brief", "--format", "json", "--role", "technician", "--member", login, "--section", "my-time,activities,agreements")
	var doc sectionDoc
	if err := json.Unmarshal([]byte(out), &doc); err != nil || len(doc.Sections) != 3 {
		d.t.Fatalf("%v, %d sections: %s", err, len(doc.Sections), stderr)
	}
	var got, want, late, week []string
	for _, s := range doc.Sections {
		if s.Unavailable != nil {
			d.t.Fatalf("%s: %s", s.ID, *s.Unavailable)
		}
		for _, it := range s.Items {
			line := fmt.Sprintf("%s %d %s", it.Kind, it.ID, it.Reasons[0])
			switch {
			case it.Kind == "time" && it.Status == "overlap":
				line = it.Summary + " overlap"
			case it.Kind == "time":
				line = it.Summary + " " + strings.Split(it.Reasons[0], ",")[0]
			case it.Kind == "ticket":
				line = fmt.Sprint("ticket ", it.ID)
			case it.Kind == "activity" && strings.HasPrefix(it.Reasons[0], "past due"):
				line = fmt.Sprint("late ", it.ID)
			case it.Kind == "activity":
				line = fmt.Sprint("week ", it.ID)
			case it.Kind == "agreement":
				line = fmt.Sprintf("agreement %d %s", it.ID, strings.Split(it.Reasons[0], ",")[0])
			}
			got = append(got, line)
		}
	}
	books := d.server.Books()
	want = timeTruth(books.MyTime(login, now, zone), now.In(zone), filled)
	l, w := books.FollowUps(login, now, zone)
	for _, id := range l {
		late = append(late, fmt.Sprint("late ", id))
	}
	for _, id := range w {
		week = append(week, fmt.Sprint("week ", id))
	}
	want = append(append(want, late...), week...)
	for id, left := range books.Ending(now, zone, 90) {
		words := map[bool]string{true: "ends today", false: fmt.Sprintf("ends in %d days", left)}[left == 0]
		if left == 1 {
			words = "ends in 1 day"
		}
		want = append(want, fmt.Sprintf("agreement %d %s", id, words))
		filled["agreement"]++
	}
	filled["late"], filled["week"] = filled["late"]+len(late), filled["week"]+len(week)
	slices.Sort(got)
	slices.Sort(want)
	if diff := cmp.Diff(want, got); diff != "" {
		d.t.Errorf("%s in %s: (-books +brief)\n%s", login, zone, diff)
	}
}

// timeTruth is what the section must say, in its words.
func timeTruth(m cwtest.MyTime, now time.Time, filled map[string]int) (want []string) {
	last := now.AddDate(0, 0, -1)
	for last.Weekday() == time.Saturday || last.Weekday() == time.Sunday {
		last = last.AddDate(0, 0, -1)
	}
	name := last.Format("Monday 2 January")
	if last.Day() == now.AddDate(0, 0, -1).Day() {
		name = "Yesterday"
	}
	for i, day := range []string{name, "Today"} {
		switch {
		case m.Passed[i] > 0:
			want = append(want, fmt.Sprintf("%s %.2f h logged of %.2f h that have passed", day, m.Hours[i], m.Passed[i]))
		default:
			want = append(want, fmt.Sprintf("%s %.2f h logged", day, m.Hours[i]))
		}
		for _, g := range m.Gaps[i] {
			want = append(want, day+" nothing logged from "+g)
		}
		for range m.Overlaps[i] {
			want = append(want, day+" overlap")
		}
		filled["gap"] += len(m.Gaps[i])
		if m.Hours[i] > 0 {
			filled["hours"]++
		}
	}
	for _, id := range m.Tickets {
		want = append(want, fmt.Sprint("ticket ", id))
	}
	filled["tickets"] += len(m.Tickets)
	return want
}

// A role without one of the optional rows: the section says which row cures that,
// nothing else suffers, and the exit code is 5. Keys that see only their own records
// are the same.
func TestSectionsRefused(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ section, path, function, row string }{
		{"my-time", "/time/entries", "Time Entry", "Inquire on Time Entry (Time & Expense), level All"},
		{"activities", "/sales/activities", "CRM/Sales Activities", "Inquire on CRM/Sales Activities (Companies), level All"},
		{"agreements", "/finance/agreements", "Agreements", "Inquire on Agreements (Finance), level All"},
	} {
		for _, own := range []bool{false, true} {
			d := newDesk(t)
			d.configure("")
			row := c.row
			switch {
			case own:
				d.server.Limit(c.function, "My")
			default:
				d.server.Break(cwtest.Fault{Kind: cwtest.Denied, Path: c.path})
				row = strings.Replace(row, "CRM/Sales Activities (Companies)", "Table Setup (System)", 1) // their statuses are asked for first
			}
			code, out, stderr := d.run("brief", "--format", "json", "--member", d.server.Me(), "--section", "my-time,activities,agreements")
			var doc sectionDoc
			if err := json.Unmarshal([]byte(out), &doc); err != nil || code != exitPartial {
				t.Fatalf("%s: %d, %v %s", c.section, code, err, stderr)
			}
			for _, s := range doc.Sections {
				switch {
				case s.ID != c.section && s.Unavailable != nil:
					t.Errorf("without %s: %s: %s", c.section, s.ID, *s.Unavailable)
				case s.ID == c.section && (s.Unavailable == nil || !strings.Contains(*s.Unavailable, row) || s.Count != 0):
					t.Errorf("%s, own %v: %+v", c.section, own, s)
				}
			}
		}
	}
}

// What a section alone needs is asked for while it is on, and never without bounds.
func TestSectionsAskOnlyWhenOn(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		sections string
		want     []string
	}{
		{"sla", nil}, {"my-time", []string{"/time/entries"}}, {"activities", []string{"/sales/activities"}}, {"agreements", []string{"/finance/agreements"}},
	} {
		d := newDesk(t)
		d.configure("")
		d.run("brief", "--member", d.server.Me(), "--section", c.sections)
		var asked []string
		for _, r := range d.server.Journal() {
			for _, path := range []string{"/time/entries", "/sales/activities", "/finance/agreements"} {
				if strings.HasSuffix(r.Path, path) {
					asked = append(asked, path)
					if !strings.Contains(r.Query, "conditions=") {
						t.Errorf("%s without a condition", r.Path)
					}
				}
			}
		}
		if !slices.Equal(asked, c.want) {
			t.Errorf("%s: %v, want %v", c.sections, asked, c.want)
		}
	}
}
