package main

import (
	"go/ast"
	"go/token"
	"slices"
	"strings"
	"testing"
)

// TestOnlyTheAdapterNamesTheSystem: texts take the name of the PSA system from
// the provider, so that another way in is not called by ConnectWise's name. The
// wizard and the command line set up a certain way in, and may name it.
func TestOnlyTheAdapterNamesTheSystem(t *testing.T) {
	t.Parallel()
	may := []string{"connectwise", "internal/elements", "internal/elements/elementstest", "internal/cli", "internal/settings", "internal/faulttest", "internal/soak", "ui/setup", ""}
	for _, s := range sources(t) {
		if s.test || slices.Contains(may, s.pkg) || strings.HasPrefix(s.pkg, "connectwise/") {
			continue
		}
		ast.Inspect(s.file, func(n ast.Node) bool {
			if l, ok := n.(*ast.BasicLit); ok && l.Kind == token.STRING && strings.Contains(l.Value, "ConnectWise") {
				t.Errorf("%s: %s names a PSA system; take its name from the provider", s.at(l), l.Value)
			}
			return true
		})
	}
}

// The most that one type may be before it is to become a few values, each with
// its own methods. Records, key maps and wire structs, which only hold, have
// few methods and may have as many fields as they need.
const (
	mostMethods = 40
	mostFields  = 15
	holdsOnly   = 10 // methods up to which a type is a record
)

// size is how big a type is.
type size struct{ methods, fields int }

func TestNoTypeDoesEverything(t *testing.T) {
	t.Parallel()
	all := map[string]size{}
	for _, s := range sources(t) {
		if !s.test {
			measure(s, all)
		}
	}
	for name, is := range all {
		big := is.methods > mostMethods || is.methods > holdsOnly && is.fields > mostFields
		if big {
			t.Errorf("%s has %d methods and %d fields; make it a few values of at most %d and %d", name, is.methods, is.fields, mostMethods, mostFields)
		}
	}
}

// measure counts the methods and fields of a file's types.
func measure(s source, all map[string]size) {
	for _, d := range s.file.Decls {
		switch d := d.(type) {
		case *ast.FuncDecl:
			if name := receiver(d); name != "" {
				is := all[s.pkg+"."+name]
				is.methods++
				all[s.pkg+"."+name] = is
			}
		case *ast.GenDecl:
			for _, spec := range d.Specs {
				if ts, ok := spec.(*ast.TypeSpec); ok {
					if st, ok := ts.Type.(*ast.StructType); ok {
						is := all[s.pkg+"."+ts.Name.Name]
						is.fields = st.Fields.NumFields()
						all[s.pkg+"."+ts.Name.Name] = is
					}
				}
			}
		}
	}
}

// receiver is the name of the type that a function is a method of; "" for none.
func receiver(f *ast.FuncDecl) string {
	if f.Recv == nil {
		return ""
	}
	for e := f.Recv.List[0].Type; ; {
		switch x := e.(type) {
		case *ast.StarExpr:
			e = x.X
		case *ast.IndexExpr:
			e = x.X
		case *ast.IndexListExpr:
			e = x.X
		case *ast.Ident:
			return x.Name
		default:
			return ""
		}
	}
}
