package cwtest

import (
	"slices"
	"strings"
	"time"
)

// TruthFigures are a report's figures by group and column, worked out from the
// tenant's own records by the definitions, on their own and as plainly as can
// be. What can't be known is missing.
type TruthFigures map[string]map[string]float64

func (f TruthFigures) add(group, column string, v float64) {
	if f[group] == nil {
		f[group] = map[string]float64{}
	}
	f[group][column] += v
}

// TimeTruth is the report "time" by member, day or company of the time entries
// that start in [from, to), working days being weekdays in a zone. It has no
// capacity.
func (s *Server) TimeTruth(from, to time.Time, zone *time.Location, by string) TruthFigures {
	out := TruthFigures{}
	s.logged(func(all []timeRow) {
		all = slices.DeleteFunc(all, func(r timeRow) bool { return r.start < from.Unix() || r.start >= to.Unix() })
		for i, r := range all {
			at := time.Unix(r.start, 0).In(zone)
			g := map[string]string{"member": strings.ToLower(r.member.login), "day": at.Format(time.DateOnly), "company": digits(int(companyID(r.company)), 1)}[by]
			out.add(g, "hours", r.hours)
			for column, option := range map[string]string{"billable": "Billable", "no_charge": "NoCharge", "do_not_bill": "DoNotBill"} {
				if out.add(g, column, 0); r.about().option == option {
					out.add(g, column, r.hours)
				}
			}
			next := time.Date(at.Year(), at.Month(), at.Day()+1, 10, 0, 0, 0, zone)
			for !workday(next) {
				next = next.AddDate(0, 0, 1)
			}
			if out.add(g, "late", 0); r.entered > next.Unix() {
				out.add(g, "late", 1)
			}
			if out.add(g, "no_notes", 0); strings.TrimSpace(r.notes()) == "" {
				out.add(g, "no_notes", 1)
			}
			out.add(g, "overlaps", 0)
			for j, o := range all {
				later := o.member == r.member && i != j && (o.start < r.start || o.start == r.start && o.id < r.id)
				if later && o.until() > r.start {
					out.add(g, "overlaps", 1)
				}
			}
		}
	})
	return out
}

// WorkTruth are hours, amount, and the number of entries without a rate, of the
// time entries that a report is about: the unbilled ones ("wip") or those with a
// project and an agreement ("absorbed"). Groups are companies.
func (s *Server) WorkTruth(from, to time.Time, report string) TruthFigures {
	out := TruthFigures{}
	s.logged(func(all []timeRow) {
		for _, r := range all {
			if r.start < from.Unix() || r.start >= to.Unix() {
				continue
			}
			a := r.about()
			switch {
			case report == "wip" && a.option == "Billable" && a.invoice == 0 && a.status != "Billed" && a.status != "BilledAgreement" && a.status != "WrittenOff":
			case report == "absorbed" && r.project >= 0 && a.agreement != 0:
			default:
				continue
			}
			g := digits(int(companyID(r.company)), 1)
			out.add(g, "hours", r.hours)
			out.add(g, "entries", 1)
			if a.rate != 0 {
				out.add(g, "amount", r.hours*float64(a.rate)/100)
			}
		}
	})
	return out
}

// until is when an entry ends, by its hours where that was not sent.
func (r *timeRow) until() int64 {
	if r.end > r.start {
		return r.end
	}
	return r.start + int64(r.hours*3600)
}

// logged hands out all time entries as they are now.
func (s *Server) logged(f func([]timeRow)) {
	s.change(func(w *world, now int64) {
		var all []timeRow
		timesheet{w}.entries(now, 0, func(r *timeRow) { all = append(all, *r) })
		f(all)
	})
}
