package cwtest

// noteRow is a note of a ticket.
type noteRow struct {
	note
	ticket *ticket
	w      *world
}

func (r records) notes(t *ticket, all bool) each[noteRow] {
	return func(yield func(*noteRow)) {
		for _, n := range r.world.conversation(t) {
			if n.hours > 0 && !all {
				continue // time entries' notes are in allNotes only
			}
			yield(&noteRow{note: n, ticket: t, w: r.world})
		}
	}
}

func (r *noteRow) author() *person {
	if r.customer || r.member < 0 {
		return &person{}
	}
	return &r.w.members[r.member]
}

func (r *noteRow) writer() contact {
	if !r.customer {
		return contact{}
	}
	return r.w.contact(r.ticket.company, int(r.ticket.contact))
}

func (r *noteRow) by() string {
	if r.customer {
		return r.writer().email
	}
	return r.author().login
}

func noteHead() []field[noteRow] {
	type R = noteRow
	return []field[R]{
		key("id", func(r *R) int64 { return r.id }),
		text("text", func(r *R) string { return r.text }),
		flag("detailDescriptionFlag", func(r *R) bool { return !r.internal && !r.solution }),
		flag("internalAnalysisFlag", func(r *R) bool { return r.internal }),
		flag("resolutionFlag", func(r *R) bool { return r.solution }),
		constant[R]("issueFlag", boolOf(false)),
		object("member",
			key("id", func(r *R) int64 { return r.author().id }),
			text("identifier", func(r *R) string { return r.author().login }),
			maybe("name", kText, func(r *R) value {
				if r.author().id == 0 {
					return value{}
				}
				return textOf(r.author().name())
			})),
		ref("contact", func(r *R) int64 { return r.writer().id }, func(r *R) string { return r.writer().name() }),
		info(func(r *R) int64 { return r.at }, func(r *R) int64 { return r.at }, (*R).by, (*R).by),
	}
}

func noteShape() *resource[noteRow] {
	type R = noteRow
	fs := append(noteHead(),
		key("ticketId", func(r *R) int64 { return r.ticket.id }),
		when("dateCreated", func(r *R) int64 { return r.at }),
		text("createdBy", (*R).by),
		flag("customerUpdatedFlag", func(r *R) bool { return r.customer }),
		flag("internalFlag", func(r *R) bool { return r.internal }),
		flag("externalFlag", func(r *R) bool { return !r.internal }))
	return &resource[R]{name: "note", fields: fs, aliases: noteAliases(), id: func(r *R) int64 { return r.id }, blank: "processNotifications"}
}

func allNoteShape() *resource[noteRow] {
	type R = noteRow
	fs := append(noteHead(),
		text("noteType", func(r *R) string {
			if r.hours > 0 {
				return "TimeEntryNote"
			}
			return "TicketNote"
		}),
		object("ticket", key("id", func(r *R) int64 { return r.ticket.id }), text("summary", func(r *R) string { return r.ticket.summary })),
		flag("isMarkdownFlag", func(r *R) bool { return r.markdown }),
		maybe("timeStart", kTime, func(r *R) value { return r.stretch(r.at - int64(r.hours*3600)) }),
		maybe("timeEnd", kTime, func(r *R) value { return r.stretch(r.at) }),
		constant[R]("bundledFlag", boolOf(false)),
		constant[R]("mergedFlag", boolOf(false)),
		constant[R]("createdByParentFlag", boolOf(false)),
		maybe("originalAuthor", kText, func(r *R) value {
			if r.customer {
				return textOf(r.writer().name())
			}
			return textOf(r.author().name())
		}))
	return &resource[R]{name: "note", fields: fs, aliases: noteAliases(), id: func(r *R) int64 { return r.id }}
}

func (r *noteRow) stretch(at int64) value {
	if r.hours == 0 {
		return value{}
	}
	return timeOf(at)
}

func noteAliases() []field[noteRow] {
	at := func(r *noteRow) int64 { return r.at }
	return stamps(at, at)
}
