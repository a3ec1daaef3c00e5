package ui

import (
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"daybrief/model"
	"daybrief/ui/screen"
)

// takersPage lists who can take a ticket, each with the reasons. Choosing somebody
// shows their day: daybrief assigns nothing.
func takersPage(a *App, in screen.WhoTakes) page {
	t := a.world.lookup.Ticket(in.Ticket)
	switch {
	case t == nil:
		a.notify("This ticket is no longer among the open ones.")
		return nil
	case a.world.snapshot.Reading() != "":
		a.notify("Who could take it is not known yet: the tickets are still being read (" + a.world.snapshot.Reading() + ").")
		return nil
	case !a.world.snapshot.Members.Known():
		a.notify("Who could take it is not known: the list of members has not been read.")
		return nil
	}
	var rows []choice
	for _, k := range a.world.assessed.Takers(t) {
		login := k.Member.Identifier.String()
		rows = append(rows, choice{id: strconv.FormatInt(int64(k.Member.ID), 10), text: k.Member.Name().String(),
			detail: strings.Join(k.Reasons, " "+a.display.theme.Glyphs.Separator+" "), do: func(a *App) tea.Cmd {
				a.open(screen.Place{Screen: "schedule", Member: login})
				return nil
			}})
	}
	note := "enter shows their day; now nobody has it"
	if !t.Owner.IsZero() {
		note = "enter shows their day; now " + a.world.assessed.Name(t.Owner).String() + " has it"
	}
	if part := screen.Partly(a.world.snapshot, model.SourceMembers, model.SourceSchedule, model.SourceTickets, model.SourceProjectTickets,
		model.SourceClosed, model.SourceClosedProject, model.SourceBoards); len(part) > 0 {
		note += "; incomplete: " + model.SourceNames(part, 3)
	}
	if b := a.world.lookup.Board(t.Board.ID); b != nil && b.TeamsUnread {
		note += "; its team is not known"
	}
	return newPicker(&picker{title: "Who can take #" + strconv.FormatInt(int64(t.ID), 10) + "?", find: always(rows), empty: "Nobody else is an active member.",
		note: note, whole: true}, 0)
}
