// Package check finds out, one small question at a time, whether a connection to
// a ConnectWise server works, and if not, what exactly is wrong and who can mend
// it how.
//
// Steps lists what is looked at and in which order; Run looks, several at a
// time, and reports each Result as it comes. Codes lists every fault that can be
// found with its sentence and its cure; Role is the read-only security role that
// daybrief needs, row by row. It sends at most twenty requests, all of them
// reads of one record.
//
// Read step.go and run.go first; network.go, server.go and rights.go hold the
// checks themselves. The package imports model and connectwise only.
package check
