// Package wall is the screen for a wall that nobody touches: pages that turn by
// themselves, digits that can be read from five metres, and a frame whose edge
// says calm, watch or act.
//
// A page is a function from what Sync has worked out (digest.go) to lines;
// compose.go puts the edge, the head and the foot around it. turn.go holds what
// happens by itself: turning, jumping to a new breach, drifting, asking for
// changed settings. Big signs are bits in font.go, drawn by big.go in any size.
//
// With Settings.Redact no word of a customer gets past redactor.go.
package wall
