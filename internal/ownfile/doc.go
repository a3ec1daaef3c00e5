// Package ownfile reads and writes small files that belong to the user alone:
// settings and stored keys. Reading never hangs on a pipe, never follows a
// symbolic link and never takes more than a limit; writing is whole or not at
// all, in a folder and with a mode (on Windows an access list) for the owner
// only.
//
// It imports the standard library and golang.org/x/sys only, so that
// internal/settings and internal/secret can share it. Read read.go, then
// write.go; lock.go keeps programs apart that change the same files.
package ownfile
