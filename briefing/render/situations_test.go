package render

import (
	"fmt"
	"slices"
	"time"

	"daybrief/model"
)

// situation plants something on a desk, and tells what the first line has to say.
type situation struct {
	name   string
	all    bool // seen by who asks about everybody
	points int
	kind   string
	plant  func(d *desk) []int64
}

func situations() []situation {
	one := func(name string, points int, plant func(d *desk) *model.Ticket) situation {
		return situation{name, false, points, "ticket", func(d *desk) []int64 { return ids(plant(d)) }}
	}
	return []situation{
		{"priority 1 that nobody has, due in 12 min", true, 180, "ticket", func(d *desk) []int64 {
			x := d.due(d.ticket(1), 12*time.Minute)
			x.Owner = model.MemberRef{}
			return ids(x)
		}},
		{"three tickets of a company within the hour", false, 70, "incident", func(d *desk) []int64 { return ids(d.alike(3, 4)...) }},
		{"three of one type from three companies", false, 80, "incident", func(d *desk) []int64 {
			list := d.alike(3, 3)
			for i, x := range list {
				x.Company = model.CompanyRef{ID: model.CompanyID(901 + i), Name: model.Clean(fmt.Sprint("Client ", i))}
			}
			return ids(list...)
		}},
		{"an incident with a project ticket", false, 80, "incident", func(d *desk) []int64 {
			list := d.alike(3, 3)
			list[1].Kind, list[1].SLA = model.ProjectTicket, model.SLA{}
			all := d.s.ServiceTickets.Value
			d.s.ServiceTickets.Value = append(slices.Clone(all[:len(all)-2]), list[2])
			d.s.ProjectTickets.Value = []*model.Ticket{list[1]}
			return ids(list...)
		}},
		{"an incident before a ticket of the same points", false, 70, "incident", func(d *desk) []int64 {
			x := d.due(d.mine(3), 50*time.Minute)
			x.Company = model.CompanyRef{ID: 990, Name: model.Clean("Another")}
			return ids(d.alike(3, 4)...)
		}},
		{"a visit in 20 min that overlaps another", false, 0, "appointment", func(d *desk) []int64 {
			a := d.visit(0, 20*time.Minute, 65*time.Minute)
			d.visit(0, 50*time.Minute, 110*time.Minute)
			return []int64{a}
		}},
		{"a visit in 25 min", false, 0, "appointment", func(d *desk) []int64 { return []int64{d.visit(0, 25*time.Minute, time.Hour)} }},
		{"two visits at the same time", false, 0, "appointment", func(d *desk) []int64 {
			return []int64{d.visit(0, -time.Hour, time.Hour), d.visit(0, -30*time.Minute, 2*time.Hour)}
		}},
		{"a visit that has ended and is not done", false, 0, "appointment", func(d *desk) []int64 { return []int64{d.visit(0, -2*time.Hour, -time.Hour)} }},
		one("a customer who waits 9 working hours while the status says waiting", 70, func(d *desk) *model.Ticket {
			x := d.mine(3)
			x.Status.ID, x.CustomerReplied = deskHold, true
			d.s.RepliedSince[x.ID] = model.Since{At: d.worked(9 * time.Hour)}
			return x
		}),
		{"an owner who is out with two tickets due today", true, 0, "absent", func(d *desk) []int64 {
			a, b := d.due(d.ticket(3), 70*time.Minute), d.due(d.ticket(3), 90*time.Minute)
			d.own(a, 6)
			d.own(b, 6)
			d.visit(6, 0, 0)
			v := d.s.ScheduleEntries.Value[len(d.s.ScheduleEntries.Value)-1]
			v.Kind, v.Name, v.DateOnly, v.Start, v.End = model.ScheduleOther, model.Clean("Vacation"), true, d.today(), time.Time{}
			return ids(a, b)
		}},
		{"who has left, with a ticket promised for today", true, 0, "absent", func(d *desk) []int64 {
			x := d.ticket(3)
			d.own(x, 7)
			d.s.Members.Value = d.s.Members.Value[:7]
			x.Required = d.today()
			return ids(x)
		}},
		one("a priority 2 missed 10 min ago among 20 missed last month", 130, func(d *desk) *model.Ticket {
			for i := range 20 {
				d.due(d.mine(3), -time.Duration(28*24+i)*time.Hour)
			}
			return d.due(d.mine(2), -10*time.Minute)
		}),
		one("due in 5 min at priority 4 before a priority 1 missed 200 days ago", 110, func(d *desk) *model.Ticket {
			d.due(d.mine(1), -200*24*time.Hour)
			return d.due(d.mine(4), 5*time.Minute)
		}),
		one("a response due in 9 min", 120, func(d *desk) *model.Ticket {
			x := d.mine(3)
			x.Status.ID, x.SLA.Respond.Due = deskNew, d.now.Add(9*time.Minute)
			return x
		}),
		one("due in 25 min", 100, func(d *desk) *model.Ticket { return d.due(d.mine(3), 25*time.Minute) }),
		one("due in 50 min", 70, func(d *desk) *model.Ticket { return d.due(d.mine(3), 50*time.Minute) }),
		one("escalated and promised for today", 80, func(d *desk) *model.Ticket {
			x := d.mine(2)
			x.Escalation, x.Required = 1, d.today()
			return x
		}),
		one("a company that comes first", 60, func(d *desk) *model.Ticket {
			x := d.mine(2)
			x.Company, d.rules.VIP = model.CompanyRef{ID: 950, Name: model.Clean("Pine & Sons")}, []string{"Pine*"}
			return x
		}),
		one("a priority 1", 60, func(d *desk) *model.Ticket { return d.mine(1) }),
		one("one in front of a pile", 160, func(d *desk) *model.Ticket {
			for i := range 22 {
				d.due(d.mine(2), -time.Duration(70+i)*time.Minute)
			}
			return d.due(d.mine(1), 12*time.Minute)
		}),
		{"a flood", true, 0, "flood", func(d *desk) (out []int64) {
			for i := range 260 {
				x := d.ticket(4)
				x.Entered, x.Company, x.Type = d.now.Add(-125*time.Minute), model.CompanyRef{ID: model.CompanyID(2000 + i)}, model.Text{}
				out = append(out, int64(x.ID))
			}
			for _, x := range d.s.ClosedService.Value {
				if model.SameDay(x.Entered.In(d.rules.Zone), d.now) {
					out = append(out, int64(x.ID))
				}
			}
			return out
		}},
	}
}
