package briefing

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"daybrief/model"
	"daybrief/model/usage"
)

// mostNames is how many names that match no company are listed in one row.
const mostNames = 10

// nobodyCounts reports whether nobody counts the use of our products.
func nobodyCounts(b *builder) bool { return b.unpolled(model.SourceUsage) }

// usageSection answers "whose use of our products changed?".
func usageSection(b *builder, sec *Section) {
	sec.Rule = "Clients that used our products (3 users a day or more) and have not on the last 3 complete working days or longer, and clients " +
		"whose last working day had at most half or at least twice the mean of the 7 before it (5 users a day or more); the worst first. " +
		"Red: an urgent ticket is open, or one came in within 24 hours."
	r := b.a.Usage
	switch {
	case b.unpolled(model.SourceUsage) && r == nil:
		sec.Unavailable = "product usage is not set up: see [usage] in the configuration"
		return
	case r == nil:
		sec.Unavailable = model.SourceUsage.Records() + ": " + b.why(model.SourceUsage)
		return
	}
	b.aged(sec, model.SourceUsage, b.s.Usage.At)
	if r.LastDay.IsZero() {
		sec.note("the numbers do not reach to the last working day, so that nothing can be told from them")
	}
	noteUsage(b, sec, r)
	urgent := urgentTickets(b)
	list := slices.Clone(r.Changed)
	slices.SortStableFunc(list, func(x, y *usage.Client) int {
		return cmp.Or(cmp.Compare(x.Change, y.Change), redFirst(urgent[x.Company.ID] != "", urgent[y.Company.ID] != ""))
	})
	for _, c := range list {
		it := Item{Kind: KindUsage, ID: int64(c.Company.ID), Summary: c.Company.Label(), Company: c.Company.Label(),
			Status: model.Clean(c.Change.String()), Tone: Warn, Reasons: []string{c.Words(r.LastDay)}}
		if why := urgent[c.Company.ID]; why != "" {
			it.Tone, it.Reasons = Bad, append(it.Reasons, why)
		}
		sec.Items = append(sec.Items, it)
	}
	strayNames(sec, r)
}

// redFirst orders what is red first.
func redFirst(x, y bool) int {
	switch {
	case x == y:
		return 0
	case x:
		return -1
	}
	return 1
}

// urgentTickets says by company which open ticket makes its use urgent: one of
// the two highest priorities, else one that came in within 24 hours.
func urgentTickets(b *builder) map[model.CompanyID]string {
	out := map[model.CompanyID]string{}
	late := map[model.CompanyID]string{}
	for i := range b.facts {
		f := &b.facts[i]
		id := f.t.Company.ID
		switch {
		case f.v.Level > 0 && f.v.Level <= 2 && out[id] == "":
			out[id] = "open: #" + itoa(int64(f.t.ID)) + ", priority " + f.prio.Short()
		case !f.t.Entered.Before(b.now.Add(-24*time.Hour)) && late[id] == "":
			late[id] = "open: #" + itoa(int64(f.t.ID)) + ", came in " + b.moment(f.t.Entered)
		}
	}
	for id, why := range late {
		if out[id] == "" {
			out[id] = why
		}
	}
	return out
}

// fewerUsers names the worst clients that fell silent or off, for the paragraph.
func fewerUsers(s *Section) (parts []string) {
	for i := range s.Items[:min(2, len(s.Items))] {
		switch it := &s.Items[i]; it.Status.String() {
		case usage.Silent.String():
			parts = append(parts, it.Summary.String()+" no longer uses our products")
		case usage.Fell.String():
			parts = append(parts, it.Summary.String()+" uses our products less")
		}
	}
	return parts
}

// strayNames lists at the end what matches no company.
func strayNames(sec *Section, r *usage.Report) {
	n := len(r.Unmatched)
	if n == 0 {
		return
	}
	var names []string
	for _, u := range r.Unmatched[:min(n, mostNames)] {
		names = append(names, u.Words())
	}
	if n > mostNames {
		names = append(names, "and "+model.Grouped(n-mostNames)+" more")
	}
	match := " match no company"
	if n == 1 {
		match = " matches no company"
	}
	sec.row(model.Counted(n, "name")+match, strings.Join(names, "; "))
}

// noteUsage says what is missing from the numbers.
func noteUsage(b *builder, sec *Section, r *usage.Report) {
	if !b.s.Companies.Known() {
		sec.note("companies are known as far as tickets name them, companies: " + b.why(model.SourceCompanies))
	}
	idle := 0
	for _, e := range r.Events {
		if e.Cut {
			sec.note("of " + e.Name.String() + " only the 10,000 names with the most use were listed")
		}
		if e.Empty {
			idle++
			sec.note("nobody did " + e.Name.String() + " in all these days; if that can't be right, check the spelling of its name")
		}
	}
	if r.Unsure > 0 {
		sec.note(model.Counted(r.Unsure, "name") + " could not be judged, because not all of their numbers are known")
	}
	switch {
	case r.Unnamed == 0:
	case len(r.Clients)+len(r.Unmatched) == 0:
		sec.note("nothing that was counted names a client; [usage] company may be misspelt")
	default:
		sec.note("up to " + model.Counted(r.Unnamed, "user") + " a day can't be told to belong to a client, because the events name none")
	}
	if len(r.Events) > 0 && idle == len(r.Events) {
		sec.note("nothing at all was counted")
	}
}
