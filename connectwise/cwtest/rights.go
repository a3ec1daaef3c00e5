package cwtest

import (
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

// role is the security role of the keys.
type role struct {
	mu     sync.Mutex
	levels map[string]string // Inquire by function, where it is not All
}

func (o *role) level(function string) string {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.levels[function]
}

// ownOnly reports whether a path lists records that the keys see only their own
// of.
func (o *role) ownOnly(pattern string) bool {
	for prefix, function := range map[string]string{
		"/service/tickets": "Service Tickets", "/project/tickets": "Project Tickets", "/schedule/entries": "Resource Scheduling",
		"/company/companies": "Company Maintenance", "/system/members": "Member Maintenance", "/system/info/members": "Member Maintenance",
		"/time/entries": "Time Entry", "/finance/agreements": "Agreements", "/finance/invoices": "Invoicing", "/project/projects": "Project Headers",
		"/sales/activities": "CRM/Sales Activities", "/sales/opportunities": "Opportunity", "/marketing/campaigns": "Marketing Management",
	} {
		if strings.Contains(pattern, "/statuses") || strings.Contains(pattern, "/types") {
			continue // tables, which are nobody's own
		}
		if (pattern == prefix || strings.HasPrefix(pattern, prefix+"/")) && o.level(function) == "My" {
			return true
		}
	}
	return false
}

// visible are the rows that the keys see.
func visible[T any](c *call, rows each[T]) each[T] {
	if pattern, _ := patternOf(c.path); c.s.role.ownOnly(pattern) {
		return func(func(*T)) {}
	}
	return rows
}

// permissions are the rows of the key's security role.
func (o *role) permissions(yield func(*permission)) {
	permissions(func(p *permission) {
		if l := o.level(p.function); l != "" {
			p.level = l
		}
		yield(p)
	})
}
