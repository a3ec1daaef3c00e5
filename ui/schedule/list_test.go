package schedule

import (
	"testing"
	"time"

	"daybrief/model"
)

// A long day opens at what runs now, with two lines before it and the rest below;
// a short way into the day it opens at the beginning, where what lasts all day stands.
func TestTheDayOpensAtNow(t *testing.T) {
	t.Parallel()
	day := time.Date(2026, 3, 10, 0, 0, 0, 0, time.UTC)
	list := func() *entryList {
		l := &entryList{}
		for i := range 30 {
			from := day.Add(time.Duration(i) * 30 * time.Minute)
			v := &model.ScheduleEntry{ID: model.ScheduleEntryID(i + 1), Start: from, End: from.Add(30 * time.Minute)}
			e := &entry{v: v, whole: span{v.Start, v.End}, part: span{v.Start, v.End}}
			l.lines = append(l.lines, line{e: e})
		}
		return l
	}
	for _, c := range []struct{ hour, sel, top int }{{0, 0, 0}, {2, 4, 0}, {3, 6, 0}, {4, 8, 6}, {10, 20, 18}, {14, 28, 18}} {
		l := list()
		pick := l.find(0, day.Add(time.Duration(c.hour)*time.Hour), 12)
		if l.sel != c.sel || l.top != c.top || pick != model.ScheduleEntryID(c.sel+1) {
			t.Errorf("at %d: line %d from %d on, want %d from %d", c.hour, l.sel, l.top, c.sel, c.top)
		}
		l.step(1, 12)
		l.top = min(18, max(0, l.sel-5))
		if top := l.top; l.find(l.chosen().v.ID, day, 12) == 0 || l.top != top {
			t.Errorf("at %d: a chosen line scrolls to %d from %d", c.hour, l.top, top)
		}
	}
}
