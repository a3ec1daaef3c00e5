package cli

import (
	"context"
	"fmt"
	"strings"
	"time"

	"daybrief/internal/elements"
	"daybrief/internal/feed"
	"daybrief/internal/history"
	"daybrief/internal/psa"
	"daybrief/model"
)

// fillSource is the past of a way in, asked for with the lowest right of way.
type fillSource struct{ way psa.Remembering }

// Past implements psa.Remembering.
func (s fillSource) Past(ctx context.Context, q psa.PastQuery) (psa.PastPage, error) {
	ctx, cancel := feed.Past(ctx)
	defer cancel()
	page, err := s.way.Past(ctx, q)
	if err != nil && feed.Yielded(ctx) {
		return page, &model.Problem{Kind: model.TimedOut, Code: psa.CodeHeld, RetryAfter: 5 * time.Second}
	}
	return page, err
}

// filler fetches the tenant's past into its history; nil when none is wanted.
func (t *tenant) filler(past *history.Recorder, latest func() *model.Snapshot) *history.Filler {
	if t.set.History.Back == 0 {
		return nil
	}
	o := history.FillerOptions{
		DB: past.DB, Back: min(t.set.History.Back, t.set.History.Keep), Zone: t.zone, Now: t.now, Sleep: t.rest,
		Lacks: t.provider.Lacks(psa.Past), Live: func() time.Time { return liveSince(latest(), t.now(), t.zone) },
	}
	if way, ok := t.records.(psa.Remembering); ok {
		o.Source = fillSource{way}
	}
	return history.NewFiller(o)
}

// liveSince is from when on polling lists closed tickets; yesterday where that list
// can't be had. Zero: polling has not got there yet, or the server has trouble
// enough with it.
func liveSince(s *model.Snapshot, now time.Time, zone *time.Location) time.Time {
	if s.HealthOf(model.SourceTickets).Failing() {
		return time.Time{}
	}
	if !s.ClosedSince.IsZero() {
		return s.ClosedSince
	}
	if s.HealthOf(model.SourceClosed).Problem == nil {
		return time.Time{}
	}
	y, m, d := now.In(zone).AddDate(0, 0, -1).Date()
	return model.StartOfDay(y, m, d, zone)
}

// pastNow is the open history; nil before it is open, or with why it is not.
func (m *memory) pastNow(context.Context) (*history.DB, error) {
	if db := m.past.DB(); db != nil {
		return db, nil
	}
	return nil, m.past.Trouble()
}

// kept says for people how far the history reaches.
func (m *memory) kept(t *tenant) func() (reach, trouble string) {
	return func() (string, string) {
		if _, err := m.pastNow(context.Background()); err != nil {
			return "History: it can't be used.", history.NotKept(err)
		}
		if m.filler == nil {
			return "History: the past is not fetched ([history] back = 0); it grows from now on.", ""
		}
		return filled(m.filler.Progress(), t.zone)
	}
}

// filled is a progress in words.
func filled(p history.Progress, zone *time.Location) (reach, trouble string) {
	if p.Problem != nil {
		trouble = strings.TrimSpace("The past can't be fetched: " + p.Problem.What.String() + " " + p.Problem.Cure.String())
	}
	switch p.State {
	case history.FillWaiting:
		return "History: the past is fetched once all sources have answered.", trouble
	case history.FillAbsent:
		if p.Problem != nil {
			return "History: " + strings.TrimSpace(p.Problem.What.String()+" "+p.Problem.Cure.String()), ""
		}
		return "History: it grows from now on.", ""
	case history.FillHeld:
		if p.Wanted.IsZero() {
			return "History: how far it reaches is not known.", trouble
		}
	case history.FillFull:
		trouble = "It is full: [history] max_rows bounds it."
	}
	return "History: " + reached(p, zone) + doing(p), trouble
}

// reached says what is known, and of how much that is wanted.
func reached(p history.Progress, zone *time.Location) string {
	day := func(at time.Time) string { return at.In(zone).Format(time.DateOnly) }
	text := "no closed tickets of the past yet"
	if !p.Since.IsZero() {
		text = "all tickets closed since " + day(p.Since)
	}
	if p.Done >= 1 {
		text += ", as far back as is wanted"
	} else {
		text += fmt.Sprintf("; %d%% of what is wanted, back to %s", int(p.Done*100), day(p.Wanted))
	}
	if p.Skipped > 0 {
		text += "; " + model.Counted(p.Skipped, "record") + " could not be read"
	}
	if p.Gap != "" {
		text += "; without " + p.Gap
	}
	return text
}

// doing says what is going on.
func doing(p history.Progress) string {
	switch p.State {
	case history.Filling:
		if p.Left > 0 {
			return ". Being fetched, about " + model.Lasting(max(p.Left, time.Minute)) + " to go."
		}
		return ". Being fetched."
	case history.FillElsewhere:
		return ". Another daybrief is fetching it."
	}
	return "."
}

// historyReach is what "daybrief history" prints.
func historyReach(ctx context.Context, p *program) (string, error) {
	path, err := p.historyPath()
	if err != nil {
		return "", err
	}
	l, err := p.load()
	if err != nil {
		return "", err
	}
	set, zone := l.Settings.History, p.zone(l.Settings.Me.Zone)
	if !set.On {
		return "Nothing is kept: [history] on = false.\n", nil
	}
	size, err := history.Size(path)
	if err != nil {
		return "", err
	}
	if size == 0 {
		return "Nothing is kept yet: the history begins when the dashboard runs.\n", nil
	}
	db, err := history.Open(ctx, history.Options{Path: path, Existing: true, Now: p.opts.Now})
	if err != nil {
		return "", err
	}
	defer func() { _ = db.Close() }()
	y, m, d := p.opts.Now().In(zone).AddDate(0, 0, 1-min(set.Back, set.Keep)).Date()
	is, until, err := db.Reached(ctx, model.StartOfDay(y, m, d, zone))
	if err != nil {
		return "", err
	}
	out := fmt.Sprintf("%s in %s, %.1f MB.\n", model.Counted(db.Rows(), "ticket"), path, float64(size)/(1<<20))
	switch {
	case l.Settings.Connection.Through():
		lacks := psa.NotOffered(elements.NewProvider(nil, nil, model.System{}).Names(), psa.Past)
		return out + lacks.What.String() + " " + lacks.Cure.String() + "\n", nil
	case set.Back == 0:
		return out + "The past is not fetched ([history] back = 0).\n", nil
	case until.IsZero():
		return out + "No closed tickets of the past yet: they are fetched while the dashboard runs.\n", nil
	}
	text := reached(is, zone)
	out += strings.ToUpper(text[:1]) + text[1:] + ". Last looked at " + until.In(zone).Format("2006-01-02 15:04") + ".\n"
	if is.Problem != nil {
		out += "What stopped it then: " + is.Problem.What.String() + "\n"
	}
	return out, nil
}
