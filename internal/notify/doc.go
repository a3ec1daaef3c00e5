// Package notify calls somebody when something turns red: a breach, one that is
// near, a ticket that nobody takes, a customer's answer, data that has gone old.
//
// What is worth a call is pure: Look turns a snapshot into a Picture of what
// holds now, Diff compares two of them (facts.go, diff.go). The Alerter adds
// manners: nothing for what was already so at the start, nothing twice, quiet
// hours, at most one call a minute that stands for all others, the last 20 to
// look at (alerter.go), and some doubt about what comes out of the blue
// (unconfirmed.go). Terminal and Call are the ways out: escape sequences of our
// own with cleaned text (terminal.go), programs without a shell between
// (caller.go, desktop.go).
//
// It imports model only; the dashboard knows it as a port. Read facts.go first.
package notify
