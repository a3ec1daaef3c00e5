package settings

import (
	"encoding/json"
	"strings"
)

// form is the JSON Schema of a value.
type form map[string]any

const (
	timePattern     = "([01]?[0-9]|2[0-3]):[0-5][0-9]"
	nightPattern    = `^\s*$|^\s*` + timePattern + `\s*-\s*` + timePattern + `\s*$`
	durationPattern = `^\s*([0-9]+([.][0-9]+)?(ns|us|µs|ms|s|m|h))+\s*$|^\s*0\s*$`
)

func durationForm() form { return form{"type": "string", "pattern": durationPattern} }

func staleForm() form {
	levels := form{}
	for _, l := range (&Stale{}).levels() {
		levels[l.name] = durationForm()
	}
	return form{"anyOf": []form{durationForm(), {"type": "object", "properties": levels, "additionalProperties": false}}}
}

func secondsForm(pages []string) form {
	one := form{"type": "integer", "minimum": leastSeconds, "maximum": mostSeconds}
	table := form{"type": "object", "additionalProperties": one}
	if len(pages) > 0 {
		named := form{others: one}
		for _, p := range pages {
			named[p] = one
		}
		table = form{"type": "object", "properties": named, "additionalProperties": false}
	}
	return form{"anyOf": []form{one, table}}
}

// JSONSchema describes the configuration for editors of TOML (JSON Schema, draft
// 7). example is config.example.toml, whose comments become descriptions.
func (k Kinds) JSONSchema(example string) ([]byte, error) {
	about := comments(example)
	root := object()
	for _, r := range schema(k) {
		root.put(r.path, r.form, about)
	}
	view := object()
	for _, r := range viewSchema() {
		view.put(r.path, r.form, nil)
	}
	view["required"] = []string{"name"}
	root.put("view", form{"type": "array", "items": view}, about)
	// Keys of single actions: "tickets.filter" = ["/"], or a table of them.
	keys, actions := form{"type": "array", "items": form{"type": "string"}}, root["properties"].(form)["keys"].(form)
	actions["additionalProperties"] = form{"anyOf": []form{keys, {"type": "object", "additionalProperties": keys}}}
	root["$schema"], root["title"] = "http://json-schema.org/draft-07/schema#", "The configuration of daybrief"
	return json.MarshalIndent(root, "", "  ")
}

func object() form {
	return form{"type": "object", "properties": form{}, "additionalProperties": false}
}

// put places the form of a setting, making the tables that it stands in.
func (f form) put(path string, value form, about map[string]string) {
	at, whole := f, ""
	for {
		head, rest, deeper := strings.Cut(path, ".")
		whole = join(whole, head)
		props := at["properties"].(form)
		if !deeper {
			if text := about[whole]; text != "" {
				own := form{"description": text}
				for k, v := range value {
					own[k] = v
				}
				value = own
			}
			props[head] = value
			return
		}
		if props[head] == nil {
			props[head] = object()
		}
		at, path = props[head].(form), rest
	}
}

// comments are the comments above each setting of an example, as one line each.
func comments(example string) map[string]string {
	out, table := map[string]string{}, ""
	var said []string
	for line := range strings.Lines(example) {
		line = strings.TrimSpace(line)
		text, isComment := strings.CutPrefix(line, "#")
		name, _, isSetting := strings.Cut(line, "=")
		switch {
		case isComment:
			said = append(said, strings.TrimSpace(text))
			continue
		case strings.HasPrefix(line, "["):
			table = strings.Trim(line, "[]")
		case isSetting:
			out[join(table, strings.Trim(strings.TrimSpace(name), `"`))] = strings.Join(said, " ")
		}
		said = nil
	}
	return out
}
