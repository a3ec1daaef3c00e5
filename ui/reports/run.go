package reports

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"daybrief/internal/report"
	"daybrief/model"
	"daybrief/ui/screen"
	"daybrief/ui/theme"
	"daybrief/ui/widget"
)

// running is the report that is being asked for.
type running struct {
	gen    int
	busy   bool
	wanted bool // it is to be asked for as soon as there is a frame
	id     string
	choice choice
	cancel context.CancelFunc
	at     Progress
	began  time.Time // when the list that is read was begun
	heard  time.Time // when at was heard
}

// news is how far a report is, or its answer.
type news struct {
	gen  int
	at   Progress
	res  *report.Result
	more <-chan news
}

// OnTime implements screen.Timed: a report that was gone to is asked for.
func (s *Screen) OnTime(f screen.Frame) (cmd tea.Cmd, wake time.Time) {
	if !s.run.wanted {
		return nil, time.Time{}
	}
	return s.start(f, false), time.Time{}
}

// Refresh implements screen.Refresher: the answer that is shown is asked for anew,
// past what is kept.
func (s *Screen) Refresh(f screen.Frame) tea.Cmd {
	if s.answer() == nil || s.view == viewList {
		return nil
	}
	return s.start(f, true)
}

// start asks for the selected report, with fresh also for what is kept. One that
// runs is called off.
func (s *Screen) start(f screen.Frame, fresh bool) tea.Cmd {
	s.stop()
	s.run.wanted = false
	if !s.able() {
		return nil
	}
	kind := s.kind()
	ask, err := s.ask(f.Now, zoneOf(f))
	if err != nil {
		return nil // every choice that can be made is one that can be asked
	}
	ask.Fresh = fresh
	ctx, cancel := context.WithCancel(s.ctx)
	s.run = running{gen: s.run.gen + 1, busy: true, id: kind.ID, choice: s.choice(), cancel: cancel, began: f.Now, heard: f.Now}
	gen, source := s.run.gen, s.source
	return func() tea.Msg {
		ch := make(chan news, 1)
		go func() {
			defer cancel()
			defer close(ch)
			res := careful(ctx, source, kind, ask, func(at Progress) {
				select {
				case ch <- news{gen: gen, at: at, more: ch}:
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
func careful(ctx context.Context, source Source, kind report.Report, ask report.Ask, told func(Progress)) (res report.Result) {
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
func (s *Screen) heard(n news, now time.Time) tea.Cmd {
	if n.gen != s.run.gen || !s.run.busy {
		if n.more != nil {
			return func() tea.Msg { return last(n.more) } // the goroutine must not wait for ever
		}
		return nil
	}
	if n.res == nil {
		if n.at.List != s.run.at.List || n.at.Nth != s.run.at.Nth {
			s.run.began = s.run.heard
		}
		s.run.at, s.run.heard = n.at, now
		return func() tea.Msg { return <-n.more }
	}
	s.run.busy = false
	s.past = latest(s.past, answered(s.run.id, s.run.choice, *n.res))
	return nil
}

// last is the end of news that nobody wants.
func last(more <-chan news) tea.Msg {
	for range more {
	}
	return nil
}

// latest are the latest answers with one more, in the place of an older one to the
// same question.
func latest(past []*answer, a *answer) []*answer {
	list := past[:0:0]
	for _, old := range past {
		if old.id != a.id || old.choice != a.choice {
			list = append(list, old)
		}
	}
	list = append(list, a)
	return list[max(0, len(list)-kept):]
}

// progress says how far it is, in sentences.
func (r *running) progress(zone *time.Location) (out []string) {
	p := r.at
	if p.List == "" {
		return nil
	}
	line := model.Grouped(p.Had) + " " + p.List
	if p.Total > 0 {
		line = model.Grouped(p.Had) + " of " + model.Grouped(p.Total) + " " + p.List
	}
	if p.Of > 1 {
		line += ", list " + strconv.Itoa(p.Nth) + " of " + strconv.Itoa(p.Of)
	}
	out = append(out, line+".")
	if p.Waits > 0 {
		return append(out, p.Rest(r.heard, zone))
	}
	if left := p.Total - p.Had; left > 0 && p.Had > 0 && p.Pages > 0 {
		requests := (left*p.Pages + p.Had - 1) / p.Had
		long := ""
		if took := r.heard.Sub(r.began); took > 0 {
			long = ", less than a minute"
			if d := time.Duration(float64(took) * float64(left) / float64(p.Had)); d >= time.Minute {
				long = ", about " + widget.Duration(d)
			}
		}
		out = append(out, "About "+model.Counted(requests, "request")+" left"+long+".")
	}
	return out
}

// Rest says why it rests and until when; heard is when it began to.
func (p Progress) Rest(heard time.Time, zone *time.Location) string {
	on := "it goes on by itself at " + heard.Add(p.Waits).In(zone).Format("15:04:05") + "."
	if p.Why == nil || p.Why.Kind == model.RateLimited {
		return "The server wants to be left alone for a while; " + on
	}
	return strings.TrimSuffix(p.Why.What.String(), ".") + "; " + on
}

// gaugeW is how wide the gauge of a running report is.
const gaugeW = 40

// gauge is how much of the list has come; "" where that is not known.
func (r *running) gauge(g *theme.Glyphs) string {
	if r.at.Total <= 0 {
		return ""
	}
	full := max(0, min(gaugeW, gaugeW*r.at.Had/r.at.Total))
	return strings.Repeat(g.Full, full) + strings.Repeat(g.Horizontal, gaugeW-full)
}

func zoneOf(f screen.Frame) *time.Location {
	if f.Zone == nil {
		return time.UTC
	}
	return f.Zone
}
