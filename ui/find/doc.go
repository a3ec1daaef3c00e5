// Package find searches everything in memory as somebody types: New prepares
// the text of a snapshot once, Index.Find answers a keystroke, Match ranks the
// words of a menu. It imports model only. Read index.go first.
package find
