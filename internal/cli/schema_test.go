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

// inKeys: any action may stand in [keys].
func inKeys(before []string) bool {
	for i := len(before) - 1; i >= 0; i-- {
		if strings.HasPrefix(before[i], "[") {
			return before[i] == "[keys]"
		}
	}
	return false
}
