package ui

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"daybrief/ui/screen"
)

// owned is an action with whose it is.
type owned struct {
	owner string // a screen's id, or appName
	screen.Action
}

// allActions are the actions of the App and of the screens that name theirs.
func allActions(screens []screen.Screen) []owned {
	var out []owned
	k := newKeyMap(screens, actions(), false)
	for _, n := range k.named() {
		out = append(out, owned{appName, screen.Action{Name: n.Name, Key: *n.Key}})
	}
	for _, s := range screens {
		if actor, ok := s.(screen.Actor); ok {
			for _, act := range actor.Actions() {
				out = append(out, owned{s.ID(), act})
			}
		}
	}
	return out
}

// ActionNames are the names that custom keys may be given for, sorted:
// "tickets.filter" for one screen, "filter" for all screens that have it.
func ActionNames(screens []screen.Screen) []string {
	seen := map[string]bool{}
	for _, o := range allActions(screens) {
		seen[o.owner+"."+o.Name], seen[o.Name] = true, true
	}
	return slices.Sorted(maps.Keys(seen))
}

// CheckKeys says what is wrong with custom keys: names that do not exist, and a
// key that would do two things on one screen. nil when all is well.
func CheckKeys(screens []screen.Screen, keys map[string][]string) error {
	all := allActions(screens)
	var faults []error
	names := ActionNames(screens)
	for _, name := range slices.Sorted(maps.Keys(keys)) {
		if !slices.Contains(names, name) {
			faults = append(faults, fmt.Errorf("[keys] there is no action %q; the nearest is %q", name, closest(name, names)))
		}
	}
	for i, one := range all {
		for _, k := range customOf(keys, one.owner, one.Name) {
			if other := taken(all, i, k, keys); other != "" {
				faults = append(faults, fmt.Errorf("[keys] %q is both %s.%s and %s: give one of them another key", k, one.owner, one.Name, other))
			}
			if k == "ctrl+c" {
				faults = append(faults, fmt.Errorf("[keys] %s.%s can't have ctrl+c: it always ends daybrief", one.owner, one.Name))
			}
		}
	}
	return errors.Join(faults...)
}

// taken names another action that the key would do where action i works too.
// What the defaults share already is meant so: a screen goes first.
func taken(all []owned, i int, k string, keys map[string][]string) string {
	one := all[i]
	for j, o := range all {
		meet := o.owner == one.owner || o.owner == appName || one.owner == appName
		if j == i || !meet {
			continue
		}
		theirs, custom := o.Key.Keys(), customOf(keys, o.owner, o.Name)
		if custom != nil {
			theirs = custom
			if j < i && slices.Contains(custom, k) {
				continue // said already, from the other side
			}
		}
		if slices.Contains(theirs, k) && !(slices.Contains(one.Key.Keys(), k) && custom == nil) {
			return o.owner + "." + o.Name
		}
	}
	return ""
}

// customOf are the keys that the person wants for an action: those for this
// screen, else those for all; nil when none are named.
func customOf(keys map[string][]string, owner, name string) []string {
	if list, ok := keys[owner+"."+name]; ok {
		return append([]string{}, list...)
	}
	if list, ok := keys[name]; ok {
		return append([]string{}, list...)
	}
	return nil
}

// rebind gives the App and its screens the person's own keys.
func rebind(k *keyMap, screens []screen.Screen, keys map[string][]string) {
	if len(keys) == 0 {
		return
	}
	own := map[string][]string{}
	for _, n := range k.named() {
		if list := customOf(keys, appName, n.Name); list != nil {
			own[n.Name] = list
		}
	}
	screen.Rebind(k.named(), own)
	for _, one := range screens {
		actor, ok := one.(screen.Actor)
		if !ok {
			continue
		}
		list := map[string][]string{}
		for _, act := range actor.Actions() {
			if k := customOf(keys, one.ID(), act.Name); k != nil {
				list[act.Name] = k
			}
		}
		actor.Rebind(list)
	}
}

// closest is the name that shares most with a misspelt one.
func closest(name string, names []string) string {
	best, top := names[0], -1
	for _, n := range names {
		score := 0
		for part := range strings.SplitSeq(name, ".") {
			if strings.Contains(n, part) {
				score += 2 * len(part)
			}
		}
		for i := 0; i < len(name) && i < len(n) && name[i] == n[i]; i++ {
			score++
		}
		if score -= abs(len(n)-len(name)) / 4; score > top {
			best, top = n, score
		}
	}
	return best
}

func abs(n int) int { return max(n, -n) }
