package connectwise

import (
	"cmp"
	"context"
	"errors"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"daybrief/model"
)

type noteWire struct {
	ID                   num
	NoteType             str `wire:"shown"`
	Text                 str
	InternalAnalysisFlag flag
	InternalFlag         flag
	ResolutionFlag       flag   `wire:"shown"`
	IsMarkdownFlag       flag   `wire:"shown"`
	TimeStart, TimeEnd   moment `wire:"shown"`
	OriginalAuthor       str    `wire:"shown"`
	CreatedBy            str    `wire:"shown"`
	DateCreated          moment
	Member, Contact      reference
	Info                 stamps `json:"_info"`
}

// Notes reads a ticket's conversation, oldest first: its notes and the notes of
// time entries and meetings. Older servers, which do not know /allNotes, give
// only the ticket's own notes.
func (s ticketReader) Notes(ctx context.Context, id model.TicketID) (Page[model.Note], error) {
	plain := serviceNoteFields
	if s.project {
		plain = projectNoteFields
	}
	fields, forgive := s.allNoteFields()
	all, err := s.notes(ctx, id, "allNotes", fields, forgive)
	if err != nil && refused(err) {
		// Not there, or not allowed: the plain list may be.
		if fallback, plainErr := s.notes(ctx, id, "notes", plain, nil); plainErr == nil {
			all, err = fallback, nil
		}
	}
	slices.SortStableFunc(all.Items, func(a, b model.Note) int {
		return cmp.Or(a.At.Compare(b.At), cmp.Compare(a.ID, b.ID))
	})
	return all, err
}

// allNoteFields asks whether a note is Markdown, until it turns out that the
// server does not know. Project tickets have no such field.
func (s ticketReader) allNoteFields() (fields func() []string, forgive func(error) bool) {
	markdown := !s.project
	fields = func() []string {
		if markdown {
			return serviceAllNoteFields()
		}
		return allNoteFields()
	}
	return fields, func(err error) bool {
		var e *Error
		again := markdown && errors.As(err, &e) && e.Status == http.StatusBadRequest
		markdown = markdown && !again
		return again
	}
}

func (s ticketReader) notes(ctx context.Context, id model.TicketID, list string, fields func() []string, forgive func(error) bool) (Page[model.Note], error) {
	return Collect(pages(ctx, s.c, listing[noteWire, model.Note]{
		op: "read the notes of " + s.noun, path: s.path + "/" + strconv.FormatInt(int64(id), 10) + "/" + list,
		paging: numbered, size: 250, fields: fields, conds: []Cond{{}}, forgive: forgive,
		id:     func(w *noteWire) int64 { return int64(w.ID) },
		record: func(w *noteWire) (model.Note, bool) { return w.note(), true },
	}))
}

func (w *noteWire) note() model.Note {
	n := model.Note{
		ID: model.NoteID(w.ID), Kind: noteKind(string(w.NoteType)), Text: noteText(string(w.Text), w.IsMarkdownFlag.on()), Author: w.author(),
		Customer:   w.Contact.ID != 0 && w.Member.ID == 0,
		Internal:   w.InternalAnalysisFlag.on() || w.InternalFlag.on(),
		Resolution: w.ResolutionFlag.on(),
		At:         w.TimeStart.utc(),
	}
	for _, t := range []moment{w.DateCreated, w.Info.DateEntered, w.Info.LastUpdated} {
		if n.At.IsZero() {
			n.At = t.utc()
		}
	}
	if n.Kind == model.TimeEntryNote && !w.TimeStart.utc().IsZero() && w.TimeEnd.utc().After(w.TimeStart.utc()) {
		n.Hours = w.TimeEnd.utc().Sub(w.TimeStart.utc()).Hours()
	}
	return n
}

func (w *noteWire) author() model.Text {
	for _, name := range []str{w.Member.Name, w.Contact.Name, w.Member.Identifier, w.OriginalAuthor, w.CreatedBy, w.Info.EnteredBy, w.Info.UpdatedBy} {
		if t := clean(name); !t.IsEmpty() {
			return t
		}
	}
	return model.Text{}
}

func noteKind(s string) model.NoteKind {
	switch strings.ToLower(s) {
	case "", "ticketnote": // the plain list has no noteType
		return model.TicketNote
	case "timeentrynote":
		return model.TimeEntryNote
	case "meetingnote":
		return model.MeetingNote
	}
	return model.NoteUnknown
}
