package report

import (
	"strconv"

	"daybrief/internal/psa"
	"daybrief/model"
)

// The rows of the security role that contracts rest on beside their own.
const (
	roleCycles = "Table Setup (System), Inquire All: billing cycles"
	roleCosts  = "Member Maintenance (System), Inquire All: members' hourly costs"
)

func agreementsReport() Report {
	return Report{
		ID: "agreements", Question: "Which contracts earn money?", Period: "last-month",
		By:      []string{"agreement", "type", "company"},
		Filters: []string{"company"}, Unfiltered: "an agreement has no member and no board, and what it earns can't be shared out among those who work for it.",
		Role: []string{roleAgreements, roleTime, roleCycles, roleCosts},
		Columns: []Column{
			revenueColumn(), productsColumn(),
			{Key: "hours", Title: "Hours", Unit: Hours, Meaning: "Hours of the time entries of the period that carry the agreement."},
			labourColumn(), marginColumn(),
			{Key: "margin_rate", Title: "Margin rate", Unit: Rate, Meaning: "Margin ÷ revenue.", derive: ratio("margin", "revenue")},
			perHourColumn(),
		},
		Notes:   contractNotes(),
		spare:   []psa.List{psa.ListCycles, psa.ListCovered, psa.ListCosts},
		needs:   contractNeeds,
		collect: collectContracts,
	}
}

func customersReport() Report {
	return Report{
		ID: "customers", Question: "Are these the right customers?", Period: "last-month",
		By:      []string{"company"},
		Filters: []string{"company"}, Unfiltered: "an agreement has no member and no board, and what it earns can't be shared out among those who work for it.",
		Role: []string{roleAgreements, roleTime, roleCycles, roleCosts, roleService, roleProject},
		Columns: []Column{
			revenueColumn(),
			{Key: "hours", Title: "Hours", Unit: Hours, Meaning: "Hours of the time entries of the period that carry an agreement of the company, whichever company stands in the entry."},
			marginColumn(), perHourColumn(),
			{Key: "tickets", Title: "Tickets", Meaning: "Service and project tickets of the company that were entered in the period."},
		},
		behind: []Column{productsColumn(), labourColumn()},
		Notes:  append(contractNotes(), "Products and labour are those of the report agreements. Where a company's agreements have several currencies, its tickets stand with one of them."),
		spare:  []psa.List{psa.ListCycles, psa.ListCovered, psa.ListCosts, psa.ListTickets},
		needs: func(a Ask) []psa.RecordQuery {
			from, to := a.Bounds()
			return append(contractNeeds(a), psa.RecordQuery{List: psa.ListTickets, From: from, To: to})
		},
		collect: func(c *collector, in Input) {
			collectContracts(c, in)
			collectOpened(c, in)
		},
	}
}

func revenueColumn() Column {
	return Column{Key: "revenue", Title: "Revenue", Unit: Money, Meaning: "Amounts of the agreements that ran in the period ÷ months of their billing cycle × months of the period in which they ran."}
}

func productsColumn() Column {
	return Column{Key: "products", Title: "Products", Unit: Money, Meaning: "Quantity × unit cost of their additions, by the cycle of the agreement and the months of the period in which the addition ran with it."}
}

func labourColumn() Column {
	return Column{Key: "labour", Title: "Labour", Unit: Money, Meaning: "Hours × hourly cost: the entry's, else the member's."}
}

func marginColumn() Column {
	return Column{Key: "margin", Title: "Margin", Unit: Money, Meaning: "Revenue − products − labour.", derive: func(of func(string) *float64) *float64 {
		return less(less(of("revenue"), of("products")), of("labour"))
	}}
}

func perHourColumn() Column {
	return Column{Key: "per_hour", Title: "Per hour", Unit: Money, Meaning: "(Revenue − products) ÷ hours.", derive: func(of func(string) *float64) *float64 {
		earned, hours := less(of("revenue"), of("products")), of("hours")
		if earned == nil || hours == nil || *hours == 0 {
			return nil
		}
		return num(*earned / *hours)
	}}
}

func contractNotes() []string {
	return []string{
		"A month counts by its days in the period ÷ its days; the first and the last day of an agreement belong to it. One that was cancelled on no day never ran; one that is said to have no ending date has none. What is billed once, weekly or every two weeks can't be spread over months: its revenue and its products are not known.",
		"Additions take one request for each agreement that ran in the period: about two seconds each at 30 a minute. Several hundred agreements need more than the 15 minutes of --timeout.",
		"Margins rest on sums that leave out what is not known; the notes below the figures say how much that is.",
	}
}

func contractNeeds(a Ask) []psa.RecordQuery {
	from, to := a.Bounds()
	return []psa.RecordQuery{
		{List: psa.ListRunning, From: a.From, To: a.To, Only: func(of model.CompanyRef, _ model.MemberRef) bool { return a.ofCompany(of) }},
		{List: psa.ListCycles}, {List: psa.ListCovered, From: from, To: to}, {List: psa.ListCosts},
	}
}

// contracts puts agreements, their additions and their time into groups.
type contracts struct {
	*collector
	Input
	cycles map[int64]int
	// places are the groups of those that ran.
	places map[model.AgreementID]entry
	// endless have no cycle of months, of unsaid it is not known whether they are
	// billed once, unsure may have run.
	endless, unsaid, unsure int
}

