package cli

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"daybrief/ui/uitest"
)

// tour is what the screens claim: the figures of Schedule's head, each company's counts
// and the facts of one ticket, by name, and all that Companies and the ticket's page
// say.
type tour struct {
	schedule, companies, page map[string]string
	words                     map[string]string // of a screen, whole
}

// visit walks through the screens of a dashboard.
func visit(x *uitest.Term, ticket string) tour {
	out := tour{map[string]string{}, map[string]string{}, map[string]string{}, map[string]string{}}
	look := func(name string, keys ...string) []string {
		x.Press(keys...)
		x.Pass(2 * time.Second)
		lines := x.Lines()
		out.words[name] = strings.Join(lines[1:len(lines)-1], "\n")
		return lines
	}
	for _, m := range headOf.FindAllStringSubmatch(look("schedule", "3")[2], -1) {
		out.schedule[m[2]] = m[1]
	}
	for _, line := range look("companies", "4")[4:50] {
		if m := rowOf.FindStringSubmatch(line); m != nil {
			out.companies[m[1]] = strings.Join(strings.Fields(m[2]), " ")
		}
	}
	look("goto", append([]string{"2", "#"}, append(strings.Split(ticket, ""), "enter")...)...)
	for _, line := range look("page", "enter") {
		if m := factOf.FindStringSubmatch(line); m != nil {
			what, _, _ := strings.Cut(m[2], " · by ")
			out.page[m[1]] = what
		}
	}
	return out
}

var (
	headOf = regexp.MustCompile(`([\d,]+\+?) (entries|double-booked|past, not done|not acknowledged)`)
	// rowOf is a row of Companies up to the counts of open tickets.
	rowOf  = regexp.MustCompile(`^[▌ ].. ?(\S.{20,}?) {2,}([\d+?–][ \d+?–]*)`)
	factOf = regexp.MustCompile(`│ (Status|Board|Priority|Severity|Type|Owner|Opened|Updated|Promised|Customer|Escalated|Response|Plan|Resolution|Not known) +(\S.*?) *$`)
)

// hedges are the words by which a screen says that its counts are not all.
var hedges = regexp.MustCompile(`at least what stands here|can't be counted|may be more or fewer|incomplete: |can be seen|not known|\d\+ of \d|of \d+\+`)

// doubts reports what a tour claims that one of whole records contradicts.
func (w tour) doubts(got tour) (out []string) {
	differ := func(screen string, was, now map[string]string, least bool) {
		for name, v := range now {
			if old, here := was[name]; (here || screen == "page") && old != v && !strings.ContainsAny(v, "+?–") && !hedges.MatchString(got.words[screen]) {
				out = append(out, fmt.Sprintf("%s: %s is %q and was %q", screen, name, v, was[name]))
			}
		}
		for name, v := range was {
			if _, here := now[name]; !here && least && len(now) < len(was) && !hedges.MatchString(got.words[screen]) {
				out = append(out, fmt.Sprintf("%s: %s is gone and was %q", screen, name, v))
			}
		}
	}
	differ("schedule", w.schedule, got.schedule, true)
	differ("companies", w.companies, got.companies, true)
	delete(got.page, "Not known") // what is missing from the page is no claim
	differ("page", w.page, got.page, false)
	slices.Sort(out)
	return out
}

// Each field of each record, absent, null, empty and of another type, on Schedule,
// Companies and a ticket's page: what they claim is as true as with it, or marked.
func TestFieldsOnEveryScreen(t *testing.T) {
	t.Parallel()
	hearSignals()
	var ticket string
	walk := func(t *testing.T, way *spoiled) (out tour) {
		t.Helper()
		synctest.Test(t, func(t *testing.T) {
			d := newDays(t, "[me]\nrole = \"manager\"\n[ui]\nglyphs = \"unicode\"\n")
			if way != nil {
				way.RoundTripper, d.opts.Transport = d.line, way
			}
			x := d.begin()
			x.Resize(160, 60)
			x.Pass(70 * time.Second)
			if ticket == "" {
				ticket = thirdTicket(x)
			}
			out = visit(x, ticket)
		})
		return out
	}
	whole := walk(t, nil)
	if ticket == "" || len(whole.schedule) < 3 || len(whole.companies) < 20 || len(whole.page) < 8 {
		t.Fatalf("#%s: %v\n%v\n%v", ticket, whole.schedule, whole.companies, whole.page)
	}
	n := 0
	for _, l := range wireLists() {
		for _, field := range l.fields {
			forms := []string{"absent"}
			switch n++; n % 6 {
			case 0:
				forms = append(forms, "wrong")
			case 2:
				forms = append(forms, "null")
			case 4:
				forms = append(forms, "empty")
			}
			for _, form := range forms {
				if form != "wrong" && slices.Contains(l.none, field) {
					continue // it is the server's word that there is none
				}
				t.Run(fmt.Sprint(strings.ReplaceAll(l.path[1:]+" "+field, "/", "."), " ", form), func(t *testing.T) {
					t.Parallel()
					for _, d := range whole.doubts(walk(t, &spoiled{list: l.path, field: field, form: form})) {
						t.Errorf("%s %s: %s", field, form, d)
					}
				})
			}
		}
	}
}

// thirdTicket is the number of a listed ticket that is spoiled where fields are.
func thirdTicket(x *uitest.Term) string {
	x.Press("2")
	x.Pass(time.Second)
	for _, m := range regexp.MustCompile(`#(\d{5,}) +\S`).FindAllStringSubmatch(x.Text(), -1) {
		var n int
		if _, err := fmt.Sscan(m[1], &n); err == nil && n%3 == 0 {
			return m[1]
		}
	}
	return ""
}
