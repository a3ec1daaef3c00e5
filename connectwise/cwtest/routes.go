package cwtest

import (
	"encoding/json"
	"io"
	"net/http"
	"strconv"
	"strings"
)

// route finds the endpoint. Numbers in the path become {id}.
func (s *Server) route(c *call) {
	pattern, ids := patternOf(c.path)
	if c.r.Method == http.MethodPost && (pattern == "/service/tickets/search" || pattern == "/project/tickets/search") {
		s.search(c, pattern)
		return
	}
	if c.r.Method != http.MethodGet {
		s.refuse(c, plainText(http.StatusMethodNotAllowed, "Method not allowed"))
		return
	}
	var id int64
	if len(ids) > 0 {
		id = ids[0]
	}
	if s.serveTickets(c, pattern, id) || s.serveSystem(c, pattern, id) || s.serveBoards(c, pattern, id) || s.serveRest(c, pattern, id) || s.serveMoney(c, pattern, id) || serveSales(s, c, pattern, id) || serveActivities(s, c, pattern, id) {
		return
	}
	s.refuse(c, fault(http.StatusNotFound, "NotFound", "No such resource"))
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

// search is a list whose conditions come in the body.
func (s *Server) search(c *call, pattern string) {
	if !strings.HasPrefix(c.r.Header.Get("Content-Type"), "application/json") {
		s.refuse(c, plainText(http.StatusUnsupportedMediaType, "Unsupported media type"))
		return
	}
	q, ref := readQuery(c.r)
	if ref == nil && (q.conditions != "" || q.orderBy != "" || q.children != "") {
		ref = badQuery("conditions", "conditions and orderBy of a search belong into its body")
	}
	if ref != nil {
		s.refuse(c, ref)
		return
	}
	raw, err := io.ReadAll(io.LimitReader(c.r.Body, 1<<20))
	var body map[string]string
	if err == nil {
		err = json.Unmarshal(raw, &body)
	}
	if err != nil {
		s.refuse(c, badQuery("body", "the body is not an object of strings"))
		return
	}
	for name, v := range body {
		switch strings.ToLower(name) {
		case "conditions":
			q.conditions = v
		case "orderby":
			q.orderBy = v
		case "childconditions":
			q.children = v
		case "customfieldconditions":
			q.custom = v
		default:
			s.refuse(c, badQuery(name, "'"+name+"' is not part of a search"))
			return
		}
	}
	if strings.HasPrefix(pattern, "/service/") {
		listWith(s, c, s.shapes.service, s.tickets(c, false, false), q)
		return
	}
	listWith(s, c, s.shapes.project, s.tickets(c, true, false), q)
}

// tickets hands out the tickets of one kind; live ones have their SLA worked
// out now.
func (s *Server) tickets(c *call, project, live bool) each[ticketRow] {
	return func(yield func(*ticketRow)) {
		row := ticketRow{w: s.world, now: c.now, live: live}
		for _, t := range s.world.tickets {
			if (t.project >= 0) == project {
				row.ticket = t
				yield(&row)
			}
		}
	}
}

func (s *Server) serveTickets(c *call, pattern string, id int64) bool {
	service, project := s.shapes.service, s.shapes.project
	switch pattern {
	case "/service/tickets":
		list(s, c, service, s.tickets(c, false, false))
	case "/service/tickets/calculateSla":
		list(s, c, service, s.tickets(c, false, true))
	case "/service/tickets/count":
		count(s, c, service, s.tickets(c, false, false))
	case "/service/tickets/{id}":
		one(s, c, service, s.tickets(c, false, true), id)
	case "/project/tickets":
		list(s, c, project, s.tickets(c, true, false))
	case "/project/tickets/count":
		count(s, c, project, s.tickets(c, true, false))
	case "/project/tickets/{id}":
		one(s, c, project, s.tickets(c, true, false), id)
	default:
		return s.serveTicketParts(c, pattern, id)
	}
	return true
}

// serveTicketParts answers for what hangs below a ticket. A ticket of the
// other kind does not exist here.
func (s *Server) serveTicketParts(c *call, pattern string, id int64) bool {
	kind, part, ok := strings.Cut(pattern, "/tickets/{id}/")
	if !ok || kind != "/service" && kind != "/project" {
		return false
	}
	s.mu.Lock()
	s.world.advance(c.now)
	t := s.world.find(id)
	s.mu.Unlock()
	if t == nil || (t.project >= 0) != (kind == "/project") {
		s.answer(c, notFound("ticket", id))
		return true
	}
	switch part {
	case "notes":
		list(s, c, s.shapes.notes, s.notes(t, false))
	case "allNotes":
		list(s, c, s.shapes.allNotes, s.notes(t, true))
	case "timeentries":
		list(s, c, s.shapes.timeRefs, s.timeEntries(c, t.id))
	case "scheduleentries":
		list(s, c, s.shapes.entryRefs, s.entriesOf(t.id))
	case "configurations":
		if kind == "/project" {
			return false // the API has no such list
		}
		list(s, c, s.shapes.deviceRefs, s.devicesOf(t))
	default:
		return false
	}
	return true
}

func (s *Server) serveSystem(c *call, pattern string, id int64) bool {
	switch pattern {
	case "/system/info":
		one(s, c, s.shapes.system, single(system{s}), 0)
	case "/system/members":
		list(s, c, s.shapes.members, s.members)
	case "/system/members/count":
		count(s, c, s.shapes.members, s.members)
	case "/system/members/{id}":
		one(s, c, s.shapes.members, s.members, id)
	case "/system/info/members":
		list(s, c, s.shapes.memberInfo, s.members)
	case "/system/myMembers":
		api := s.world.members[s.world.member("DaybriefAPI")]
		one(s, c, s.shapes.members, single(api), api.id)
	case "/system/mySecurity":
		list(s, c, s.shapes.security, s.permissions)
	default:
		return false
	}
	return true
}

func single[T any](v T) each[T] { return func(yield func(*T)) { yield(&v) } }

func (s *Server) serveRest(c *call, pattern string, id int64) bool {
	switch pattern {
	case "/schedule/entries":
		list(s, c, s.shapes.entries, s.entries)
	case "/schedule/entries/count":
		count(s, c, s.shapes.entries, s.entries)
	case "/schedule/entries/{id}":
		one(s, c, s.shapes.entries, s.entries, id)
	case "/schedule/types":
		list(s, c, s.shapes.entryTypes, entryTypes)
	case "/schedule/statuses":
		list(s, c, s.shapes.entryStatuses, entryStatuses)
	case "/company/companies":
		list(s, c, s.shapes.companies, s.companies)
	case "/company/companies/count":
		count(s, c, s.shapes.companies, s.companies)
	case "/company/companies/{id}":
		one(s, c, s.shapes.companies, s.companies, id)
	case "/company/contacts":
		list(s, c, s.shapes.contacts, s.contacts)
	case "/company/contacts/count":
		count(s, c, s.shapes.contacts, s.contacts)
	case "/company/contacts/{id}":
		one(s, c, s.shapes.contacts, s.contacts, id)
	case "/company/configurations":
		list(s, c, s.shapes.devices, s.devices)
	case "/company/configurations/count":
		count(s, c, s.shapes.devices, s.devices)
	case "/company/configurations/{id}":
		one(s, c, s.shapes.devices, s.devices, id)
	case "/time/entries":
		list(s, c, s.shapes.times, s.timeEntries(c, 0))
	case "/time/entries/count":
		count(s, c, s.shapes.times, s.timeEntries(c, 0))
	default:
		return false
	}
	return true
}

// serveMoney answers for what reports are made of.
func (s *Server) serveMoney(c *call, pattern string, id int64) bool {
	switch pattern {
	case "/finance/agreements/{id}/additions", "/finance/agreements/{id}/additions/count":
		additionsOf(s, c, id, strings.HasSuffix(pattern, "/count"))
	case "/finance/billingCycles":
		list(s, c, s.shapes.cycles, rowsOf(billingCycles()))
	case "/finance/billingCycles/info":
		list(s, c, s.shapes.cycleInfo, rowsOf(billingCycles()))
	case "/finance/agreements":
		list(s, c, s.shapes.agreements, s.agreements)
	case "/finance/agreements/count":
		count(s, c, s.shapes.agreements, s.agreements)
	case "/project/projects":
		list(s, c, s.shapes.projects, s.projects)
	case "/project/projects/count":
		count(s, c, s.shapes.projects, s.projects)
	case "/finance/invoices":
		list(s, c, s.shapes.invoices, s.invoices)
	case "/finance/invoices/count":
		count(s, c, s.shapes.invoices, s.invoices)
	default:
		return false
	}
	return true
}

func (s *Server) serveBoards(c *call, pattern string, id int64) bool {
	if strings.HasPrefix(pattern, "/service/boards/{id}/") && s.boardByID(id).id == 0 {
		s.answer(c, notFound("board", id))
		return true
	}
	switch pattern {
	case "/service/boards":
		list(s, c, s.shapes.boards, s.boards)
	case "/service/boards/count":
		count(s, c, s.shapes.boards, s.boards)
	case "/service/boards/{id}":
		one(s, c, s.shapes.boards, s.boards, id)
	case "/service/info/boards", "/service/info/boards/active":
		list(s, c, s.shapes.boardInfo, s.boards)
	case "/service/priorities":
		list(s, c, s.shapes.priorities, s.priorities)
	case "/service/boards/{id}/statuses":
		list(s, c, s.shapes.statuses, s.statuses(id))
	case "/service/boards/{id}/teams":
		list(s, c, s.shapes.teams, s.teams(id))
	case "/service/boards/{id}/types":
		list(s, c, s.shapes.types, s.types(id))
	default:
		return false
	}
	return true
}
