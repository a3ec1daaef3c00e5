package hub

import (
	"bytes"
	"context"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"daybrief/internal/elements"
	"daybrief/internal/elements/elementstest"
	"daybrief/model"
	"daybrief/model/usage"
)

// A day of a dashboard that looks each minute and of a script beside it: one job an
// hour, of 31 days at first and of the last two later.
func TestOneJobAnHour(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		r := newRig(elementstest.Bulk{Takes: 90 * time.Second})
		r.mixpanel.Use("login", "Acme", "2026-03-09", 3)
		dashboard := r.source(t, Settings{})
		answers := 0
		for range 24 * 60 {
			for _, s := range []*Source{dashboard, r.source(t, Settings{Every: time.Minute})} {
				ctx, cancel := context.WithTimeout(t.Context(), 45*time.Second)
				u, err := s.Usage(ctx)
				cancel()
				switch {
				case err == nil && len(u.Rows) == 1 && r.now().Sub(u.Asked) < 2*time.Hour:
					answers++
				case err == nil || problem(t, err).Code != codeUnderWay || answers > 0:
					t.Fatalf("%+v, %v", u, err)
				}
			}
			time.Sleep(time.Minute)
		}
		jobs := r.gateway.Jobs()
		if len(jobs) < 22 || len(jobs) > 25 {
			t.Errorf("%d jobs", len(jobs))
		}
		for i, from := range jobs {
			at, _ := time.Parse(time.RFC3339, from)
			if days := r.now().Sub(at); i == 0 && from != "2026-02-08T00:00:00.000Z" || i > 0 && days > 3*24*time.Hour {
				t.Errorf("job %d is since %s", i, from)
			}
		}
		r.strictly(t)
	})
}

// A job that is not done when the program has to go is gone on with by the next
// one.
func TestJobOutlivesTheProgram(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		r := newRig(elementstest.Bulk{Takes: 5 * time.Minute})
		r.mixpanel.Use("login", "Acme", "2026-03-09", 3)
		for run := 0; ; run++ {
			ctx, cancel := context.WithTimeout(t.Context(), 45*time.Second)
			began := time.Now()
			u, err := r.source(t, Settings{}).Usage(ctx)
			cancel()
			if took := time.Since(began); took > 45*time.Second {
				t.Fatalf("it took %v", took)
			}
			if err == nil {
				if run < 5 || len(u.Rows) != 1 || !u.Asked.Equal(time.Date(2026, 3, 10, 15, 0, 0, 0, time.UTC)) {
					t.Errorf("run %d: %+v", run, u)
				}
				break
			}
			if problem(t, err).Code != codeUnderWay {
				t.Fatal(err)
			}
		}
		if n := len(r.gateway.Jobs()); n != 1 {
			t.Errorf("%d jobs", n)
		}
		r.strictly(t)
	})
}

// After two weeks of two days at a time, what is known is what the whole window
// says.
func TestJoinedDaysAreTheWhole(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		r := newRig(elementstest.Bulk{Twice: 2})
		for day := range 60 {
			d := time.Date(2026, 2, 1+day, 10, 0, 0, 0, time.UTC)
			for i := range 6 {
				client := fmt.Sprintf("Client %d", (i+day)%9)
				r.mixpanel.Track("login", client, fmt.Sprintf("user %d", i), d)
				r.mixpanel.Track("login", strings.ToUpper(client), fmt.Sprintf("user %d", i%(1+day%4)), d)
				r.mixpanel.Track("report", client, "boss", d)
			}
		}
		for hour := range 14 * 24 {
			if hour%31 == 7 {
				time.Sleep(50 * time.Hour) // a weekend without the program
			}
			if _, err := r.source(t, Settings{}).Usage(t.Context()); err != nil {
				t.Fatal(err)
			}
			time.Sleep(time.Hour)
		}
		joined, err := r.source(t, Settings{}).Usage(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		r.memory = &file{}
		time.Sleep(time.Hour)
		s := r.source(t, Settings{})
		whole, err := s.Usage(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		joined.Asked, whole.Asked = time.Time{}, time.Time{}
		if !reflect.DeepEqual(joined, whole) || len(whole.Shared) == 0 {
			t.Errorf("joined\n%+v\nwhole\n%+v", joined, whole)
		}
		r.strictly(t)
	})
}

