package history_test

import (
	"fmt"
	"os"
	"os/exec"
	"testing"
	"time"

	"daybrief/internal/history"
)

// One that ended without a word holds nobody up: its process is not there any more. One
// of another machine, or of which nothing is known, is waited for.
func TestWhoFillsAndWhoHasEnded(t *testing.T) {
	t.Parallel()
	gone := exec.Command(os.Args[0], "-test.run=^$")
	if err := gone.Run(); err != nil {
		t.Fatal(err)
	}
	soon := noon().Add(time.Minute).Unix()
	for mark, want := range map[string]bool{
		fmt.Sprintf("OTHER %d", soon):                                                        false,
		fmt.Sprintf("OTHER %d %s %d", soon, history.Machine(), os.Getpid()):                  false,
		fmt.Sprintf("OTHER %d %s %d", soon, history.Machine(), gone.Process.Pid):             true,
		fmt.Sprintf("OTHER %d elsewhere %d", soon, gone.Process.Pid):                         false,
		fmt.Sprintf("OTHER %d %s x", soon, history.Machine()):                                false,
		fmt.Sprintf("OTHER %d %s %d", noon().Unix(), history.Machine(), os.Getpid()):         true,
		fmt.Sprintf("OTHER %d %s %d", soon+86400, history.Machine(), os.Getpid()):            true, // a clock that was ahead
		fmt.Sprintf("MINE %d %s %d", noon().Unix()+1, history.Machine(), gone.Process.Pid+1): true,
	} {
		db := open(t, history.Options{})
		history.FilledBy(t, db, mark)
		if got := history.Lease(t, db, "MINE"); got != want {
			t.Errorf("%s: %v", mark, got)
		}
		if want && history.Lease(t, db, "ANOTHER") {
			t.Errorf("%s: it was not taken", mark)
		}
	}
	if history.Machine() == "" {
		t.Error("this machine has no name")
	}
}
