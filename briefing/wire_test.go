package briefing_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"net/http"
	"net/http/httptest"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"daybrief/briefing"
	"daybrief/connectwise"
	"daybrief/connectwise/adapter"
	"daybrief/connectwise/cwtest"
	"daybrief/internal/feed"
	"daybrief/model"
)

// wire is a server whose answers are damaged on the way: in every third row, by its
// id, so that a row is damaged wherever it stands.
type wire struct {
	*tape
	path    string // "/service/tickets", with {n} for a number
	fields  []string
	garbled bool     // they are sent and can't be understood; else they are left out
	refused []string // the beginnings of paths that the role may not read

	now    time.Time
	step   int
	server *cwtest.Server // made when it is needed
}

// tape holds what the healthy server has answered, and which fields it was asked
// for: most of what a damaged run asks is the same.
type tape struct {
	mu      sync.Mutex
	answers map[string]*httptest.ResponseRecorder
	asked   map[string]map[string]bool
	me      string // the login of the demo's own technician
}

func newTape() *tape {
	return &tape{answers: map[string]*httptest.ResponseRecorder{}, asked: map[string]map[string]bool{}, me: cwtest.New(cwtest.Options{Seed: 4, Open: 90}).Me()}
}

var number = regexp.MustCompile(`/\d+`)

// asks is the path of a request below the API's root, and the fields it asks for.
func asks(r *http.Request) (path string, fields []string) {
	_, path, _ = strings.Cut(r.URL.Path, "/apis/3.0")
	path = strings.TrimSuffix(number.ReplaceAllString(path, "/{n}"), "/search")
	if strings.HasSuffix(path, "/tickets/{n}") { // a ticket by itself has the fields of the list
		path = strings.TrimSuffix(path, "/{n}")
	}
	if f := r.URL.Query().Get("fields"); f != "" {
		fields = strings.Split(f, ",")
	}
	return path, fields
}

func (w *wire) ServeHTTP(out http.ResponseWriter, r *http.Request) {
	w.mu.Lock()
	defer w.mu.Unlock()
	path, fields := asks(r)
	if slices.ContainsFunc(w.refused, func(s string) bool { return strings.HasPrefix(path, s) }) {
		out.Header().Set("Content-Type", "application/json")
		out.WriteHeader(http.StatusForbidden)
		_, _ = out.Write([]byte(`{"code":"Security","message":"You do not have security permission to perform this action."}`))
		return
	}
	key := strconv.Itoa(w.step) + r.Method + r.URL.String()
	rec := w.answers[key]
	if rec == nil || r.Method != http.MethodGet {
		rec = httptest.NewRecorder()
		r.Header.Del("Accept-Encoding")
		w.truth().ServeHTTP(rec, r)
		w.answers[key] = rec
	}
	for _, f := range fields {
		if w.asked[path] == nil {
			w.asked[path] = map[string]bool{}
		}
		w.asked[path][f] = true
	}
	body := rec.Body.Bytes()
	if path == w.path {
		for _, f := range w.fields {
			if slices.Contains(fields, f) {
				body = w.spoil(body, f)
			}
		}
	}
	for k, v := range rec.Header() {
		out.Header()[k] = v
	}
	out.Header().Del("Content-Length")
	out.WriteHeader(rec.Code)
	_, _ = out.Write(body)
}

func (w *wire) spoil(body []byte, field string) []byte {
	var rows []map[string]any
	dec := json.NewDecoder(bytes.NewReader(body))
	dec.UseNumber()
	if dec.Decode(&rows) != nil {
		return body
	}
	for _, row := range rows {
		id, _ := row["id"].(json.Number)
		if n, _ := strconv.Atoi(id.String()); n%3 != 0 {
			continue
		}
		at, last := row, field
		for {
			head, rest, nested := strings.Cut(last, "/")
			if last = head; !nested {
				break
			}
			in, ok := at[head].(map[string]any)
			if !ok {
				break // all of it is damaged, or there is nothing
			}
			at, last = in, rest
		}
		if delete(at, last); w.garbled {
			at[last] = map[string]any{"?": "!"}
		}
	}
	b, err := json.Marshal(rows)
	if err != nil {
		panic(err)
	}
	return b
}

// moments are when the page is looked at: after the first load, after a list of
// changes, and after a comparison of all.
func moments() []time.Time {
	first := time.Date(2026, 3, 10, 15, 0, 0, 0, time.UTC)
	return []time.Time{first, first.Add(65 * time.Second), first.Add(13 * time.Minute)}
}

// truth is the server as of now.
func (w *wire) truth() *cwtest.Server {
	now, ts := w.now, moments()
	if w.server == nil {
		w.now = ts[0]
		w.server = cwtest.New(cwtest.Options{Seed: 4, Open: 90, Still: true, Now: func() time.Time { return w.now }})
		if w.step > 0 {
			w.now = ts[1]
			busy(w.server)
		}
		w.now = now
	}
	return w.server
}

// looks are the pages at each of the moments, read through the wire.
func (w *wire) looks(t *testing.T) (out []*briefing.Briefing) {
	t.Helper()
	clock := func() time.Time { return w.now }
	site, siteErr := connectwise.ParseSite("https://demo.example")
	auth, authErr := connectwise.NewBasic(cwtest.DemoCompany, cwtest.DemoPublicKey, model.NewSecret(cwtest.DemoPrivateKey), cwtest.DemoClientID)
	c, err := connectwise.New(site, cwtest.DemoCompany, auth, connectwise.WithTransport(&cwtest.Transport{Handler: w}), connectwise.WithNow(clock))
	if err := errors.Join(siteErr, authErr, err); err != nil {
		t.Fatal(err)
	}
	way := adapter.New(c, clock)
	f := feed.New(feed.Options{Extras: feed.Extras{
		Sources: []model.Source{model.SourceTime, model.SourceActivities, model.SourceEnding}, Member: w.me, Hours: model.OfficeHours(),
	}})
	rules := briefing.DefaultRules()
	rules.Role, rules.Scope, rules.Member, rules.Sections = briefing.Manager, model.ScopeEverybody, w.me, briefing.IDs()
	for i, at := range moments() {
		w.now, w.step = at, i
		if i == 1 && w.server != nil {
			busy(w.server)
		}
		for range 30 {
			jobs := f.Due(at)
			if len(jobs) == 0 {
				break
			}
			for _, j := range jobs {
				f.Apply(j.Do(t.Context(), way, clock), at)
			}
		}
		out = append(out, briefing.Build(f.Snapshot(), nil, nil, rules, at))
	}
	return out
}

// busy is what happens in a minute: of three tickets in a row, one is damaged.
func busy(s *cwtest.Server) {
	ids, login := s.OpenIDs(), s.Members()[2]
	do := []func(int64){
		func(id int64) { s.Close(id) }, func(id int64) { s.Merge(id, ids[40]) }, func(id int64) { s.Delete(id) },
		func(id int64) { s.Reply(id, "Any news?") }, func(id int64) { s.Assign(id, login) }, func(id int64) { s.Assign(id, "") },
		func(id int64) { s.Update(id, cwtest.Change{Status: "Waiting on Customer"}) }, func(id int64) { s.Update(id, cwtest.Change{Priority: 1}) },
	}
	for i, f := range do {
		for k := range 3 {
			f(ids[i*3+k])
		}
	}
	s.AddTicket(cwtest.Draft{Summary: "New one", Goal: moments()[1].Add(40 * time.Minute)})
}
