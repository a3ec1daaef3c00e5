// Package rest is what every client of ours has in common that talks to a REST
// API over HTTP: a transport with a limit at each stage, and the words for an
// answer that never came, broke off, or is something other than an answer.
//
// Nothing here sends, waits or tries again. Read fault.go first. The package
// imports model only.
package rest
