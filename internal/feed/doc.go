// Package feed keeps a model.Snapshot fresh: it decides what is due, what a
// reply means, and when to try again. It declares the Source port that an
// adapter fills, and knows neither HTTP nor the terminal.
//
// The same Feed is driven by the dashboard's Update loop and, for commands that
// print and exit, by the plain loop in loop.go. It imports only model.
package feed
