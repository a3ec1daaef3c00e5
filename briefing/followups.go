package briefing

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"time"

	"daybrief/model"
)

// activitiesSection answers "which follow-ups are past due?": a technician's own,
// else by representative, who has most of them first.
func activitiesSection(b *builder, sec *Section) {
	sec.Rule = "Open sales activities with an assignee: past due are those whose end is before now (without an end: whose start is before today), " +
		"then those that are due in this week, Monday to Sunday."
	switch {
	case !b.s.Activities.Known():
		sec.Unavailable = model.SourceActivities.Records() + ": " + b.why(model.SourceActivities)
		return
	case b.crew.Why != "":
		sec.Unavailable = b.crew.Why
		return
	}
	if !b.crew.All() {
		b.stranger(sec)
	}
	b.aged(sec, model.SourceActivities, b.s.Activities.At)
	x := followups{builder: b, behind: map[string]int{}}
	x.sort()
	if n := x.unsaid; n > 0 {
		sec.note("of " + counted(n, "activity", "activities") + " it is not said whether " + isAre(n) + " open")
	}
	if n := x.undated; n > 0 {
		sec.note(counted(n, "activity", "activities") + " with neither an end nor a start")
	}
	for _, f := range x.list {
		sec.Items = append(sec.Items, x.item(f))
	}
}

// followup is an activity that is past due, or due in this week.
type followup struct {
	model.Activity
	late bool
	rep  string
}

type followups struct {
	*builder
	list            []followup
	behind          map[string]int // past due, by representative
	unsaid, undated int
}

// sort finds the activities of the scope and puts them in order.
func (x *followups) sort() {
	monday, sunday := model.Week(model.CalendarDay(x.now, x.zone))
	for _, a := range x.s.Activities.Value {
		ref := x.known(a.Assigned)
		if a.Assigned.IsZero() || a.Closed != nil && *a.Closed || !x.crew.HasMember(ref) {
			continue
		}
		late, dated := a.PastDue(x.now, x.zone)
		day := model.LocalDay(a.Due(), x.zone)
		week := dated && !day.Before(monday) && !day.After(sunday)
		switch {
		case a.Closed == nil:
			add(&x.unsaid, late || week || !dated)
		case !dated:
			x.undated++
		case late || week:
			f := followup{a, late, x.login(ref)}
			if late {
				x.behind[f.rep]++
			}
			x.list = append(x.list, f)
		}
	}
	slices.SortFunc(x.list, func(a, b followup) int {
		return cmp.Or(cmp.Compare(x.behind[b.rep], x.behind[a.rep]), strings.Compare(a.rep, b.rep), redFirst(a.late, b.late),
			a.Due().Compare(b.Due()), cmp.Compare(a.ID, b.ID))
	})
}

func (x *followups) item(f followup) Item {
	it := Item{Kind: KindActivity, ID: f.ID, Summary: f.Name, Company: f.Company.Label(), Status: f.Type.Name, Owner: x.l.MemberName(f.Assigned), URL: x.companyURL(f.Company.ID)}
	if it.Summary.IsEmpty() {
		it.Summary = f.Type.Name
	}
	it.Due = f.Due().In(x.zone)
	day := model.LocalDay(f.Due(), x.zone)
	when := x.moment(f.Due())
	if day.Equal(f.Due()) { // a day without a time
		y, m, d := day.Date()
		it.Due = model.StartOfDay(y, m, d, x.zone)
		when = day.Format("Mon 2 Jan")
	}
	if it.Reasons = []string{"due " + when}; f.late {
		it.Tone = Warn
		it.Reasons = []string{"past due since " + when}
		if days := int(model.CalendarDay(x.now, x.zone).Sub(day) / (24 * time.Hour)); days > 0 {
			it.Reasons = []string{"past due since " + when + ", " + model.Counted(days, "day")}
		}
	}
	it.CompanyID = f.Company.ID
	it.Others = x.crew.Scope != model.ScopeMine
	if !f.Type.Name.IsEmpty() {
		it.Reasons = append(it.Reasons, f.Type.Name.String())
	}
	return it
}

// agreementsSection answers "which contracts end soon?".
func agreementsSection(b *builder, sec *Section) {
	r := b.r.Ending
	sec.Rule = "Agreements that were not cancelled and end within " + strconv.Itoa(r.Within) + " days, those within " + strconv.Itoa(r.Red) + " days red, within " + strconv.Itoa(r.Warn) + " yellow."
	if !b.s.Ending.Known() {
		sec.Unavailable = model.SourceEnding.Records() + ": " + b.why(model.SourceEnding)
		return
	}
	b.aged(sec, model.SourceEnding, b.s.Ending.At)
	list := slices.Clone(b.s.Ending.Value)
	slices.SortFunc(list, func(x, y model.Agreement) int { return cmp.Or(x.End.Compare(y.End), cmp.Compare(x.ID, y.ID)) })
	for _, a := range list {
		left, ends := a.DaysLeft(b.now, b.zone)
		if !ends || left < 0 || left > r.Within {
			continue
		}
		y, m, d := a.End.Date()
		it := Item{Kind: KindAgreement, ID: int64(a.ID), Summary: a.Name, Company: a.Of.Label(), Status: a.Type, Due: model.StartOfDay(y, m, d, b.zone), URL: b.companyURL(a.Company)}
		it.CompanyID = a.Company
		words := "ends in " + model.Counted(left, "day")
		if left == 0 {
			words = "ends today"
		}
		it.Reasons = []string{words + ", on " + a.End.Format("Mon 2 Jan 2006")}
		if a.Cancelled == nil {
			it.Reasons = append(it.Reasons, "whether it was cancelled is not said")
		}
		switch {
		case left <= r.Red:
			it.Tone = Bad
		case left <= r.Warn:
			it.Tone = Warn
		}
		sec.Items = append(sec.Items, it)
	}
}

// companyURL is the page of a company in the browser; "" when there is none.
func (k *look) companyURL(id model.CompanyID) string {
	if link := k.s.System.Value.CompanyLink; id != 0 && strings.Contains(link, "{id}") {
		return strings.Replace(link, "{id}", itoa(int64(id)), 1)
	}
	return ""
}

func counted(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return model.Grouped(n) + " " + many
}

func isAre(n int) string {
	if n == 1 {
		return "it is"
	}
	return "they are"
}
