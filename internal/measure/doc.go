// Command measure prints how fast and how quiet daybrief is, as a table: it
// builds the program and runs it in a pseudo-terminal of 200 by 60 cells against
// a made-up ConnectWise over loopback.
//
//	go run ./internal/measure                    everything, some ten minutes
//	go run ./internal/measure -rows start,keys   some rows only
//	go run ./internal/measure -program OTHER     the same of another build
//
// Compare numbers of one machine and one run only, with nothing else going on:
// the server and the terminal run beside the program. CPU, switches and memory
// are read from /proc, so that it needs Linux. docs/faults.md says what is
// measured and shows a table.
//
// It is a command of the repository and not part of daybrief: it may import
// everything, and nothing imports it. Read main.go first, then rows.go (what is
// measured), program.go (the terminal) and server.go (the tenant).
package main
