package render

import (
	"slices"
	"strconv"

	"daybrief/internal/report"
	"daybrief/model"
)

// How many groups a chart shows.
const (
	barsAtMost  = 20
	spansAtMost = 31 // of days, weeks, months
)

// barChart is a chart, with what it shows.
type barChart struct {
	what string
	bars []bar
}

type bar struct {
	name, words string
	currency    string  // at the end of the name; empty: none
	share       float64 // of the longest
}

// charts show the first figure of the groups; none where it says nothing. Amounts of
// several currencies have no scale in common: each currency has a chart of its own.
func charts(r report.Result) (out []barChart) {
	col, groups := r.Report.Columns[0], r.Groups
	var currencies []string
	for _, g := range groups {
		if !slices.Contains(currencies, g.Currency) {
			currencies = append(currencies, g.Currency)
		}
	}
	if col.Unit != report.Money || len(currencies) < 2 {
		return drawn(r, col.Title, groups)
	}
	slices.Sort(currencies)
	for _, code := range currencies {
		what := col.Title + ", " + code
		if code == "" {
			what = col.Title + ", without a currency"
		}
		var of []report.Group
		for _, g := range groups {
			if g.Currency == code {
				g.Currency = "" // the chart says it
				of = append(of, g)
			}
		}
		out = append(out, drawn(r, what, of)...)
	}
	return out
}

// drawn is a chart of groups; of many it has the latest, or those that stand first.
func drawn(r report.Result, what string, groups []report.Group) []barChart {
	switch r.Ask.By {
	case "day", "week", "month":
		if n := len(groups) - spansAtMost; n > 0 {
			what += ", the last " + strconv.Itoa(spansAtMost) + " of " + model.Grouped(len(groups))
			groups = groups[n:]
		}
	default:
		if len(groups) > barsAtMost {
			what += ", the first " + strconv.Itoa(barsAtMost) + " of " + model.Grouped(len(groups))
			groups = groups[:barsAtMost]
		}
	}
	most := 0.0
	for _, g := range groups {
		if g.Values[0] != nil {
			most = max(most, *g.Values[0])
		}
	}
	if most <= 0 {
		return nil
	}
	out := barChart{what: what}
	for _, g := range groups {
		v := bar{name: label(g), currency: g.Currency, words: Figure(g.Values[0], r.Report.Columns[0].Unit, r.AtLeast)}
		if g.Values[0] != nil {
			v.share = max(0, *g.Values[0]/most)
		}
		out.bars = append(out.bars, v)
	}
	return []barChart{out}
}
