package ui_test

import (
	"slices"
	"testing"
	"testing/synctest"

	"daybrief/briefing"
	"daybrief/model"
	"daybrief/ui/uitest"
)

// What only a section needs is wanted while the role has it: M switches that too.
// A wall has no sections.
func TestOtherRolesWantOtherSources(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		f := uitest.NewFeed(nil)
		r := usual()
		r.opts.Feed, r.opts.Rules.Member, r.opts.Rules.Role, r.opts.Rules.Sections = f, "tech1", briefing.Technician, nil
		x := uitest.Start(t, r.app(t), 120, 40)
		for _, want := range [][]model.Source{{model.SourceTime}, nil, {model.SourceEnding}} {
			if got := f.Wanted(); !slices.Equal(got, want) {
				t.Errorf("%v, want %v", got, want)
			}
			x.Press("M")
		}
	})
}
