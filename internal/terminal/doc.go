// Package terminal is the terminal itself: what comes in from it is cleaned here
// before a framework reads it.
//
// A terminal's input is bytes from strangers: a paste, an answer to a question
// that somebody else asked, a hostile file that was shown before. Read Filter
// first, then Input.
package terminal
