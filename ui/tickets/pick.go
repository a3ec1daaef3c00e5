package tickets

import (
	"slices"
	"strings"

	"daybrief/ui/screen"
)

// picked are the columns that somebody chose on screen; nil: those of the
// settings, or the usual ones.
type picked []string

const columnMenu = "columns"

// always are the columns that nobody can put away.
func always(id string) bool { return id == "mark" || id == "id" || id == "summary" }

// now are the columns as they are chosen: on screen, in the settings, else the
// usual ones.
func (p picked) now(all columnTable, settings []string) []string {
	if asked := p.orSettings(settings); len(asked) > 0 {
		return asked
	}
	var out []string
	for _, c := range all {
		if !c.asked {
			out = append(out, c.ID)
		}
	}
	return out
}

// orSettings are the columns that were asked for; none: the usual ones.
func (p picked) orSettings(settings []string) []string {
	if len(p) > 0 {
		return p
	}
	return settings
}

// offer lists the columns, to show or to put away, and the way back to the usual
// ones. It is offered again after each choice, at the same row. fits tells which have
// found room.
func (p picked) offer(all columnTable, settings []string, at int, fits func(string) bool) screen.Outcome {
	in := screen.Choose{ID: columnMenu, Title: "Columns", At: at}
	shown := p.now(all, settings)
	for _, c := range all {
		if always(c.ID) {
			continue
		}
		state := "not shown"
		switch {
		case !slices.Contains(shown, c.ID):
		case fits(c.ID):
			state = "shown"
		default:
			state = "chosen, no room"
		}
		in.List = append(in.List, screen.Choice{Text: c.ID, Detail: state})
	}
	in.List = append(in.List, screen.Choice{Text: "back to the usual", Detail: "those of the configuration, else as many as there is room for"})
	return claimed(in)
}

// toggle shows or puts away the column of a row of the menu; the last row takes
// all choices back.
func (p picked) toggle(all columnTable, row int, settings []string) picked {
	var ids []string
	for _, c := range all {
		if !always(c.ID) {
			ids = append(ids, c.ID)
		}
	}
	if row < 0 || row >= len(ids) {
		return nil
	}
	shown := slices.Clone(p.now(all, settings))
	if i := slices.Index(shown, ids[row]); i >= 0 {
		shown = slices.Delete(shown, i, i+1)
	} else {
		shown = append(shown, ids[row])
	}
	if len(p) == 0 && len(settings) > 0 {
		return shown // in the order of the settings
	}
	var out picked
	for _, c := range all {
		if slices.Contains(shown, c.ID) {
			out = append(out, c.ID)
		}
	}
	if len(out) == 0 {
		return picked{"id"} // nothing but what is always there
	}
	return out
}

// String is the choice as it is kept.
func (p picked) String() string { return strings.Join(p, ",") }

// pickedFrom reads what String wrote; names that are not there are passed over.
func pickedFrom(all columnTable, kept string) picked {
	var out picked
	for id := range strings.SplitSeq(kept, ",") {
		if slices.Contains(all.ids(), id) {
			out = append(out, id)
		}
	}
	return out
}
