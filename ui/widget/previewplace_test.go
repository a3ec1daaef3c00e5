package widget

import (
	"strconv"
	"strings"
	"testing"
	"time"

	"daybrief/model"
)

// longTalk is a ticket with n notes of many lines; the highest number is the
// newest.
func longTalk(n int) Card {
	notes := make([]model.Note, n)
	for i := range notes {
		id := strconv.Itoa(i + 1)
		notes[i] = model.Note{ID: model.NoteID(i + 1), Author: model.Clean("Maren"), At: at().Add(time.Duration(i-100) * time.Hour),
			Text: model.CleanLines(strings.Repeat("note "+id+"\n", 12))}
	}
	return Card{Ticket: sampleTicket(), Reasons: []Reason{{Text: "was not updated for a day"}}, Now: at(), TicketDetail: noted(model.Fresh[[]model.Note]{Value: notes, At: at()}, nil).TicketDetail}
}

// TestPreviewPlace: what a reader looks at stays where it is whatever comes,
// goes or changes above it.
func TestPreviewPlace(t *testing.T) {
	t.Parallel()
	for name, change := range map[string]func(*Card){
		"a reason goes": func(c *Card) { c.Reasons = nil },
		"reasons come": func(c *Card) {
			c.Reasons = append(c.Reasons, Reason{Text: "breached"}, Reason{Text: "escalated to level 1"})
		},
		"a field comes":     func(c *Card) { c.Ticket.Escalation = 2 },
		"the summary grows": func(c *Card) { c.Ticket.Summary = model.Clean(strings.Repeat("longer and longer ", 12)) },
		"newer notes":       func(c *Card) { c.Notes = longTalk(6).Notes; c.Notes.At = at().Add(time.Minute) },
		"a newer note goes": func(c *Card) { c.Notes.Value = c.Notes.Value[:2] },
		"devices come": func(c *Card) {
			c.Devices.Fresh = model.Fresh[[]model.Configuration]{Value: []model.Configuration{{ID: 1, Name: model.Clean("NB03")}}, At: at()}
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := longTalk(3)
			var p Preview
			p.Sync(c, 50, 9, bare())
			for !strings.Contains(p.Draw()[0], "note 2") || !strings.Contains(p.Draw()[8], "note 2") {
				if !p.Scroll(1) {
					t.Fatal("note 2 is nowhere")
				}
			}
			before := strings.Join(p.Draw(), "\n")
			tk := *c.Ticket
			c.Ticket = &tk
			top := p.Top()
			change(&c)
			p.Sync(c, 50, 9, bare())
			if below := name == "a field comes" || name == "devices come"; p.Top() == top && !below {
				t.Error("nothing has moved: this proves nothing")
			}
			if got := strings.Join(p.Draw(), "\n"); got != before {
				t.Errorf("it moved:\n%s\nwas\n%s", got, before)
			}
		})
	}
}

// TestPreviewPlaceGone: when the part itself goes, what stood below it moves up
// to the place; when it becomes shorter its last line is the place.
func TestPreviewPlaceGone(t *testing.T) {
	t.Parallel()
	was := []part{{"head", 0, 0}, {"note", 3, 10}, {"note", 2, 20}, {"note", 1, 30}}
	for _, c := range []struct {
		name string
		top  int
		now  []part
		want int
	}{
		{"not scrolled", 0, []part{{"more", 0, 0}, {"head", 0, 5}}, 0},
		{"same", 25, was, 25},
		{"the note has gone", 25, []part{{"head", 0, 0}, {"note", 3, 10}, {"note", 1, 20}}, 15},
		{"the last has gone", 35, was[:3], 35},
		{"shorter", 28, []part{{"head", 0, 0}, {"note", 3, 10}, {"note", 2, 20}, {"note", 1, 24}}, 23},
		{"nothing there yet", 12, nil, 12},
	} {
		if got := held(c.top, was, c.now); got != c.want {
			t.Errorf("%s: %d, want %d", c.name, got, c.want)
		}
	}
	if got := held(4, nil, was); got != 4 {
		t.Errorf("nothing was there: %d", got)
	}
}
