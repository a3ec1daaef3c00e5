// Package cli is the command tree: it reads flags and settings, joins the
// adapters to the ports (connectwise to feed, feed to ui and briefing), and maps
// every outcome to an exit code. It alone may import everything.
//
// Run is the whole program with its arguments, environment and streams as
// parameters, so that tests drive it with buffers. Read run.go, then root.go;
// each command has a file of its own.
package cli
