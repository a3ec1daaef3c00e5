// Package theme names every colour and glyph of the program: nothing else may.
// It imports nothing of ours.
package theme
