package ui_test

import (
	"context"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"daybrief/briefing"
	"daybrief/briefing/render"
	"daybrief/internal/notify"
	"daybrief/model"
	"daybrief/ui"
	"daybrief/ui/brief"
	"daybrief/ui/companies"
	"daybrief/ui/export"
	"daybrief/ui/schedule"
	"daybrief/ui/screen"
	"daybrief/ui/theme"
	"daybrief/ui/tickets"
	"daybrief/ui/uitest"
	"daybrief/ui/wall"
)

// fullTenant has something of every source.
func fullTenant(now time.Time) *model.Snapshot {
	s := uitest.Tenant(now, 40)
	known := func(at *time.Time) { *at = now }
	for i := range 6 {
		t := *uitest.Ticket(2000+i, now)
		t.Project = model.Ref[int64]{ID: 7, Name: model.Clean("Move")}
		s.ProjectTickets.Value = append(s.ProjectTickets.Value, &t)
		c := *s.ClosedService.Value[i]
		c.ID, c.Project = c.ID+1_000_000, model.Ref[int64]{ID: 7, Name: model.Clean("Move")}
		s.ClosedProject.Value = append(s.ClosedProject.Value, &c)
	}
	for i := range 3 {
		s.Time.Value = append(s.Time.Value, model.TimeEntry{ID: int64(i + 1), Ticket: s.ServiceTickets.Value[i].ID, Start: now.Add(-time.Duration(i+2) * time.Hour), End: now.Add(-time.Duration(i+1) * time.Hour), Hours: 1, Member: model.MemberRef{ID: 1, Identifier: model.Clean("tech1")}})
		s.Activities.Value = append(s.Activities.Value, model.Activity{ID: int64(i + 1), Name: model.Clean("Call back"), Closed: new(bool), Start: now.AddDate(0, 0, -2), End: now.AddDate(0, 0, -2), Assigned: model.MemberRef{ID: 1, Identifier: model.Clean("tech1"), Name: model.Clean("Mara Oduya")}})
		s.Ending.Value = append(s.Ending.Value, model.Agreement{ID: model.AgreementID(i + 1), Name: model.Clean("Managed"), Cancelled: new(bool), Company: s.ServiceTickets.Value[0].Company.ID, End: now.AddDate(0, 0, 10)})
	}
	known(&s.Time.At)
	known(&s.Activities.At)
	known(&s.Ending.At)
	s.TimeFrom = now.AddDate(0, 0, -4)
	for _, src := range model.ExtraSources() {
		s.Health = append(s.Health, model.Health{Source: src, At: now, Every: time.Minute})
	}
	return s
}

// list is one source's list in a snapshot.
type list struct {
	cut  func(s *model.Snapshot, keep int) // keeps so many records
	lose func(s *model.Snapshot)           // has never been there
}

func listOf[T any](at func(*model.Snapshot) *model.Fresh[[]T]) list {
	return list{
		cut:  func(s *model.Snapshot, n int) { l := at(s); l.Value = slices.Clone(l.Value[:min(n, len(l.Value))]) },
		lose: func(s *model.Snapshot) { *at(s) = model.Fresh[[]T]{} },
	}
}

func lists() map[model.Source]list {
	return map[model.Source]list{
		model.SourceBoards:         listOf(func(s *model.Snapshot) *model.Fresh[[]model.Board] { return &s.Boards }),
		model.SourcePriorities:     listOf(func(s *model.Snapshot) *model.Fresh[[]model.Priority] { return &s.Priorities }),
		model.SourceMembers:        listOf(func(s *model.Snapshot) *model.Fresh[[]model.Member] { return &s.Members }),
		model.SourceTickets:        listOf(func(s *model.Snapshot) *model.Fresh[[]*model.Ticket] { return &s.ServiceTickets }),
		model.SourceProjectTickets: listOf(func(s *model.Snapshot) *model.Fresh[[]*model.Ticket] { return &s.ProjectTickets }),
		model.SourceClosed:         listOf(func(s *model.Snapshot) *model.Fresh[[]*model.Ticket] { return &s.ClosedService }),
		model.SourceClosedProject:  listOf(func(s *model.Snapshot) *model.Fresh[[]*model.Ticket] { return &s.ClosedProject }),
		model.SourceSchedule:       listOf(func(s *model.Snapshot) *model.Fresh[[]*model.ScheduleEntry] { return &s.ScheduleEntries }),
		model.SourceCompanies:      listOf(func(s *model.Snapshot) *model.Fresh[[]model.Company] { return &s.Companies }),
		model.SourceTime:           listOf(func(s *model.Snapshot) *model.Fresh[[]model.TimeEntry] { return &s.Time }),
		model.SourceActivities:     listOf(func(s *model.Snapshot) *model.Fresh[[]model.Activity] { return &s.Activities }),
		model.SourceEnding:         listOf(func(s *model.Snapshot) *model.Fresh[[]model.Agreement] { return &s.Ending }),
	}
}

