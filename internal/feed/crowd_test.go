package feed

import (
	"testing"
	"testing/synctest"
	"time"

	"daybrief/model"
)

// TestAnHourOf300Members: 1,000 visits a day and 6,000 tickets. The whole plan
// takes some twenty requests; nothing else may wait for it, and the limit holds.
func TestAnHourOf300Members(t *testing.T) {
	t.Parallel()
	for _, every := range []time.Duration{5 * time.Second, time.Minute} {
		synctest.Test(t, func(t *testing.T) {
			h := startHour(t, 6000, every, func(v *tenant) { v.planned = 1000 })
			h.becomes(model.StateLive, time.Minute)
			began := time.Now()
			for time.Since(began) < time.Hour {
				time.Sleep(10 * time.Second)
				synctest.Wait()
				if word, names := h.state(); word != model.StateLive {
					t.Fatalf("every %v: %s %v after %v", every, word, names, time.Since(began))
				}
			}
			h.check()
			slices, near := 0, 0
			h.v.mu.Lock()
			for _, s := range h.v.log {
				if s.q.Source != model.SourceSchedule || !s.at.After(began) {
					continue
				}
				if s.q.To.Sub(s.q.From) > 3*24*time.Hour {
					slices++
				} else {
					near++
				}
			}
			h.v.mu.Unlock()
			h.mu.Lock()
			visits := len(h.snap.ScheduleEntries.Value)
			pace, plan := h.snap.HealthOf("tickets").Every, h.snap.HealthOf("schedule").Every
			h.mu.Unlock()
			t.Logf("every %v: pace %v, schedule %v, %d requests for slices and %d for near days in an hour, %d in all; %d visits", every, pace, plan, slices, near, h.since(began), visits)
			if slices == 0 || slices > 200 || visits < 14000 {
				t.Errorf("the slices took %d requests, %d visits are known", slices, visits)
			}
			if plan > 3*time.Minute {
				t.Errorf("today's plan comes every %v", plan)
			}
		})
	}
}
