package cwtest

// ending is how a made-up conversation ends.
type ending uint8

const (
	endsOpen   ending = iota
	endsAsked         // the customer had the last word
	endsSolved        // the technician wrote how it was solved
)

// conversation is a ticket's notes, oldest first. The older part is made up
// anew each time from the seed and the ticket, so that thousands of tickets
// cost no memory for what nobody reads; what happened since is kept.
func (w *world) conversation(t *ticket) []note {
	d := newDice(w.seed, 'n', uint64(t.id))
	tp := &w.words.topics[t.topic]
	who := t.owner
	if who < 0 && len(t.resources) > 0 {
		who = t.resources[0]
	}
	notes := []note{{at: t.entered, text: w.words.fill(d, pick(d, tp.says)) + w.signature(t), customer: t.contact != 0, member: -1}}
	for range w.length(t, who, d) {
		notes = append(notes, w.remark(t, who, notes[len(notes)-1], d))
	}
	if t.told > t.entered {
		switch t.ending {
		case endsAsked:
			notes = append(notes, note{text: w.words.fill(d, pick(d, w.words.chasers)), customer: t.contact != 0, member: -1})
		case endsSolved:
			notes = append(notes, note{text: w.words.fill(d, pick(d, w.words.solved)), member: who, solution: true})
		}
	}
	for i := range notes {
		notes[i].id = t.id*1000 + int64(i)
		if i > 0 {
			notes[i].at = t.entered + (t.told-t.entered)*int64(i)/int64(len(notes)-1)
		}
	}
	return append(notes, t.extra...)
}

// length is how many remarks follow the first note: none where nobody works.
func (w *world) length(t *ticket, who int32, d *dice) int {
	hours := (t.told - t.entered) / 3600
	if who < 0 || hours < 1 {
		return 0
	}
	return d.n(int(min(hours, 11)))
}

// remark is the next note: mostly the other side's turn.
func (w *world) remark(t *ticket, who int32, last note, d *dice) note {
	v := w.words
	switch {
	case d.permille(180):
		return note{text: v.fill(d, pick(d, v.internals)), member: who, internal: true}
	case d.permille(200):
		return note{text: v.fill(d, pick(d, v.works)), member: who, hours: float64(d.between(1, 8)) / 4}
	case !last.customer && t.contact != 0 && d.permille(700):
		if d.permille(120) {
			return note{text: v.fill(d, pick(d, v.thanks)), customer: true, member: -1}
		}
		return note{text: v.fill(d, pick(d, v.chasers)), customer: true, member: -1}
	}
	return note{text: v.fill(d, pick(d, v.replies)), member: who}
}

func (w *world) signature(t *ticket) string {
	if t.contact == 0 {
		return ""
	}
	c := w.contact(t.company, int(t.contact))
	return "\n\nRegards\n" + c.name() + "\n" + c.title + ", " + w.companies[t.company].name
}

// workNote is what a time entry says.
func workNote(w *world, ticket, entry int64) string {
	d := newDice(w.seed, 'w', uint64(ticket), uint64(entry))
	return w.words.fill(d, pick(d, w.words.works))
}

// say adds a note to a ticket.
func (w *world) say(t *ticket, n note) {
	n.id = t.id*1000 + 100 + int64(len(t.extra))
	t.extra = append(t.extra, n)
}
