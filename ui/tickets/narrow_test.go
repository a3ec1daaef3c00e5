package tickets

import (
	"bytes"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"daybrief/model"
)

// Whatever was typed before, and whatever came meanwhile, the list is what the same
// filter gives on a screen that is new.
func TestNarrowingChangesNothing(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		snap := tenant(60)
		f := frame(snap, 120, 30)
		s := New()
		s.Sync(f)
		aside := press(s, f, "/").Cmd // the text, which may come at any time, or never
		for range rapid.IntRange(1, 25).Draw(t, "steps") {
			switch rapid.IntRange(0, 9).Draw(t, "step") {
			case 0:
				press(s, f, "backspace")
			case 1:
				if aside != nil {
					s.Handle(aside(), f)
				}
			case 2: // some tickets change, come and go
				snap = altered(t, snap)
				f = frame(snap, 120, 30)
				s.Sync(f)
			case 3:
				s.scope.company = model.CompanyID(rapid.IntRange(0, 3).Draw(t, "company"))
				s.requery()
			default:
				press(s, f, rapid.SampledFrom([]string{"p", "r", "i", "n", "a", "-", " ", "4", "\""}).Draw(t, "letter"))
			}
			plain := New()
			plain.scope.company = s.scope.company
			plain.Sync(f)
			plain.field.Set(s.field.String())
			plain.requery()
			if got, want := listed(s), listed(plain); !slices.Equal(got, want) || s.counts != plain.counts {
				t.Fatalf("%q: %v %+v, on a new screen %v %+v", s.field.String(), got, s.counts, want, plain.counts)
			}
		}
	})
}

func listed(s *Screen) (out []int64) {
	for i := range s.table.Len() {
		out = append(out, s.table.Key(i))
	}
	return out
}

func altered(t *rapid.T, s *model.Snapshot) *model.Snapshot {
	out := *s
	list := slices.Clone(s.ServiceTickets.Value)
	for range rapid.IntRange(1, 4).Draw(t, "changes") {
		i := rapid.IntRange(0, len(list)-1).Draw(t, "which")
		if changed := *list[i]; rapid.Bool().Draw(t, "gone") && len(list) > 10 {
			list = slices.Delete(list, i, i+1)
		} else {
			changed.Summary = model.Clean(rapid.SampledFrom([]string{"Printer again", "Nothing prints", "Ärger", ""}).Draw(t, "summary"))
			list[i] = &changed
		}
	}
	out.ServiceTickets.Value = list
	return &out
}

// A text that is made from an earlier one is the same as a new one.
func TestTextOfKnownTicketsIsKept(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		one := tenant(40)
		two := altered(t, one)
		was := newHaystack(frame(one, 80, 24).Assessed.Tickets, nil)
		rows := frame(two, 80, 24).Assessed.Tickets
		if got, want := newHaystack(rows, was), newHaystack(rows, nil); !bytes.Equal(got.text, want.text) || !slices.Equal(got.ends, want.ends) || !got.holds(rows) {
			t.Fatal("another text than that made anew")
		}
		if !slices.EqualFunc(rows, was.tickets, func(r row, k *model.Ticket) bool { return r.Ticket == k }) && was.holds(rows) {
			t.Fatal("an old text passes for that of the new rows")
		}
	})
}

// A text that was begun before the tickets changed is not theirs.
func TestALateTextIsNotTrusted(t *testing.T) {
	t.Parallel()
	snap := tenant(12)
	s, f := started(t, snap, 120, 30)
	aside := press(s, f, "/").Cmd
	next := *snap
	next.ServiceTickets.Value = slices.Clone(snap.ServiceTickets.Value)
	changed := *next.ServiceTickets.Value[0]
	changed.Summary = model.Clean("Zebra")
	next.ServiceTickets.Value[0] = &changed
	f = frame(&next, 120, 30)
	s.Sync(f)
	s.Handle(aside(), f)
	press(s, f, "z", "e", "b")
	if got := listed(s); !slices.Equal(got, []int64{int64(changed.ID)}) {
		t.Errorf("listed %v, want %d", got, changed.ID)
	}
}
