package setup

import (
	"slices"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
)

// trail is where somebody is in the wizard: the step, the part of it that has the
// keys, and how far the page is scrolled.
type trail struct {
	*form
	steps []step

	at     int  // the step on the screen
	far    int  // the furthest one reached
	focus  int  // which of the step's focusable parts has the keys
	top    int  // the first line of the page on the screen
	looked bool // somebody scrolled: the focus no longer drags the page along

	hurry  bool   // questions are asked now, and not when the typing rests
	wanted bool   // enter was pressed: go on when the answers are good
	notice string // a sentence above the keys, until the next key
}

func (k *trail) step() step { return k.steps[k.at] }

func (k *trail) index(id stepID) int {
	for i, s := range k.steps {
		if s.id == id {
			return i
		}
	}
	return 0
}

// fill puts answers into their fields and takes their way.
func (k *trail) fill(a Answers) {
	k.put(a)
	k.through(a.Provider == ByGateway)
}

// typing tells whether a sign would be typed into a line that has text already.
// In an empty line "?" asks for help: no answer begins with it.
func (k *trail) typing() bool {
	p, ok := k.focused()
	switch {
	case !ok:
		return false
	case p.kind == kindField:
		return k.filled(p.field)
	case p.kind == kindPeople:
		return k.inputs[FieldMember].String() != ""
	}
	return false
}

// pick moves in a short list, and over its ends to the neighbours.
func (k *trail) pick(at *int, n int, msg tea.KeyPressMsg, does keys) {
	switch {
	case key.Matches(msg, does.up) && *at > 0:
		*at--
	case key.Matches(msg, does.down) && *at < n-1:
		*at++
	case key.Matches(msg, does.up):
		k.to(k.focus - 1)
	case key.Matches(msg, does.down):
		k.to(k.focus + 1)
	}
}

// parts are the step's focusable parts, in order.
func (k *trail) parts() []part {
	var out []part
	for _, p := range k.step().parts {
		if p.kind.focusable() && k.present(p) {
			out = append(out, p)
		}
	}
	return out
}

// present tells whether a part is on the page now.
func (k *trail) present(p part) bool {
	switch {
	case p.kind == kindBoards:
		return len(k.boards.list) > 0
	case p.field == FieldCommand:
		return k.spots.place() == InCommand
	}
	return true
}

// focused is the part that has the keys.
func (k *trail) focused() (part, bool) {
	list := k.parts()
	if k.focus < 0 || k.focus >= len(list) {
		return part{}, false
	}
	return list[k.focus], true
}

// to gives the keys to another part; what is left may be judged.
func (k *trail) to(i int) {
	if i < 0 || i >= len(k.parts()) || i == k.focus {
		return
	}
	k.leave()
	k.focus, k.looked = i, false
}

// leave judges the focused field and hides the key again.
func (k *trail) leave() {
	k.hide()
	k.faithful()
	if p, ok := k.focused(); ok && p.kind == kindField {
		if k.sortOut(p.field) {
			k.wanted = false
		}
		if k.filled(p.field) {
			k.inputs[p.field].left = true
		}
		k.hurry = k.hurry || p.field == FieldSite || p.field == FieldCompany
	}
}

// aim gives the keys to a field, on whatever step it is.
func (k *trail) aim(f Field) {
	k.show(k.index(about(f).step))
	for i, p := range k.parts() {
		if p.field == f {
			k.focus = i
		}
	}
}

// show goes to a step.
func (k *trail) show(i int) {
	k.hide()
	k.at = min(max(0, i), len(k.steps)-1)
	k.far = max(k.far, k.at)
	k.focus, k.top, k.looked = 0, 0, false
	k.wanted = false
}

// previous is shift+tab: the part before, and before the first one the step
// before.
func (k *trail) previous() {
	if k.focus > 0 {
		k.to(k.focus - 1)
		return
	}
	k.back()
}

// back goes to the step before; nothing that was typed is lost. After saving
// there is no way back.
func (k *trail) back() {
	if k.at == 0 || k.step().id == stepDone {
		return
	}
	k.leave()
	k.show(k.at - 1)
	k.focus = max(0, len(k.parts())-1)
}

// nextEmpty goes on to the following part when that is a field to fill, or when
// the keys are in a list that stands above it.
func (k *trail) nextEmpty() bool {
	list := k.parts()
	here, there := list[k.focus], list[k.focus+1]
	if here.kind == kindField && (there.kind != kindField || k.filled(there.field)) {
		return false
	}
	k.to(k.focus + 1)
	return true
}

// faulty is the step's first field that can't be right, and makes all of them
// say so.
func (k *trail) faulty() Field {
	first := FieldNone
	for _, p := range k.parts() {
		if p.kind != kindField {
			continue
		}
		k.sortOut(p.field)
		k.inputs[p.field].left = true
		if first == FieldNone && k.shape(p.field) != nil {
			first = p.field
		}
	}
	return first
}

// afterSplit gives the keys to the first field of this step that is still
// empty, and keeps the note in sight there.
func (k *trail) afterSplit(at Field) {
	note := k.inputs[at].note
	for i, p := range k.parts() {
		if p.kind == kindField && !k.filled(p.field) {
			k.to(i)
			break
		}
	}
	if p, ok := k.focused(); ok && p.kind == kindField {
		k.inputs[at].note = ""
		k.inputs[p.field].note = note
	}
}

// through chooses the way: the steps are those of a gateway, or of a direct
// connection.
func (k *trail) through(gateway bool) {
	k.gateway, k.steps = gateway, allSteps()
	if gateway {
		k.steps = append(stepsOfGateway(), stepsOfPerson(true)...)
	}
	if k.usageKept {
		k.steps = slices.DeleteFunc(k.steps, func(s step) bool { return s.id == stepUsage })
	}
}

// scroll moves the page and leaves the focus where it is.
func (k *trail) scroll(by int) {
	k.looked = true
	k.top = max(0, k.top+by)
}

func (k *trail) pickSpot(msg tea.KeyPressMsg, does keys) {
	was := k.spots.at
	k.pick(&k.spots.at, len(k.spots.list), msg, does)
	if k.spots.at != was {
		k.spots.problem = nil
	}
}
