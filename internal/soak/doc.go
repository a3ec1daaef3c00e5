// Command soak runs daybrief for hours as a person would leave it: the real
// program in a pseudo-terminal, polling a made-up ConnectWise over loopback
// that goes wrong in every way, seeded. It samples what leaks, and ends by
// itself with a table and one line: its verdict, exit code 1 when a bar is
// broken.
//
//	go run ./internal/soak -minutes 10 -seed 7
//	go run ./internal/soak -hours 8 -size middle -every 1s
//
// The accelerated sibling, fifteen minutes in a few seconds of virtual time, is
// TestSoakInVirtualTime of internal/faulttest, which every `go test` runs.
//
// It is a command of the repository and not part of daybrief: it may import
// everything, and nothing imports it. It needs Linux or macOS; descriptors,
// memory and CPU are read from /proc, and left out of the verdict elsewhere.
//
// Read main.go first, then trouble.go (what goes wrong, and when), child.go
// (the program), sample.go and verdict.go (the bars).
package main
