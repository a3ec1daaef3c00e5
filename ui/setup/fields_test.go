package setup

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestWords(t *testing.T) {
	t.Parallel()
	for in, want := range map[string][]string{
		"":                             nil,
		"  ":                           nil,
		"op read op://a/b":             {"op", "read", "op://a/b"},
		`pass "my keys/day brief"  -x`: {"pass", "my keys/day brief", "-x"},
		`a'b c'd ""`:                   {"ab cd", ""},
		`C:\\bin\\op.exe read`:         {`C:\\bin\\op.exe`, "read"},
		`echo $HOME; rm`:               {"echo", "$HOME;", "rm"},
	} {
		if got, bad := words(in); bad != "" || !slices.Equal(got, want) {
			t.Errorf("%q: %q %s, want %q", in, got, bad, want)
		}
	}
	for _, in := range []string{`"`, `a 'b`, `"a'`} {
		if got, bad := words(in); bad == "" || got != nil {
			t.Errorf("%q gives %q", in, got)
		}
	}
}

func FuzzWords(f *testing.F) {
	f.Add(`op read "a b"`)
	f.Fuzz(func(t *testing.T, in string) {
		got, bad := words(in)
		if bad == "" && utf8.ValidString(in) && !strings.ContainsAny(in, `"'`) && strings.Join(got, " ") != strings.Join(strings.FieldsFunc(in, func(r rune) bool { return r == ' ' }), " ") {
			t.Errorf("%q gives %q", in, got)
		}
	})
}

func TestEveryFieldHasAHome(t *testing.T) {
	t.Parallel()
	seen := map[Field]stepID{}
	for _, s := range allSteps() {
		if s.title == "" || s.name == "" {
			t.Errorf("%s has no title", s.id)
		}
		for _, p := range s.parts {
			if p.kind == kindField {
				seen[p.field] = s.id
			}
			if p.kind == kindPeople {
				seen[FieldMember] = s.id
			}
		}
	}
	for _, f := range []Field{FieldSite, FieldCompany, FieldPublic, FieldPrivate, FieldClient, FieldMember, FieldZone, FieldCommand} {
		if a := about(f); a.label == "" || a.step != seen[f] {
			t.Errorf("%s is asked on %q and stands on %q", f, a.step, seen[f])
		}
	}
}
