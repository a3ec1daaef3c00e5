package cwtest

import "time"

// Books is what the tenant's books say: reports for managers, worked out from its
// own records by the definitions, on their own and as plainly as can be.
type Books struct{ s *Server }

// Books opens them.
func (s *Server) Books() Books { return Books{s} }

// Agreements is the report "agreements" by agreement, or with company "customers"
// by company, for the days from first to last at midnight UTC, in a zone. What
// nothing is known of is missing, and so are margins and what is worked out from
// them.
func (b Books) Agreements(first, last time.Time, zone *time.Location, company bool) TruthFigures {
	out := TruthFigures{}
	lo, hi := moment(first, 0, zone), moment(last, 1, zone)
	b.s.change(func(w *world, now int64) {
		groups := map[int64]string{}
		w.agreements(func(a *agreement) {
			ran := a.share(first, last)
			if ran == 0 {
				return
			}
			g := digits(int(a.id), 1)
			if company {
				g = digits(int(a.company.id), 1)
			}
			groups[a.id] = g
			out.add(g, "hours", 0)
			out.add(g, "tickets", 0)
			out.bill(g, w, a, first, last, ran)
		})
		out.work(w, now, groups, lo, hi)
		for _, t := range w.tickets {
			if g := digits(int(companyID(t.company)), 1); company && t.entered >= lo && t.entered < hi {
				out.add(g, "tickets", 1)
			}
		}
	})
	out.margins()
	return out
}

// work adds the time of [lo, hi), by the agreement's group.
func (f TruthFigures) work(w *world, now int64, groups map[int64]string, lo, hi int64) {
	for g, of := range f {
		if of["unpriced"] == 0 {
			f.add(g, "products", 0)
		}
	}
	timesheet{w}.entries(now, 0, func(r *timeRow) {
		if r.start < lo || r.start >= hi {
			return
		}
		g, ok := groups[r.about().agreement]
		if !ok {
			return
		}
		f.add(g, "hours", r.hours)
		cost := r.about().cost
		if cost == 0 {
			cost = r.member.cost()
		}
		if cost != 0 {
			f.add(g, "labour", r.hours*float64(cost)/100)
		} else {
			f.add(g, "costless", 1)
		}
	})
	for g, of := range f {
		if of["costless"] == 0 {
			f.add(g, "labour", 0)
		}
	}
}

// margins works out what rests on sums, where they are known.
func (f TruthFigures) margins() {
	for _, f := range f {
		revenue, billed := f["revenue"]
		products, bought := f["products"]
		labour, worked := f["labour"]
		if billed && bought && worked {
			if f["margin"] = revenue - products - labour; revenue != 0 {
				f["margin_rate"] = f["margin"] / revenue
			}
		}
		if billed && bought && f["hours"] != 0 {
			f["per_hour"] = (revenue - products) / f["hours"]
		}
	}
}

// bill adds what an agreement and its additions come to.
func (f TruthFigures) bill(g string, w *world, a *agreement, first, last time.Time, ran float64) {
	cycle := map[string]float64{"Monthly": 1, "BiMonthly": 2, "Quarterly": 3, "SemiAnnual": 6, "Yearly": 12}[billingCycles()[a.cycle].options]
	if a.once {
		cycle = 0
	}
	if a.bill >= 0 && cycle > 0 {
		f.add(g, "revenue", float64(a.bill)/100/cycle*ran)
	}
	for _, x := range a.additions(w) {
		part := a.share(first, last, [2]int64{x.from, x.to})
		switch {
		case part == 0: // adds nothing
		case x.from > 0 && x.quantity >= 0 && x.cost >= 0 && cycle > 0:
			f.add(g, "products", x.quantity*float64(x.cost)/100/cycle*part)
		default:
			f.add(g, "unpriced", 1)
		}
	}
}

// share is for how many months of the days from first to last an agreement ran,
// counted day by day; more spans are further bounds.
func (a *agreement) share(first, last time.Time, more ...[2]int64) float64 {
	spans := append([][2]int64{{a.start, a.end}}, more...)
	if a.never {
		spans[0][1] = 0
	}
	if a.cancelled {
		if a.cancelledOn == 0 {
			return 0
		}
		spans = append(spans, [2]int64{0, a.cancelledOn})
	}
	sum := 0.0
	for day := first; !day.After(last); day = day.AddDate(0, 0, 1) {
		runs := true
		for _, s := range spans {
			runs = runs && day.Unix() >= s[0] && (s[1] == 0 || day.Unix() <= s[1])
		}
		if runs {
			sum += 1 / float64(time.Date(day.Year(), day.Month()+1, 0, 0, 0, 0, 0, time.UTC).Day())
		}
	}
	return sum
}

// moment is where a day begins in a zone, days after the one at midnight UTC.
func moment(day time.Time, days int, zone *time.Location) int64 {
	return time.Date(day.Year(), day.Month(), day.Day()+days, 0, 0, 0, 0, zone).Unix()
}
