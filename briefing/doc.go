// Package briefing writes the daily briefing: what needs me now, and why.
//
// Build is pure and deterministic: a snapshot, the previous one, the rules and
// the time in, a Briefing out. It knows no HTTP and no terminal, and imports
// only model. Every item carries its reasons in words; a section whose data
// could not be had says so and never shows zero.
//
// Read briefing.go (the shape of the result), then rules.go, then build.go;
// each family of rules has a file of its own.
package briefing
