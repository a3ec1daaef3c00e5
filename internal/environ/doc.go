// Package environ looks up variables in an environment that was handed down, as
// "NAME=value" like os.Environ gives it. On Windows the names of variables have
// no case: its block says APPDATA where its documentation says AppData. The
// package imports nothing of ours.
package environ
