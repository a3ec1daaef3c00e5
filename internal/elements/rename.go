package elements

import (
	"encoding/json"
	"strings"

	"daybrief/model"
)

// renamed gives a record our field names, where a transformation at the gateway
// has given it others. Fields that are not there stay as they are.
func renamed(row json.RawMessage, fields map[string]string) json.RawMessage {
	if len(fields) == 0 {
		return row
	}
	var doc map[string]any
	d := json.NewDecoder(strings.NewReader(string(row)))
	d.UseNumber() // an id of more than 53 bits must stay what it is
	if d.Decode(&doc) != nil {
		return row
	}
	for ours, theirs := range fields {
		if v, ok := dig(doc, strings.Split(theirs, ".")); ok {
			bury(doc, strings.Split(ours, "."), v)
		}
	}
	out, err := json.Marshal(doc)
	if err != nil {
		return row
	}
	return out
}

func dig(doc map[string]any, path []string) (any, bool) {
	v, ok := doc[path[0]]
	if !ok || len(path) == 1 {
		return v, ok
	}
	inner, isMap := v.(map[string]any)
	if !isMap {
		return nil, false
	}
	return dig(inner, path[1:])
}

func bury(doc map[string]any, path []string, v any) {
	if len(path) == 1 {
		doc[path[0]] = v
		return
	}
	inner, ok := doc[path[0]].(map[string]any)
	if !ok {
		inner = map[string]any{}
		doc[path[0]] = inner
	}
	bury(inner, path[1:], v)
}

// renames is a list of which nothing could be read.
func (c *Client) renames(what string) *model.Problem {
	return c.problem(model.BadReply, "renamed-fields", what+" in what "+c.o.Base.host+" sent: the gateway renames fields.", "Say how they are called in [connection.fields], or take the transformation away.")
}

// readable tells whether a record is a ticket as we know it, once its fields have our
// names.
func (c *Client) readable(row json.RawMessage) error {
	row = renamed(row, c.o.Fields)
	var t struct{ ID json.Number }
	if err := json.Unmarshal(row, &t); err != nil || t.ID == "" {
		return c.renames("No number (id) of a ticket is")
	}
	if len(lost([]json.RawMessage{row})) == len(essential()) {
		return c.renames("None of the fields of a ticket is")
	}
	return nil
}

// noTickets is a gateway without the one list that everything rests on.
func (c *Client) noTickets() *model.Problem {
	return c.problem(model.Misconfigured, "no-tickets-here", c.o.Base.host+" has no tickets (incidents).", "The instance must be of the element ConnectWise CRM REST.")
}

// essential are the fields of a ticket that a list must not lack in every row.
func essential() []string {
	return []string{"summary", "status", "board", "company", "priority", "_info"}
}

// lost names the essential fields that no row has.
func lost(rows []json.RawMessage) (missing []string) {
	found := map[string]bool{}
	for _, row := range rows {
		var doc map[string]json.RawMessage
		if json.Unmarshal(row, &doc) != nil {
			continue
		}
		for _, f := range essential() {
			if _, ok := doc[f]; ok {
				found[f] = true
			}
		}
		if len(found) == len(essential()) {
			return nil
		}
	}
	for _, f := range essential() {
		if !found[f] {
			missing = append(missing, f)
		}
	}
	return missing
}
