package report

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"daybrief/internal/psa"
	"daybrief/model"
)

func timeReport() Report {
	return Report{
		ID: "time", Question: "Where did the hours go?", Period: "last-week",
		By:      []string{"member", "day", "company", "board", "work_type", "work_role", "agreement"},
		Filters: []string{"member", "company", "board"},
		Role:    []string{roleTime},
		Columns: []Column{
			{Key: "hours", Title: "Hours", Unit: Hours, Meaning: "Hours of the time entries that start in the period."},
			{Key: "billable", Title: "Billable", Unit: Hours, Meaning: "Of these, hours of entries that are Billable."},
			{Key: "no_charge", Title: "No charge", Unit: Hours, Meaning: "Of these, hours of entries that are No Charge."},
			{Key: "do_not_bill", Title: "Not billed", Unit: Hours, Meaning: "Of these, hours of entries that are Do Not Bill."},
			{Key: "capacity", Title: "Capacity", Unit: Hours, Meaning: "Working hours of [hours] less holidays, for each member with an entry in the period. Only by member or day.", part: true},
			{Key: "utilisation", Title: "Utilised", Unit: Rate, Meaning: "Hours ÷ capacity.", derive: ratio("hours", "capacity")},
			{Key: "late", Title: "Late", Meaning: "Entries that were written after 10:00 of the working day after their own day."},
			{Key: "no_notes", Title: "No notes", Meaning: "Entries whose notes are empty or blank."},
			{Key: "overlaps", Title: "Overlaps", Meaning: "Pairs of one member's entries that overlap, counted with the later one."},
		},
		needs: func(a Ask) []psa.RecordQuery {
			from, to := a.Bounds()
			return []psa.RecordQuery{{List: psa.ListTime, From: from, To: to}}
		},
		collect: collectTime,
	}
}

func collectTime(c *collector, in Input) {
	entries := in.entries(psa.ListTime)
	overlaps := overlapsOf(entries)
	members := map[string]bool{}
	for _, e := range entries {
		key, name := in.timeGroup(e)
		row := entryRow(e, in.Ask)
		c.add(entry{key: key, name: name, row: row, adds: map[string]*float64{
			"hours": e.Logged(), "billable": hoursIf(e, model.Billable), "no_charge": hoursIf(e, model.NoCharge), "do_not_bill": hoursIf(e, model.DoNotBill),
			"late": late(e, in.Ask), "no_notes": one(strings.TrimSpace(e.Notes.String()) == ""), "overlaps": overlaps[e.ID],
		}})
		members[loginKey(e.Member)] = true // "" where nobody is named: of that one nothing is known
	}
	c.capacity(in.Ask, members)
}

// capacity fills in what could have been worked: on each day by everybody with an
// entry in the period, so that the days add up to the total. In other groupings than
// by member or day it is not known, nor for entries that name no member.
func (c *collector) capacity(a Ask, members map[string]bool) {
	of := func(logins map[string]bool, hours float64) sum {
		if logins[""] || a.Hours.Empty() {
			return sum{unknown: 1}
		}
		return sum{known: 1, v: hours * float64(len(logins))}
	}
	i := c.report.column("capacity")
	for k := range c.groups {
		g := &c.groups[k]
		switch {
		case a.By == "member":
			g.sums[i] = of(map[string]bool{g.Key: true}, a.workHours(a.From, a.To))
		case a.By == "day":
			day, _ := time.Parse(time.DateOnly, g.Key)
			g.sums[i] = of(members, a.workHours(day, day))
		default:
			g.sums[i] = sum{unknown: 1}
		}
	}
	c.whole = map[string]*float64{"capacity": nil}
	if all := of(members, a.workHours(a.From, a.To)); a.By == "member" || a.By == "day" {
		c.whole["capacity"] = all.value(Column{})
	}
}

// workHours are the working hours of calendar days, both included.
func (a Ask) workHours(from, to time.Time) float64 {
	return a.Hours.Between(a.start(from), a.start(to.AddDate(0, 0, 1)), a.Zone).Hours()
}

// entries are the time entries of a list that the filters let through.
func (in Input) entries(l psa.List) []model.TimeEntry {
	var out []model.TimeEntry
	for _, e := range in.Lists[l].Time {
		if in.ofMember(e.Member) && in.ofCompany(e.Bill.Company) && in.ofBoard(e.Bill.Board) {
			out = append(out, e)
		}
	}
	return out
}