// Who is known under several names of one client is one user.
func TestOneUserUnderSeveralNames(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		r := newRig(elementstest.Bulk{})
		at := time.Date(2026, 3, 9, 10, 0, 0, 0, time.UTC)
		for _, name := range []string{"Acme", "ACME ", "acme ltd"} {
			r.mixpanel.Track("login", name, "ada", at)
		}
		r.mixpanel.Track("login", "Acme", "bob", at)
		r.mixpanel.Track("login", "Other", "ada", at)
		u, err := r.source(t, Settings{}).Usage(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		companies := []model.CompanyRef{{ID: 7, Identifier: model.Clean("ACME"), Name: model.Clean("Acme")}, {ID: 8, Name: model.Clean("Other")}}
		rep := usage.Judge(u, companies, usage.Rules{Hours: model.OfficeHours(), Companies: map[string]string{"Acme Ltd": "ACME"}})
		if c, o := rep.Client(7), rep.Client(8); c.Last != 2 || o.Last != 1 {
			t.Errorf("%d and %d users, want 2 and 1", c.Last, o.Last)
		}
	})
}

// Another event becomes more frequent than one of the five: from then on it counts,
// on all days.
func TestOtherEvents(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		r := newRig(elementstest.Bulk{})
		for i, e := range []string{"a", "b", "c", "d", "e", "late"} {
			r.mixpanel.Use(e, "Acme", "2026-03-09", 20-i)
		}
		names := func() (out []string) {
			u, err := r.source(t, Settings{}).Usage(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			for _, e := range u.Events {
				out = append(out, e.Name.String())
			}
			return out
		}
		if got := names(); !slices.Equal(got, []string{"a", "b", "c", "d", "e"}) {
			t.Fatal(got)
		}
		r.mixpanel.Use("late", "Acme", "2026-03-10", 30)
		r.mixpanel.Use("late", "Acme", "2026-03-11", 30)
		for range 27 {
			time.Sleep(time.Hour)
			names()
		}
		if got := names(); !slices.Equal(got, []string{"late", "a", "b", "c", "d"}) {
			t.Error(got)
		}
		s := r.source(t, Settings{})
		u, err := s.Usage(t.Context())
		if got := users(t, u, "Acme"); err != nil || got[u.Days-1-2] != 15 {
			t.Errorf("%v: %v", err, got[:u.Days])
		}
		r.strictly(t)
	})
}

// What cannot be read of an event is carried into the numbers that rest on it.
func TestUnreadableEvents(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := newRig(elementstest.Bulk{}).source(t, Settings{Company: "firm"})
		for name, c := range map[string]struct {
			event    string
			row      string
			skipped  int
			unsure   bool
			usersNow int
		}{
			"well":            {`{"event":"login","properties":{"time":1773133200,"distinct_id":"ada","firm":"Acme"}}`, "Acme", 0, false, 1},
			"milliseconds":    {`{"event":"login","properties":{"time":1773133200000,"distinct_id":7,"firm":42}}`, "42", 0, false, 1},
			"no client":       {`{"event":"login","properties":{"time":1773133200,"distinct_id":"ada"}}`, "undefined", 0, false, 1},
			"client is null":  {`{"event":"login","properties":{"time":1773133200,"distinct_id":"ada","firm":null}}`, "undefined", 0, false, 1},
			"client is blank": {`{"event":"login","properties":{"time":1773133200,"distinct_id":"ada","firm":" "}}`, "undefined", 0, false, 1},
			"another case":    {`{"event":"login","properties":{"time":1773133200,"distinct_id":"ada","Firm":"Acme"}}`, "undefined", 0, false, 1},
			"no time":         {`{"event":"login","properties":{"distinct_id":"ada","firm":"Acme"}}`, "Acme", 1, true, 0},
			"time is text":    {`{"event":"login","properties":{"time":"soon","distinct_id":"ada","firm":"Acme"}}`, "Acme", 1, true, 0},
			"nobody":          {`{"event":"login","properties":{"time":1773133200,"firm":"Acme"}}`, "Acme", 1, true, 0},
			"too old":         {`{"event":"login","properties":{"time":1500000000,"distinct_id":"ada","firm":"Acme"}}`, "", 0, false, 0},
			"too new":         {`{"event":"login","properties":{"time":1973133200,"distinct_id":"ada","firm":"Acme"}}`, "", 0, false, 0},
		} {
			job := Job{Asked: s.o.Now(), From: time.Date(2026, 2, 8, 0, 0, 0, 0, time.UTC), Whole: true}
			tl := newTally(s.o, job, []string{"login"})
			if err := s.c.read(strings.NewReader(c.event+"\n"+c.event), tl, -1); err != nil {
				t.Fatal(name, err)
			}
			u := tl.grid([]string{"login"}).usage([]string{"login"}, job.Asked, tl.skipped)
			if u.Skipped != 2*c.skipped || (len(u.Rows) == 1) != (c.row != "") {
				t.Errorf("%s: %+v", name, u)
				continue
			}
			if c.row != "" && (u.Rows[0].Name.String() != c.row || u.Rows[0].Unsure != c.unsure || u.Rows[0].Users[30] != c.usersNow) {
				t.Errorf("%s: %+v", name, u.Rows[0])
			}
		}
	})
}

