package connectwise

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"
)

// wireTypes are the records of the wire with a name, and some nameless ones.
func wireTypes() []any {
	return []any{
		&ticketWire{}, &digestWire{}, &boardWire{}, &priorityWire{}, &memberWire{}, &companyWire{}, &contactWire{}, &agreementWire{}, &billedAgreementWire{},
		&contractWire{}, &additionWire{}, &invoiceWire{}, &projectWire{}, &opportunityWire{}, &activityWire{}, &scheduleEntryWire{}, &timeWire{}, &billedWire{},
		&noteWire{}, &configWire{}, &configRefWire{}, &communicationWire{},
	}
}

// Every field of every record, absent, null, empty and garbled: the first three are
// the same, and what is garbled costs the record unless the field is only shown.
// Nothing that is garbled stays in the record as a value.
func TestFieldsSettle(t *testing.T) {
	t.Parallel()
	for _, w := range wireTypes() {
		kind := reflect.TypeOf(w).Elem()
		read := func(doc string) (reflect.Value, bool, error) {
			v := reflect.New(kind)
			err := json.Unmarshal([]byte(doc), v.Interface())
			s := settlerOf(kind)
			return v.Elem(), s.settle(v.Elem()), err
		}
		none, ok, _ := read(`{}`)
		if !ok {
			t.Errorf("%v: a record without anything can't be read", kind)
		}
		for _, f := range leavesOf(kind) {
			for _, value := range []string{"null", `""`} {
				if strings.HasSuffix(f.doc, "[]") && value != "null" {
					continue
				}
				if v, ok, err := read(f.with(value)); err != nil || !ok || !reflect.DeepEqual(v.Interface(), none.Interface()) && f.plain {
					t.Errorf("%v: %s %s: %v, %v, %+v", kind, f.doc, value, ok, err, v)
				}
			}
			for _, value := range []string{`{"a":{"b":1}}`, `[[1]]`} {
				v, ok, err := read(f.with(value))
				if err == nil && ok != f.shown {
					t.Errorf("%v: %s %s: readable %v, shown %v", kind, f.doc, value, ok, f.shown)
				}
				if s := settlerOf(kind); err == nil && !s.settle(v) {
					t.Errorf("%v: %s keeps what can't be understood", kind, f.doc)
				}
			}
		}
	}
}

// leafField is the place of a value in a document.
type leafField struct {
	doc   string // "company.id"
	shown bool
	plain bool // with null it is as if it were absent: no pointer or list was made
}

// with is a document with a value in that place.
func (f leafField) with(value string) string {
	parts := strings.Split(f.doc, ".")
	for i := len(parts) - 1; i >= 0; i-- {
		name, list := strings.CutSuffix(parts[i], "[]")
		if list {
			value = "[" + value + "]"
		}
		value = `{"` + name + `":` + value + `}`
	}
	return value
}

// leavesOf lists the values of a record.
func leavesOf(t reflect.Type) (out []leafField) {
	for i := range t.NumField() {
		f := t.Field(i)
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		if name == "" {
			name = f.Name
		}
		shown, kind, plain := f.Tag.Get("wire") == "shown", f.Type, true
		if kind.Kind() == reflect.Slice {
			kind, name, plain = kind.Elem(), name+"[]", false
		}
		switch {
		case kind == reflect.TypeFor[place]():
			out = append(out, leafField{name + ".name", true, plain})
		case kind.Kind() == reflect.Pointer, reflect.PointerTo(kind).Implements(reflect.TypeFor[leaf]()):
			out = append(out, leafField{name, shown, plain && kind.Kind() != reflect.Pointer})
		default:
			for _, sub := range leavesOf(kind) {
				sub.shown, sub.plain = sub.shown || shown, sub.plain && plain
				if !f.Anonymous {
					sub.doc = name + "." + sub.doc
				}
				out = append(out, sub)
			}
		}
	}
	return out
}
