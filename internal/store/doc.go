// Package store keeps the last picture and the daily history of one tenant on
// disk, so that a start shows yesterday's tickets within the first frame, also
// with the network away.
//
// The picture is a line of JSON about the file (encode.go: version, tenant, size,
// checksum) and a compressed JSON document of texts and rows of numbers
// (rowCodec.go, records.go, picture.go). Every text comes back through model.Text's
// UnmarshalText: what lies on a disk is as untrusted as a reply. A file that is
// damaged, of another tenant or too big is ignored and written anew; one of a
// newer daybrief is left alone.
//
// The Saver saves off everybody's way: coalesced, every few minutes and at the
// end. It imports model and internal/ownfile only. Read store.go first.
package store
