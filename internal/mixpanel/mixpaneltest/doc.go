// Package mixpaneltest is a Mixpanel in memory: an http.Handler as strict as the
// documents are about the two queries that daybrief asks, with the quota of an
// hour, days in the project's zone, days without use left out, lists cut at the
// limit, and its refusals. It ships in the binary, since the demo can show product
// usage, and imports no testing package.
//
// It shares no code with package mixpanel: a mistake there must not find its
// mirror here. What a caller did wrong is remembered (Server.Violations).
//
// Read server.go first. The package imports connectwise/cwtest, for its transport.
package mixpaneltest
