package cwtest

import (
	"net/http"
	"strconv"
	"strings"
)

// handler answers a call; id is the first number in its path, else 0.
type handler func(c *call, id int64)

// router finds handlers by the pattern of a path, in which numbers are {id}.
type router map[string]handler

// newRouter makes the table of all that the server serves.
func newRouter(s *Server) router {
	rt := router{}
	ticketRoutes(rt, s)
	systemRoutes(rt, s)
	boardRoutes(rt, s)
	officeRoutes(rt, s)
	moneyRoutes(rt, s)
	salesRoutes(rt, s)
	activityRoutes(rt, s)
	return rt
}

// route answers a call by the table.
func (rt router) route(c *call) {
	pattern, ids := patternOf(c.path)
	if c.r.Method == http.MethodPost && (pattern == "/service/tickets/search" || pattern == "/project/tickets/search") {
		c.search(pattern)
		return
	}
	if c.r.Method != http.MethodGet {
		c.refuse(plainText(http.StatusMethodNotAllowed, "Method not allowed"))
		return
	}
	serve := rt[pattern]
	if serve == nil {
		c.refuse(fault(http.StatusNotFound, "NotFound", "No such resource"))
		return
	}
	serve(c, append(ids, 0)[0])
}

func patternOf(path string) (pattern string, ids []int64) {
	parts := strings.Split(path, "/")
	for i, p := range parts {
		if n, err := strconv.ParseInt(p, 10, 64); err == nil {
			ids = append(ids, n)
			parts[i] = "{id}"
		}
	}
	return strings.Join(parts, "/"), ids
}

// rowsFor are the records that a call may see.
type rowsFor[T any] func(c *call, id int64) each[T]

// always are records that do not depend on the call.
func always[T any](rows each[T]) rowsFor[T] { return func(*call, int64) each[T] { return rows } }

func asList[T any](res *resource[T], rows rowsFor[T]) handler {
	return func(c *call, id int64) { list(c, res, rows(c, id)) }
}

func asCount[T any](res *resource[T], rows rowsFor[T]) handler {
	return func(c *call, id int64) { count(c, res, rows(c, id)) }
}

func asOne[T any](res *resource[T], rows rowsFor[T]) handler {
	return func(c *call, id int64) { one(c, res, rows(c, id), id) }
}

// counted serves a list and its count.
func counted[T any](rt router, path string, res *resource[T], rows rowsFor[T]) {
	rt[path], rt[path+"/count"] = asList(res, rows), asCount(res, rows)
}

// whole serves a list, its count and its single records.
func whole[T any](rt router, path string, res *resource[T], rows rowsFor[T]) {
	counted(rt, path, res, rows)
	rt[path+"/{id}"] = asOne(res, rows)
}

// tickets hands out the tickets of one kind; live ones have their SLA worked
// out now.
func (r records) tickets(now int64, project, live bool) each[ticketRow] {
	return func(yield func(*ticketRow)) {
		row := ticketRow{w: r.world, now: now, live: live}
		for _, t := range r.world.tickets {
			if (t.project >= 0) == project {
				row.ticket = t
				yield(&row)
			}
		}
	}
}

func ticketRoutes(rt router, s *Server) {
	rows := func(project, live bool) rowsFor[ticketRow] {
		return func(c *call, _ int64) each[ticketRow] { return s.records.tickets(c.now, project, live) }
	}
	service, project := s.shapes.service, s.shapes.project
	counted(rt, "/service/tickets", service, rows(false, false))
	rt["/service/tickets/calculateSla"] = asList(service, rows(false, true))
	rt["/service/tickets/{id}"] = asOne(service, rows(false, true))
	whole(rt, "/project/tickets", project, rows(true, false))
	for _, kind := range []string{"/service", "/project"} {
		part := func(name string, serve func(c *call, t *ticket)) {
			rt[kind+"/tickets/{id}/"+name] = ofTicket(kind, serve)
		}
		part("notes", func(c *call, t *ticket) { list(c, s.shapes.notes, s.records.notes(t, false)) })
		part("allNotes", func(c *call, t *ticket) { list(c, s.shapes.allNotes, s.records.notes(t, true)) })
		part("timeentries", func(c *call, t *ticket) { list(c, s.shapes.timeRefs, s.records.logged(c.now, t.id)) })
		part("scheduleentries", func(c *call, t *ticket) { list(c, s.shapes.entryRefs, s.records.entriesOf(t.id)) })
	}
	rt["/service/tickets/{id}/configurations"] = ofTicket("/service", func(c *call, t *ticket) { list(c, s.shapes.deviceRefs, s.records.devicesOf(t)) })
}