// ailing is a copy of the tenant whose source is in a state; honest says so in its
// health, and without it the same data would claim to be all.
func ailing(s *model.Snapshot, src model.Source, state string, honest bool) *model.Snapshot {
	out := *s
	out.Health = slices.Clone(s.Health)
	l := lists()[src]
	h := &out.Health[slices.IndexFunc(out.Health, func(h model.Health) bool { return h.Source == src })]
	here := !slices.Contains([]string{"loading", "refused", "failing"}, state)
	if here {
		l.cut(&out, 3)
	} else {
		l.lose(&out)
	}
	if !honest {
		if !here {
			l.cut(&out, 0)
			known(&out, src, h.At)
		}
		return &out
	}
	switch state {
	case "cut":
		h.Shown, h.Total = 3, 900
	case "unreadable":
		h.Skipped = 4
	case "excluded":
		h.Gap = "records that these keys may not see"
	case "doubtful":
		h.Doubt = "Whether these keys see more than their own records can't be told."
	case "loading":
		h.At, h.Busy = time.Time{}, true
	case "refused":
		h.At, h.Problem = time.Time{}, &model.Problem{Kind: model.Forbidden, What: model.Clean("The keys may not list it."), Needs: "Inquire on it"}
	case "failing":
		h.At, h.Problem = time.Time{}, &model.Problem{Kind: model.ServerDown, What: model.Clean("The server failed (HTTP 500).")}
	}
	return &out
}

// known says that an empty list came at a time.
func known(s *model.Snapshot, src model.Source, at time.Time) {
	switch src {
	case model.SourceBoards:
		s.Boards.At = at
	case model.SourcePriorities:
		s.Priorities.At = at
	case model.SourceMembers:
		s.Members.At = at
	case model.SourceTickets:
		s.ServiceTickets.At = at
	case model.SourceProjectTickets:
		s.ProjectTickets.At = at
	case model.SourceClosed:
		s.ClosedService.At = at
	case model.SourceClosedProject:
		s.ClosedProject.At = at
	case model.SourceSchedule:
		s.ScheduleEntries.At = at
	case model.SourceCompanies:
		s.Companies.At = at
	case model.SourceTime:
		s.Time.At = at
	case model.SourceActivities:
		s.Activities.At = at
	case model.SourceEnding:
		s.Ending.At = at
	}
}

// seen is everything that can be seen of a snapshot, by name.
func seen(s *model.Snapshot, scope model.Scope) map[string]string {
	f := pureFrame(160, 70)
	r := briefing.DefaultRules()
	r.Role, r.Scope, r.Member, r.Sections = briefing.Manager, scope, "tech1", briefing.IDs()
	l := model.NewLookup(s, r.Policy)
	b := briefing.Build(s, nil, l, r, f.Now)
	f.Snapshot, f.Lookup, f.Assessed, f.Briefing, f.Rules, f.Crew = s, l, b.Assessment, b, r, model.NewCrew(r.Scope, r.Member, s, l)
	out := map[string]string{}
	show := func(name string, s screen.Screen, f screen.Frame, keys ...string) {
		s.Sync(f)
		for _, k := range keys {
			s.Handle(uitest.Key(k), f)
			s.Sync(f)
		}
		out[name] = "tab " + s.Count(f) + "\n" + plain(s.Draw(f))
		if l, ok := s.(screen.Lister); ok {
			for _, format := range export.Formats() { // the name of a file is all that tells of a CSV
				out[name+" as "+format.String()] = format.Name(l.Listing(f), f.Now) + "\n" + string(format.Write(l.Listing(f), f.Now))
			}
		}
	}
	dash := dashboard(s, r, f.Now)
	for name, keys := range map[string][]string{
		"brief": {"1"}, "tickets": {"2"}, "tickets by board": {"2", "b"}, "schedule": {"3"}, "schedule, week": {"3", "w"}, "schedule, list": {"3", "v"},
		"companies": {"4"}, "company": {"4", "enter"}, "ticket": {"2", "enter"}, "alerts": {"A"}, "sources": {"!"}, "free": {"3", "f"},
	} {
		lines := strings.Split(dash(160, keys...), "\n")
		out[name] = strings.Join(lines[1:len(lines)-1], "\n") // the status bar says it too, far from the numbers
	}
	for name, keys := range map[string][]string{
		"takers": {"2", "enter", "t"}, "search": {"ctrl+f", "a", "t"}, "number": {"#", "2", "0", "0", "3"}, "nothing found": {"ctrl+f", "q", "q", "q"},
	} {
		out[name] = box(dash(50, keys...)) // as wide as the screen
	}
	for name, one := range map[string]screen.Screen{"tickets": tickets.New(), "schedule": schedule.New(), "companies": companies.New()} {
		show(name+" alone", one, f)
		delete(out, name+" alone")
	}
	for _, p := range wall.Pages() {
		show("wall "+p, wall.New(wall.Options{Settings: wall.Settings{Pages: []string{p}, Stay: time.Hour}}), f)
	}
	for _, format := range render.Formats() {
		text, _ := render.As(format, b, render.Options{})
		out["brief as "+string(format)] = string(text)
	}
	return out
}

