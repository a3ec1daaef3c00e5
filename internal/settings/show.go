package settings

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"daybrief/internal/ownfile"
)

// Show is the effective settings as TOML, to be looked at and pasted into a
// mail: keys are masked and the arguments of the key's command are left out.
func (s Settings) Show() string {
	c := &s.Connection
	c.PublicKey, c.ClientID = masked(c.PublicKey), masked(c.ClientID)
	commands := []*[]string{&s.Notify.Command}
	for _, o := range s.origins() {
		commands = append(commands, o.command)
	}
	for _, command := range commands { // there may be a token in it
		if n := len(*command) - 1; n > 0 {
			*command = []string{(*command)[0], fmt.Sprintf("… %d more", n)}
		}
	}
	return s.encode(schema(Kinds{}))
}

// masked keeps enough to tell two keys apart.
func masked(s string) string {
	if s == "" {
		return ""
	}
	if r := []rune(s); len(r) >= 12 {
		return "…" + string(r[len(r)-4:])
	}
	return "…"
}

// encode writes every setting as TOML that Parse reads back.
func (s Settings) encode(rows []row[Settings]) string {
	var b strings.Builder
	var at string
	for _, row := range rows {
		table, name := split(row.path)
		if table != at {
			if at != "" {
				b.WriteByte('\n')
			}
			fmt.Fprintf(&b, "[%s]\n", table)
			at = table
		}
		fmt.Fprintf(&b, "%s = %s\n", name, row.show(&s))
	}
	for _, name := range slices.Sorted(maps.Keys(s.Keys.Actions)) { // [keys] is the last table
		fmt.Fprintf(&b, "%s = %s\n", quote(name), quoteAll(s.Keys.Actions[name]))
	}
	for _, v := range s.Views {
		b.WriteString("\n[[view]]\n")
		for _, row := range viewSchema() {
			fmt.Fprintf(&b, "%s = %s\n", row.path, row.show(&v))
		}
	}
	return b.String()
}

// Save writes the settings to a file, whole or not at all, for the owner only.
// ownFolder is true when the folder is daybrief's own. What it writes loads
// again, or it writes nothing.
func Save(path string, s Settings, ownFolder bool) error {
	text := s.encode(schema(Kinds{}))
	if _, err := Parse(path, []byte(text)); err != nil {
		return err
	}
	return ownfile.Write(path, []byte(text), ownfile.Options{OwnFolder: ownFolder})
}
