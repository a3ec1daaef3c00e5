// Package usage is the one judgement of how our clients use our products: which
// client fell silent, fell off or uses far more than usual, measured on working
// days against its own mean, and which names match no company.
//
// A verdict rests on complete days and on at least three days of mean. What is not
// known, because a list was cut or could not be read, takes no part in one (Client.
// Unsure), and is counted (Report).
//
// The package is pure: it imports model only and reads no clock. Begin with Judge;
// match.go says which company a name means, words.go says a verdict in words.
package usage
