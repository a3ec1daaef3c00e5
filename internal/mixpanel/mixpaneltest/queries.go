package mixpaneltest

import (
	"cmp"
	"encoding/json"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"time"
)

// params checks that a query says what it must and nothing else.
func (s *Server) params(w http.ResponseWriter, q url.Values, allowed ...string) bool {
	for name, values := range q {
		if name == "project_id" {
			continue
		}
		if !slices.Contains(allowed, name) || len(values) != 1 {
			s.blame("parameter %s=%q", name, values)
			s.refuse(w, http.StatusBadRequest, "unknown parameter "+name)
			return false
		}
	}
	return true
}

func (s *Server) names(w http.ResponseWriter, r *http.Request) {
	q := r.URL.Query()
	if !s.params(w, q, "type", "limit") {
		return
	}
	limit, err := strconv.Atoi(q.Get("limit"))
	if q.Get("type") != "general" || err != nil || limit < 1 {
		s.blame("names: %s", r.URL.RawQuery)
		s.refuse(w, http.StatusBadRequest, "type and limit are required")
		return
	}
	s.mu.Lock()
	list := slices.SortedFunc(maps.Keys(s.events), func(a, b string) int {
		return cmp.Or(cmp.Compare(s.events[b].total, s.events[a].total), cmp.Compare(a, b))
	})
	s.mu.Unlock()
	answer(w, append([]string{}, list[:min(limit, len(list))]...))
}

func (s *Server) segmentation(w http.ResponseWriter, r *http.Request) {
	q := r.URL.Query()
	if !s.params(w, q, "event", "from_date", "to_date", "on", "unit", "type", "limit") {
		return
	}
	from, err1 := time.Parse(time.DateOnly, q.Get("from_date"))
	to, err2 := time.Parse(time.DateOnly, q.Get("to_date"))
	if err1 != nil || err2 != nil || to.Before(from) || q.Get("event") == "" {
		s.blame("segmentation: %s", r.URL.RawQuery)
		s.refuse(w, http.StatusBadRequest, "event, from_date and to_date are required")
		return
	}
	if want := `properties["` + s.o.Property + `"]`; q.Get("on") != want || q.Get("unit") != "day" || q.Get("type") != "unique" {
		s.blame("segmentation: on %s, unit %s, type %s", q.Get("on"), q.Get("unit"), q.Get("type"))
	}
	limit := 60
	if n, err := strconv.Atoi(q.Get("limit")); err == nil {
		limit = n
	}
	if limit > 10_000 {
		s.blame("limit %d", limit)
		limit = 10_000
	}
	if days := int(to.Sub(from)/(24*time.Hour)) + 1; days != 31 {
		s.blame("%d days", days)
	}
	out := s.series(q.Get("event"), from, to, min(limit, s.o.Most))
	if q.Get("on") != `properties["`+s.o.Property+`"]` {
		out.unnamed()
	}
	answer(w, out)
}

type segmentation struct {
	Data struct {
		Series []string                  `json:"series"`
		Values map[string]map[string]int `json:"values"`
	} `json:"data"`
	LegendSize int `json:"legend_size"`
}

// unnamed puts everybody under the one value of a property that no event has.
func (o *segmentation) unnamed() {
	days := map[string]int{}
	for _, by := range o.Data.Values {
		for day, n := range by {
			days[day] += n
		}
	}
	if len(o.Data.Values) > 0 {
		o.Data.Values, o.LegendSize = map[string]map[string]int{"undefined": days}, 1
	}
}

// series is the answer: the values with the most use where they are too many,
// and the days in no order, as in the documents.
func (s *Server) series(name string, from, to time.Time, limit int) (out segmentation) {
	s.mu.Lock()
	defer s.mu.Unlock()
	out.Data.Series, out.Data.Values = []string{}, map[string]map[string]int{}
	for d := from; !d.After(to); d = d.AddDate(0, 0, 1) {
		if s.o.Late.IsZero() || !d.After(s.o.Late) {
			out.Data.Series = append(out.Data.Series, d.Format(time.DateOnly))
		}
	}
	if e := s.events[name]; e != nil {
		all := e.within(out.Data.Series, s.o.Full)
		keys := slices.SortedFunc(maps.Keys(all), func(a, b string) int { return cmp.Or(cmp.Compare(sum(all[b]), sum(all[a])), cmp.Compare(a, b)) })
		for _, k := range keys[:min(limit, len(keys))] {
			out.Data.Values[k] = all[k]
		}
	}
	half := len(out.Data.Series) / 2
	out.Data.Series = append(slices.Clone(out.Data.Series[half:]), out.Data.Series[:half]...)
	out.LegendSize = len(out.Data.Values)
	return out
}

// within is who did an event on some days, by value of the property.
func (e *event) within(days []string, full bool) map[string]map[string]int {
	out := map[string]map[string]int{}
	put := func(client, day string, n int) {
		if n == 0 || !slices.Contains(days, day) {
			return
		}
		if out[client] == nil {
			out[client] = map[string]int{}
		}
		out[client][day] += n
	}
	for client, by := range e.counts {
		for day, n := range by {
			put(client, day, n)
		}
	}
	for client, by := range e.people {
		for day, people := range by {
			put(client, day, len(people))
		}
	}
	for _, by := range out {
		for _, day := range days {
			if _, ok := by[day]; full && !ok {
				by[day] = 0
			}
		}
	}
	return out
}

func sum(by map[string]int) (n int) {
	for _, v := range by {
		n += v
	}
	return n
}

func answer(w http.ResponseWriter, v any) {
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(v) // a caller that is gone needs no answer
}
