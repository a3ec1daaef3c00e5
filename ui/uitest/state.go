package uitest

import (
	"fmt"
	"reflect"
	"strings"
)

// State writes down everything that a value holds, unexported fields too, so
// that a test can tell whether a call has changed anything. What can't change
// (funcs, channels) is left out, and what was written down once is named only.
func State(v any) string {
	var b strings.Builder
	w := stateWriter{b: &b, seen: map[uintptr]bool{}}
	w.write("", reflect.ValueOf(v), 0)
	return b.String()
}

// Changed names the first few lines in which two states differ, "" when they
// don't.
func Changed(before, after string) string {
	if before == after {
		return ""
	}
	a, b := strings.Split(before, "\n"), strings.Split(after, "\n")
	var out []string
	for i := range max(len(a), len(b)) {
		var x, y string
		if i < len(a) {
			x = a[i]
		}
		if i < len(b) {
			y = b[i]
		}
		if x != y {
			out = append(out, x+" → "+y)
		}
		if len(out) == 4 {
			break
		}
	}
	return strings.Join(out, "\n")
}

type stateWriter struct {
	b    *strings.Builder
	seen map[uintptr]bool
}

func (w *stateWriter) line(path string, v any) { fmt.Fprintf(w.b, "%s = %v\n", path, v) }

func (w *stateWriter) write(path string, v reflect.Value, depth int) {
	if depth > 12 || !v.IsValid() {
		return
	}
	switch v.Kind() {
	case reflect.Pointer:
		if v.IsNil() {
			w.line(path, "nil")
		} else if w.once(path, v.Pointer()) {
			w.write(path, v.Elem(), depth+1)
		}
	case reflect.Interface:
		w.write(path, v.Elem(), depth+1)
	case reflect.Struct:
		for i := range v.NumField() {
			w.write(path+"."+v.Type().Field(i).Name, v.Field(i), depth+1)
		}
	case reflect.Slice, reflect.Array:
		w.line(path+".len", v.Len())
		for i := range min(v.Len(), 50) {
			w.write(fmt.Sprintf("%s[%d]", path, i), v.Index(i), depth+1)
		}
	case reflect.Map:
		w.line(path+".len", v.Len())
	case reflect.Func, reflect.Chan, reflect.UnsafePointer:
	case reflect.String:
		w.line(path, v.String())
	case reflect.Bool:
		w.line(path, v.Bool())
	case reflect.Float32, reflect.Float64:
		w.line(path, v.Float())
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		w.line(path, v.Int())
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64, reflect.Uintptr:
		w.line(path, v.Uint())
	}
}

// once reports whether a pointer is met for the first time.
func (w *stateWriter) once(path string, p uintptr) bool {
	if w.seen[p] {
		w.line(path, fmt.Sprintf("%x", p))
		return false
	}
	w.seen[p] = true
	return true
}
