package ui_test

import (
	"strings"
	"testing"

	"daybrief/ui/uitest"
)

// TestPaletteTakesThemAtTheirWord types words that people bring along from
// other programs. The line that enter would run must be the one they mean; a
// word that names nothing here must run nothing.
func TestPaletteTakesThemAtTheirWord(t *testing.T) {
	t.Parallel()
	const none = "No match"
	words := map[string]string{
		"theme": "app.theme", "themes": "app.theme", "colors": "app.theme", "skin": "app.theme", "dark": "for a dark background", "light": "for a light background",
		"quit": "app.quit", "exit": "app.quit", "q": "app.quit", "q!": "app.quit", "help": "app.help", "keys": "app.help", "keybindings": "app.help",
		"refresh": "app.refresh", "reload": "app.refresh", "fetch": "app.refresh", "redraw": "app.redraw",
		"search": "app.search", "find": "app.search", "goto": "app.number", "export": "app.export", "csv": "app.export",
		"sources": "app.sources", "status": "app.sources", "health": "app.sources", "alerts": "app.alerts", "notifications": "app.alerts",
		"back": "app.back", "forward": "app.forward", "brief": "app.brief", "home": "app.brief", "dashboard": "app.brief",
		"tickets": "app.tickets", "issues": "app.tickets", "queue": "app.tickets", "schedule": "app.schedule", "calendar": "app.schedule",
		"companies": "app.companies", "clients": "app.companies", "by board": "view", "views": "tickets.views",
		"filter": "brief.filter", "sort": "tickets.sort", "reverse": "tickets.reverse", "group": "tickets.group", "group by": "tickets.group",
		"preview": "tickets.preview", "copy": "brief.copy", "yank": "brief.copy", "url": "brief.copy", "browse": "brief.open", "why": "brief.why",
		"week": "schedule.week", "day": "schedule.day", "free": "schedule.free", "availability": "schedule.free", "today": "schedule.today",
		"tomorrow": "schedule.next-day", "phone": "companies.copy-phone", "sla": "sla", "stale": "stale",
		"kestrel": "Kestrel Logistics", "48217": "#48217", "mara": "Mara Oduya",
		"mine": "owner:tech1", "scope mine": "scope    mine", "team": "scope    team", "everybody": "scope    everybody", "technician": "role     technician", "scope": "app.scope", "only mine": "scope    mine", "role": "app.role", "manager": "role     manager",
		"markdown": "app.export", "json": "app.export", "open": "brief.open", "browser": "brief.open", "web": "brief.open",
		"#48217": "#48217", "48217 ": "#48217", "reconnect": "app.refresh", "vip": none, "wall": none, "setup": none, "config": none, "settings": none,
		"hide": none, "fold": "brief.fold", "collapse": "brief.fold", "columns": "tickets.columns", "mark": "tickets.mark", "who": "brief.takers", "assign": "brief.takers",
		"next": "brief.next-section", "version": "app.help", "about": "app.help", "log": "Kestrel Logistics", "logout": none, "close": none, "edit": none, "reply": none, "new": "#48224", "create": none,
		"save": "tickets.save-view", "bookmark": "tickets.save-view", "everyone": "scope    everybody", "colour": "app.theme", "zoom": none,
		"pods": none, "ns": "brief.next-section", "commit": none, "push": none, "stash": none, "rebase": none, "merge": none, "delete": none, "zzzz": none, "kubectl": none,
	}
	inTerm(t, usual, 120, 40, func(x *uitest.Term, _ *rig) {
		for word, want := range words {
			x.Press("1", ":")
			typed(x, word)
			if first := firstRow(x.Lines()); !strings.Contains(first, want) {
				t.Errorf("%q leads to %q, want %s", word, strings.TrimSpace(first), want)
			}
			x.Press("esc")
		}
	})
}

// firstRow is the selected row of an open picker: two lines below its field.
func firstRow(lines []string) string {
	for i, l := range lines {
		if strings.Contains(l, "Do anything") && i+3 < len(lines) {
			return lines[i+3]
		}
	}
	return ""
}

// Nothing runs that was not named: enter on "No match" leaves all as it is.
func TestPaletteRunsNothingOnNoMatch(t *testing.T) {
	t.Parallel()
	inTerm(t, usual, 120, 40, func(x *uitest.Term, r *rig) {
		x.Press("1", ":")
		typed(x, "rebase")
		x.Wants("No match")
		x.Press("enter")
		x.Wants("Do anything")
		x.Press("esc")
		x.Wants("▌1 Brief")
		x.Lacks("Copied", "Opening")
	})
}

// What was chosen lately comes first while nothing is typed.
func TestPaletteRemembersRecentChoices(t *testing.T) {
	t.Parallel()
	inTerm(t, usual, 120, 40, func(x *uitest.Term, _ *rig) {
		x.Press("1", ":")
		typed(x, "redraw")
		x.Press("enter", ":")
		if first := firstRow(x.Lines()); !strings.Contains(first, "app.redraw") {
			t.Errorf("first is %q", first)
		}
	})
}
