package cwtest

import (
	"fmt"
	"slices"
	"strings"
	"time"
)

// MyTime is what the section my-time must say of a member, worked out second by
// second. Index 0 is the last working day, 1 is today.
type MyTime struct {
	Hours, Passed [2]float64
	Gaps          [2][]string // "08:00 to 09:30"
	Overlaps      [2]int
	// Tickets are those that the member was the last to change on these days and has
	// logged no time on, sorted.
	Tickets []int64
}

// MyTime judges as of a moment in a zone, with working hours from eight to five on
// weekdays and gaps from half an hour on.
func (b Books) MyTime(login string, now time.Time, zone *time.Location) (out MyTime) {
	at := func(days, hour int) time.Time {
		y, m, d := now.In(zone).Date()
		return time.Date(y, m, d+days, hour, 0, 0, 0, zone)
	}
	last := -1
	for !workday(at(last, 12)) {
		last--
	}
	days := [2]int{last, 0}
	in := func(sec int64) int { // the day on which a moment lies; -1 for neither
		for i, d := range days {
			if sec >= at(d, 0).Unix() && sec < at(d+1, 0).Unix() {
				return i
			}
		}
		return -1
	}
	b.s.change(func(w *world, clock int64) {
		var mine []timeRow
		timesheet{w}.entries(clock, 0, func(r *timeRow) {
			if strings.EqualFold(r.member.login, login) {
				mine = append(mine, *r)
			}
		})
		on := out.log(mine, in)
		for i, d := range days {
			if workday(at(d, 12)) {
				out.Passed[i], out.Gaps[i] = idle(mine, at(d, 8), at(d, 17), now)
			}
		}
		for _, t := range w.tickets {
			if strings.EqualFold(t.updatedBy, login) && in(t.updated) >= 0 && !on[t.id] && (w.open(t) || t.closedAt >= at(last, 0).Unix()) {
				out.Tickets = append(out.Tickets, t.id)
			}
		}
	})
	slices.Sort(out.Tickets)
	return out
}

// log adds up the entries of the two days, and says which tickets they are on.
func (m *MyTime) log(mine []timeRow, in func(int64) int) map[int64]bool {
	on := map[int64]bool{}
	for i, r := range mine {
		day := in(r.start)
		if day < 0 {
			continue
		}
		m.Hours[day] += r.hours
		on[r.charged] = true
		for j, o := range mine {
			if i != j && (o.start < r.start || o.start == r.start && o.id < r.id) && o.until() > r.start && r.until() > r.start && o.until() > o.start {
				m.Overlaps[day]++
			}
		}
	}
	return on
}

// idle is how much of the working hours has passed, and when nothing was logged.
func idle(mine []timeRow, from, to, now time.Time) (passed float64, gaps []string) {
	begun := int64(0)
	close := func(sec int64) {
		if begun != 0 && sec-begun >= 1800 {
			gaps = append(gaps, fmt.Sprintf("%s to %s", time.Unix(begun, 0).In(from.Location()).Format("15:04"), time.Unix(sec, 0).In(from.Location()).Format("15:04")))
		}
		begun = 0
	}
	end := min(to.Unix(), now.Unix())
	mine = slices.DeleteFunc(slices.Clone(mine), func(r timeRow) bool { return r.start >= end || r.until() <= from.Unix() })
	for sec := from.Unix(); sec < end; sec++ {
		passed += 1.0 / 3600
		if slices.ContainsFunc(mine, func(r timeRow) bool { return r.start <= sec && r.until() > sec }) {
			close(sec)
		} else if begun == 0 {
			begun = sec
		}
	}
	close(end)
	return passed, gaps
}

// FollowUps are the open activities that are past due, and those due in this week;
// of a member, or of everybody where login is empty. Sorted by id.
func (b Books) FollowUps(login string, now time.Time, zone *time.Location) (late, week []int64) {
	newest := b.late()
	local := now.In(zone)
	monday := local.AddDate(0, 0, -(int(local.Weekday())+6)%7)
	b.s.change(func(w *world, _ int64) {
		sales{w}.activities(func(a *activity) {
			if a.assigned == nil || a.shut(newest) || a.when() == 0 || login != "" && !strings.EqualFold(a.assigned.login, login) {
				return
			}
			day := dayOf(a.when(), zone)
			switch {
			case a.overdue(now, zone):
				late = append(late, a.id)
			case day >= monday.Format(time.DateOnly) && day <= monday.AddDate(0, 0, 6).Format(time.DateOnly):
				week = append(week, a.id)
			}
		})
	})
	slices.Sort(late)
	slices.Sort(week)
	return late, week
}

// Ending are the agreements that were not cancelled and end within so many days
// from today, with the days that are left.
func (b Books) Ending(now time.Time, zone *time.Location, within int) map[int64]int {
	out := map[int64]int{}
	y, m, d := now.In(zone).Date()
	b.s.change(func(w *world, _ int64) {
		w.agreements(func(a *agreement) {
			if a.cancelled || a.never || a.end == 0 {
				return
			}
			for left := range within + 1 {
				if day := time.Date(y, m, d+left, 0, 0, 0, 0, time.UTC); day.Format(time.DateOnly) == dayOf(a.end, time.UTC) {
					out[a.id] = left
				}
			}
		})
	})
	return out
}
