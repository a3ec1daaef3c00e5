package history

import (
	"strconv"
	"time"

	"daybrief/model"
)

type scoped struct {
	scope Scope
	key   string
}

// tally adds up one day.
type tally struct {
	day         time.Time
	now         time.Time
	zone        *time.Location
	lookup      *model.Lookup
	stale       func(*model.Ticket) bool
	closedKnown bool // else neither opened nor closed is known whole
	rows        []DayCounts
	at          map[scoped]int
}

// row is the row of a scope, made with zeros for what is known at all.
func (c *tally) row(of scoped) *DayCounts {
	i, ok := c.at[of]
	if !ok {
		i = len(c.rows)
		c.at[of] = i
		d := DayCounts{Day: c.day, Scope: of.scope, Key: of.key}
		d.Open, d.Breached, d.Unassigned, d.Replied = new(int), new(int), new(int), new(int)
		if c.stale != nil {
			d.Stale = new(int)
		}
		if c.closedKnown {
			d.Opened, d.Closed = new(int), new(int)
		}
		c.rows = append(c.rows, d)
	}
	return &c.rows[i]
}

func (c *tally) scopes(t *model.Ticket) []scoped {
	out := []scoped{{ScopeAll, ""}}
	if !t.Board.Name.IsEmpty() {
		out = append(out, scoped{ScopeBoard, t.Board.Name.String()})
	}
	if t.Company.ID > 0 {
		out = append(out, scoped{ScopeCompany, strconv.FormatInt(int64(t.Company.ID), 10)})
	}
	if login := t.Owner.Identifier.String(); login != "" {
		out = append(out, scoped{ScopeOwner, login})
	}
	return out
}

func (c *tally) on(at time.Time) bool {
	return !at.IsZero() && model.CalendarDay(at, c.zone).Equal(c.day)
}

func add(n *int, yes bool) {
	if n != nil && yes {
		*n++
	}
}

func (c *tally) open(t *model.Ticket) {
	breached, stale := c.lookup.Clock(t, c.now).Breached(), c.stale != nil && c.stale(t)
	for _, of := range c.scopes(t) {
		d := c.row(of)
		add(d.Open, true)
		add(d.Breached, breached)
		add(d.Unassigned, t.Unassigned())
		add(d.Replied, t.CustomerReplied)
		add(d.Stale, stale)
		add(d.Opened, c.on(t.Entered))
	}
}

func (c *tally) closed(t *model.Ticket) {
	y, m, d := c.day.Date()
	closed, _ := t.EndedIn(model.StartOfDay(y, m, d, c.zone), model.StartOfDay(y, m, d+1, c.zone))
	opened := c.on(t.Entered)
	if !opened && !closed {
		return
	}
	for _, of := range c.scopes(t) {
		d := c.row(of)
		add(d.Opened, opened)
		add(d.Closed, closed)
	}
}
