package cli

import (
	"encoding/json"
	"strings"
	"testing"
)

// Keys whose role sees only its own records are answered with empty lists. That
// is no quiet day: numbers are unknown, sections unavailable, and the exit code
// says so.
func TestBriefWithKeysThatSeeOnlyTheirOwn(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		function, section, key string
		unknown                bool // key is null; else it is the least it can be
		role                   string
		code                   int
	}{
		{"Service Tickets", "sla", "open", true, "manager", exitPartial},
		{"Project Tickets", "sla", "open", false, "manager", exitAttention},
		{"Resource Scheduling", "my-day", "", false, "dispatcher", exitPartial},
	} {
		t.Run(c.function, func(t *testing.T) {
			t.Parallel()
			d := newDesk(t)
			d.configure("")
			d.server.Limit(c.function, "My")
			code, out, stderr := d.run("brief", "--format", "json", "--role", c.role, "--section", "numbers", "--section", c.section)
			if code != c.code {
				t.Errorf("code %d, want %d; %q", code, c.code, stderr)
			}
			var doc struct {
				Numbers  map[string]*int   `json:"numbers"`
				Missing  map[string]string `json:"missing"`
				Least    map[string]string `json:"least"`
				Sections []struct {
					ID          string  `json:"id"`
					Unavailable *string `json:"unavailable"`
				} `json:"sections"`
				Sources []struct {
					State   string  `json:"state"`
					Problem *string `json:"problem"`
				} `json:"sources"`
			}
			if err := json.Unmarshal([]byte(out), &doc); err != nil {
				t.Fatal(err)
			}
			said := false
			for _, s := range doc.Sources {
				said = said || s.State == "DENIED" && s.Problem != nil && strings.Contains(*s.Problem, "only their own records")
			}
			if !said {
				t.Errorf("no source says why: %s", out)
			}
			if c.key != "" && (doc.Numbers[c.key] == nil) != c.unknown {
				t.Errorf("%s: %v, missing %q", c.key, doc.Numbers[c.key], doc.Missing[c.key])
			}
			if c.key != "" && !c.unknown && doc.Least[c.key] == "" {
				t.Errorf("%s does not say that it is only a part", c.key)
			}
			for _, s := range doc.Sections {
				if c.code == exitPartial && s.ID == c.section && s.Unavailable == nil {
					t.Errorf("%s answers", s.ID)
				}
			}
		})
	}
}
