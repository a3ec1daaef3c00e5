// Package model is the domain of daybrief: tickets, visits, companies, members
// and boards as immutable values, the Snapshot that holds them with their age,
// the problems that can a source can have, text that has been disarmed, and the
// SLA clock as pure code.
//
// It imports the standard library only, and reads no clock and no file: every
// function that depends on the time takes it as an argument. All times are
// UTC unless a *time.Location is passed in.
//
// Read snapshot.go first, then ticket.go and sla.go; text.go is the border
// guard for everything that strangers write.
package model
