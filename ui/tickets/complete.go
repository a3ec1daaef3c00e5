package tickets

import (
	"slices"
	"strings"
)

// completions are what the last word of the filter may become: fields, the words of
// "is:", and of the field that is being typed the values that the tickets have.
func completions(rows []row, text string) []string {
	var out []string
	for _, names := range fieldNames() {
		out = append(out, names[0]+":")
	}
	for _, w := range isWords() {
		out = append(out, "is:"+w)
	}
	out = append(out, "owner:me", "owner:nobody")
	field, _, typed := strings.Cut(strings.TrimLeft(text[strings.LastIndexByte(text, ' ')+1:], "-"), ":")
	if i := strings.LastIndex(text, `:"`); i >= 0 { // blanks in quotes
		field, typed = text[strings.LastIndexByte(text[:i], ' ')+1:i], true
	}
	value := textOf(strings.ToLower(field))
	if field == "owner" {
		value = func(r row) string { return r.Owner.Label().String() }
	}
	if !typed || !slices.Contains([]string{"board", "company", "contact", "owner", "status", "priority", "team", "type", "subtype", "item", "site", "project"}, field) {
		return out
	}
	for i := range rows {
		v := value(rows[i])
		if strings.ContainsAny(v, " ,") {
			v = `"` + strings.ReplaceAll(v, `"`, "") + `"`
		}
		if v != "" {
			out = append(out, field+":"+v)
		}
	}
	return out
}
