package companies

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"daybrief/model"
	"daybrief/ui/theme"
	"daybrief/ui/widget"
)

// Days within which the end of an agreement is marked.
const (
	soonDays  = 30
	nearDays  = 60
	aheadDays = 90
)

// agreementList is the section of the agreements.
type agreementList struct {
	lines []string
	total int
}

func (l *agreementList) heading(room int) string {
	return counted("Agreements", min(room-1, len(l.lines)), l.total)
}

// fill writes the lines of the agreements: those that run by their end,
// then those without one, then those that are over, the latest first.
func (l *agreementList) fill(p *page) {
	*l = agreementList{}
	if !p.asks {
		return
	}
	now, zone := p.frame.Now, zoneOf(p.frame)
	list := slices.Clone(p.detail.Agreements.Value)
	slices.SortFunc(list, func(a, b model.Agreement) int {
		if x, y := standing(a, now, zone), standing(b, now, zone); x != y {
			return x - y
		}
		c := a.End.Compare(b.End)
		if standing(a, now, zone) == 2 {
			c = -c
		}
		if c != 0 {
			return c
		}
		return int(a.ID - b.ID)
	})
	for _, a := range list {
		l.lines = append(l.lines, p.deal(a, now, zone))
	}
	l.total = len(list)
	l.lines = append(l.lines, p.standing("agreements", p.detail.Agreements.Problem, p.detail.Agreements.Known(), len(list))...)
}

// standing is 0 while an agreement runs to an end, 1 without one, 2 when over.
func standing(a model.Agreement, now time.Time, zone *time.Location) int {
	switch days, ok := a.DaysLeft(now, zone); {
	case !ok:
		return 1
	case days < 0:
		return 2
	}
	return 0
}

// deal is the line of an agreement: name, type where there is room, and when it
// ends, in words and marked the sooner the louder.
func (p *page) deal(a model.Agreement, now time.Time, zone *time.Location) string {
	th := p.frame.Theme
	mark, st, when := ending(a, now, zone, th)
	pen := widget.NewPen(p.w, th)
	pen.Gap(1)
	pen.Cell(st, mark, 1)
	pen.Gap(1)
	ends := min(24, p.w*3/5)
	name := a.Name.String()
	if name == "" {
		name = "agreement " + number(int64(a.ID))
	}
	left := max(0, pen.Left()-ends-1)
	text := th.Text
	if standing(a, now, zone) == 2 {
		text = th.Dim
	}
	if kind := a.Type.String(); left >= 36 && kind != "" && !strings.EqualFold(kind, name) {
		pen.Cell(text, name, left-left/3)
		pen.Cell(th.Dim, kind, left/3)
	} else {
		pen.Cell(text, name, left)
	}
	pen.Right(st, when, pen.Left()-1)
	return pen.Line()
}

func ending(a model.Agreement, now time.Time, zone *time.Location, th *theme.Theme) (mark string, st theme.Style, when string) {
	days, ok := a.DaysLeft(now, zone)
	date := a.End.Format("2 Jan")
	if a.End.Year() != now.In(zone).Year() {
		date = a.End.Format("2 Jan 2006")
	}
	switch {
	case !ok:
		return "", th.Dim, "no end date"
	case days < -aheadDays:
		return "", th.Dim, "ended " + date
	case days < 0:
		return th.Glyphs.Bad, th.Bad, "ended " + date
	case days == 0:
		return th.Glyphs.Warn, th.Warn, "today, " + date
	case days <= soonDays:
		return th.Glyphs.Warn, th.Warn, inDays(days) + date
	case days <= nearDays:
		return th.Glyphs.Bullet, th.Warn, inDays(days) + date
	case days <= aheadDays:
		return th.Glyphs.Bullet, th.Dim, inDays(days) + date
	}
	return "", th.Dim, date
}

func inDays(n int) string {
	if n == 1 {
		return "tomorrow, "
	}
	return "in " + strconv.Itoa(n) + " days, "
}
