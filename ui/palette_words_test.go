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
			leads(t, x, word, want)
			x.Press("esc")
		}
	})
}

// More words, from the help of k9s, lazygit, gh-dash and jira-cli.
func TestPaletteTakesMoreAtTheirWord(t *testing.T) {
	t.Parallel()
	const none = "No match"
	words := map[string]string{
		"ctx": none, "contexts": none, "namespace": none, "logs": none, "describe": none, "pulses": none, "xray": none, "aliases": none, "yaml": none, "kill": none,
		"shell": none, "restart": none, "port-forward": none, "events": none, "cordon": none, "screendump": none, "rollout": none,
		"checkout": none, "pull": none, "amend": none, "squash": none, "discard": none, "reflog": none, "diff": none, "cherry-pick": none, "undo": none, "redo": none,
		"approve": none, "comment": none, "watch": none, "unassign": "triage", "epic": none, "sprint": none, "transition": none, "clone": none, "jql": none,
		"next ticket": none, "previous ticket": none, "new ticket": none, "close ticket": none, "add note": none, "page down": none, "sort by age": none,
		"quit!": "app.quit", "qa": "app.quit", "show help": "app.help", "refresh all": "app.refresh", "toggle preview": "tickets.preview", "copy to clipboard": "brief.copy",
		"copy url": "brief.copy", "open in browser": "brief.open", "filter by": "brief.filter", "expand": "brief.fold", "dark mode": "for a dark background", "light mode": "for a light background",
		"next section": "brief.next-section", "next tab": "app.next-screen", "sort tickets": "tickets.sort", "tickets sort": "tickets.sort", "next alarm": "tickets.next-alarm",
		"overdue": "overdue", "parked": "section  Parked", "list": "app.tickets", "me": "scope    mine", "my tickets": "scope    mine", "link": "brief.copy",
		"save view": "tickets.save-view", "forgotten": "stale", "late": "overdue", "inbox": "customer-replied",
	}
	inTerm(t, usual, 120, 40, func(x *uitest.Term, _ *rig) {
		for word, want := range words {
			x.Press("1", ":")
			typed(x, word)
			leads(t, x, word, want)
			x.Press("esc")
		}
	})
}

// leads checks what a typed word leads to.
func leads(t *testing.T, x *uitest.Term, word, want string) {
	t.Helper()
	flat := func(s string) string { return strings.Join(strings.Fields(s), " ") }
	if first := flat(firstRow(x.Lines())); !strings.Contains(first, flat(want)) {
		t.Errorf("%q leads to %q, want %s", word, first, want)
	}
}

// firstRow is the selected row of an open picker: two lines below its field.
func firstRow(lines []string) string {
	for i, l := range lines {
		if strings.Contains(l, "Command palette") && i+3 < len(lines) {
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
		x.Wants("Command palette")
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
