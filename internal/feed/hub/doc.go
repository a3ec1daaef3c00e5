// Package hub shares one poller among many readers: New takes a feed.Feed, Run
// drives it in a goroutine of its own, and each Reader sees the latest snapshot
// and is told when it has changed. However many screens there are, the server is
// asked once.
//
// A Reader is safe for use by several goroutines and blocks nobody: a reader
// that does not look misses the snapshots in between and none of the latest.
// The dashboard is the first reader.
//
// Read hub.go, then reader.go. The package imports model, model/assess and
// internal/feed.
package hub
