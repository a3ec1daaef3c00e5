package check

import (
	"fmt"
	"strings"
	"time"

	"daybrief/connectwise"
	"daybrief/model"
)

// role reads what the security role allows. A server that does not tell costs
// only the knowledge of levels: the lists are tried anyway.
func (c *run) role() Result {
	all, err := c.client.System.MySecurity(c.ctx)
	if p := problem(err); p != nil {
		if p.Kind == model.Forbidden || p.Kind == model.NotFound {
			return c.found("role-unreadable").saying(err)
		}
		return c.failed(err, "the security role")
	}
	c.lock.Lock()
	c.levels = all.Items
	c.lock.Unlock()
	switch {
	case len(all.Items) == 0:
		return c.found("role-unreadable")
	case all.Skipped > 0 || all.Capped:
		return c.found("role-partly")
	}
	return fine(rowsRead(len(all.Items)))
}

// level is what the security role says about a function: "all", "my", "none",
// or "" when it does not say.
func (c *run) level(function string) string {
	c.lock.Lock()
	defer c.lock.Unlock()
	for _, p := range c.levels {
		if strings.EqualFold(strings.TrimSpace(p.Function.String()), function) {
			return strings.ToLower(p.Inquire.String())
		}
	}
	return ""
}

// limits looks at the API member's own record.
func (c *run) limits() Result {
	l, err := c.client.System.Limits(c.ctx)
	if err != nil {
		return c.found("limits-unreadable").saying(err)
	}
	var kinds []string
	for _, k := range []struct {
		on   bool
		name string
	}{{l.Location, "location"}, {l.Department, "department"}, {l.Schedule, "schedule"}} {
		if k.on {
			kinds = append(kinds, k.name)
		}
	}
	switch n := len(l.Boards) + len(l.ProjectBoards); {
	case n > 0:
		return c.found("boards-excluded", "{boards}", boards(n))
	case len(kinds) > 0:
		return c.found("records-restricted", "{what}", strings.Join(kinds, " and "))
	}
	return fine(l.Identifier.String())
}

// list reads one record of a list.
func (c *run) list(r read) Result {
	list, where := r.list, connectwise.Cond{}
	if r.of != nil {
		if list = r.of(c.known); list == "" {
			return notNeeded("there is no board to ask about")
		}
	}
	if r.recent != nil {
		where = r.recent(c.in.Now().Add(-30 * 24 * time.Hour))
	}
	id, err := c.client.First(c.ctx, list, where)
	if p := problem(err); p != nil {
		return c.refused(r, p, err)
	}
	if r.learn != nil {
		r.learn(c.known, list, id)
	}
	return c.visible(r, id)
}

// visible judges a list that may be read: allowed is not the same as seen.
func (c *run) visible(r read, id int64) Result {
	level := c.level(r.function)
	switch {
	case level == "my":
		return c.found("own-only-" + r.id)
	case id != 0:
		return fine("")
	case r.odd, level == "none":
		return c.found("empty-" + r.id)
	}
	return fine("none there")
}

// refused judges a list that may not be read. Where there is a lighter one it
// is tried.
func (c *run) refused(r read, p *model.Problem, err error) Result {
	kind := "denied-"
	switch {
	case p.Kind == model.NotFound:
		kind = "missing-"
	case p.Kind != model.Forbidden:
		return c.failed(err, r.noun)
	}
	if r.lighter != "" {
		if id, lightErr := c.client.First(c.ctx, r.lighter, connectwise.Cond{}); lightErr == nil && id != 0 {
			kind = "reduced-"
			if r.learn != nil {
				r.learn(c.known, r.lighter, id)
			}
		}
	}
	return c.found(kind + r.id).saying(err)
}

func (k *known) seesBoard(_ connectwise.List, id int64) {
	k.lock.Lock()
	defer k.lock.Unlock()
	k.board = id
}

// seesMembers remembers where members are to be looked for.
func (k *known) seesMembers(from connectwise.List, _ int64) {
	k.lock.Lock()
	defer k.lock.Unlock()
	k.names = from
}

// statuses is the list of a board that was seen; "" while there is none.
func (k *known) statuses() connectwise.List {
	k.lock.Lock()
	defer k.lock.Unlock()
	if k.board == 0 {
		return ""
	}
	return connectwise.ListStatuses(k.board)
}

// member looks for the person who is to see "mine".
func (c *run) member() Result {
	login := strings.TrimSpace(c.in.Member)
	if login == "" {
		return notNeeded("no member is set")
	}
	shown := model.Disarmed(login)
	if r, there := c.result("members"); there && (!r.passed() || r.Code == "empty-members") {
		return c.found("member-unchecked", "{member}", shown, "{row}", row("Member Maintenance").String())
	}
	c.lock.Lock()
	list := c.names
	c.lock.Unlock()
	if list == "" {
		list = connectwise.ListMembers
	}
	id, err := c.client.First(c.ctx, list, connectwise.And(connectwise.Field("identifier").IsText(login), connectwise.Field("inactiveFlag").IsTrue(false)))
	switch p := problem(err); {
	case p != nil && p.Code == "unsafe-text", err == nil && id == 0:
		return c.found("no-such-member", "{member}", shown)
	case p != nil && (p.Kind == model.Forbidden || p.Kind == model.NotFound):
		return c.found("member-unchecked", "{member}", shown, "{row}", row("Member Maintenance").String()).saying(err)
	case err != nil:
		return c.failed(err, "the member")
	}
	return fine(shown)
}

func rowsRead(n int) string {
	if n == 1 {
		return "1 row"
	}
	return fmt.Sprintf("%d rows", n)
}

// boards counts excluded boards in words: "1 board is", "3 boards are".
func boards(n int) string {
	if n == 1 {
		return "1 board is"
	}
	return fmt.Sprint(n) + " boards are"
}
