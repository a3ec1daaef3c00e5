// Package elementstest is a gateway in memory, in front of a ConnectWise in
// memory: an http.Handler as strict as the gateway's documents are, and with
// what they contradict each other about as switches. It ships in the binary,
// since the demo can be seen through it, and imports no testing package.
//
// It shares no code with package elements: a mistake there must not find its
// mirror here. What a caller did wrong is remembered (Gateway.Violations).
//
// Read gateway.go first; ceql.go turns the gateway's conditions into
// ConnectWise's. The package imports connectwise/cwtest.
package elementstest
