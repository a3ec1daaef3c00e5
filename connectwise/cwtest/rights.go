package cwtest

import (
	"encoding/json"
	"slices"
	"strings"
	"sync"
)

// Limit sets how much the keys see of a function of the security role
// ("Service Tickets"): "All", "My" (the API member's own records, of which
// there are none) or "None". Lists answer accordingly: with My they are empty
// and no error, as the API does it.
func (s *Server) Limit(function, level string) {
	s.role.mu.Lock()
	defer s.role.mu.Unlock()
	if s.role.levels == nil {
		s.role.levels = map[string]string{}
	}
	s.role.levels[function] = level
}

// Exclude keeps boards from the keys, as the API member's Service Defaults can:
// they and their tickets are in no list, and nothing is refused.
func (s *Server) Exclude(boards ...int64) {
	s.role.mu.Lock()
	defer s.role.mu.Unlock()
	s.role.excluded = boards
}

// BoardIDs are the boards, those of projects apart.
func (s *Server) BoardIDs() (service, projects []int64) {
	for _, b := range s.world.boards {
		if b.project {
			projects = append(projects, b.id)
		} else {
			service = append(service, b.id)
		}
	}
	return service, projects
}

// role is the security role of the keys.
type role struct {
	mu       sync.Mutex
	levels   map[string]string // Inquire by function, where it is not All
	excluded []int64           // boards
}

// excludedOf lists the excluded boards, of projects or of service.
func (o *role) excludedOf(w *world, projects bool) []byte {
	o.mu.Lock()
	defer o.mu.Unlock()
	ids := []int64{}
	for _, b := range w.boards {
		if b.project == projects && slices.Contains(o.excluded, b.id) {
			ids = append(ids, b.id)
		}
	}
	list, _ := json.Marshal(ids) // numbers always can be
	return list
}

func (o *role) level(function string) string {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.levels[function]
}

// sees is the level that a path is answered by: "My" where the keys see only their
// own records, "None" where they are refused.
func (o *role) sees(pattern string) string {
	for prefix, function := range map[string]string{
		"/service/boards": "Table Setup", "/service/priorities": "Table Setup", "/company/contacts": "Contacts", "/company/configurations": "Configurations",
		"/service/tickets": "Service Tickets", "/project/tickets": "Project Tickets", "/schedule/entries": "Resource Scheduling",
		"/company/companies": "Company Maintenance", "/system/members": "Member Maintenance", "/system/info/members": "Member Maintenance",
		"/time/entries": "Time Entry", "/finance/agreements": "Agreements", "/finance/invoices": "Invoicing", "/project/projects": "Project Headers",
		"/sales/activities": "CRM/Sales Activities", "/sales/opportunities": "Opportunity", "/marketing/campaigns": "Marketing Management",
	} {
		if function != "Table Setup" && (strings.Contains(pattern, "/statuses") || strings.Contains(pattern, "/types")) {
			continue // tables, which are nobody's own
		}
		if pattern == prefix || strings.HasPrefix(pattern, prefix+"/") {
			return o.level(function)
		}
	}
	return ""
}

// visible are the rows that the keys see.
func visible[T any](c *call, rows each[T]) each[T] {
	if pattern, _ := patternOf(c.path); c.s.role.sees(pattern) == "My" {
		return func(func(*T)) {}
	}
	c.s.role.mu.Lock()
	excluded := c.s.role.excluded
	c.s.role.mu.Unlock()
	if len(excluded) == 0 {
		return rows
	}
	return func(yield func(*T)) {
		rows(func(r *T) {
			if b, ok := any(r).(interface{ onBoard() int64 }); ok && slices.Contains(excluded, b.onBoard()) {
				return
			}
			yield(r)
		})
	}
}

func (r *ticketRow) onBoard() int64 { return r.bd().id }
func (r *boardRow) onBoard() int64  { return r.id }

// permissions are the rows of the key's security role.
func (o *role) permissions(yield func(*permission)) {
	permissions(func(p *permission) {
		if l := o.level(p.function); l != "" {
			p.level = l
		}
		yield(p)
	})
}
