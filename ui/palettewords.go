package ui

// otherWords are what people who come from other programs call an action: each
// is a name of it, as good as its own.
func otherWords(action string) []string { return vocabulary()[action] }

// vocabulary is the words by action.
func vocabulary() map[string][]string {
	return map[string][]string{
		"app.brief":             {"briefing", "home", "today's briefing", "front page", "dashboard"},
		"app.tickets":           {"tickets", "list", "issues", "queue"},
		"app.schedule":          {"calendar", "dispatch", "agenda", "schedule"},
		"app.companies":         {"clients", "customers", "accounts", "companies"},
		"app.reports":           {"reports", "metrics", "statistics", "stats"},
		"tickets.filter":        {"filter", "where"},
		"tickets.sort":          {"order by", "sort by"},
		"tickets.group":         {"group by"},
		"tickets.views":         {"views", "saved views", "saved filters"},
		"tickets.save-view":     {"save", "save view", "bookmark"},
		"tickets.columns":       {"columns", "fields"},
		"tickets.preview":       {"pane", "sidebar", "preview"},
		"tickets.takers":        {"assign", "assignee", "take", "who", "who can take this", "reassign"},
		"brief.takers":          {"assign", "assignee", "take", "who", "who can take this", "reassign"},
		"tickets.copy":          {"yank", "url", "link", "copy url", "copy link"},
		"tickets.copy-number":   {"id", "number", "copy id", "copy number"},
		"tickets.open":          {"browse", "browser", "web"},
		"brief.copy":            {"yank", "url", "link", "copy url", "copy link"},
		"brief.copy-number":     {"id", "number", "copy id", "copy number"},
		"brief.open":            {"browse", "browser", "web"},
		"brief.why":             {"points", "reason", "reasons", "explain"},
		"schedule.scope":        {"crew"},
		"schedule.day":          {"timeline", "day view"},
		"schedule.week":         {"week view"},
		"schedule.free":         {"availability", "available", "gaps"},
		"companies.copy-phone":  {"phone", "call", "telephone"},
		"theme.none":            {"monochrome", "no color", "plain"},
		"theme.high-contrast":   {"contrast", "accessibility"},
		"companies.contacts":    {"people", "contacts"},
		"companies.sort":        {"order companies"},
		"tickets.next-alarm":    {"next breached"},
		"tickets.mark":          {"mark", "select"},
		"tickets.company":       {"client", "customer", "account"},
		"tickets.contact":       {"caller", "requester"},
		"schedule.next-week":    {"next week"},
		"schedule.today":        {"now", "today"},
		"companies.tickets":     {"company tickets"},
		"schedule.previous-day": {"yesterday"},
		"schedule.next-day":     {"tomorrow"},
	}
}
