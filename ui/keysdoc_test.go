package ui

import (
	"flag"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"charm.land/bubbles/v2/key"

	"daybrief/model"
	"daybrief/ui/brief"
	"daybrief/ui/companies"
	"daybrief/ui/reports"
	"daybrief/ui/schedule"
	"daybrief/ui/screen"
	"daybrief/ui/ticket"
	"daybrief/ui/tickets"
	"daybrief/ui/wall"
)

// guide is the document that has a picture and the keys of every screen.
func guide(name string) string { return filepath.Join("..", "docs", filepath.FromSlash(name)) }

// keyTables are all bindings, by the mark of the table in the documents.
func keyTables(t *testing.T) map[string]string {
	t.Helper()
	all := []screen.Screen{brief.New(), tickets.New(), schedule.New(), companies.New(), reports.New(t.Context(), nil, nil)}
	out := map[string]string{}
	for _, s := range all {
		out[s.ID()] = keyTable(s.ID(), actionsOf(s))
	}
	page, ok := ticket.New([]model.TicketID{1}, 0)
	if !ok {
		t.Fatal("no page of a ticket")
	}
	out["ticket"] = keyTable("ticket", page.Actions())
	k := newKeyMap(all, actions(), false)
	out[appName] = keyTable(appName, k.everywhere())
	var pages []screen.Action
	for _, b := range []key.Binding{k.page.close, k.page.up, k.page.down, k.page.pageUp, k.page.pageDown, k.page.top, k.page.bottom, k.page.find} {
		pages = append(pages, screen.Action{Key: b})
	}
	out["page"] = keyTable("", pages)
	onWall := actionsOf(wall.New(wall.Options{}))
	bare := newKeyMap(nil, actions(), true)
	for _, act := range bare.everywhere() {
		if act.Key.Enabled() {
			onWall = append(onWall, screen.Action{Key: act.Key})
		}
	}
	out["wall"] = keyTable("", onWall)
	title, lines := tickets.New().Guide()
	var b strings.Builder
	fmt.Fprintf(&b, "| %s | finds |\n| --- | --- |\n", title)
	for _, l := range lines {
		fmt.Fprintf(&b, "| `%s` | %s |\n", l[0], strings.ReplaceAll(l[1], "*", `\*`))
	}
	out["filter"] = b.String()
	return out
}

// keyTable is one as Markdown; owner is "" where keys have no names in [keys].
func keyTable(owner string, all []screen.Action) string {
	var b strings.Builder
	b.WriteString("| key | does |")
	if owner != "" {
		b.WriteString(" name in `[keys]` |")
	}
	b.WriteString("\n| --- | --- |" + strings.Repeat(" --- |", min(1, len(owner))) + "\n")
	for _, act := range all {
		var keys []string
		for _, one := range act.Key.Keys() {
			if !strings.HasPrefix(one, screen.Unbound("")) {
				keys = append(keys, "`"+strings.ReplaceAll(one, "|", `\|`)+"`") // a bare one would end the cell
			}
		}
		if len(keys) == 0 {
			keys = []string{"by the palette"}
		}
		fmt.Fprintf(&b, "| %s | %s |", strings.Join(keys, " "), act.Key.Help().Desc)
		if owner != "" {
			fmt.Fprintf(&b, " `%s` |", full(owner, act.Name))
		}
		b.WriteByte('\n')
	}
	return b.String()
}

// between finds what stands between the marks of a table.
func between() *regexp.Regexp {
	return regexp.MustCompile(`(?s)(<!-- table ([a-z]+): go test ./ui -run TestKeysAreDocumented -update -->\n).*?(<!-- end -->)`)
}

// The tables of keys in the documents are made from the bindings.
func TestKeysAreDocumented(t *testing.T) {
	t.Parallel()
	tables := keyTables(t)
	left := maps.Clone(tables)
	for _, name := range []string{"screens/README.md", "filter.md", "wall.md"} {
		text, err := os.ReadFile(guide(name))
		if err != nil {
			t.Fatal(err)
		}
		want := between().ReplaceAllStringFunc(string(text), func(s string) string {
			part := between().FindStringSubmatch(s)
			delete(left, part[2])
			return part[1] + tables[part[2]] + part[3]
		})
		if want == string(text) {
			continue
		}
		if f := flag.Lookup("update"); f == nil || f.Value.String() != "true" {
			t.Errorf("docs/%s: its tables of keys are not those of the program: go test ./ui -run TestKeysAreDocumented -update, and read it", name)
		} else if err := os.WriteFile(guide(name), []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if len(left) > 0 {
		t.Errorf("no document has the tables %q", slices.Sorted(maps.Keys(left)))
	}
}

// What stands like a key in the other documents is one.
func TestDocumentsNameRealKeys(t *testing.T) {
	t.Parallel()
	known := map[string]bool{}
	for _, table := range keyTables(t) {
		for _, m := range regexp.MustCompile("`([^`]+)`").FindAllStringSubmatch(table, -1) {
			known[m[1]] = true
		}
	}
	for arrow, name := range map[string]string{"→": "right", "←": "left", "↑": "up", "↓": "down"} {
		known[arrow] = known[name]
	}
	like := regexp.MustCompile("`([A-Za-z?!#:/<>→←↑↓]|(?:ctrl|alt|shift)\\+[a-z]+|enter|esc|space|pgup|pgdown|pgdn|home|end|backspace)`")
	found := 0
	for _, name := range []string{"../README.md", "README.md", "quickstart.md", "faq.md", "alerts.md", "points.md", "wall.md", "filter.md", "history.md", "../CHANGELOG.md", "windows.md", "screens/README.md"} {
		text, err := os.ReadFile(guide(name))
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range like.FindAllStringSubmatch(between().ReplaceAllString(string(text), ""), -1) {
			found++
			if !known[m[1]] {
				t.Errorf("docs/%s: %q is no key", name, m[1])
			}
		}
	}
	if found < 30 {
		t.Errorf("only %d keys were found", found)
	}
}
