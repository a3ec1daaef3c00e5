// Package terminal runs a program on a terminal: its modes, its keys, its frames
// and its end.
//
// What comes in is bytes from strangers (a paste, an answer to a question that
// somebody else asked, a hostile file that was shown before) and is cleaned here
// before a framework reads it. What goes out is painted by the package painter.
// Whatever happens (a signal, a panic, a suspended job, a terminal that takes
// nothing or has gone), the terminal is left as it was; what can't be done from
// inside any more, a second process does. Read Run first, then Filter.
package terminal
