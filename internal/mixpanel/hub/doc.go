// Package hub asks a gateway's Mixpanel element (hub "general") how many people of
// each client used our products on each of the last 31 days. It only reads.
//
// The gateway has no counts, only events: a bulk job gathers them, of 31 days at
// first and of the last two later, and they are counted here while they come, so
// that 30 MB of them are never held. A job is begun once an hour at most. One that
// is not done when whoever asks has to go is remembered (Memory) and gone on with
// by the next one, in another run of the program, too.
//
// Read source.go first; job.go leads a job to its end, collect.go, read.go and tally.go count
// its events, merge.go joins them with what is remembered. The package imports
// model, internal/rest, internal/elements and internal/mixpanel.
package hub
