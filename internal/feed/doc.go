// Package feed keeps a model.Snapshot fresh: it decides what is due, what a
// reply means, and when to try again. It asks a psa.Provider, and knows
// neither HTTP nor the terminal. It imports only model and internal/psa.
//
// Feed is a state machine without a goroutine and without a clock. Whoever
// drives it starts the Jobs that Due names (Job.Do fetches), hands each Arrived
// to Apply, and calls Due again at Wake. feed/hub does so for
// any number of screens; Run is the plain loop for commands that print and exit. The one Budget
// is entered by the adapter before each single request (Budget.Enter), also for
// those that a person asked for (Interactive) and those that fill the history
// (Past).
//
// Read psa/query.go for the words, feed.go for the machine, stream.go for the order
// of things, breaker.go for the faults that all sources share, failure.go for the
// policy, and tickets.go, sla.go and reconcile.go for how tickets stay true.
package feed
