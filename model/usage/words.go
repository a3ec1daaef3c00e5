package usage

import (
	"strconv"
	"time"

	"daybrief/model"
)

// String is the mean with one digit behind the point: "12.4"; "–" for none.
func (m Mean) String() string {
	if m.Days == 0 {
		return "–"
	}
	tenths := (20*m.Sum + m.Days) / (2 * m.Days) // rounded
	s := model.Grouped(tenths / 10)
	if tenths%10 != 0 {
		s += "." + strconv.Itoa(tenths%10)
	}
	return s
}

// Words says a verdict as a reason: "silent since Thu 5 Mar: 3 working days
// without use, 12.4 users a day before". "" for no verdict.
func (c *Client) Words(lastDay time.Time) string {
	switch c.Change {
	case Silent:
		return "silent since " + date(c.Since) + ": " + model.Counted(c.Quiet, "working day") + " without use, " + c.Before.String() + " users a day before"
	case Fell, Rose:
		return c.Change.String() + " to " + model.Counted(c.Last, "user") + " on " + date(lastDay) + ", " + c.Mean.String() + " a day before" + percent(c.Series)
	}
	return ""
}

// Against says how a series did on the last complete working day: "4 users on Mon 9
// Mar, 12.4 a day before (-68 %)".
func (s Series) Against(lastDay time.Time) string {
	words := model.Counted(s.Last, "user") + " on " + date(lastDay)
	if s.Mean.Days == 0 {
		return words
	}
	return words + ", " + s.Mean.String() + " a day before" + percent(s)
}

func percent(s Series) string {
	if s.Mean.Sum == 0 {
		return ""
	}
	change := 100 * (s.Last*s.Mean.Days - s.Mean.Sum) / s.Mean.Sum
	sign := ""
	if change > 0 {
		sign = "+"
	}
	return " (" + sign + model.Grouped(change) + " %)"
}

// Words says why a name is no company's.
func (u Unmatched) Words() string {
	switch u.Code {
	case Several:
		return u.Name.String() + " (several companies)"
	case BadMapping:
		return u.Name.String() + " (usage.companies says " + u.Target.String() + ", which is no company)"
	}
	return u.Name.String()
}

func date(t time.Time) string { return t.UTC().Format("Mon 2 Jan") }
