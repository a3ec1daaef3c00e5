package check

import (
	"testing"

	"daybrief/connectwise"
	"daybrief/connectwise/cwtest"
)

// TestOneRowMakesACheck: a made-up list, one row of the table, is a step that is
// run after what it depends on, with its own faults, cures and row of the role.
func TestOneRowMakesACheck(t *testing.T) {
	t.Parallel()
	made := read{id: "parrots", title: "Parrots", noun: "parrots", function: "Contacts", why: "They talk.", list: connectwise.List("/company/parrots"), tick: "Parrots"}
	all := steps(append(reads(), made))
	server := tenant(cwtest.Options{})
	server.Break(cwtest.Fault{Kind: cwtest.Denied, Path: "/company/parrots"})
	in := good(server)
	in.Only = []string{"parrots"}
	in.defaults()
	got := byID(look(t.Context(), all, in, nil))
	if len(got) < 5 || got["keys"].State != OK {
		t.Errorf("what it depends on was not looked at: %v", got)
	}
	r := got["parrots"]
	if r.Code != "denied-parrots" || r.What != "The keys may not read parrots." || r.Needs != row("Contacts").String() {
		t.Errorf("%+v", r)
	}
	if want := "Give the API member's security role " + row("Contacts").String() + ", customised to allow Parrots."; r.Cure != want {
		t.Errorf("cure %q, want %q", r.Cure, want)
	}
	for _, code := range []string{"denied-parrots", "missing-parrots", "own-only-parrots", "empty-parrots"} {
		if f, ok := faultsOf(all).lookup(code); !ok || f.What == "" || f.Cure == "" {
			t.Errorf("%s is not in the catalogue: %+v", code, f)
		}
	}
}
