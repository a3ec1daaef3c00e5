// Package setup is the wizard of the first run: from an empty computer to a
// configuration that works, with every mistake on the way named where it was
// made.
//
// A Wizard is a tea.Model of its own. Its steps are data (steps.go); what it
// needs of the world are the ports in ports.go, which internal/cli plugs in:
// a Reader that makes sense of what people type and paste, a Server that is
// asked, and a Store that keeps. Everything that can wait runs in the
// background under one context, and carries a generation: an answer about a
// value that has changed since is dropped.
//
// The private key lives in one place (hidden.go), is drawn as dots, goes to the
// Server and to the Store and nowhere else: not into the draft, not into a
// message, not onto the screen unless somebody asks for it on that step.
//
// setup imports model, ui/layout, ui/theme, ui/screen and ui/widget. Read
// ports.go first, then wizard.go and steps.go.
package setup
