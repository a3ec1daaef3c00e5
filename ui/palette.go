package ui

import (
	"slices"
	"strings"
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"

	"daybrief/ui/find"
)

// How the palette behaves: so many recent choices come first while nothing is
// typed, and so many records are offered below what can be done.
const (
	recentKept    = 6
	recordsMost   = 8
	recordsLetter = 2 // typed before records are looked for
)

// newPalette lists what can be done anywhere: the actions of all screens, saved
// views, sections, themes, and, once something is typed, tickets, companies and
// people. What is typed runs only what it is the name of (find.Match).
func newPalette(a *App) *picker {
	m, d := menu{&a.deck, &a.keys, &a.display, a.opts.Views, a.world.briefing}, &a.finder
	all := recentFirst(m.choices(), a.chosen.recent)
	p := &picker{title: "Command palette", typed: true, empty: "No match", note: "type a name; a number goes to a ticket"}
	p.find = func(text string) ([]choice, int) {
		text = strings.TrimSpace(text)
		if strings.HasPrefix(text, "#") {
			return d.found(text, 20)
		}
		rows := ranked(all, text)
		if utf8.RuneCountInString(text) >= recordsLetter {
			records, _ := d.found(text, recordsMost)
			rows = mergeNumber(rows, records, text)
		}
		return rows, len(rows)
	}
	p.on.took = func(a *App, c choice) { a.chosen.recent = remembered(a.chosen.recent, c.id) }
	p.ask(false)
	return p
}

// mergeNumber puts records below the actions, and above them when a number was
// typed: that can only mean a ticket.
func mergeNumber(rows, records []choice, text string) []choice {
	if _, ok := numbered(text); ok {
		return append(slices.Clone(records), rows...)
	}
	return append(rows, records...)
}

// ranked are the choices whose names match, the best first, equals in their own
// order.
func ranked(all []choice, text string) []choice {
	if text == "" {
		return all
	}
	var by [find.Whole + 1][]choice
	for _, c := range all {
		r := rankOf(text, &c)
		by[r] = append(by[r], c)
	}
	var out []choice
	for r := find.Whole; r > find.NoMatch; r-- {
		out = append(out, by[r]...)
	}
	return out
}

// rankOf is how well a text names a choice. In a full name the screen is no word of
// the action, as long as not all are typed: "sort tickets" is tickets.sort, and "next
// ticket" is not tickets.next-alarm.
func rankOf(text string, c *choice) find.Rank {
	r := find.Match(text, c.names...)
	words := 1 + strings.Count(c.full, ".") + strings.Count(c.full, "-")
	if full := find.Match(text, c.full); full >= find.Prefix || full == find.WordStarts && len(strings.Fields(text)) == words {
		r = max(r, full)
	}
	return r
}

// recentFirst puts what was chosen lately before the rest.
func recentFirst(all []choice, recent []string) []choice {
	var first, rest []choice
	for _, id := range recent {
		if i := slices.IndexFunc(all, func(c choice) bool { return c.id == id }); i >= 0 {
			first = append(first, all[i])
		}
	}
	for _, c := range all {
		if !slices.Contains(recent, c.id) {
			rest = append(rest, c)
		}
	}
	return append(first, rest...)
}

// remembered puts an id before the others, each once.
func remembered(ids []string, id string) []string {
	out := []string{id}
	for _, other := range ids {
		if other != id && len(out) < recentKept {
			out = append(out, other)
		}
	}
	return out
}

// elsewhere goes to another screen and does one of its actions there.
func elsewhere(a *App, tab int, name string) tea.Cmd {
	a.show(tab)
	a.deck.sync(tab, a.frame())
	for _, act := range actionsOf(a.deck.tabs[tab].screen) {
		if act.Name == name && act.Key.Enabled() {
			return a.run(act.Key, true)
		}
	}
	a.notify(nothingSelected)
	return nil
}
