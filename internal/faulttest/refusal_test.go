package faulttest

import (
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"daybrief/model"
)

// refusing is a server that refuses what begins with a path, and notes when it was
// asked for that.
type refusing struct {
	path string
	code int // 0: it answers

	mu     sync.Mutex
	asked  []time.Time // the list
	single []time.Time // details of one ticket, whatever the path
}

func (s *refusing) answer(w http.ResponseWriter, q *http.Request) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	_, path, _ := strings.Cut(q.URL.Path, "/apis/3.0")
	if strings.HasSuffix(path, "/notes") || strings.HasSuffix(path, "/allNotes") || strings.HasSuffix(path, "/configurations") {
		s.single = append(s.single, time.Now())
	}
	if s.code != 0 && path == "/system/info/members" && s.path == "/system/members" {
		return s.refuse(w) // the shorter list of the same
	}
	if s.path != "" && path != s.path {
		return false
	}
	if !strings.Contains(q.URL.Query().Get("conditions"), polled[s.path]) {
		return s.code != 0 && s.refuse(w)
	}
	s.asked = append(s.asked, time.Now())
	return s.code != 0 && s.refuse(w)
}

// polled is what the poll of a list asks for, where its path has other lists, too.
var polled = map[string]string{"/service/tickets": "lastUpdated>", "/project/tickets": "lastUpdated>", "/time/entries": "member/identifier"}

func (s *refusing) refuse(w http.ResponseWriter) bool {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(s.code)
	_, _ = io.WriteString(w, map[int]string{
		http.StatusBadRequest:   `{"code":"InvalidObject","message":"The conditions are not valid"}`,
		http.StatusUnauthorized: `{"code":"Unauthorized","message":"Access is denied"}`,
		http.StatusForbidden:    `{"code":"Security","message":"You do not have security permission to perform this action."}`,
		http.StatusNotFound:     `{"code":"NotFound","message":"No such resource"}`,
	}[s.code])
	return true
}

// turn makes the server refuse or answer.
func (s *refusing) turn(code int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.code = code
}

// since is when it was asked after a moment.
func (s *refusing) since(at time.Time) (out []time.Duration) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, a := range s.asked {
		if !a.Before(at) {
			out = append(out, a.Sub(at))
		}
	}
	return out
}

func (s *refusing) details(after time.Time) (n int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, a := range s.single {
		if !a.Before(after) {
			n++
		}
	}
	return n
}

const interval = time.Minute

// refused are the lists that are polled, and how they are called in the status bar.
func refused() map[string]struct{ path, name string } {
	return map[string]struct{ path, name string }{
		"tickets":         {"/service/tickets", "tickets"},
		"project tickets": {"/project/tickets", "project tickets"},
		"schedule":        {"/schedule/entries", "schedule"},
		"companies":       {"/company/companies", "companies"},
		"members":         {"/system/members", "members"},
		"time":            {"/time/entries", ""}, // only a section is without it, and says so
	}
}

// begun is a dashboard that is live, at the moment in which a list is refused.
func begun(t *testing.T, path string, code int) (*rig, *refusing, time.Time) {
	s := &refusing{path: path}
	r := begin(t, options{seed: 1, every: interval.String(), member: true, w: 160, h: 45})
	r.becomes(model.StateLive, 30*time.Second)
	r.spoils(s.answer)
	r.Pass(2 * time.Minute)
	s.turn(code)
	at := time.Now()
	if path == "/company/companies" || path == "/system/members" {
		r.Press("r") // they are asked for once an hour
	}
	// A list may be asked for twice and in two places before it counts as refused.
	for len(s.since(at)) == 0 || path != "/time/entries" && r.word() == string(model.StateLive) {
		if r.Pass(time.Second); time.Since(at) > 6*time.Minute {
			t.Fatal("nobody asks")
		}
	}
	asked := s.since(at)
	return r, s, at.Add(asked[len(asked)-1])
}

// says checks the state word, and whose it is.
func (r *rig) says(word model.State, name, during string) {
	r.t.Helper()
	lines := r.Lines()
	if bar := lines[len(lines)-1]; r.word() != string(word) || !strings.Contains(bar, name) {
		r.Press("!")
		r.t.Errorf("%s: want %s of %q:\n%s", during, word, name, r.Text())
	}
}

