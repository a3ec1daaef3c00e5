// Package psa is the port to a PSA system: what every way in must offer, in our
// own words. Provider is the port; connectwise/adapter fills it, and so does any
// other way in.
//
// A way in need not offer everything. What it lacks it says as a *model.Problem
// of the kind NotOffered, made by NotOffered so that the words are the same
// everywhere: from Lacks before anything is asked, and as the failure of a Fetch
// or of a part of a detail. That is no fault: whoever shows it says so and goes
// on.
//
// Read provider.go first. The package imports model only.
package psa
