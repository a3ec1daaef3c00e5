package report

import (
	"cmp"
	"slices"
	"strconv"

	"daybrief/model"
)

// sum is a figure of a group while records are added.
type sum struct {
	v              float64
	known, unknown int
	values         []float64 // for medians
}

type groupID struct{ key, currency string }

// recordID tells records of several kinds apart.
type recordID struct {
	kind string
	id   int64
}

type building struct {
	Group
	sums []sum
}

// collector puts records into groups.
type collector struct {
	report Report
	groups []building
	at     map[groupID]int
	rows   map[recordID]struct{}
	list   []Row
	notes  []string
	// counted are records that are in figures without standing in rows.
	counted int
	// whole are totals that are no sum of the groups, by column.
	whole map[string]*float64
	// gone are columns of which nothing is known, for a reason that is said.
	gone []string
	// currencies are those of the amounts, each once.
	currencies []string
	// payers are nil where currencies are known.
	payers payers
}

// entry is what one record adds: by column key; nil is not known.
type entry struct {
	key, name, currency string
	payer               model.CompanyID // of amounts in the currency of a company
	row                 Row
	adds                map[string]*float64
}

func num(f float64) *float64 { return &f }

func one(yes bool) *float64 {
	if yes {
		return num(1)
	}
	return num(0)
}

// times is a product of which a part may not be known.
func times(a, b *float64) *float64 {
	if a == nil || b == nil {
		return nil
	}
	return num(*a * *b)
}

// group is the place of a group, made if need be.
func (c *collector) group(key, name, currency string) *building {
	id := groupID{key, currency}
	i, ok := c.at[id]
	if !ok {
		i = len(c.groups)
		c.at[id] = i
		c.groups = append(c.groups, building{Group{Key: key, Name: name, Currency: currency}, make([]sum, len(c.report.Columns))})
	}
	return &c.groups[i]
}

// add adds a record to its group.
func (c *collector) add(e entry) {
	g := c.group(e.key, e.name, e.currency)
	e.row.Group, e.row.Currency, e.row.Values = e.key, e.currency, make([]*float64, len(c.report.Columns))
	for i, col := range c.report.Columns {
		v, given := e.adds[col.Key]
		if !given {
			continue
		}
		if e.row.Values[i] = v; v == nil {
			e.row.Unknown = append(e.row.Unknown, i)
		}
		g.sums[i].add(v, col)
		if col.Unit == Money && !slices.Contains(c.currencies, e.currency) {
			c.currencies = append(c.currencies, e.currency)
		}
	}
	c.payers.add(groupID{e.key, e.currency}, e.payer)
	c.rows[recordID{e.row.Kind, e.row.ID}] = struct{}{}
	c.list = append(c.list, e.row)
}

func (s *sum) add(v *float64, col Column) {
	if col.last {
		*s = sum{} // what was before counts no more, known or not
	}
	if v == nil {
		s.unknown++
		return
	}
	if s.known++; col.highest {
		s.v = max(s.v, *v)
	} else {
		s.v += *v
	}
	if col.median {
		s.values = append(s.values, *v)
	}
}

// value is the figure; nil when nothing of it is known.
func (s *sum) value(col Column) *float64 {
	switch {
	case s.known == 0 && (s.unknown > 0 || col.median || col.mean || col.highest):
		return nil
	case col.mean:
		return num(s.v / float64(s.known))
	case col.median:
		slices.Sort(s.values)
		n := len(s.values)
		return num((s.values[(n-1)/2] + s.values[n/2]) / 2)
	}
	return num(s.v)
}

// merged is a figure of all groups.
func merged(all []building, i int, col Column) sum {
	var out sum
	for _, g := range all {
		s := g.sums[i]
		if col.last {
			out = s
			continue
		}
		if out.values = append(out.values, s.values...); col.highest {
			out.v = max(out.v, s.v)
		} else {
			out.v += s.v
		}
		out.known, out.unknown = out.known+s.known, out.unknown+s.unknown
	}
	return out
}

