package companies

import (
	"daybrief/model"
	"daybrief/ui/screen"
	"daybrief/ui/theme"
	"daybrief/ui/widget"
)

// mostVisits is how many lines of the schedule the pane shows at most.
const mostVisits = 5

// entryList is the section of the schedule.
type entryList struct {
	lines []string
	total int
}

func (l *entryList) heading(room int) string {
	return counted("Schedule", min(room-1, len(l.lines), l.total), l.total)
}

// fill takes the latest and the coming entries.
func (l *entryList) fill(p *page) {
	*l = entryList{}
	all := p.company.schedule(p.frame.Lookup)
	th := p.frame.Theme
	from := 0
	for from < len(all) && len(all)-from > mostVisits && !all[from+1].Start.After(p.frame.Now) {
		from++ // one that has begun stays in sight
	}
	for _, v := range all[from:min(len(all), from+mostVisits)] {
		l.lines = append(l.lines, p.visit(v, th))
	}
	l.total = len(all)
	if lacks := screen.UnseenSchedule(p.frame); lacks != "" {
		pen := widget.NewPen(p.w, th)
		pen.Gap(1)
		pen.Text(th.Faint, lacks)
		l.lines = append(l.lines, pen.Line())
	}
}

func (p *page) visit(v *model.ScheduleEntry, th *theme.Theme) string {
	zone := zoneOf(p.frame)
	from, to := v.Span(zone)
	st, when := th.Text, from.Format("Mon 2 Jan 15:04")
	if v.DateOnly {
		when = from.Format("Mon 2 Jan")
	}
	if v.Done || to.Before(p.frame.Now) {
		st = th.Dim
	}
	pen := widget.NewPen(p.w, th)
	pen.Gap(1)
	pen.Cell(th.Dim, when, 17)
	who := v.Member.Label().String()
	if m := p.frame.Lookup.Member(v.Member.Identifier.String()); m != nil {
		who = m.Name().String()
	}
	pen.Cell(th.Dim, who, min(16, p.w/5))
	pen.Gap(1)
	text := number(int64(v.Ticket))
	if t := p.frame.Lookup.Ticket(v.Ticket); t != nil {
		text = t.Summary.String()
	}
	pen.Text(st, text)
	return pen.Line()
}
