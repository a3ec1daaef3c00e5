package environ

import (
	"runtime"
	"slices"
	"strings"
)

// ours is how the names of our own variables begin.
const ours = "DAYBRIEF_"

// Lookup is the value of a variable; empty and absent are the same. The last of
// several counts, as in a shell.
func Lookup(environ []string, name string) string {
	return lookup(environ, name, foldsCase())
}

func lookup(environ []string, name string, fold bool) string {
	for _, pair := range slices.Backward(environ) {
		if has, value, ok := strings.Cut(pair, "="); ok && same(has, name, fold) {
			return value
		}
	}
	return ""
}

// Trimmed is the environment without our own variables, for every program that
// daybrief starts: one of them may hold a secret.
func Trimmed(environ []string) []string {
	return trimmed(environ, foldsCase())
}

func trimmed(environ []string, fold bool) []string {
	return slices.DeleteFunc(slices.Clone(environ), func(pair string) bool {
		return len(pair) >= len(ours) && same(pair[:len(ours)], ours, fold)
	})
}

// Without is the environment without a variable.
func Without(environ []string, name string) []string {
	fold := foldsCase()
	return slices.DeleteFunc(slices.Clone(environ), func(pair string) bool {
		has, _, ok := strings.Cut(pair, "=")
		return ok && same(has, name, fold)
	})
}

func same(a, b string, fold bool) bool {
	return a == b || fold && strings.EqualFold(a, b)
}

// foldsCase reports whether this system's names have no case.
func foldsCase() bool { return runtime.GOOS == "windows" }
