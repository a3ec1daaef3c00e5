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
	may := []string{"connectwise", "internal/cli", "internal/settings", "internal/faulttest", "internal/soak", "ui/setup", ""}
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
