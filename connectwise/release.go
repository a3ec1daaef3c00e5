package connectwise

import (
	"fmt"
	"strconv"
	"strings"
)

// release is a release of ConnectWise PSA such as 2026.4; zero is unknown.
type release struct{ year, number int }

// parseRelease reads "v2026.4.12345", "2026.4" and "v2026_4". The old internal
// numbering ("v4.6.77997") names no release.
func parseRelease(s string) release {
	s = strings.TrimLeft(strings.TrimSpace(s), "vV")
	parts := strings.FieldsFunc(s, func(r rune) bool { return r == '.' || r == '_' || r == '/' })
	if len(parts) < 2 {
		return release{}
	}
	year, err1 := strconv.Atoi(parts[0])
	number, err2 := strconv.Atoi(parts[1])
	if err1 != nil || err2 != nil || year < 2015 || year > 2100 || number < 0 || number > 99 {
		return release{}
	}
	return release{year, number}
}

func (r release) known() bool { return r.year != 0 }

func (r release) String() string { return fmt.Sprintf("%d.%d", r.year, r.number) }

// hasGoals reports whether tickets carry the *GoalUTC fields: 2025.8 lacks
// them, 2026.4 has them. For an unknown release it is worth asking: a refusal
// is noticed (see forgetGoals), while old answers would leave every SLA to the
// parsing of display text.
func (r release) hasGoals() bool { return !r.known() || r.year >= 2026 }

// hasClosing reports whether activities say when, and whether, they were closed:
// from 2026.4 on. An unknown release is asked: a refusal is noticed.
func (r release) hasClosing() bool {
	return !r.known() || r.year > 2026 || r.year == 2026 && r.number >= 4
}
