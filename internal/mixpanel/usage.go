package mixpanel

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"sync"
	"time"

	"daybrief/model"
)

// Window is how many days are asked for, today included.
const Window = 31

// Usage asks for the events, one query each, on the days up to today in the
// project's zone.
func (c *Client) Usage(ctx context.Context, events []string, zone *time.Location, before func() error) (model.Usage, error) {
	now := c.o.Now()
	today := DayNumber(now.In(zone))
	asked := span{today - Window + 1, today}
	parts, err := c.segments(ctx, events, asked, before)
	if err != nil {
		return model.Usage{}, err
	}
	u := joined(events, parts, asked)
	u.Asked = now.UTC()
	return u, nil
}

// atOnce is how many queries are under way at once. A project has five for
// everybody.
const atOnce = 3

// segments asks for all events, each once before has let it: for the first one
// alone, since it tells whether anything can be had, so that a refusal costs one
// query. The first failure calls off what is still under way.
func (c *Client) segments(ctx context.Context, events []string, asked span, before func() error) ([]*segment, error) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	parts, errs := make([]*segment, len(events)), make(chan error, len(events))
	room := make(chan struct{}, atOnce)
	var alone sync.WaitGroup
	var first error
	begun := 0
	for i, e := range events {
		room <- struct{}{}
		if ctx.Err() != nil {
			break
		}
		if first = before(); first != nil {
			cancel()
			break
		}
		begun++
		alone.Add(1)
		go func() {
			defer alone.Done()
			defer func() { <-room }()
			s, err := c.segment(ctx, e, asked)
			if err != nil {
				cancel()
			}
			parts[i] = s
			errs <- err
		}()
		if i == 0 {
			alone.Wait()
		}
	}
	for range begun {
		if err := <-errs; err != nil && (first == nil || calledOff(first)) {
			first = err
		}
	}
	if first == nil && begun < len(events) {
		first = c.unanswered(ctx, context.Cause(ctx))
	}
	return parts, first
}

// calledOff reports whether a failure is no more than the end of another one.
func calledOff(err error) bool {
	var p *model.Problem
	return errors.As(err, &p) && p.Code == "cancelled"
}

// idle reports whether nobody did it, as far as could be read.
func (s *segment) idle() bool {
	for _, users := range s.values {
		if slices.ContainsFunc(users, func(n int) bool { return n > 0 }) {
			return false
		}
	}
	return len(s.unread) == 0
}

// joined makes one table of the events. It is about the days that all of them
// tell of.
func joined(events []string, parts []*segment, asked span) model.Usage {
	known := asked
	for _, s := range parts {
		known = span{max(known.first, s.known.first), min(known.last, s.known.last)}
	}
	days := max(0, known.len())
	u := model.Usage{From: Midnight(known.first), Days: days}
	at := map[string]int{}
	for i, s := range parts {
		u.Events = append(u.Events, model.UsageEvent{Name: model.Clean(events[i]), Cut: s.cut, Empty: s.idle()})
		for name, users := range s.values {
			k, ok := at[name]
			if !ok {
				k = len(u.Rows)
				at[name] = k
				u.Rows = append(u.Rows, model.UsageRow{Name: model.Clean(name), Users: make([]int, len(parts)*days)})
			}
			if days > 0 {
				copy(u.Rows[k].Users[i*days:(i+1)*days], users[known.first-asked.first:])
			}
		}
	}
	for _, s := range parts {
		for name, k := range at {
			_, listed := s.values[name]
			if s.unread[name] || s.cut && !listed {
				u.Rows[k].Unsure = true
			}
		}
	}
	unread := map[string]bool{}
	for _, s := range parts {
		for name := range s.unread {
			unread[name] = true
		}
	}
	u.Skipped = len(unread)
	slices.SortFunc(u.Rows, func(a, b model.UsageRow) int { return cmp.Compare(a.Name.String(), b.Name.String()) })
	return u
}
