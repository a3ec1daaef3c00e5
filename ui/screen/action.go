package screen

import (
	"strings"

	"charm.land/bubbles/v2/key"
)

// Action is something that a key does, under a name that settings, palette and
// help share. The name has no screen in it: "filter" of the screen "tickets" is
// "tickets.filter" everywhere else. Names never change; keys do.
type Action struct {
	Name string
	Key  key.Binding // disabled when it would do nothing now
	// Words are other names that the palette knows it by.
	Words []string
}

// Actor is a screen that names its actions and takes other keys for them. A
// screen without is listed by its bindings, and its keys stay as they are.
type Actor interface {
	// Actions are all of them, in the order in which help lists them.
	Actions() []Action
	// Rebind gives actions other keys, by name. An empty list takes the key
	// away: the palette still runs the action.
	Rebind(keys map[string][]string)
}

// Named is a binding among a screen's own keys, with its name and with what
// people who come from other programs call it.
type Named struct {
	Name  string
	Key   *key.Binding
	Words []string
}

// Actions lists named bindings as they are now.
func Actions(all []Named) []Action {
	out := make([]Action, len(all))
	for i, n := range all {
		out[i] = Action{n.Name, *n.Key, n.Words}
	}
	return out
}

// Rebind changes the named bindings that keys mentions.
func Rebind(all []Named, keys map[string][]string) {
	for _, n := range all {
		list, named := keys[n.Name]
		if !named {
			continue
		}
		label := strings.Join(list[:min(2, len(list))], " ")
		if len(list) == 0 {
			list = []string{Unbound(n.Name)}
		}
		n.Key.SetKeys(list...)
		n.Key.SetHelp(label, n.Key.Help().Desc)
	}
}

// Unbound is the key of an action that has none: no keyboard can press it, and
// the palette can.
func Unbound(name string) string { return "action:" + name }

// Guide is a screen with something to explain that is no key: its filter
// language. Lines are a pattern and what it means.
type Guide interface {
	Guide() (title string, lines [][2]string)
}