// timeGroup is where an entry belongs.
func (in Input) timeGroup(e model.TimeEntry) (key, name string) {
	b := e.Bill
	switch in.By {
	case "member":
		return loginKey(e.Member), nameOr(e.Member.Label(), "no member")
	case "day":
		k := in.dayKey(e.Start)
		return k, k
	case "company":
		return companyGroup(b.Company)
	case "board":
		return named(b.Board, "no board")
	case "work_type":
		return named(b.Type, "no work type")
	case "work_role":
		return named(b.Role, "no work role")
	case "project":
		return refGroup(b.Project.ID, b.Project.Name, "no project")
	case "business_unit":
		return refGroup(b.Unit.ID, in.unitName(b.Unit), "no business unit")
	case "bucket":
		k := in.startBucket(e)
		return k, k
	}
	return refGroup(b.Agreement.ID, b.Agreement.Name, "no agreement")
}

// unitName is a business unit's name, which any entry of it may say.
func (in Input) unitName(u model.Ref[int64]) model.Text {
	if !u.Name.IsEmpty() {
		return u.Name
	}
	for _, g := range in.Lists {
		for i := range g.Time {
			if o := &g.Time[i].Bill.Unit; o.ID == u.ID && !o.Name.IsEmpty() {
				return o.Name
			}
		}
	}
	return model.Clean("Business unit " + id64(u.ID))
}

// startBucket is how old an entry is.
func (in Input) startBucket(e model.TimeEntry) string {
	return bucket(max(0, in.age(model.CalendarDay(e.Start, in.Zone))))
}

func loginKey(m model.MemberRef) string { return strings.ToLower(m.Identifier.String()) }

func nameOr(t model.Text, none string) string {
	if t.IsEmpty() {
		return none
	}
	return t.String()
}

func named(t model.Text, none string) (key, name string) { return t.String(), nameOr(t, none) }

func companyGroup(c model.CompanyRef) (key, name string) {
	return refGroup(c.ID, c.Label(), "no company")
}

// refGroup is a group by id; without one it has no key.
func refGroup[N ~int64](id N, label model.Text, none string) (key, name string) {
	if id == 0 {
		return "", none
	}
	return id64(id), nameOr(label, "#"+id64(id))
}

// hoursIf are the hours of an entry with a billing option; nil where it is not
// known how many, or whether it has that option.
func hoursIf(e model.TimeEntry, o model.BillOption) *float64 {
	switch e.Bill.Option {
	case o:
		return e.Logged()
	case model.BillUnknown:
		return nil
	}
	return num(0)
}

// late reports whether an entry was written after 10:00 of the working day after
// its own.
func late(e model.TimeEntry, a Ask) *float64 {
	if e.Bill.Entered.IsZero() {
		return nil
	}
	if a.Hours.Empty() {
		return nil
	}
	day := model.CalendarDay(e.Start, a.Zone)
	for range 366 {
		day = day.AddDate(0, 0, 1)
		if a.workHours(day, day) > 0 {
			y, m, d := day.Date()
			return one(e.Bill.Entered.After(time.Date(y, m, d, 10, 0, 0, 0, a.Zone)))
		}
	}
	return nil
}

// overlapsOf counts, for each entry, the earlier entries of its member that it
// overlaps; nil where it is not known whose it is, or how long it lasts.
func overlapsOf(all []model.TimeEntry) map[int64]*float64 {
	sorted := slices.Clone(all)
	slices.SortFunc(sorted, func(a, b model.TimeEntry) int {
		return cmp.Or(cmp.Compare(loginKey(a.Member), loginKey(b.Member)), a.Start.Compare(b.Start), cmp.Compare(a.ID, b.ID))
	})
	out := map[int64]*float64{}
	var running []model.TimeEntry // of the same member, not over yet
	for _, e := range sorted {
		running = slices.DeleteFunc(running, func(r model.TimeEntry) bool {
			return loginKey(r.Member) != loginKey(e.Member) || !r.Until().After(e.Start)
		})
		switch {
		case loginKey(e.Member) == "" || e.End.IsZero() && e.Untold:
		case e.Until().After(e.Start):
			out[e.ID] = num(float64(len(running)))
			running = append(running, e)
		default:
			out[e.ID] = num(0)
		}
	}
	return out
}

func entryRow(e model.TimeEntry, a Ask) Row {
	return Row{
		ID: e.ID, Kind: "time entry", Ticket: e.Ticket, Day: model.CalendarDay(e.Start, a.Zone), Member: e.Member.Identifier.String(),
		Of: e.Bill.Company.Label().String(), Text: strings.Join(strings.Fields(e.Notes.String()), " "),
	}
}