func collectContracts(c *collector, in Input) {
	x := &contracts{collector: c, Input: in, cycles: in.Lists[psa.ListCycles].Cycles, places: map[model.AgreementID]entry{}}
	for _, a := range in.Lists[psa.ListRunning].Contracts {
		if in.ofCompany(a.Of) {
			x.contract(a)
		}
	}
	x.time()
	if n := x.endless; n > 0 && in.Lists[psa.ListCycles].Problem == nil {
		c.notes = append(c.notes, model.Counted(n, "agreement")+" with a billing cycle that is no number of months, or not known: revenue and products of "+itThem(n)+" can't be spread over months.")
	}
	if n := x.unsaid; n > 0 {
		c.notes = append(c.notes, model.Counted(n, "agreement")+" of which it is not said whether "+theyAre(n)+" billed once: revenue and products of "+itThem(n)+" are not known.")
	}
	if n := x.unsure; n > 0 {
		c.notes = append(c.notes, model.Counted(n, "agreement")+" may have run: when it began or ends, or whether it was cancelled, is not said.")
	}
}

func itThem(n int) string {
	if n == 1 {
		return "it"
	}
	return "them"
}

func theyAre(n int) string {
	if n == 1 {
		return "it is"
	}
	return "they are"
}

// contract adds an agreement that ran, with what belongs to it.
func (x *contracts) contract(a model.Contract) {
	from, to, ran, sure := a.Run(x.From, x.To)
	if !ran {
		return
	}
	key, name := refGroup(a.ID, a.Name, "no agreement")
	if of := a.Of.Label(); x.By == "agreement" && !of.IsEmpty() {
		name += " (" + of.String() + ")" // half of them have the same name
	}
	switch x.By {
	case "type":
		key, name = named(a.Type, "no type")
	case "company":
		key, name = companyGroup(a.Of)
	}
	place := entry{key: key, name: name, currency: a.Currency}
	x.places[a.ID] = place

	months := x.cycles[a.Cycle]
	if a.Once == nil || *a.Once {
		months = 0
	}
	adds := map[string]*float64{"revenue": nil}
	switch {
	case !sure:
		x.unsure++
	case a.Once == nil:
		x.unsaid++
	case months == 0:
		x.endless++
	default:
		adds["revenue"] = times(num(model.Months(from, to)/float64(months)), a.Bill)
	}
	if !sure || a.Unread {
		adds["products"] = nil
	}
	place.adds, place.row = adds, Row{ID: int64(a.ID), Kind: "agreement", Day: a.Start, Of: a.Of.Label().String(), Text: a.Name.String()}
	x.add(place)
	if _, unknown := adds["products"]; unknown {
		return
	}
	for _, p := range a.Additions {
		x.addition(x.places[a.ID], a, p, months)
	}
}

// addition adds what a product costs in the months in which it ran with its
// agreement.
func (x *contracts) addition(place entry, a model.Contract, p model.Addition, months int) {
	from, to, _, _ := a.Run(x.From, x.To)
	if p.Start.After(from) {
		from = p.Start
	}
	if !p.End.IsZero() && p.End.Before(to) {
		to = p.End
	}
	if to.Before(from) {
		return
	}
	var cost *float64
	if months > 0 && !p.Start.IsZero() && p.Quantity != nil {
		cost = times(num(*p.Quantity*model.Months(from, to)/float64(months)), p.Cost)
	}
	place.adds, place.row = map[string]*float64{"products": cost}, Row{ID: p.ID, Kind: "addition", Day: p.Start, Of: a.Of.Label().String(), Text: p.Name.String()}
	x.add(place)
}

// time adds the hours of the period. What was logged on agreements that did not
// run in it is said.
func (x *contracts) time() {
	if x.Lists[psa.ListCovered].Problem != nil {
		x.gone = append(x.gone, "hours", "labour")
		return
	}
	strays, hours := 0, 0.0
	for _, e := range x.Lists[psa.ListCovered].Time {
		place, ran := x.places[e.Bill.Agreement.ID]
		if !ran {
			strays, hours = strays+1, hours+e.Hours
			continue
		}
		cost := e.Bill.Cost
		if m, known := x.Lists[psa.ListCosts].Costs[e.Member.ID]; cost == nil && known {
			cost = &m
		}
		place.adds, place.row = map[string]*float64{"hours": e.Logged(), "labour": times(e.Logged(), cost)}, entryRow(e, x.Ask)
		x.add(place)
	}
	if strays > 0 && x.Company == "" {
		x.notes = append(x.notes, "In no figure: "+model.Counted(strays, "record")+" of time, "+strconv.FormatFloat(hours, 'f', 2, 64)+" hours, with an agreement that did not run in the period.")
	}
}

// collectOpened adds the tickets of the period to their companies, to the amounts
// of one currency where there are several.
func collectOpened(c *collector, in Input) {
	if in.Lists[psa.ListTickets].Problem != nil {
		c.gone = append(c.gone, "tickets")
		return
	}
	currency := map[string]string{}
	for _, g := range c.groups {
		if first, known := currency[g.Key]; !known || g.Currency < first {
			currency[g.Key] = g.Currency
		}
	}
	for _, t := range in.tickets(psa.ListTickets) {
		if in.within(t.Entered) {
			key, name := companyGroup(t.Company)
			c.add(entry{key: key, name: name, currency: currency[key], row: in.ticketRow(t, t.Entered), adds: map[string]*float64{"tickets": num(1)}})
		}
	}
}

// less is a difference of which a part may not be known.
func less(a, b *float64) *float64 {
	if a == nil || b == nil {
		return nil
	}
	return num(*a - *b)
}
