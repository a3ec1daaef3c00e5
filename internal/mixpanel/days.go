package mixpanel

import "time"

// dates reads dates. They come by the hundred thousand and mostly in order, so
// that the month before is remembered.
type dates struct {
	month string // "2026-03-"
	first int    // its first day, as days since 1970
	days  int    // how many it has
}

// read is a date as the service writes it ("2026-03-10"), as days since 1970.
func (d *dates) read(s []byte) (day int, ok bool) {
	if len(s) != 10 || s[8] < '0' || s[8] > '3' || s[9] < '0' || s[9] > '9' {
		return 0, false
	}
	if string(s[:8]) != d.month && !d.turn(s[:8]) {
		return 0, false
	}
	n := int(s[8]-'0')*10 + int(s[9]-'0')
	return d.first + n - 1, n >= 1 && n <= d.days
}

func (d *dates) turn(month []byte) bool {
	first, err := time.Parse("2006-01-", string(month))
	if err != nil {
		return false
	}
	d.month, d.first = string(month), DayNumber(first)
	d.days = DayNumber(first.AddDate(0, 1, 0)) - d.first
	return true
}

// DayNumber is the date of a moment in its own zone, as days since 1970.
func DayNumber(t time.Time) int {
	y, m, d := t.Date()
	return int(time.Date(y, m, d, 0, 0, 0, 0, time.UTC).Unix() / (24 * 60 * 60))
}

// Midnight is a day as a moment: midnight UTC of its date.
func Midnight(day int) time.Time { return time.Unix(int64(day)*24*60*60, 0).UTC() }

func label(day int) string { return Midnight(day).Format(time.DateOnly) }
