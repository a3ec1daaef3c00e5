package elementstest

import (
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"
)

// The Mixpanel instance of every Gateway that has one; invented.
const (
	UsageInstance = 48152
	UsageToken    = "nT5/cVb8+QwX2eRzYk7JmLs0HdGp4UaF9oIxC1tB6q8="
)

// Bulk says how the gateway gathers Mixpanel's events. The zero Bulk is as the
// documents describe it: done at once, an array.
type Bulk struct {
	Takes time.Duration // until a job is done
	Ends  string        // the word for its end; "" is COMPLETED
	Lines bool          // one object a line
	Twice int           // every so many-th event comes twice
	Old   bool          // recordCount and errorCount instead of recordsCount and recordsFailedCount
	// Silent leaves out how many records there are.
	Silent bool
	// Lost leaves out so many records at the end without a word; Cut cuts the body off
	// so many bytes before its end.
	Lost, Cut int
	Absent    bool // there is no bulk download
	Forgets   bool // jobs are not known a moment later
	Element   string
	Disabled  bool
}

func (b Bulk) element() string { return cmp.Or(b.Element, "mixpanel") }

// bulk is what was asked of it.
type bulk struct {
	jobs  []job
	polls map[string][]time.Time
	froms []string
}

type job struct {
	id          string
	begun, from time.Time
	events      []map[string]any
}

// Jobs are the moments since which bulk jobs were to gather, as they were asked.
func (g *Gateway) Jobs() []string {
	g.mu.Lock()
	defer g.mu.Unlock()
	return slices.Clone(g.bulk.froms)
}

func (g *Gateway) serveUsage(w http.ResponseWriter, r *http.Request, object string) {
	if !g.admit(w, r, "User "+UserSecret, "Organization "+OrganizationSecret, "Element "+UsageToken) {
		return
	}
	g.mu.Lock()
	g.paths["general"]++
	f := g.fault
	g.mu.Unlock()
	if f != nil && f.Hub == "general" && strings.HasPrefix(object, f.Path) {
		g.fail(w, f)
		return
	}
	parts := strings.Split(object, "/")
	switch {
	case object == "activities/top" && r.Method == http.MethodGet:
		g.topEvents(w, r)
	case g.o.Bulk.Absent || parts[0] != "bulk":
		g.refuse(w, http.StatusNotFound, "No resource found for "+object, "")
	case object == "bulk/query" && r.Method == http.MethodPost:
		g.beginJob(w, r)
	case len(parts) == 3 && r.Method == http.MethodGet:
		g.serveJob(w, r, parts[1], parts[2])
	default:
		g.blame("%s %s", r.Method, object)
		g.refuse(w, http.StatusNotFound, "No resource found for "+object, "")
	}
}

func (g *Gateway) topEvents(w http.ResponseWriter, r *http.Request) {
	if q := r.URL.Query(); len(q) != 1 || q.Get("where") != "type='general'" {
		g.blame("activities/top: %s", r.URL.RawQuery)
		g.refuse(w, http.StatusBadRequest, "where=type is required", "")
		return
	}
	count := map[string]int{}
	now := g.o.Now()
	for _, e := range g.o.Usage.Events(now.Add(-24*time.Hour), now) {
		if e.At.UTC().Format(time.DateOnly) == now.UTC().Format(time.DateOnly) {
			count[e.Name]++
		}
	}
	list := []map[string]any{}
	for name, n := range count {
		list = append(list, map[string]any{"event": name, "amount": n, "percent_change": -0.2})
	}
	slices.SortFunc(list, func(a, b map[string]any) int { return cmp.Compare(b["amount"].(int), a["amount"].(int)) })
	write(w, list)
}

func write(w http.ResponseWriter, v any) {
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(v) // a caller that is gone needs no answer
}

