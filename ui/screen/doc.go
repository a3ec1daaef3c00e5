// Package screen is the contract between the App and its screens: what a screen
// is given to draw with (Frame), what it gives back (Block), what it may ask
// for (Intent), and nothing else. It imports model, briefing, ui/layout and
// ui/theme.
package screen
