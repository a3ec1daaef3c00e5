package cli

import (
	"strings"
	"testing"

	"daybrief/ui/screen"
)

// A view that is saved on screen stands at the end of the file; what people have
// written there stays.
func TestViewsAreKept(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	path := d.configure("# mine\n[me]\nmember = \"jdoe\" # me\n")
	before := fileText(path)
	p := newProgram(d.env, Streams{}, d.opts)
	t.Cleanup(p.close)
	if err := p.viewKeeper()(screen.View{Name: "Hot", Filter: `priority<=2 "vpn"`, Sort: "-age", Group: "board"}); err != nil {
		t.Fatal(err)
	}
	after := fileText(path)
	if !strings.HasPrefix(after, strings.TrimRight(before, "\n")) || !strings.Contains(after, "[[view]]") {
		t.Errorf("the file is\n%s", after)
	}
	l, err := kinds().Load(path)
	if err != nil || len(l.Settings.Views) != 1 || l.Settings.Views[0].Filter != `priority<=2 "vpn"` || l.Settings.Views[0].Sort != "-age" {
		t.Errorf("%v %+v", err, l)
	}
}
