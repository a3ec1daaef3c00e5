package cli

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/BurntSushi/toml"
	"github.com/google/jsonschema-go/jsonschema"
)

// configSchema is what "config schema" prints, resolved.
func configSchema(t *testing.T) (*jsonschema.Resolved, string) {
	t.Helper()
	example, err := os.ReadFile(filepath.Join("..", "..", "config.example.toml"))
	if err != nil {
		t.Fatal(err)
	}
	d := newDesk(t)
	d.opts.Example = string(example)
	code, out, said := d.run("config", "schema")
	if code != 0 || said != "" {
		t.Fatalf("exit code %d: %s", code, said)
	}
	var s jsonschema.Schema
	if err := json.Unmarshal([]byte(out), &s); err != nil {
		t.Fatal(err)
	}
	r, err := s.Resolve(nil)
	if err != nil {
		t.Fatal(err)
	}
	return r, string(example)
}

func valid(t *testing.T, r *jsonschema.Resolved, text string) error {
	t.Helper()
	var tree map[string]any
	if _, err := toml.Decode(text, &tree); err != nil {
		t.Fatalf("%v in\n%s", err, text)
	}
	data, err := json.Marshal(tree)
	if err != nil {
		t.Fatal(err)
	}
	var plain any
	if err := json.Unmarshal(data, &plain); err != nil {
		t.Fatal(err)
	}
	return r.Validate(plain)
}

// The example holds to the schema, with the examples of its comments, too.
func TestExampleHoldsToTheSchema(t *testing.T) {
	t.Parallel()
	r, example := configSchema(t)
	if err := valid(t, r, example); err != nil {
		t.Error(err)
	}
	views := strings.ReplaceAll(example[strings.Index(example, "#   [[view]]"):], "#   ", "")
	if err := valid(t, r, views); err != nil {
		t.Error(err)
	}
}

// Each setting of the example is refused as another type, and under another name.
func TestSchemaFindsFaults(t *testing.T) {
	t.Parallel()
	r, example := configSchema(t)
	lines := strings.Split(example, "\n")
	tried := 0
	for i, line := range lines {
		name, value, ok := strings.Cut(line, " = ")
		if !ok || strings.HasPrefix(line, "#") {
			continue
		}
		wrong := name + " = { wrong = true }"
		if strings.HasPrefix(value, "{") {
			wrong = name + " = true"
		}
		for _, fault := range []string{wrong, "x" + line} {
			tried++
			lines[i] = fault
			if err := valid(t, r, strings.Join(lines, "\n")); err == nil && !(fault[0] == 'x' && inKeys(lines[:i])) {
				t.Errorf("%s passes", fault)
			}
		}
		lines[i] = line
	}
	if tried < 100 {
		t.Errorf("only %d faults were tried", tried)
	}
	for _, fault := range []string{
		"[poll]\nevery = \"90 seconds\"", "[hours]\nfrom = \"25:00\"", "[me]\nrole = \"boss\"", "[briefing]\nsections = [\"slaa\"]",
		"[wall]\nseconds = 1", "[wall]\nseconds = { nowhere = 20 }", "[ui]\ncolumns = [\"nothing\"]", "[[view]]\nfilter = \"x\"", "[colours]\na = 1",
		"[briefing.stale]\nafter = { urgent = \"4h\" }", "[keys]\nquit = \"q\"",
	} {
		if valid(t, r, fault) == nil {
			t.Errorf("%q passes", fault)
		}
	}
}

// Whatever stands at a setting: what the program takes the schema takes, and what the
// schema takes the program refuses for its value only, never for its type.
func TestSchemaAgreesWithTheProgram(t *testing.T) {
	t.Parallel()
	r, example := configSchema(t)
	values := []string{
		"true", "7", "-1", "0", "1.5", "9223372036854775807", `"text"`, `""`, `"1m"`, `"08:00"`, "[]", `["a"]`, `[""]`, "[1]", "[[]]", "[{}]", "{}", "{ a = 1 }", `{ a = "1h" }`, "{ a = {} }", `{ critical = "4h" }`,
		`["2026-12-25"]`, `"1h\nx"`,
	}
	table, tried, taken := "", 0, 0
	for _, line := range append(strings.Split(example, "\n"), "[[view]]", "name = ", "filter = ", "sort = ") {
		if strings.HasPrefix(line, "[") {
			table = line
		}
		name, _, ok := strings.Cut(line, " =")
		if !ok || strings.HasPrefix(line, "#") {
			continue
		}
		for _, value := range values {
			doc := table + "\n" + name + " = " + value + "\n"
			if table == "[[view]]" && name != "name" {
				doc += "name = \"x\"\n"
			}
			tried++
			_, err := kinds().Parse("config.toml", []byte(doc))
			schema := valid(t, r, doc)
			switch {
			case err == nil && schema != nil:
				t.Errorf("the program takes what the schema refuses: %s%v", doc, schema)
			case err != nil && schema == nil && aboutTypes(err):
				t.Errorf("the schema takes what the program refuses: %s%v", doc, err)
			case err == nil:
				taken++
			}
		}
	}
	if tried < 2000 || taken < 200 {
		t.Errorf("%d values were tried, %d taken", tried, taken)
	}
}

// aboutTypes reports whether a fault is about the type of a value.
func aboutTypes(err error) bool {
	for _, words := range []string{"not text", "not a whole number", "not true or false", "not a list", "not a table", "not a number"} {
		if strings.Contains(err.Error(), words) {
			return true
		}
	}
	return false
}

// inKeys: any action may stand in [keys].
func inKeys(before []string) bool {
	for i := len(before) - 1; i >= 0; i-- {
		if strings.HasPrefix(before[i], "[") {
			return before[i] == "[keys]"
		}
	}
	return false
}
