package model

import (
	"testing"
	"unsafe"
)

// Memory comes in steps: one more byte in a ticket may cost a hundred.
func TestTicketsAreSmall(t *testing.T) {
	t.Parallel()
	if n := unsafe.Sizeof(Ticket{}); n > 896 {
		t.Errorf("a ticket takes %d bytes, which Go rounds up from 896 to 1,024", n)
	}
}
