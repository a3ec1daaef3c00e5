// Package changetest holds the change test: it adds a made-up section, ticket
// column, wall page and setting to the program, by the files that anybody would
// touch and no others, builds that program, and sees the new kinds in the
// configuration, in help, in advice, in JSON, in the palette and on screen. The sources stay as they are:
// the go command lays the changed files over them (go build -overlay).
//
// It has no code of its own. Start with change_test.go; testdata holds the new
// files.
package changetest
