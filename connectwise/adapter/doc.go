// Package adapter makes a psa.Provider of the ConnectWise client: each question
// of the feed becomes the requests that answer it, and a ticket or a company
// that somebody looks at becomes a detail. It keeps nothing between two
// questions.
//
// Read provider.go first; tickets.go and closed.go hold the lists of tickets,
// ticket.go and company.go the details. The package imports model, connectwise
// and internal/psa.
package adapter
