package ui_test

import (
	"testing"
	"time"

	"daybrief/ui/uitest"
)

// A key that works on other rows only is answered.
func TestKeysWithNothingToWorkOnSaySo(t *testing.T) {
	t.Parallel()
	inTerm(t, usual, 120, 40, func(x *uitest.Term, _ *rig) {
		x.Press("1", "g") // a heading
		for _, key := range []string{"y", "Y", "o", "t", "c"} {
			x.Press(key)
			x.Wants("Nothing is selected that this works on.")
			x.Pass(time.Minute)
			x.Lacks("Nothing is selected that this works on.")
		}
		x.Press("n")
		x.Wants("There are no matches to go to")
	})
}
