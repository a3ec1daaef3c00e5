package ui_test

import (
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"daybrief/ui/screen"
	"daybrief/ui/tickets"
	"daybrief/ui/uitest"
)

// What is shown can be saved as a view, under a name that is not taken.
func TestSaveView(t *testing.T) {
	t.Parallel()
	for _, fails := range []error{nil, errors.New("the disk is full")} {
		synctest.Test(t, func(t *testing.T) {
			r := newRig(nil)
			var saved []screen.View
			r.opts.Screens = []screen.Screen{tickets.New()}
			r.opts.Views = []screen.View{{Name: "Mine"}}
			r.opts.SaveView = func(v screen.View) error {
				saved = append(saved, v)
				return fails
			}
			x := uitest.Start(t, r.app(t), 120, 40)
			x.Pass(time.Second)
			x.Press("/", "b", "o", "a", "r", "d", ":", "*", "enter", "S", "V", "m", "i", "n", "e")
			x.Wants("Save this view", "There is a view named mine")
			x.Press("enter", "H", "o", "t", "enter")
			x.Pass(time.Second)
			want := "Saved the view Hot"
			if fails != nil {
				want = "it can't be kept"
			}
			x.Wants(want)
			if len(saved) != 1 || saved[0].Name != "Hot" || saved[0].Filter != "board:*" || saved[0].Sort == "" {
				t.Errorf("saved %+v", saved)
			}
			x.Press("v")
			x.Wants("Hot")
		})
	}
}
