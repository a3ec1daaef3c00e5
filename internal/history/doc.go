// Package history keeps what was: every ticket ever seen in its latest state
// with a full-text index, contacts and companies, one row of counts a day, since
// when a customer waits, and the closed periods of reports. It is one SQLite
// file a tenant (modernc.org/sqlite: pure Go, FTS5), for its owner only.
//
// DB (db.go) is the file: opened, migrated, checked, set aside when damaged, left
// alone when a later daybrief made it. Recorder (recorder.go) writes snapshots
// into it off everybody's way and only what has changed since the last one.
// ParseQuery and DB.Search answer searches; a closed period of a report is a
// value under an opaque key (Period, PutPeriod).
//
// It imports model and internal/ownfile. Times on disk are Unix seconds in UTC,
// NULL where the server did not say; days are local days of the caller's zone as
// 2006-01-02. Read db.go first, then recorder.go.
package history
