package widget

import (
	"cmp"
	"slices"
	"strconv"

	"daybrief/model"
	"daybrief/ui/theme"
)

// Bounds of what a preview works out: a conversation of a thousand notes, each
// of a megabyte, must not stop the screen.
const (
	maxNotes     = 200
	maxNoteLines = 400
)

// conversation adds the notes, newest first, or says why there are none.
func (s *sheet) conversation() {
	c := s.card
	title := "Conversation"
	if n := len(c.Notes.Value); n > 0 {
		title = s.dot(title, strconv.Itoa(n))
	}
	s.rule(title)
	switch {
	case c.Problem() != nil && c.Problem().Kind == model.NotOffered:
		s.missing("notes", c.Problem())
	case c.Problem() != nil:
		s.text(c.Problem().What.String(), s.th.Warn, "", 0, 4)
		s.text(c.Problem().Cure.String(), s.th.Dim, "", 0, 4)
		if c.Notes.Known() {
			s.text("What follows was read "+Ago(c.Notes.At, c.Now)+".", s.th.Dim, "", 0, 2)
		}
	case !c.Notes.Known() && c.Busy:
		s.text("Reading the conversation"+s.th.Glyphs.Ellipsis, s.th.Dim, "", 0, 1)
	case !c.Notes.Known():
		s.text("The conversation is read when the selection rests here.", s.th.Dim, "", 0, 2)
	case len(c.Notes.Value) == 0:
		s.text("Nobody has written anything yet.", s.th.Dim, "", 0, 1)
	}
	s.notes()
	s.time()
}

func (s *sheet) notes() {
	notes := slices.Clone(s.card.Notes.Value)
	slices.SortStableFunc(notes, func(a, b model.Note) int {
		return cmp.Or(b.At.Compare(a.At), cmp.Compare(b.ID, a.ID))
	})
	for i := range notes {
		if i == maxNotes {
			s.gap()
			s.text(strconv.Itoa(len(notes)-i)+" older notes are not shown here; o opens the ticket in the browser.", s.th.Dim, "", 0, 2)
			return
		}
		if i > 0 {
			s.line("", 0)
		}
		s.note(&notes[i])
	}
}

// note draws one note: who and when on a line, then the text behind a bar of
// the writer's colour. The customer's bar is thick and ours thin, and the words
// say it too, so that it can be told without colour.
func (s *sheet) note(n *model.Note) {
	s.part("note "+strconv.Itoa(int(n.Kind)), int64(n.ID))
	g := &s.th.Glyphs
	style, bar, who := s.th.Ours, g.Vertical, "us"
	switch {
	case n.Customer:
		style, bar, who = s.th.Customer, g.Cursor, "customer"
	case n.Internal:
		style, bar, who = s.th.InternalInk, g.Quiet, "internal"
	}
	author := n.Author.String()
	if author == "" {
		author, who = who, ""
	}
	extra := ""
	switch {
	case n.Resolution:
		extra = "resolution"
	case n.Kind == model.TimeEntryNote && n.Hours > 0:
		extra = hours(n.Hours) + " h"
	}
	s.noteHead(style, bar, author, s.dot(who, extra, Moment(n.At, s.card.Now, s.card.Zone)))
	body := s.th.Text
	if n.Internal && !n.Customer {
		body = s.th.Dim
	}
	if n.Text.IsEmpty() {
		s.text("(empty note)", s.th.Faint, style.Paint(bar)+" ", 2, 1)
		return
	}
	if s.text(n.Text.String(), body, style.Paint(bar)+" ", 2, maxNoteLines) {
		s.text("This note goes on; o opens the ticket in the browser.", s.th.Dim, style.Paint(bar)+" ", 2, 2)
	}
}

func (s *sheet) noteHead(style theme.Style, bar, author, about string) {
	if s.w < 16 {
		s.text(author, style, "", 0, 1)
		return
	}
	about = Truncate(about, s.w*2/3, s.th.Glyphs.Ellipsis)
	name := Truncate(author, max(1, s.w-3-Width(about)), s.th.Glyphs.Ellipsis)
	pad := s.w - 2 - Width(name) - Width(about)
	s.line(style.Paint(bar+" "+name)+Spaces(pad)+s.th.Dim.Paint(about), s.w)
}

// time adds logged time that came without notes of its own.
func (s *sheet) time() {
	if p := s.card.Time.Problem; p != nil && p != s.card.Problem() && s.card.Notes.Problem == nil {
		s.rule("Time")
		s.missing("logged time", p)
	}
	if len(s.card.Time.Value) == 0 {
		return
	}
	total := 0.0
	for _, e := range s.card.Time.Value {
		total += e.Hours
	}
	s.rule(s.dot("Time", hours(total)+" h"))
	for i, e := range s.card.Time.Value {
		if i == maxNotes {
			return
		}
		s.text(s.dot(Moment(e.Start, s.card.Now, s.card.Zone), hours(e.Hours)+" h", e.Member.Label().String()), s.th.Text, "", 0, 2)
	}
}
