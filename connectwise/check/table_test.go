package check

import (
	"slices"
	"testing"

	"daybrief/connectwise"
)

func TestStepsAreInOrder(t *testing.T) {
	t.Parallel()
	seen := map[string]bool{}
	for _, s := range Steps() {
		for _, id := range append(slices.Clone(s.After), s.heeds...) {
			if !seen[id] {
				t.Errorf("%s comes before %s", s.ID, id)
			}
		}
		if seen[s.ID] || s.Title == "" || s.Why == "" || s.do == nil {
			t.Errorf("%+v", s)
		}
		seen[s.ID] = true
	}
}

// The cures here and those that the client gives name the same rows.
func TestRowsAreTheClients(t *testing.T) {
	t.Parallel()
	rows := map[string]bool{}
	for _, r := range Role() {
		if rows[r.Function] {
			t.Errorf("%s is there twice", r.Function)
		}
		rows[r.Function] = true
		if (r.Use == Unused) != (r.Level == "None") {
			t.Errorf("%+v", r)
		}
	}
	for _, r := range reads() {
		list := r.list
		if r.id == "statuses" {
			list = connectwise.ListStatuses(1)
		}
		if want := r.right(); r.id != "closed-tickets" && list.Needs() != want {
			t.Errorf("%s: the client says %q, the role %q", r.id, list.Needs(), want)
		}
		if !rows[r.function] {
			t.Errorf("%s: no row %q", r.id, r.function)
		}
	}
}

func TestCodesAreDistinct(t *testing.T) {
	t.Parallel()
	seen := map[string]bool{}
	for _, f := range Codes() {
		if seen[f.Code] || f.What == "" || f.State == "" || f.State != OK && f.Cure == "" {
			t.Errorf("%+v", f)
		}
		seen[f.Code] = true
	}
}