// dashboard presses keys on a dashboard that is begun anew each time, and gives what
// is on the screen but for the clock.
func dashboard(s *model.Snapshot, r briefing.Rules, now time.Time) func(w int, keys ...string) string {
	return func(w int, keys ...string) string {
		app, err := ui.New(ui.Options{
			Context: context.Background(), Screens: []screen.Screen{brief.New(), tickets.New(), schedule.New(), companies.New()},
			Feed: uitest.NewFeed(s), Provider: uitest.Provider{}, Rules: r, Zone: time.UTC, Now: func() time.Time { return now },
			Theme: ui.Dark, Glyphs: theme.Unicode(), Alerts: newPager(notify.Rules{}),
		})
		if err != nil {
			panic(err)
		}
		defer app.Close()
		app.Update(tea.WindowSizeMsg{Width: w, Height: 120})
		for _, k := range keys {
			app.Update(uitest.Key(k))
		}
		return painted.ReplaceAllString(app.View().Content, "")
	}
}

// box is what stands in the box that lies over a screen.
func box(text string) string {
	if _, in, ok := strings.Cut(text, theme.Unicode().TopLeft); ok {
		text = in
	}
	text, _, _ = strings.Cut(text, theme.Unicode().BottomLeft)
	return text
}

var painted = regexp.MustCompile("\x1b\\[[0-9;:]*m")

func plain(b screen.Block) string { return painted.ReplaceAllString(strings.Join(b.Lines, "\n"), "") }

// marks are the words by which a part says that it is no whole.
var marks = regexp.MustCompile(`(?i)not loaded|loading|being read|needs inquire|may not|denied|starting|degraded|at least|without|not known|unknown|only 3 of|3 of 900|of which|waiting for|never loaded|HTTP 500|can(?:'|&#39;)t|could not be read|may not see|can be seen|incomplete|-partial|\d\+|[–—]|null`)

// unknowns are those that no small whole would need.
var unknowns = regexp.MustCompile(`(?i)not known|unknown`)

// A part never looks like a small whole: whatever a source's state, each screen, page
// and format that shows something else for it than a healthy one says why, in words
// that it would not have if all were well.
func TestNoPartLooksWhole(t *testing.T) {
	t.Parallel()
	now := uitest.Noon()
	whole := fullTenant(now)
	for _, scope := range []model.Scope{model.ScopeEverybody, model.ScopeMine} {
		healthy := seen(whole, scope)
		for src := range lists() {
			for _, state := range []string{"loading", "refused", "failing", "cut", "unreadable", "excluded", "doubtful"} {
				t.Run(fmt.Sprint(scope, " ", src, " ", state), func(t *testing.T) {
					t.Parallel()
					claims := seen(ailing(whole, src, state, false), scope)
					for name, text := range seen(ailing(whole, src, state, true), scope) {
						claim, well := claims[name], healthy[name]
						if claim == well || text == well || name == "free" && openTickets(src) {
							continue // it does not rest on the source, or only the names of entries do
						}
						if more := added(text, claim); !marks.MatchString(more) && !unknowns.MatchString(added(text, well)) {
							t.Errorf("%s looks whole; beyond what it says of a small whole there is only:\n%s", name, more)
						}
					}
				})
			}
		}
	}
}

// openTickets reports whether a source brings open tickets.
func openTickets(src model.Source) bool {
	return src == model.SourceTickets || src == model.SourceProjectTickets
}

// added are the lines of a text that another one does not have.
func added(text, other string) string {
	have := map[string]bool{}
	for line := range strings.SplitSeq(other, "\n") {
		have[line] = true
	}
	var out []string
	for line := range strings.SplitSeq(text, "\n") {
		if !have[line] {
			out = append(out, line)
		}
	}
	return strings.Join(out, "\n")
}
