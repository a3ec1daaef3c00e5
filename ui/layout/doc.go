// Package layout is rectangles and how to split them: pure arithmetic on
// terminal cells. It imports nothing of ours.
package layout
