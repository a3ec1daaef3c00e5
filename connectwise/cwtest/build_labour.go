package cwtest

// labour is what a time entry says beyond who, when and on what.
type labour struct {
	agreement      int64 // 0: none
	option, status string
	invoice        int64 // 0: not billed
	rate, cost     int64 // cents an hour; 0: not sent
	kind, role     string
	unit           int64 // business unit
	bare           bool  // without a department, as other programs write them
}

// timesheet is the time that was logged.
type timesheet struct{ *world }

// labourDays is how many days back time was logged before what the schedule
// remembers: 400, less where that would be more entries than have a number.
func (s timesheet) labourDays() int { return min(400, 340000/(s.staff()*perDay)) }

const (
	perDay       = 8  // entries of a member and day at most
	scheduleDays = 7  // days back that the schedule itself tells about
	agreementsOf = 4  // numbers of agreements a company has at most
	monthBack    = 30 // days after which most time has been billed
)

// labourOf makes up what an entry of a member says. The same member, company and
// number say the same.
func (s timesheet) labourOf(id int64, by *person, company, project int32, start int64) labour {
	d := newDice(s.seed, 'L', uint64(id))
	l := labour{unit: 10 + int64(min(project, 0)) + 1}
	l.option = [...]string{"Billable", "NoCharge", "DoNotBill", "NoDefault"}[d.weighted(58, 10, 28, 4)]
	if c := &s.companies[company]; c.agreements > 0 && d.permille(650) {
		l.agreement = companyID(company)*agreementsOf + 1 + int64(d.n(c.agreements))
	}
	if project >= 0 && !d.permille(150) {
		l.agreement = 0
	}
	l.status = pick(d, []string{"Open", "Open", "PendingApproval", "ApprovedByTierOne", "ReadyToBill"})
	if old := s.born-start > monthBack*86400; old && d.permille(850) || !old && d.permille(60) {
		switch d.weighted(80, 12, 8) {
		case 0:
			l.status, l.invoice = "Billed", 90000+id/40
		case 1:
			l.status = "BilledAgreement"
		case 2:
			l.status = "WrittenOff"
		}
	}
	if !d.permille(60) {
		l.rate = 9500 + 500*int64(d.n(15))
	}
	if !d.permille(300) {
		l.cost = by.cost()
	}
	l.kind = pick(d, []string{"Remote", "Remote", "Onsite", "After hours"})
	l.role = pick(d, []string{"Engineer", "Engineer", "Senior Engineer", "Project Manager"})
	l.bare = d.permille(80)
	return l
}

// cost is what an hour of a member costs, in cents; 0 where nobody has said.
func (p *person) cost() int64 {
	if p.id%7 == 0 {
		return 0
	}
	return 3250 + 50*(p.id%60)
}

// pastLabour hands out the time that was logged before what the schedule tells
// about, on tickets that are closed and forgotten. The row is the same one each time.
func (s timesheet) pastLabour(yield func(*timeRow)) {
	var row timeRow
	days := s.labourDays()
	for back := days; back > scheduleDays; back-- {
		day := s.midnight(s.born, -back)
		if !workday(day) {
			continue
		}
		clock := hoursOf(day)
		for m := range s.staff() {
			d := newDice(s.seed, 'T', uint64(back), uint64(m))
			if d.permille(60) {
				continue // a day off
			}
			first := int64(((days-back)*s.staff()+m)*perDay) + 1
			at := 8 * 60
			for j := range int64(perDay) {
				if at += 15 * d.weighted(60, 20, 10, 10); at >= 17*60 {
					break
				}
				length := pick(d, []int{30, 45, 60, 60, 90, 120})
				row = timeRow{id: first + j, member: &s.members[m], w: s.world, start: clock(at), end: clock(at + length)}
				s.describe(&row, d)
				yield(&row)
				at += length
			}
		}
	}
}

// describe fills in what an old entry was about, and how carefully it was
// written.
func (s timesheet) describe(r *timeRow, d *dice) {
	r.company, r.project = int32(d.n(len(s.companies))), -1
	if d.permille(120) {
		r.project = int32(d.n(len(s.projects)))
		r.company = s.projects[r.project].company
	}
	r.planned = r.start
	r.charged = 30000 + r.id/3
	r.board = s.boards[d.n(s.scale(3, 10, 40))].name
	r.hours = float64(r.end-r.start) / 3600
	r.entered = r.end
	switch {
	case d.permille(70): // the next day or the one after, towards noon
		r.entered = clockAt(s.midnight(r.start, d.between(1, 3)), 11*60+30)
	case d.permille(40): // next morning, still in time
		r.entered = clockAt(s.midnight(r.start, 1), 9*60)
	}
	switch {
	case d.permille(50):
		r.noted = notNoted
	case d.permille(20):
		r.noted = notedBlank
	}
	if d.permille(40) {
		r.start -= 1800
		r.hours += 0.5
	}
	if d.permille(15) {
		r.end = 0
	}
}
