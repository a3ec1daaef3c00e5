// Package faulttest holds the tests that let the whole program go through the fault
// catalogue: in virtual time against the made-up ConnectWise (bad Mondays,
// midnights, clocks that are set), and as a binary in a pseudo-terminal
// (signals, terminals that vanish, panics). docs/faults.md says which test is
// for which fault, and a test here holds that table to its word.
//
// It has no code of its own. Start with rig_test.go, the program in virtual
// time, and console_test.go, the binary in its terminal.
package faulttest
