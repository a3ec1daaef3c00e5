package cwtest

import "strings"

// Limit sets how much the keys see of a function of the security role
// ("Service Tickets"): "All", "My" (the API member's own records, of which
// there are none) or "None". Lists answer accordingly: with My they are empty
// and no error, as the API does it.
func (s *Server) Limit(function, level string) {
	s.edge.Lock()
	defer s.edge.Unlock()
	if s.levels == nil {
		s.levels = map[string]string{}
	}
	s.levels[function] = level
}

func (s *Server) level(function string) string {
	s.edge.Lock()
	defer s.edge.Unlock()
	return s.levels[function]
}

// ownOnly reports whether a path lists records that the keys see only their own
// of.
func (s *Server) ownOnly(pattern string) bool {
	for prefix, function := range map[string]string{
		"/service/tickets": "Service Tickets", "/project/tickets": "Project Tickets", "/schedule/entries": "Resource Scheduling",
		"/company/companies": "Company Maintenance", "/system/members": "Member Maintenance", "/system/info/members": "Member Maintenance",
		"/time/entries": "Time Entry", "/finance/agreements": "Agreements", "/finance/invoices": "Invoicing", "/project/projects": "Project Headers",
		"/sales/activities": "CRM/Sales Activities", "/sales/opportunities": "Opportunity", "/marketing/campaigns": "Marketing Management",
	} {
		if strings.Contains(pattern, "/statuses") || strings.Contains(pattern, "/types") {
			continue // tables, which are nobody's own
		}
		if (pattern == prefix || strings.HasPrefix(pattern, prefix+"/")) && s.level(function) == "My" {
			return true
		}
	}
	return false
}

// visible are the rows that the keys see.
func visible[T any](s *Server, c *call, rows each[T]) each[T] {
	if pattern, _ := patternOf(c.path); s.ownOnly(pattern) {
		return func(func(*T)) {}
	}
	return rows
}

// permissions are the rows of the key's security role.
func (s *Server) permissions(yield func(*permission)) {
	permissions(func(p *permission) {
		if l := s.level(p.function); l != "" {
			p.level = l
		}
		yield(p)
	})
}
