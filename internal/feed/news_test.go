package feed

import (
	"reflect"
	"testing"
	"time"

	"daybrief/model"
)

// Whatever a Snapshot will have, a change of it is news.
func TestEachFieldIsNews(t *testing.T) {
	t.Parallel()
	whole := reflect.TypeFor[model.Snapshot]()
	for i := range whole.NumField() {
		name := whole.Field(i).Name
		if name == "Health" || name == "Gen" {
			continue
		}
		a, b := model.Snapshot{}, model.Snapshot{}
		v := reflect.ValueOf(&b).Elem().Field(i)
		fill(v)
		if !differs(&a, &b) || !differs(&b, &a) {
			t.Errorf("%s: something where nothing was is no news", name)
		}
		a = b
		if differs(&a, &b) {
			t.Errorf("%s: nothing has changed", name)
		}
		list := v
		if v.Kind() == reflect.Struct && v.FieldByName("Value").IsValid() {
			list = v.FieldByName("Value")
			v.FieldByName("At").Set(reflect.ValueOf(noon().Add(time.Hour)))
			if differs(&a, &b) {
				t.Errorf("%s: an age is no news", name)
			}
		}
		if k := list.Kind(); k == reflect.Slice || k == reflect.Map {
			fill(list)
			if !differs(&a, &b) {
				t.Errorf("%s: another list is news", name)
			}
		}
	}
}

// fill sets a value to another one than before.
func fill(v reflect.Value) {
	switch v.Kind() {
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 1, 1))
	case reflect.Map:
		v.Set(reflect.MakeMap(v.Type()))
	case reflect.Int64, reflect.Int:
		v.SetInt(1)
	case reflect.Bool:
		v.SetBool(true)
	case reflect.String:
		v.SetString("x")
	case reflect.Struct:
		if v.Type() == reflect.TypeFor[time.Time]() {
			v.Set(reflect.ValueOf(noon()))
			return
		}
		for i := range v.NumField() {
			if v.Field(i).CanSet() {
				fill(v.Field(i))
			}
		}
	}
}