func (c *collector) finish(res *Result) {
	cols, shown := c.report.Columns, len(res.Report.Columns)
	totals := c.totals(res)
	several := len(c.currencies) > 1
	res.Notes = append(res.Notes, c.apart(totals)...)
	for i := range c.groups {
		g := &c.groups[i]
		g.Values = figures(cols, g.sums)[:shown]
		if !several {
			g.Currency = ""
		}
		res.Groups = append(res.Groups, g.Group)
	}
	for i, col := range cols {
		if several && col.Unit == Money {
			totals[i] = sum{unknown: 1}
		}
	}
	res.Totals = figures(cols, totals)[:shown]
	if several {
		res.Notes = append(res.Notes, "There are several currencies; amounts are not added up over them.")
	}
	slices.Sort(c.notes)
	res.Notes = append(res.Notes, c.notes...)
	c.sort(res)
	n := len(c.rows) + c.counted
	res.RowsTotal, res.Rows = &n, c.list
	for i := range res.Rows {
		r := &res.Rows[i]
		r.Values = r.Values[:shown]
		r.Unknown = slices.DeleteFunc(r.Unknown, func(at int) bool { return at >= shown })
		if !several {
			r.Currency = ""
		}
	}
	res.Rows = inOrder(res.Rows)
}

// inOrder sorts rows by day and id. They are big: their places are sorted, and each
// is moved once.
func inOrder(rows []Row) []Row {
	type place struct{ day, id, at int64 }
	places := make([]place, len(rows))
	for i := range rows {
		places[i] = place{rows[i].Day.Unix(), rows[i].ID, int64(i)}
	}
	slices.SortFunc(places, func(a, b place) int {
		return cmp.Or(cmp.Compare(a.day, b.day), cmp.Compare(a.id, b.id), cmp.Compare(a.at, b.at))
	})
	out := make([]Row, len(rows))
	for i, p := range places {
		out[i] = rows[p.at]
	}
	return out
}

// totals are the sums of all groups; what they leave out is said.
func (c *collector) totals(res *Result) []sum {
	totals := make([]sum, len(c.report.Columns))
	for i, col := range c.report.Columns {
		if slices.Contains(c.gone, col.Key) {
			totals[i] = sum{unknown: 1}
			for k := range c.groups {
				c.groups[k].sums[i] = totals[i]
			}
			continue
		}
		totals[i] = merged(c.groups, i, col)
		if n := totals[i].unknown; n > 0 && col.derive == nil && !col.part {
			res.Notes = append(res.Notes, col.Title+" leaves out "+model.Counted(n, "record")+" for which it is not known.")
		}
	}
	for key, v := range c.whole {
		if totals[c.report.column(key)] = (sum{unknown: 1}); v != nil {
			totals[c.report.column(key)] = sum{known: 1, v: *v}
		}
	}
	return totals
}

// figures are the values of the columns; derived ones rest on the sums.
func figures(cols []Column, sums []sum) []*float64 {
	out := make([]*float64, len(cols))
	for i, col := range cols {
		if col.derive == nil {
			out[i] = sums[i].value(col)
		}
	}
	of := func(key string) *float64 {
		i := slices.IndexFunc(cols, func(c Column) bool { return c.Key == key })
		return out[i]
	}
	for i, col := range cols {
		if col.derive != nil {
			out[i] = col.derive(of)
		}
	}
	return out
}

// sort puts times and buckets into their order, all else by the first column,
// the greatest first.
func (c *collector) sort(res *Result) {
	by := res.Ask.By
	slices.SortStableFunc(res.Groups, func(a, b Group) int {
		switch by {
		case "day", "week", "month":
			return cmp.Or(cmp.Compare(a.Key, b.Key), cmp.Compare(a.Currency, b.Currency))
		case "bucket":
			return cmp.Or(cmp.Compare(slices.Index(buckets(), a.Key), slices.Index(buckets(), b.Key)), cmp.Compare(a.Currency, b.Currency))
		}
		return cmp.Or(cmp.Compare(orNothing(b.Values[0]), orNothing(a.Values[0])), cmp.Compare(a.Name, b.Name), cmp.Compare(a.Key, b.Key), cmp.Compare(a.Currency, b.Currency))
	})
}

func orNothing(v *float64) float64 {
	if v == nil {
		return -1
	}
	return *v
}

// ratio is a part of a whole; nil when either is not known, or the whole is 0.
func ratio(part, whole string) func(func(string) *float64) *float64 {
	return func(of func(string) *float64) *float64 {
		p, w := of(part), of(whole)
		if p == nil || w == nil || *w == 0 {
			return nil
		}
		return num(*p / *w)
	}
}

// id64 is an id as a key.
func id64[N ~int64](n N) string { return strconv.FormatInt(int64(n), 10) }
