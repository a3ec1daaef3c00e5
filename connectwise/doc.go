// Package connectwise is a read-only client of the ConnectWise PSA REST API.
//
// New makes a Client from a Site (what people paste, see ParseSite), the login
// company id and an Auth. The first request discovers the API host and code
// base of that company; after that the client talks to that host only. It
// follows no redirect, never sleeps and never tries again: who calls it
// decides that. Every failure is an *Error, which unwraps to *model.Problem.
//
// Lists come as iterators of pages (Pages) or records (All), with Collect to
// have the whole. All free text is disarmed by model.Clean on its way in, and
// records that cannot be read are counted, not fatal.
//
// Read client.go first, then exchange.go (one request), pages.go (many) and
// tickets.go (a service); errors.go and status.go say what each failure means.
// The package imports model only.
package connectwise
