package settings

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// Gateway are the settings of the way in through a gateway (Cloud Elements, SAP
// Open Connectors), which keeps the ConnectWise keys to itself.
type Gateway struct {
	Base     string // as pasted; empty: Cloud Elements' own
	Instance int    // the element instance; 0 when only its token is known
	// Where the three secrets are, beside the environment and where setup puts
	// them.
	UserSecret, OrganizationSecret, ElementToken Origin
	// Fields maps our names of a ticket's fields to the gateway's, where it
	// renames them.
	Fields map[string]string
}

// Origin is where a secret can be had: from a program or a file.
type Origin struct {
	Command []string // a program and its arguments, run without a shell
	File    string   // absolute after Load, or empty
}

// Through reports whether the connection goes through a gateway.
func (c Connection) Through() bool { return isGateway(c.Provider) }

// isGateway reports whether a word is one of the gateway's two names.
func isGateway(word string) bool { return word == "cloud-elements" || word == "open-connectors" }

// origin is a secret's Origin by the beginning of its settings' names.
type origin struct {
	name    string // "connection.private_key"
	command *[]string
	file    *string
}

func (c *Connection) origins() []origin {
	g := &c.Gateway
	return []origin{
		{"connection.private_key", &c.PrivateKeyCommand, &c.PrivateKeyFile},
		{"connection.user_secret", &g.UserSecret.Command, &g.UserSecret.File},
		{"connection.organization_secret", &g.OrganizationSecret.Command, &g.OrganizationSecret.File},
		{"connection.element_token", &g.ElementToken.Command, &g.ElementToken.File},
	}
}

func gatewaySchema() []row[Settings] {
	rows := []row[Settings]{
		text("connection.base", func(s *Settings) *string { return &s.Connection.Gateway.Base }),
		number("connection.instance", func(s *Settings) *int { return &s.Connection.Gateway.Instance }, 0, 1<<53),
	}
	for i := range (&Connection{}).origins()[1:] {
		at := func(s *Settings) origin { return s.Connection.origins()[i+1] }
		name := at(&Settings{}).name
		rows = append(rows,
			list(name+"_command", func(s *Settings) *[]string { return at(s).command }, program),
			text(name+"_file", func(s *Settings) *string { return at(s).file }))
	}
	return append(rows, renames("connection.fields", func(s *Settings) *map[string]string { return &s.Connection.Gateway.Fields }))
}

// renames is a table of names, each with the name that somebody else uses.
func renames[T any](path string, at func(*T) *map[string]string) row[T] {
	return row[T]{path, func(t *T, v any) string {
		table, ok := v.(map[string]any)
		if !ok {
			return "must be a table, not " + kindOf(v)
		}
		out := map[string]string{}
		for _, name := range slices.Sorted(maps.Keys(table)) {
			s, ok := table[name].(string)
			if !ok || strings.TrimSpace(s) == "" || oneLine(s) != "" {
				return fmt.Sprintf("has a fault at %s: it must be a name in quotes", quote(name))
			}
			out[name] = strings.TrimSpace(s)
		}
		*at(t) = out
		clear(table)
		return ""
	}, func(t *T) string {
		var parts []string
		for _, name := range slices.Sorted(maps.Keys(*at(t))) {
			parts = append(parts, quote(name)+" = "+quote((*at(t))[name]))
		}
		if len(parts) == 0 {
			return "{}"
		}
		return "{ " + strings.Join(parts, ", ") + " }"
	}, form{"type": "object", "additionalProperties": form{"type": "string", "minLength": 1}}}
}
