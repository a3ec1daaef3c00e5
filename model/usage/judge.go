package usage

import (
	"time"

	"daybrief/model"
)

// judge knows which days count.
type judge struct {
	u model.Usage
	// working are the complete working days, as places among the days of u, in
	// their order; last is the last of them, -1 where the numbers do not reach to
	// it. today is the place of the day that is not over, which may not be among
	// them.
	working []int
	last    int
	today   int
}

const day = 24 * time.Hour

func newJudge(u model.Usage, r Rules) *judge {
	if r.Zone == nil {
		r.Zone = time.UTC
	}
	y, m, d := u.Asked.In(r.Zone).Date()
	j := &judge{u: u, last: -1, today: int(time.Date(y, m, d, 0, 0, 0, 0, time.UTC).Sub(u.From) / day)}
	want := -1 // the last working day before today, whether or not the numbers hold it
	for i := range max(j.today, 0) {
		if r.Hours.WorkingDay(u.From.AddDate(0, 0, i)) {
			if want = i; i < u.Days {
				j.working = append(j.working, i)
			}
		}
	}
	if want >= 0 && want < u.Days {
		j.last = want
	}
	return j
}

// verdict judges one client.
func (j *judge) verdict(c *Client) {
	first := firstUse(c.Users)
	if j.last < 0 || first < 0 {
		return
	}
	at := len(j.working) - 1
	c.Last, c.Mean = c.Users[j.last], j.mean(c.Users, at, first)
	for e := range c.Events {
		s := &c.Events[e]
		s.Last, s.Mean = s.Users[j.last], j.mean(s.Users, at, first)
	}
	if c.Unsure {
		return
	}
	if j.silence(c, first) {
		c.Change = Silent
		return
	}
	mean := c.Mean
	switch {
	case mean.Days < leastDays || mean.Sum < changeMean*mean.Days:
	case 2*c.Last*mean.Days <= mean.Sum:
		c.Change = Fell
	case c.Last*mean.Days >= 2*mean.Sum:
		c.Change = Rose
	}
}

// mean is over the working days before the one at a place among them. Days
// before the client's first use do not count.
func (j *judge) mean(users []int, at, first int) (m Mean) {
	for i := at - 1; i >= 0 && i >= at-meanDays && j.working[i] >= first; i-- {
		m.Sum += users[j.working[i]]
		m.Days++
	}
	return m
}

// silence looks for working days without use up to the last one, and for enough
// use before them. Use on days off does not break a silence, use today does.
func (j *judge) silence(c *Client, first int) bool {
	if j.today < len(c.Users) && c.Users[j.today] > 0 {
		return false
	}
	start := len(j.working)
	for start > 0 && j.working[start-1] > first && c.Users[j.working[start-1]] == 0 {
		start--
	}
	c.Quiet = len(j.working) - start
	if c.Quiet == 0 {
		return false
	}
	c.Since, c.Before = j.u.From.AddDate(0, 0, j.working[start]), j.mean(c.Users, start, first)
	return c.Quiet >= silentDays && c.Before.Days >= leastDays && c.Before.Sum >= silentMean*c.Before.Days
}

// firstUse is the first day with use, -1 for none.
func firstUse(users []int) int {
	for i, n := range users {
		if n > 0 {
			return i
		}
	}
	return -1
}
