package cli

import (
	"strings"
	"testing"
)

// The shells complete what the program knows by itself.
func TestCompletions(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ line, want string }{
		{"brief --format ", "text markdown json html teams slack"},
		{"brief --role ", "technician dispatcher manager"},
		{"brief --section ", "sla"},
		{"brief --section sla,st", "sla,stale"},
		{"wall --scope ", "mine team everybody"},
		{"demo --size ", "small middle large"},
		{"report ", "service time wip"},
		{"report service --by ", "week day board company"},
		{"report --period ", "today yesterday"},
		{"config ", "path show check schema"},
	} {
		d := newDesk(t)
		code, out, _ := d.run(append([]string{"__complete"}, strings.Split(tt.line, " ")...)...)
		have := map[string]bool{}
		for line := range strings.Lines(out) {
			word, _, _ := strings.Cut(strings.TrimSpace(line), "\t")
			have[word] = true
		}
		for _, w := range strings.Fields(tt.want) {
			if !have[w] {
				t.Errorf("%q completes to %q, which lacks %s", tt.line, out, w)
			}
		}
		if code != 0 || !strings.HasSuffix(strings.TrimSpace(out), ":4") {
			t.Errorf("%q: exit code %d, %q would complete names of files", tt.line, code, out)
		}
	}
}