// What lies on the disk is believed only when it can be what was saved.
func TestForeignMemory(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		r := newRig(elementstest.Bulk{})
		r.mixpanel.Use("login", "Acme", "2026-03-09", 3)
		good := func() []byte {
			if _, err := r.source(t, Settings{}).Usage(t.Context()); err != nil {
				t.Fatal(err)
			}
			return bytes.Clone(r.memory.b)
		}()
		for name, change := range map[string][2]string{
			"short row": {`"Users":[0,`, `"Users":[`}, "negative": {`"Users":[0,`, `"Users":[-4,`}, "long": {`"Days":31`, `"Days":3100000`},
			"another path": {`"ID":""`, `"ID":"../../instances/1"`}, "totals": {`"login":[0,`, `"login":[`}, "something else": {`"About":"`, `"About":"f`}, "cut off": {`"Usage":`, ``},
		} {
			time.Sleep(time.Hour)
			if !bytes.Contains(good, []byte(change[0])) {
				t.Fatalf("%s: nothing to change in %s", name, good)
			}
			r.memory.b = bytes.Replace(good, []byte(change[0]), []byte(change[1]), 1)
			jobs := len(r.gateway.Jobs())
			u, err := r.source(t, Settings{}).Usage(t.Context())
			if now := r.gateway.Jobs(); err != nil || len(now) != jobs+1 || u.Days != 31 || now[jobs] != "2026-02-08T00:00:00.000Z" {
				t.Errorf("%s: %v, jobs %v", name, err, now[jobs:])
			}
		}
		for name, o := range map[string]Settings{"property": {Company: "firm"}, "events": {Events: []string{"login"}}, "zone": {Zone: time.FixedZone("x", 3600)}} {
			time.Sleep(time.Hour)
			r.memory.b = good
			jobs := len(r.gateway.Jobs())
			if _, err := r.source(t, o).Usage(t.Context()); err != nil || len(r.gateway.Jobs()) != jobs+1 {
				t.Errorf("%s: %v", name, err)
			}
		}
	})
}

// A second gateway's secrets are taken at once.
func TestRekeyed(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		r := newRig(elementstest.Bulk{})
		r.mixpanel.Use("login", "Acme", "2026-03-10", 3)
		s := r.source(t, Settings{}, func(o *elements.Options) { o.Secrets.User = model.NewSecret("wrong/secret+of=somebody") })
		_, err := s.Usage(t.Context())
		if p := problem(t, err); p.Code != "account-secrets-refused" || p.Kind != model.Unauthorized {
			t.Fatal(err)
		}
		err = s.Rekey(elements.Secrets{User: model.NewSecret(elementstest.UserSecret), Organization: model.NewSecret(elementstest.OrganizationSecret)})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := s.Usage(t.Context()); err != nil || len(r.gateway.Jobs()) != 1 {
			t.Errorf("%v, %v", err, r.gateway.Jobs())
		}
		if events, err := s.Try(t.Context()); err != nil || !slices.Equal(events, []string{"login"}) {
			t.Errorf("%v, %v", events, err)
		}
		r.strictly(t)
	})
}
