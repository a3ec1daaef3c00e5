package report

import (
	"errors"
	"slices"
	"strconv"
	"strings"
	"time"

	"daybrief/model"
)

// Ask is what somebody wants to know.
type Ask struct {
	// From and To are the first and the last day of the period, as calendar days
	// at midnight UTC (model.CalendarDay).
	From, To time.Time
	By       string
	// Member (a login), Company (an id, an identifier or a name) and Board (a
	// name) restrict the report; empty: everybody's.
	Member, Company, Board string
	// Within is how many days ahead are looked at, by reports that do; 0 is 90.
	Within int
	// Fresh asks the server for what the history on this computer has, too.
	Fresh bool
	// Zone is whose days count, Now when the report is made, Hours when people
	// work.
	Zone  *time.Location
	Now   time.Time
	Hours model.Hours
	// once holds what Make works out once for all records; nil elsewhere.
	once *once
}

// once is what is the same for many records of a report.
type once struct {
	from, to    time.Time
	days, weeks map[int64]string // keys, by the day's number
}

// remembering is the question with a place for what is worked out once.
func (a Ask) remembering() Ask {
	from, to := a.Bounds()
	a.once = &once{from, to, map[int64]string{}, map[int64]string{}}
	return a
}

// Periods are the names of periods.
func Periods() []string {
	return []string{"today", "yesterday", "this-week", "last-week", "this-month", "last-month", "last-30-days", "this-quarter", "last-quarter", "this-year"}
}

// Period is the first and the last day of a period, as calendar days. Weeks
// begin on Monday; a period that goes on ends today.
func Period(name string, now time.Time, zone *time.Location) (from, to time.Time, err error) {
	today := model.CalendarDay(now, zone)
	monday := today.AddDate(0, 0, -(int(today.Weekday())+6)%7)
	month := today.AddDate(0, 0, 1-today.Day())
	quarter := month.AddDate(0, -(int(month.Month())-1)%3, 0)
	day := func(t time.Time, n int) time.Time { return t.AddDate(0, 0, n) }
	switch name {
	case "today":
		return today, today, nil
	case "yesterday":
		return day(today, -1), day(today, -1), nil
	case "this-week":
		return monday, today, nil
	case "last-week":
		return day(monday, -7), day(monday, -1), nil
	case "this-month":
		return month, today, nil
	case "last-month":
		return month.AddDate(0, -1, 0), day(month, -1), nil
	case "last-30-days":
		return day(today, -29), today, nil
	case "this-quarter":
		return quarter, today, nil
	case "last-quarter":
		return quarter.AddDate(0, -3, 0), day(quarter, -1), nil
	case "this-year":
		return time.Date(today.Year(), 1, 1, 0, 0, 0, 0, time.UTC), today, nil
	}
	return from, to, errors.New("there is no period \"" + name + "\"; there are " + strings.Join(Periods(), ", "))
}

// Check says what is wrong with a question, in words for people.
func (r Report) Check(a Ask) error {
	if !slices.Contains(r.By, a.By) {
		return errors.New("the report " + r.ID + " can't be grouped by \"" + a.By + "\"; it can by " + strings.Join(r.By, ", "))
	}
	if r.Now {
		return nil
	}
	switch {
	case a.To.Before(a.From):
		return errors.New("the period ends before it begins")
	case a.From.Year() < 2000 || a.To.Year() > 2100:
		return errors.New("the period must lie between the years 2000 and 2100")
	case a.To.Sub(a.From) > 3*366*24*time.Hour:
		return errors.New("a period is at most three years long")
	}
	return nil
}

// Bounds are the moments of the period: it lasts from the first to before the
// second. Both days belong to it.
func (a Ask) Bounds() (from, to time.Time) {
	return a.start(a.From), a.start(a.To.AddDate(0, 0, 1))
}

// start is the beginning of a calendar day in the zone.
func (a Ask) start(day time.Time) time.Time {
	y, m, d := day.Date()
	return model.StartOfDay(y, m, d, a.Zone)
}

func (a Ask) today() time.Time { return model.CalendarDay(a.Now, a.Zone) }

// within reports whether a moment lies in the period.
func (a Ask) within(t time.Time) bool {
	if a.once != nil {
		return model.Within(t, a.once.from, a.once.to)
	}
	from, to := a.Bounds()
	return model.Within(t, from, to)
}

// ofMember, ofCompany and ofBoard are the filters.
func (a Ask) ofMember(m model.MemberRef) bool {
	return a.Member == "" || strings.EqualFold(a.Member, m.Identifier.String())
}

func (a Ask) ofCompany(c model.CompanyRef) bool {
	if a.Company == "" {
		return true
	}
	if id, err := strconv.ParseInt(a.Company, 10, 64); err == nil {
		return int64(c.ID) == id
	}
	return strings.EqualFold(a.Company, c.Identifier.String()) || strings.EqualFold(a.Company, c.Name.String())
}

func (a Ask) ofBoard(name model.Text) bool {
	return a.Board == "" || strings.EqualFold(a.Board, name.String())
}

// dayKey and weekKey are groups of time: 2026-03-10, the Monday of its week.
func (a Ask) dayKey(t time.Time) string {
	day := model.CalendarDay(t, a.Zone)
	if a.once == nil {
		return day.Format(time.DateOnly)
	}
	return worded(a.once.days, day, func() time.Time { return day })
}

func (a Ask) weekKey(t time.Time) string {
	day := model.CalendarDay(t, a.Zone)
	monday := func() time.Time { return day.AddDate(0, 0, -(int(day.Weekday())+6)%7) }
	if a.once == nil {
		return monday().Format(time.DateOnly)
	}
	return worded(a.once.weeks, day, monday)
}

// worded is the key of a day's group, made once.
func worded(known map[int64]string, day time.Time, of func() time.Time) string {
	n := day.Unix() / 86400
	key, ok := known[n]
	if !ok {
		key = of().Format(time.DateOnly)
		known[n] = key
	}
	return key
}
