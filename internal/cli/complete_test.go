package cli

import (
	"strings"
	"testing"
	"time"

	"daybrief/internal/environ"
	"daybrief/internal/settings"
	"daybrief/internal/store"
	"daybrief/model"
)

// The shells complete what the program knows by itself, and names of files only
// where one is wanted.
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
		{"report service ", ""}, {"brief ", ""}, {"check --timeout ", ""}, {"setup --site ", ""}, {"logout ", ""},
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
	for _, flag := range []string{"--config", "--log"} {
		if _, out, _ := newDesk(t).run("__complete", "brief", flag, ""); !strings.HasSuffix(strings.TrimSpace(out), ":0") {
			t.Errorf("%s: %q would not complete names of files", flag, out)
		}
	}
}

// Members and boards are those of the last picture on disk. Without one, and for
// the made-up company, there are none; the server is not asked.
func TestCompletionsOfThePicture(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	words := func(line ...string) string {
		code, out, fault := d.run(append([]string{"__complete"}, line...)...)
		if code != 0 || strings.Contains(fault, "rror") {
			t.Errorf("%q: %d %s", line, code, fault)
		}
		return out
	}
	if got := words("brief", "--member", ""); got != ":4\n" {
		t.Errorf("without a configuration: %q", got)
	}
	d.configure("")
	if got := words("brief", "--member", ""); got != ":4\n" {
		t.Errorf("without a picture: %q", got)
	}
	folder, err := settings.StateFolder(func(name string) string { return environ.Lookup(d.env, name) })
	if err != nil {
		t.Fatal(err)
	}
	s := &model.Snapshot{
		Members: model.Fresh[[]model.Member]{At: noon(), Value: []model.Member{
			{ID: 1, Identifier: model.Clean("jdoe"), First: model.Clean("Jo"), Last: model.Clean("Doe")}, {ID: 2, Identifier: model.Clean("gone"), Inactive: true},
		}},
		Boards: model.Fresh[[]model.Board]{At: noon(), Value: []model.Board{{ID: 1, Name: model.Clean("Help Desk")}, {ID: 2, Name: model.Clean("Old"), Inactive: true}}},
	}
	if err := store.New(folder, d.server.Options().Company, "psa.example").SaveHead(s, nil, time.UTC, noon()); err != nil {
		t.Fatal(err)
	}
	asked := len(d.server.Journal())
	for _, c := range []struct{ command, flag, want string }{
		{"brief", "--member", "jdoe\tJo Doe\n:4\n"}, {"report", "--member", "jdoe\tJo Doe\n:4\n"}, {"setup", "--member", "jdoe\tJo Doe\n:4\n"}, {"report", "--board", "Help Desk\n:4\n"},
	} {
		if got := words(c.command, c.flag, ""); got != c.want {
			t.Errorf("%s %s completes to %q", c.command, c.flag, got)
		}
	}
	if got := words("brief", "--demo", "--member", ""); got != ":4\n" {
		t.Errorf("the made-up company: %q", got)
	}
	if n := len(d.server.Journal()); n != asked {
		t.Errorf("%d requests", n-asked)
	}
}

// Each shell's script is registered for the program and asks it for words. bash,
// zsh and fish have been seen to run theirs; PowerShell's is only read here.
func TestCompletionScripts(t *testing.T) {
	t.Parallel()
	for shell, registers := range map[string]string{
		"bash": "-F __start_daybrief daybrief", "zsh": "#compdef daybrief", "fish": "complete -c daybrief ",
		"powershell": "Register-ArgumentCompleter -CommandName 'daybrief' -ScriptBlock",
	} {
		code, out, said := newDesk(t).run("completion", shell)
		if code != 0 || said != "" || !strings.Contains(out, registers) || !strings.Contains(out, "__complete") {
			t.Errorf("%s: exit code %d, %s\n%s", shell, code, said, out)
		}
	}
}
