package feed

import (
	"reflect"
	"time"

	"daybrief/model"
)

// news reports whether what is known now differs from the snapshot by more than
// ages: most answers confirm what is there, and nobody need judge it anew for
// them. A source whose state word turns is news.
func (f *Feed) news(was *model.Snapshot, health []model.Health, now time.Time) bool {
	if differs(was, &f.data) || len(health) != len(was.Health) {
		return true
	}
	for i, h := range health {
		o := was.Health[i]
		if o.State(now) != h.State(now) || o.At.IsZero() != h.At.IsZero() {
			return true
		}
		o.At, o.Next, o.Busy = h.At, h.Next, h.Busy
		if !reflect.DeepEqual(o, h) {
			return true
		}
	}
	return false
}

// differs compares what two snapshots know. A list that has not changed is the
// same piece of memory in both.
func differs(a, b *model.Snapshot) bool {
	x, y := reflect.ValueOf(a).Elem(), reflect.ValueOf(b).Elem()
	for i := range x.NumField() {
		switch name := x.Type().Field(i).Name; {
		case name == "Health" || name == "Gen":
		case name == "SLAAt":
			if a.SLAAt.IsZero() != b.SLAAt.IsZero() {
				return true
			}
		case x.Field(i).Kind() == reflect.Struct && x.Field(i).FieldByName("Value").IsValid():
			at := func(v reflect.Value) bool { return v.Field(i).FieldByName("At").IsZero() }
			if at(x) != at(y) || unlike(x.Field(i).FieldByName("Value"), y.Field(i).FieldByName("Value")) {
				return true
			}
		case unlike(x.Field(i), y.Field(i)):
			return true
		}
	}
	return false
}

// unlike compares lists and maps by where they are, anything else by what it is.
func unlike(x, y reflect.Value) bool {
	switch x.Kind() {
	case reflect.Slice:
		return x.Len() != y.Len() || x.Len() > 0 && x.Pointer() != y.Pointer()
	case reflect.Map:
		return x.Pointer() != y.Pointer()
	}
	return !reflect.DeepEqual(x.Interface(), y.Interface())
}

// held is the list of before when a new one says the same, so that whoever has
// judged it sees that nothing has changed.
func held[T any](was, list []T) []T {
	if len(was) == len(list) && reflect.DeepEqual(was, list) {
		return was
	}
	return list
}
