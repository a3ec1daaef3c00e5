// Package settings reads, checks, shows and saves the configuration file.
//
// Every setting is one row of the table in schema.go: its place in the file, how
// it is read and checked, how it is shown. Defaults are in defaults.go. A key
// that is in no row is an error that names the nearest one; all faults of a file
// are reported together, each with its line and column.
//
// The private key is never in here: see internal/secret. The package imports
// model only, reads no environment by itself (paths.go takes it as an argument)
// and never looks into the current directory.
//
// Read settings.go, then schema.go.
package settings
