package model

import (
	"testing"
	"time"
)

func TestConfigUser(t *testing.T) {
	t.Parallel()
	c := Configuration{Login: Clean("lvogt")}
	if got := c.User().String(); got != "lvogt" {
		t.Errorf("without a contact: %q", got)
	}
	c.Contact = Clean("Lena Vogt")
	if got := c.User().String(); got != "Lena Vogt" {
		t.Errorf("with a contact: %q", got)
	}
}

func TestConfigWarranty(t *testing.T) {
	t.Parallel()
	zone := time.FixedZone("east", 10*3600)
	now := time.Date(2026, 3, 10, 15, 0, 0, 0, time.UTC) // the 11th in the east
	for day, want := range map[int]bool{10: true, 11: false, 12: false} {
		c := Configuration{Warranty: time.Date(2026, 3, day, 0, 0, 0, 0, time.UTC)}
		if got := c.OutOfWarranty(now, zone); got != want {
			t.Errorf("warranty until the %dth: over is %v", day, got)
		}
	}
	if (Configuration{}).OutOfWarranty(now, zone) {
		t.Error("a warranty that is not known is over")
	}
}
