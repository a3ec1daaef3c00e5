package cli

import (
	"fmt"
	"os"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

func TestZZLook(t *testing.T) {
	if os.Getenv("KEYS") == "" { t.Skip() }
	synctest.Test(t, func(t *testing.T) {
		d := newDays(t, "")
		d.env = append(d.env, "LANG=C.UTF-8")
		d.configure("[me]\nmember = \"" + d.server.Me() + "\"\nrole = \"" + os.Getenv("ROLE") + "\"\n[poll]\nevery = \"10m\"\nreconcile = \"1h\"\n")
		x := d.begin()
		x.Pass(90 * time.Second)
		for _, keys := range strings.Split(os.Getenv("KEYS"), " ") {
			for _, size := range strings.Split(os.Getenv("SIZES"), " ") {
				var w, h int
				fmt.Sscanf(size, "%dx%d", &w, &h)
				x.Resize(w, h)
				for _, k := range strings.Split(keys, ",") {
					x.Press(k)
				}
				fmt.Fprintf(os.Stderr, "=== %s %s\n%s\n", keys, size, x.Text())
				x.Press("esc")
			}
		}
	})
}
