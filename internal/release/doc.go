// Command release makes a release of daybrief: archives, packages, manifests,
// sums and a list of what is inside, in dist/. The same commit and version give
// the same bytes: every time is the commit's, every list is sorted.
//
// It is no part of the program and is run by .ci/release. Read main, then
// targets.
package main
