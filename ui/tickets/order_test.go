package tickets

import (
	"slices"
	"testing"
	"time"

	"daybrief/model"
)

// Every way to sort leaves rows without a value last, whichever way it goes, and
// does not depend on the order in which they stood.
func TestOrders(t *testing.T) {
	t.Parallel()
	snap := tenant(60)
	for i, r := range snap.ServiceTickets.Value {
		if i%5 == 0 {
			c := *r
			c.Entered, c.Updated, c.Priority.Sort, c.Site, c.Owner = time.Time{}, time.Time{}, 0, model.Text{}, model.MemberRef{}
			snap.ServiceTickets.Value[i] = &c
		}
	}
	rows := frame(snap, 160, 45).Assessed.Tickets
	for _, name := range table().orders() {
		by := table().ordering(name, nil)
		for _, desc := range []bool{false, true} {
			got := by.sorted(rows, desc, nil)
			empty := slices.IndexFunc(got, func(o ordered) bool { return by.key(rows[o.row]) == none })
			for i, o := range got {
				if k := by.key(rows[o.row]); empty >= 0 && (k == none) != (i >= empty) {
					t.Errorf("%s, descending %v: a row without a value before one with", name, desc)
				}
			}
			was := by.sorted(rows, !desc, nil)
			if again := by.sorted(rows, desc, was); !slices.Equal(again, got) {
				t.Errorf("%s, descending %v: the order depends on the one before", name, desc)
			}
		}
	}
}
