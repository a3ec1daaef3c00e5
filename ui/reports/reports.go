package reports

import (
	"context"
	"slices"
	"time"

	"charm.land/bubbles/v2/help"

	"daybrief/internal/report"
	"daybrief/model"
	"daybrief/ui/layout"
	"daybrief/ui/screen"
)

// Source runs reports.
type Source interface {
	// Lacks says why this way in has no reports; nil when it has.
	Lacks() *model.Problem
	// Run fetches what a question needs and answers it. It obeys the context,
	// and tells how far it is from any goroutine.
	Run(ctx context.Context, kind report.Report, ask report.Ask, told func(Progress)) report.Result
}

// Progress is how far a report is.
type Progress struct {
	// List is the list that is being read, the Nth of so many.
	List    string
	Nth, Of int
	// Had are the records of it that have come, in so many pages, of Total; 0: not
	// known.
	Had, Pages, Total int
	// Waits is how long it rests before the request that failed is sent again, and
	// Why what the failure was; 0: it does not.
	Waits time.Duration
	Why   *model.Problem
}

// view is what has the keys.
type view uint8

const (
	viewList  view = iota // the reports
	viewTable             // the figures of one
	viewRows              // the records behind a figure
)

// Screen is the Reports tab.
type Screen struct {
	ctx    context.Context
	source Source
	hours  func() model.Hours
	own    map[string][]string // the person's own keys, by action
	kinds  []report.Report

	view   view
	at     int               // of the list
	asked  map[string]choice // what was chosen about each report, by id
	filter typing
	run    running
	past   []*answer // the latest answers, the newest last
	group  int       // of the table
	column int       // the chosen figure
	row    int       // of the records
	area   layout.Rect
}

// choice is what can be chosen about a report.
type choice struct {
	by, period int
	filters
}

// kept is how many answers are kept: records take memory.
const kept = 3

var (
	_ screen.Screen    = (*Screen)(nil)
	_ screen.Timed     = (*Screen)(nil)
	_ screen.Refresher = (*Screen)(nil)
	_ screen.Actor     = (*Screen)(nil)
	_ screen.Lister    = (*Screen)(nil)
	_ screen.Placer    = (*Screen)(nil)
	_ screen.Directory = (*Screen)(nil)
	_ screen.Habitual  = (*Screen)(nil)
)

// New makes the screen. ctx ends whatever is asked; source may be nil where there
// are no reports. hours are when people work.
func New(ctx context.Context, source Source, hours func() model.Hours) *Screen {
	return &Screen{ctx: ctx, source: source, hours: hours, kinds: report.Table(), asked: map[string]choice{}}
}

// ID is "reports".
func (*Screen) ID() string { return "reports" }

// Title is the tab's label.
func (*Screen) Title() string { return "Reports" }

// Count is empty: a report is a question, not a pile.
func (*Screen) Count(screen.Frame) string { return "" }

// Sync keeps selections inside what there is.
func (s *Screen) Sync(f screen.Frame) {
	s.area = f.Area
	a := s.answer()
	if a == nil {
		s.view = min(s.view, viewTable)
		return
	}
	s.group = max(0, min(s.group, len(a.res.Groups)-1))
	s.column = max(0, min(s.column, len(a.res.Report.Columns)-1))
	s.row = max(0, min(s.row, len(s.rows())-1))
}

// Keys are the bindings that work now.
func (s *Screen) Keys() help.KeyMap { return s.keymap() }

// kind is the selected report.
func (s *Screen) kind() report.Report { return s.kinds[s.at] }

// choice is what is chosen about the selected report.
func (s *Screen) choice() choice { return s.choiceOf(s.kind()) }

func (s *Screen) choiceOf(k report.Report) choice {
	c, known := s.asked[k.ID]
	if !known {
		c.period = max(0, slices.Index(report.Periods(), k.Period))
	}
	return c
}

// answerOf is the answer to what is chosen about a report; nil when there is none.
func (s *Screen) answerOf(k report.Report) *answer {
	for _, a := range s.past {
		if a.id == k.ID && a.choice == s.choiceOf(k) {
			return a
		}
	}
	return nil
}

// answer is that of the selected report.
func (s *Screen) answer() *answer { return s.answerOf(s.kind()) }

// runs reports whether a report is being asked for, as it is chosen.
func (s *Screen) runs(k report.Report) bool {
	return s.run.busy && s.run.id == k.ID && s.run.choice == s.choiceOf(k)
}

// able reports whether there is anybody to ask.
func (s *Screen) able() bool { return s.source != nil && s.source.Lacks() == nil }

// ask is the question as it is chosen, as of now.
func (s *Screen) ask(now time.Time, zone *time.Location) (report.Ask, error) {
	k, c := s.kind(), s.choice()
	a := report.Ask{By: k.By[c.by], Zone: zone, Now: now, Member: c.member, Company: c.company, Board: c.board}
	if s.hours != nil {
		a.Hours = s.hours()
	}
	if !k.Now {
		var err error
		if a.From, a.To, err = report.Period(report.Periods()[c.period], now, zone); err != nil {
			return a, err
		}
	}
	return a, k.Check(a)
}

// rows are the records behind the chosen figure, as places among all of them.
func (s *Screen) rows() []int {
	a := s.answer()
	if a == nil {
		return nil
	}
	return a.rows(s.group, s.column)
}

// Show goes to a report.
func (s *Screen) Show(p screen.Place, f screen.Frame) bool {
	if p.Section == "" {
		return p == screen.Place{Screen: p.Screen, Exact: p.Exact}
	}
	i := slices.IndexFunc(s.kinds, func(r report.Report) bool { return r.ID == p.Section })
	if i < 0 {
		return false
	}
	if p.Exact && i == s.at {
		return true // nothing has moved
	}
	s.choose(i)
	s.view = viewTable
	s.run.wanted = s.answer() == nil && !s.runs(s.kind()) && !p.Exact
	s.Sync(f)
	return true
}

// Here implements screen.Placer.
func (s *Screen) Here() screen.Place { return screen.Place{Section: s.kind().ID} }

// choose selects a report.
func (s *Screen) choose(i int) {
	if i = max(0, min(i, len(s.kinds)-1)); i != s.at {
		s.at, s.group, s.column, s.row, s.filter.on = i, 0, 0, 0, false
	}
}

// Places implements screen.Directory: the palette goes to reports by name.
func (s *Screen) Places() []screen.NamedPlace {
	var out []screen.NamedPlace
	for _, k := range s.kinds {
		out = append(out, screen.NamedPlace{Kind: "report", Name: k.ID, Text: k.Question, Place: screen.Place{Screen: s.ID(), Section: k.ID}})
	}
	return out
}
