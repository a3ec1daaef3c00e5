// Package settings reads, checks, shows and saves the configuration file.
//
// Every setting stands in the file of its table, as a field, a default and a
// row: its place in the configuration, how it is read and checked, how it is
// shown. A key that is in no row is an error that names the nearest one; all
// faults of a file are reported together, each with its line and column.
//
// The private key is never in here: see internal/secret. The package imports
// model only, reads no environment by itself (paths.go takes it as an argument)
// and never looks into the current directory.
//
// Read settings.go, then briefing.go.
package settings
