// Package uitest runs the whole program in virtual time and reads its screen:
// Start inside testing/synctest, Press keys, Text the result. It also holds a
// small made-up tenant and a feed that answers what a test puts into it.
//
// It is for tests only. Read term.go first.
package uitest
