package reports

import (
	"context"
	"fmt"
	"time"

	tea "charm.land/bubbletea/v2"

	"daybrief/internal/report"
	"daybrief/model"
	"daybrief/ui/screen"
)

// running is the report that is being asked for.
type running struct {
	gen    int
	busy   bool
	wanted bool // it is to be asked for as soon as there is a frame
	id     string
	choice choice
	cancel context.CancelFunc
	list   string // that is being read
	had    int    // records so far
	total  int    // of so many; 0: not known
	began  time.Time
}

// news is how far a report is, or its answer.
type news struct {
	gen        int
	list       string
	had, total int
	res        *report.Result
	more       <-chan news
}

// OnTime implements screen.Timed: a report that was gone to is asked for.
func (s *Screen) OnTime(f screen.Frame) (cmd tea.Cmd, wake time.Time) {
	if !s.run.wanted {
		return nil, time.Time{}
	}
	return s.start(f), time.Time{}
}

// start asks for the selected report. One that runs is called off.
func (s *Screen) start(f screen.Frame) tea.Cmd {
	s.stop()
	s.run.wanted = false
	if s.source == nil || s.source.Lacks() != nil {
		return nil
	}
	kind := s.kind()
	ask, err := s.ask(f.Now, zoneOf(f))
	if err != nil {
		return nil // every choice that can be made is one that can be asked
	}
	ctx, cancel := context.WithCancel(s.ctx)
	s.run = running{gen: s.run.gen + 1, busy: true, id: kind.ID, choice: s.choice(), cancel: cancel, began: f.Now}
	gen, source := s.run.gen, s.source
	return func() tea.Msg {
		ch := make(chan news, 1)
		go func() {
			defer cancel()
			defer close(ch)
			res := careful(ctx, source, kind, ask, func(list string, had, total int) {
				select {
				case ch <- news{gen: gen, list: list, had: had, total: total, more: ch}:
				default: // somebody is behind: the next one says more
				}
			})
			ch <- news{gen: gen, res: &res}
		}()
		return <-ch
	}
}

// careful turns a panic into an answer that says so: it would end the program
// from here.
func careful(ctx context.Context, source Source, kind report.Report, ask report.Ask, told func(string, int, int)) (res report.Result) {
	defer func() {
		if r := recover(); r != nil {
			p := &model.Problem{Kind: model.BadReply, Code: "stumbled", What: model.Clean(fmt.Sprintf("daybrief stumbled over this report (%v).", r))}
			res = report.Result{Report: kind, Ask: ask, Unavailable: p.Error(), Problem: p}
		}
	}()
	return source.Run(ctx, kind, ask, told)
}

// stop calls off what runs.
func (s *Screen) stop() {
	if s.run.busy {
		s.run.cancel()
		s.run.busy = false
		s.run.gen++
	}
}

// heard takes news in.
func (s *Screen) heard(n news) tea.Cmd {
	if n.gen != s.run.gen || !s.run.busy {
		if n.more != nil {
			return func() tea.Msg { return last(n.more) } // the goroutine must not wait for ever
		}
		return nil
	}
	if n.res == nil {
		s.run.list, s.run.had, s.run.total = n.list, n.had, n.total
		return func() tea.Msg { return <-n.more }
	}
	s.run.busy = false
	s.keep(answer{s.run.id, s.run.choice, *n.res})
	return nil
}

// last is the end of news that nobody wants.
func last(more <-chan news) tea.Msg {
	for range more {
	}
	return nil
}

// keep puts an answer among the latest ones, in the place of an older one to the
// same question.
func (s *Screen) keep(a answer) {
	list := s.past[:0:0]
	for _, old := range s.past {
		if old.id != a.id || old.choice != a.choice {
			list = append(list, old)
		}
	}
	list = append(list, a)
	s.past = list[max(0, len(list)-kept):]
}

func zoneOf(f screen.Frame) *time.Location {
	if f.Zone == nil {
		return time.UTC
	}
	return f.Zone
}
