package usage

import (
	"cmp"
	"slices"
	"time"

	"daybrief/model"
)

// The thresholds of the judgement.
const (
	meanDays   = 7 // working days that make a mean
	leastDays  = 3 // fewest of them
	silentDays = 3 // working days without use that make a silence
	silentMean = 3 // least mean before a silence
	changeMean = 5 // least mean that a change is measured against
)

// Rules say which days count, and which names mean which company.
type Rules struct {
	Zone  *time.Location // of the service's days; nil: UTC
	Hours model.Hours    // its days and holidays
	// Companies are names, as the service has them, and the identifier of the
	// company that each means, where the two differ.
	Companies map[string]string
}

// Change is a verdict on a client, the worst first.
type Change uint8

// The verdicts.
const (
	Steady Change = iota
	Silent
	Fell
	Rose
)

// String is the verdict's word.
func (c Change) String() string {
	return [...]string{"steady", "silent", "fell", "rose"}[c]
}

// Mean is a mean of whole numbers, kept exact.
type Mean struct{ Sum, Days int }

// Series are the users of one kind on each day of the Report.
type Series struct {
	Name  model.Text
	Users []int
	// Last is the last complete working day, Mean what it is measured against.
	Last int
	Mean Mean
}

// Client is a company that uses our products. Its Series is about all events: of
// each day the largest one, since the same people do them.
type Client struct {
	Company model.CompanyRef
	Names   []model.Text // as the service writes it, in its order
	Series
	Events []Series
	Change Change
	// Since is the first working day of a silence, as midnight UTC of its date, Quiet
	// how many working days it has lasted, and Before the mean before it.
	Since  time.Time
	Quiet  int
	Before Mean
	// Unsure: not all of its numbers are known, so that there is no verdict.
	Unsure bool
}

// Report is the judgement of all clients. It is only read, from any goroutine.
type Report struct {
	Asked time.Time
	// From is the first day, as midnight UTC of its date, and Days how many there
	// are, the last of which may not be over.
	From time.Time
	Days int
	// LastDay is the last complete working day. Zero: the numbers do not reach to it
	// or hold none, and there are no verdicts.
	LastDay   time.Time
	Clients   []*Client // by company id
	Changed   []*Client // those with a verdict, the worst first
	Unmatched []Unmatched
	// Unnamed is how many users did something, on their busiest day, that names no
	// client.
	Unnamed int
	// Unsure counts clients and names whose numbers are not all known.
	Unsure int
	Events []model.UsageEvent
	byID   map[model.CompanyID]*Client
}

// Client finds a company's use; nil when none is known.
func (r *Report) Client(id model.CompanyID) *Client {
	if r == nil {
		return nil
	}
	return r.byID[id]
}

// Judge judges what a service has counted. companies are those that a name may
// mean. Neither is changed. What is not over when it was asked is not judged,
// however late it is looked at.
func Judge(u model.Usage, companies []model.CompanyRef, r Rules) *Report {
	out := &Report{Asked: u.Asked, From: u.From, Days: u.Days, Events: u.Events, byID: map[model.CompanyID]*Client{}}
	if !u.Known() {
		return out
	}
	j := newJudge(u, r)
	if j.last >= 0 {
		out.LastDay = u.From.AddDate(0, 0, j.last)
	}
	j.gather(out, newMatcher(companies, r.Companies))
	for _, c := range out.byID {
		j.verdict(c)
		out.Clients = append(out.Clients, c)
		if c.Change != Steady {
			out.Changed = append(out.Changed, c)
		}
		if c.Unsure {
			out.Unsure++
		}
	}
	slices.SortFunc(out.Clients, func(a, b *Client) int { return cmp.Compare(a.Company.ID, b.Company.ID) })
	slices.SortFunc(out.Changed, Worst)
	slices.SortFunc(out.Unmatched, func(a, b Unmatched) int {
		return cmp.Or(cmp.Compare(b.Users, a.Users), cmp.Compare(a.Name.String(), b.Name.String()))
	})
	return out
}

// Worst orders the worse verdict first, and of the same kind the client of whom
// more users are away, or more are new; ties by id.
func Worst(a, b *Client) int {
	return cmp.Or(cmp.Compare(a.Change, b.Change), compareMeans(b.moved(), a.moved()), cmp.Compare(a.Company.ID, b.Company.ID))
}

// moved is how many users more or fewer there are than usual.
func (c *Client) moved() Mean {
	switch c.Change {
	case Silent:
		return c.Before
	case Rose:
		return Mean{c.Last*c.Mean.Days - c.Mean.Sum, c.Mean.Days}
	}
	return Mean{c.Mean.Sum - c.Last*c.Mean.Days, c.Mean.Days}
}

func compareMeans(a, b Mean) int { return cmp.Compare(a.Sum*b.Days, b.Sum*a.Days) }

// gather adds up the spellings of each company.
func (j *judge) gather(out *Report, m *matcher) {
	owner := make([]*Client, len(j.u.Rows))
	for i := range j.u.Rows {
		row := &j.u.Rows[i]
		ref, why := m.company(row.Name)
		if why.Code != "" {
			j.stray(out, row, why)
			continue
		}
		c := out.byID[ref.ID]
		if c == nil {
			c = &Client{Company: ref, Events: make([]Series, len(j.u.Events))}
			numbers := make([]int, len(row.Users))
			for e := range c.Events {
				c.Events[e] = Series{Name: j.u.Events[e].Name, Users: numbers[e*j.u.Days : (e+1)*j.u.Days : (e+1)*j.u.Days]}
			}
			out.byID[ref.ID] = c
		}
		owner[i] = c
		c.Names, c.Unsure = append(c.Names, row.Name), c.Unsure || row.Unsure
		for e := range c.Events {
			for d := range c.Events[e].Users {
				c.Events[e].Users[d] += row.Users[e*j.u.Days+d]
			}
		}
	}
	for i := range j.u.Shared {
		once(&j.u.Shared[i], owner, j.u.Days)
	}
	for _, c := range out.byID {
		c.Users = make([]int, j.u.Days)
		for e := range c.Events {
			for d, n := range c.Events[e].Users {
				c.Users[d] = max(c.Users[d], n)
			}
		}
	}
}

// once takes off what users were counted for more than once: those who stand under
// several names of one client.
func once(s *model.UsageShared, owner []*Client, days int) {
	names := map[*Client]int{}
	for _, i := range s.Rows {
		if c := owner[i]; c != nil {
			names[c]++
		}
	}
	for c, n := range names {
		for e := range c.Events {
			for d := range c.Events[e].Users {
				c.Events[e].Users[d] -= (n - 1) * s.Users[e*days+d]
			}
		}
	}
}

// stray is a name that is no company's.
func (j *judge) stray(out *Report, row *model.UsageRow, why Unmatched) {
	why.Name = row.Name
	for _, n := range row.Users {
		why.Users = max(why.Users, n)
	}
	if row.Unsure {
		out.Unsure++
	}
	if unnamed(row.Name) {
		out.Unnamed = max(out.Unnamed, why.Users)
		return
	}
	out.Unmatched = append(out.Unmatched, why)
}
