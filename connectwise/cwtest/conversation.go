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
	talk := dialogue{w, t, who, d}
	notes := []note{{at: t.entered, text: w.words.fill(d, pick(d, tp.says)) + talk.signature(), customer: t.contact != 0, member: -1}}
	for range talk.length() {
		notes = append(notes, talk.remark(notes[len(notes)-1]))
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

// dialogue is a customer and who works on the ticket, writing in turn.
type dialogue struct {
	*world
	t   *ticket
	who int32 // -1: nobody
	d   *dice
}

// length is how many remarks follow the first note: none where nobody works.
func (k dialogue) length() int {
	hours := (k.t.told - k.t.entered) / 3600
	if k.who < 0 || hours < 1 {
		return 0
	}
	return k.d.n(int(min(hours, 11)))
}

// remark is the next note: mostly the other side's turn.
func (k dialogue) remark(last note) note {
	v := k.words
	switch {
	case k.d.permille(180):
		return note{text: v.fill(k.d, pick(k.d, v.internals)), member: k.who, internal: true}
	case k.d.permille(200):
		return note{text: v.fill(k.d, pick(k.d, v.works)), member: k.who, hours: float64(k.d.between(1, 8)) / 4}
	case !last.customer && k.t.contact != 0 && k.d.permille(700):
		if k.d.permille(120) {
			return note{text: v.fill(k.d, pick(k.d, v.thanks)), customer: true, member: -1}
		}
		return note{text: v.fill(k.d, pick(k.d, v.chasers)), customer: true, member: -1}
	}
	return note{text: v.fill(k.d, pick(k.d, v.replies)), member: k.who}
}

func (k dialogue) signature() string {
	if k.t.contact == 0 {
		return ""
	}
	c := k.contact(k.t.company, int(k.t.contact))
	return "\n\nRegards\n" + c.name() + "\n" + c.title + ", " + k.companies[k.t.company].name
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
