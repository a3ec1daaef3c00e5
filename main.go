// Command daybrief is a terminal dashboard for ConnectWise PSA. Everything is in
// internal/cli; this hands it the outside world.
package main

import (
	"context"
	_ "embed"
	"os"
	_ "time/tzdata" // zones also where the system has none

	"daybrief/internal/cli"
)

//go:embed config.example.toml
var example string

// release is the version of a release; the linker sets it (.ci/release).
var release string

func main() {
	self, _ := os.Executable() // where it can't be known, a dashboard does without
	os.Exit(cli.Run(context.Background(), os.Args[1:], os.Environ(),
		cli.Streams{In: os.Stdin, Out: os.Stdout, Err: os.Stderr}, cli.Options{Example: example, Self: self, Release: release}))
}