// Ten seconds in which a list is refused cost an interval and no more: it is asked
// for again, and what was there is the truth again.
func TestRefusedForTenSeconds(t *testing.T) {
	long(t)
	t.Parallel()
	for what, list := range refused() {
		for _, code := range []int{http.StatusForbidden, http.StatusNotFound, http.StatusBadRequest} {
			t.Run(fmt.Sprint(what, " ", code), func(t *testing.T) {
				inside(t, func(t *testing.T) {
					r, s, at := begun(t, list.path, code)
					r.Pass(time.Until(at.Add(10 * time.Second)))
					if list.name != "" {
						r.says(refusal(code), list.name, "refused")
					}
					s.turn(0)
					for r.word() != string(model.StateLive) || len(s.since(at)) < 2 {
						if r.Pass(time.Second); time.Since(at) > interval {
							t.Fatalf("asked after %v:\n%s", s.since(at), r.Text())
						}
					}
					r.equals(90 * time.Second)
				})
			})
		}
	}
}

func refusal(code int) model.State {
	switch code {
	case http.StatusForbidden:
		return model.StateDenied
	case http.StatusUnauthorized:
		return model.StateAuth
	}
	return model.StateDegraded
}

// A list that stays refused is asked for once more within the interval, then each
// minute for five minutes, then every five; r asks at once, whenever.
func TestRefusedForGood(t *testing.T) {
	long(t)
	t.Parallel()
	for what, list := range refused() {
		for _, code := range []int{http.StatusForbidden, http.StatusNotFound, http.StatusBadRequest} {
			t.Run(fmt.Sprint(what, " ", code), func(t *testing.T) {
				inside(t, func(t *testing.T) {
					r, s, at := begun(t, list.path, code)
					for time.Since(at) < 17*time.Minute {
						r.Pass(10 * time.Second)
						if list.name != "" {
							r.says(refusal(code), list.name, time.Since(at).String())
						}
					}
					tries := s.since(at)
					if bad := plan(tries, 5*time.Minute, interval); bad != "" {
						t.Errorf("%s: %v", bad, tries)
					}
					r.Pass(time.Until(at.Add(tries[len(tries)-1] + 100*time.Second)))
					pressed := time.Now()
					r.Press("r")
					r.Pass(time.Second)
					if n := s.since(pressed); len(n) != 1 {
						t.Errorf("r: asked %v", n)
					}
					s.turn(0)
					r.Press("r")
					r.becomes(model.StateLive, 5*time.Second)
					r.equals(2 * time.Minute)
				})
			})
		}
	}
}

// plan says in what the moments are not: one confirmation within the interval, one a
// minute for five minutes, and then one every so often.
func plan(tries []time.Duration, calm, within time.Duration) string {
	if len(tries) < 8 || tries[1] > within {
		return "no confirmation within the interval, or hardly any tries"
	}
	calmer := 0
	for i := 2; i < len(tries); i++ {
		gap := tries[i] - tries[i-1]
		want := interval
		if tries[i-1] >= 5*time.Minute {
			want = calm
			calmer++
		}
		if (gap - want).Abs() > 5*time.Second {
			return fmt.Sprintf("%v between the tries at %v and %v", gap, tries[i-1], tries[i])
		}
	}
	if calmer == 0 {
		return "no calm try"
	}
	return ""
}

// Keys that are refused are confirmed once and tried each minute for five minutes,
// then every quarter of an hour, by one request; nobody reads details meanwhile, and
// r tries at once.
func TestKeysRefused(t *testing.T) {
	long(t)
	inside(t, func(t *testing.T) {
		r, s, at := begun(t, "", http.StatusUnauthorized)
		r.Pass(5 * time.Second)
		for _, k := range []string{"2", "j", "j", "enter", "n", "n", "esc", "4", "j", "enter", "esc", "1"} {
			r.Press(k)
			r.Pass(5 * time.Second)
			r.says(model.StateAuth, "", k)
		}
		for time.Since(at) < 40*time.Minute {
			r.Pass(10 * time.Second)
			r.says(model.StateAuth, "", time.Since(at).String())
		}
		tries := s.since(at)
		// What was on its way when the first answer came is no try.
		tries = slices.DeleteFunc(tries, func(d time.Duration) bool { return d < 500*time.Millisecond })
		tries = append([]time.Duration{0}, tries...)
		if bad := plan(tries, 15*time.Minute, interval); bad != "" {
			t.Errorf("%s: %v", bad, tries)
		}
		if n := s.details(at.Add(time.Second)); n > 0 {
			t.Errorf("%d details were read", n)
		}
		r.Pass(time.Until(at.Add(tries[len(tries)-1] + 100*time.Second)))
		pressed := time.Now()
		r.Press("r")
		r.Pass(time.Second)
		if n := s.since(pressed); len(n) != 1 {
			t.Errorf("r: asked %v", n)
		}
		s.turn(0)
		r.Press("r")
		r.becomes(model.StateLive, interval+10*time.Second)
		r.equals(2 * time.Minute)
	})
}