// beginJob checks what is asked for. More than one job an hour is a violation.
func (g *Gateway) beginJob(w http.ResponseWriter, r *http.Request) {
	q := r.URL.Query()
	from, err := time.Parse("2006-01-02T15:04:05.000Z", q.Get("from"))
	if len(q) != 2 || q.Get("q") != "select * from activities" || err != nil {
		g.blame("bulk/query: %s", r.URL.RawQuery)
		g.refuse(w, http.StatusBadRequest, "q and from are required", "")
		return
	}
	now := g.o.Now()
	if now.Sub(from) > 33*24*time.Hour || from.After(now) {
		g.blame("bulk since %s", from)
	}
	g.mu.Lock()
	if n := len(g.bulk.jobs); n > 0 && now.Sub(g.bulk.jobs[n-1].begun) < time.Hour {
		g.violations = append(g.violations, fmt.Sprintf("a bulk job %v after the one before", now.Sub(g.bulk.jobs[n-1].begun)))
	}
	j := job{strconv.Itoa(42114492 + len(g.bulk.jobs)), now, from, g.gathered(from, now)}
	g.bulk.jobs, g.bulk.froms = append(g.bulk.jobs, j), append(g.bulk.froms, q.Get("from"))
	g.mu.Unlock()
	write(w, map[string]any{"instanceId": UsageInstance, "id": j.id, "status": "CREATED"})
}

func (g *Gateway) serveJob(w http.ResponseWriter, r *http.Request, id, what string) {
	if r.URL.RawQuery != "" {
		g.blame("bulk: %s", r.URL.RawQuery)
	}
	g.mu.Lock()
	at := slices.IndexFunc(g.bulk.jobs, func(j job) bool { return j.id == id })
	var j job
	if at >= 0 {
		j = g.bulk.jobs[at]
	}
	g.mu.Unlock()
	done := g.o.Now().Sub(j.begun) >= g.o.Bulk.Takes
	switch {
	case at < 0 || g.o.Bulk.Forgets:
		g.refuse(w, http.StatusNotFound, "No bulk job found", "")
	case what == "status":
		g.polled(id)
		g.jobStatus(w, j, done)
	case what == "activities" && done && g.o.Bulk.Ends == "":
		g.jobEvents(w, j)
	default:
		g.blame("bulk: %s before its end", what)
		g.refuse(w, http.StatusBadRequest, "The job is not done", "")
	}
}

// polled counts questions for the state of a job: more than ten within a minute
// are a violation.
func (g *Gateway) polled(id string) {
	g.mu.Lock()
	defer g.mu.Unlock()
	now := g.o.Now()
	if g.bulk.polls == nil {
		g.bulk.polls = map[string][]time.Time{}
	}
	list := slices.DeleteFunc(append(g.bulk.polls[id], now), func(t time.Time) bool { return now.Sub(t) >= time.Minute })
	g.bulk.polls[id] = list
	if len(list) > 10 && g.o.Bulk.Takes > 0 {
		g.violations = append(g.violations, fmt.Sprintf("a job was looked after %d times within a minute", len(list)))
	}
}

func (g *Gateway) jobStatus(w http.ResponseWriter, j job, done bool) {
	doc := map[string]any{"instanceId": UsageInstance, "id": j.id, "status": "RUNNING"}
	if done {
		doc["status"] = cmp.Or(g.o.Bulk.Ends, "COMPLETED")
	}
	count, failed := "recordsCount", "recordsFailedCount"
	if g.o.Bulk.Old {
		count, failed = "recordCount", "errorCount"
	}
	if !g.o.Bulk.Silent {
		doc[count], doc[failed] = 0, 0
		if done {
			doc[count] = len(j.events)
		}
	}
	write(w, doc)
}

// gathered are the events of a job.
func (g *Gateway) gathered(from, until time.Time) (out []map[string]any) {
	property := g.o.Usage.Property()
	for i, e := range g.o.Usage.Events(from, until) {
		doc := map[string]any{"event": e.Name, "properties": map[string]any{
			"time": e.At.Unix(), "distinct_id": e.Person, "$insert_id": e.ID, property: e.Client, "$browser": "Firefox", "mp_lib": "web",
		}}
		out = append(out, doc)
		if g.o.Bulk.Twice > 0 && i%g.o.Bulk.Twice == 0 {
			out = append(out, doc)
		}
	}
	return out
}

func (g *Gateway) jobEvents(w http.ResponseWriter, j job) {
	list := j.events
	list = list[:max(0, len(list)-g.o.Bulk.Lost)]
	var b strings.Builder
	if g.o.Bulk.Lines {
		enc := json.NewEncoder(&b)
		for _, e := range list {
			_ = enc.Encode(e) // a map of plain values
		}
	} else {
		_ = json.NewEncoder(&b).Encode(append([]map[string]any{}, list...))
	}
	w.Header().Set("Content-Type", "application/json")
	body := b.String()
	_, _ = io.WriteString(w, body[:max(0, len(body)-g.o.Bulk.Cut)]) // a caller that is gone needs no answer
}