// ofTicket answers for what hangs below a ticket. A ticket of the other kind does
// not exist here.
func ofTicket(kind string, serve func(c *call, t *ticket)) handler {
	return func(c *call, id int64) {
		c.s.mu.Lock()
		c.s.future.advance(c.now)
		t := c.s.world.find(id)
		c.s.mu.Unlock()
		if t == nil || (t.project >= 0) != (kind == "/project") {
			c.answer(notFound("ticket", id))
			return
		}
		serve(c, t)
	}
}

func systemRoutes(rt router, s *Server) {
	rt["/system/info"] = asOne(s.shapes.system, always(single(system{s})))
	whole(rt, "/system/members", s.shapes.members, always(s.records.members))
	rt["/system/info/members"] = asList(s.shapes.memberInfo, always(s.records.members))
	rt["/system/myMembers"] = func(c *call, _ int64) {
		api := s.world.members[s.world.member("DaybriefAPI")]
		api.excluded = [2][]byte{s.role.excludedOf(s.world, false), s.role.excludedOf(s.world, true)}
		one(c, s.shapes.members, single(api), api.id)
	}
	rt["/system/mySecurity"] = asList(s.shapes.security, always(s.role.permissions))
}

func single[T any](v T) each[T] { return func(yield func(*T)) { yield(&v) } }

func boardRoutes(rt router, s *Server) {
	whole(rt, "/service/boards", s.shapes.boards, always(s.records.boards))
	for _, path := range []string{"/service/info/boards", "/service/info/boards/active"} {
		rt[path] = asList(s.shapes.boardInfo, always(s.records.boards))
	}
	rt["/service/priorities"] = asList(s.shapes.priorities, always(s.records.priorities))
	rt["/service/boards/{id}/statuses"] = ofBoard(func(c *call, id int64) { list(c, s.shapes.statuses, s.records.statuses(id)) })
	rt["/service/boards/{id}/teams"] = ofBoard(func(c *call, id int64) { list(c, s.shapes.teams, s.records.teams(id)) })
	rt["/service/boards/{id}/types"] = ofBoard(func(c *call, id int64) { list(c, s.shapes.types, s.records.types(id)) })
}

// ofBoard answers for what hangs below a board.
func ofBoard(serve handler) handler {
	return func(c *call, id int64) {
		if c.s.records.boardByID(id).id == 0 {
			c.answer(notFound("board", id))
			return
		}
		serve(c, id)
	}
}

func officeRoutes(rt router, s *Server) {
	whole(rt, "/schedule/entries", s.shapes.entries, always(s.records.entries))
	rt["/schedule/types"] = asList(s.shapes.entryTypes, always(entryTypes))
	rt["/schedule/statuses"] = asList(s.shapes.entryStatuses, always(entryStatuses))
	whole(rt, "/company/companies", s.shapes.companies, always(s.records.companies))
	whole(rt, "/company/contacts", s.shapes.contacts, always(s.records.contacts))
	whole(rt, "/company/configurations", s.shapes.devices, always(s.records.devices))
	counted(rt, "/time/entries", s.shapes.times, func(c *call, _ int64) each[timeRow] { return s.records.logged(c.now, 0) })
}

// moneyRoutes are what reports are made of.
func moneyRoutes(rt router, s *Server) {
	rt["/finance/agreements/{id}/additions"] = additionsOf(asList[addition])
	rt["/finance/agreements/{id}/additions/count"] = additionsOf(asCount[addition])
	rt["/finance/billingCycles"] = asList(s.shapes.cycles, always(rowsOf(billingCycles())))
	rt["/finance/billingCycles/info"] = asList(s.shapes.cycleInfo, always(rowsOf(billingCycles())))
	counted(rt, "/finance/agreements", s.shapes.agreements, always(s.records.agreements))
	counted(rt, "/project/projects", s.shapes.projects, always(s.records.projects))
	counted(rt, "/finance/invoices", s.shapes.invoices, always(s.records.invoices))
}
