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
			return found("role-unreadable").saying(err)
		}
		return failed(err, "the security role")
	}
	c.lock.Lock()
	c.levels = all.Items
	c.lock.Unlock()
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
		return found("limits-unreadable").saying(err)
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
	switch n := l.Boards + l.ProjectBoards; {
	case n > 0:
		return found("boards-excluded", "{boards}", boards(n))
	case len(kinds) > 0:
		return found("records-restricted", "{what}", strings.Join(kinds, " and "))
	}
	return fine(l.Identifier.String())
}

// list reads one record of a list.
func (c *run) list(r read) Result {
	list, where := r.list, connectwise.Cond{}
	switch r.id {
	case "statuses":
		if list = c.statuses(); list == "" {
			return notNeeded("there is no board to ask about")
		}
	case "closed-tickets":
		where = connectwise.RecentlyClosed(c.in.Now().Add(-30 * 24 * time.Hour))
	case "time": // the list grows for ever
		where = connectwise.Field("timeStart").Since(c.in.Now().Add(-30 * 24 * time.Hour))
	}
	id, err := c.client.First(c.ctx, list, where)
	if p := problem(err); p != nil {
		return c.refused(r, p, err)
	}
	if r.id == "boards" {
		c.sees(id)
	}
	return c.visible(r, id)
}

// visible judges a list that may be read: allowed is not the same as seen.
func (c *run) visible(r read, id int64) Result {
	level := c.level(r.function)
	switch {
	case level == "my":
		return found("own-only-" + r.id)
	case id != 0:
		return fine("")
	case r.odd, level == "none":
		return found("empty-" + r.id)
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
		return failed(err, r.noun)
	}
	if r.lighter != "" {
		if id, lightErr := c.client.First(c.ctx, r.lighter, connectwise.Cond{}); lightErr == nil && id != 0 {
			kind = "reduced-"
			if r.id == "boards" {
				c.sees(id)
			}
			if r.id == "members" {
				c.lock.Lock()
				c.names = r.lighter
				c.lock.Unlock()
			}
		}
	}
	return found(kind + r.id).saying(err)
}

func (c *run) sees(board int64) {
	c.lock.Lock()
	defer c.lock.Unlock()
	c.board = board
}

func (c *run) statuses() connectwise.List {
	c.lock.Lock()
	defer c.lock.Unlock()
	if c.board == 0 {
		return ""
	}
	return connectwise.ListStatuses(c.board)
}

// member looks for the person who is to see "mine".
func (c *run) member() Result {
	login := strings.TrimSpace(c.in.Member)
	if login == "" {
		return notNeeded("no member is set")
	}
	shown := model.Disarmed(login)
	if r, there := c.result("members"); there && (!r.passed() || r.Code == "empty-members") {
		return found("member-unchecked", "{member}", shown, "{row}", row("Member Maintenance").String())
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
		return found("no-such-member", "{member}", shown)
	case p != nil && (p.Kind == model.Forbidden || p.Kind == model.NotFound):
		return found("member-unchecked", "{member}", shown, "{row}", row("Member Maintenance").String()).saying(err)
	case err != nil:
		return failed(err, "the member")
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
