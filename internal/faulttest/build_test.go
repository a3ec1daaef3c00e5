package faulttest

import (
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"sync"
	"testing"
)

func itoa(n int) string { return strconv.Itoa(n) }

// built is the program with the switch for panics in it, made once.
var built struct {
	once sync.Once
	dir  string
	err  error
	out  []byte
}

// binary builds daybrief as a user would, and gives the path.
func binary(t *testing.T) string {
	t.Helper()
	long(t) // the binary is not built for the race detector
	built.once.Do(func() {
		if built.dir, built.err = os.MkdirTemp("", "daybrief-drill-"); built.err != nil {
			return
		}
		cmd := exec.Command("go", "build", "-tags", "faulttest", "-o", filepath.Join(built.dir, "daybrief"), "daybrief")
		built.out, built.err = cmd.CombinedOutput()
	})
	if built.err != nil {
		t.Fatalf("%v\n%s", built.err, built.out)
	}
	return filepath.Join(built.dir, "daybrief")
}
