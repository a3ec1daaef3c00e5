package connectwise

import (
	"math"
	"reflect"
	"time"
)

// leaf is a field that may hold what can't be understood. settle clears it, and
// reports whether it did.
type leaf interface{ settle() bool }

func (s *str) settle() bool {
	bad := *s == garbledStr
	if bad {
		*s = ""
	}
	return bad
}

func (n *num) settle() bool {
	bad := *n == garbledNum
	if bad {
		*n = 0
	}
	return bad
}

func (r *real) settle() bool {
	bad := math.IsNaN(float64(*r))
	if bad {
		*r = 0
	}
	return bad
}

func (m *money) settle() bool {
	bad := m.n != nil && math.IsNaN(*m.n)
	if bad {
		m.n = nil
	}
	return bad
}

func (f *flag) settle() bool {
	bad := *f == garbledFlag
	if bad {
		*f = 0
	}
	return bad
}

func (m *moment) settle() bool {
	bad := *m == garbledMoment()
	if bad {
		*m = moment(time.Time{})
	}
	return bad
}

// settler knows where the leaves of a wire type are. A field with the tag
// `wire:"shown"` is one that nothing is counted or decided by: it may be lost. With
// any other, the record says something that we don't understand, and is not read.
type settler struct {
	index int
	shown bool
	kind  reflect.Kind // Struct, Slice, Pointer; Invalid for a leaf
	parts []settler    // of a struct, or the one of a slice's or pointer's element
}

// settlerOf looks at a wire type.
func settlerOf(t reflect.Type) settler {
	if reflect.PointerTo(t).Implements(reflect.TypeFor[leaf]()) {
		return settler{}
	}
	s := settler{kind: t.Kind()}
	switch s.kind {
	case reflect.Slice, reflect.Pointer:
		s.parts = []settler{settlerOf(t.Elem())}
	case reflect.Struct:
		for i := range t.NumField() {
			f := t.Field(i)
			part := settlerOf(f.Type)
			part.index, part.shown = i, f.Tag.Get("wire") == "shown"
			s.parts = append(s.parts, part)
		}
	}
	return s
}

// settle clears what can't be understood. It reports whether the record can be
// read without it.
func (s *settler) settle(v reflect.Value) bool {
	ok := true
	switch s.kind {
	case reflect.Invalid:
		ok = !v.Addr().Interface().(leaf).settle()
	case reflect.Pointer:
		ok = v.IsNil() || s.parts[0].settle(v.Elem())
	case reflect.Slice:
		for i := range v.Len() {
			ok = s.parts[0].settle(v.Index(i)) && ok
		}
	case reflect.Struct:
		for i := range s.parts {
			part := &s.parts[i]
			ok = (part.settle(v.Field(part.index)) || part.shown) && ok
		}
	}
	return ok
}

// readable settles one record.
func readable[W any](w *W) bool {
	v := reflect.ValueOf(w).Elem()
	s := settlerOf(v.Type())
	return s.settle(v)
}
