// Package tempdir is a temporary folder for tests, also where one can't be
// removed at once: Wine lacks the way of deleting that Go uses for folders with
// files that were just open.
package tempdir
