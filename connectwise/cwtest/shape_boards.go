package cwtest

import "strconv"

type boardRow struct {
	*board
	w *world
}

type statusRow struct {
	*status
	w *world
}

type teamRow struct {
	*team
	board int64
	w     *world
}

type typeRow struct {
	id    int64
	name  string
	board *board
}

func (r records) boards(yield func(*boardRow)) {
	for i := range r.world.boards {
		yield(&boardRow{&r.world.boards[i], r.world})
	}
}

func (r records) boardByID(id int64) *board {
	for i := range r.world.boards {
		if r.world.boards[i].id == id {
			return &r.world.boards[i]
		}
	}
	return &board{}
}

func (r records) statuses(id int64) each[statusRow] {
	return func(yield func(*statusRow)) {
		b := r.boardByID(id)
		for i := b.from; i < b.to; i++ {
			yield(&statusRow{&r.world.statuses[i], r.world})
		}
	}
}

func (r records) teams(id int64) each[teamRow] {
	return func(yield func(*teamRow)) {
		b := r.boardByID(id)
		for i := range b.teams {
			yield(&teamRow{&b.teams[i], id, r.world})
		}
	}
}

func (r records) types(id int64) each[typeRow] {
	return func(yield func(*typeRow)) {
		b := r.boardByID(id)
		for i, name := range b.types {
			yield(&typeRow{b.id*10 + int64(i) + 1, name, b})
		}
	}
}

func (r records) priorities(yield func(*priority)) {
	for i := range r.world.priorities {
		yield(&r.world.priorities[i])
	}
}

func boardHead() []field[boardRow] {
	type R = boardRow
	return []field[R]{
		key("id", func(r *R) int64 { return r.id }),
		text("name", func(r *R) string { return r.name }),
		object("location", constant[R]("id", intOf(2)), constant[R]("name", textOf("Head Office"))),
		object("department", constant[R]("id", intOf(10)), constant[R]("name", textOf("Services"))),
		flag("inactiveFlag", func(r *R) bool { return r.inactive }),
		flag("projectFlag", func(r *R) bool { return r.project }),
	}
}

func boardShape() *resource[boardRow] {
	type R = boardRow
	fs := append(boardHead(), constant[R]("sendToContactFlag", boolOf(true)), constant[R]("useMemberDisplayNameFlag", boolOf(false)),
		constant[R]("restrictBoardByDefaultFlag", boolOf(false)))
	return &resource[R]{name: "board", fields: fs, id: func(r *R) int64 { return r.id },
		blank: "_info workRole workType dispatchMember serviceManagerMember dutyManagerMember oncallMember autoCloseStatus billTime billExpense billProduct"}
}

func boardInfoShape() *resource[boardRow] {
	type R = boardRow
	return &resource[R]{name: "board", fields: boardHead(), id: func(r *R) int64 { return r.id }, blank: "_info billTime billExpense billProduct"}
}

func statusShape() *resource[statusRow] {
	type R = statusRow
	return &resource[R]{name: "status", id: func(r *R) int64 { return r.id }, fields: []field[R]{
		key("id", func(r *R) int64 { return r.id }),
		text("name", func(r *R) string { return r.name }),
		ref("board", func(r *R) int64 { return r.w.boards[r.board].id }, func(r *R) string { return r.w.boards[r.board].name }),
		number("sortOrder", func(r *R) int64 { return r.sort }),
		flag("displayOnBoard", func(r *R) bool { return !r.closed && !r.inactive }),
		flag("inactive", func(r *R) bool { return r.inactive }),
		flag("closedStatus", func(r *R) bool { return r.closed }),
		flag("timeEntryNotAllowed", func(r *R) bool { return r.closed }),
		flag("defaultFlag", func(r *R) bool { return r.initial }),
		text("escalationStatus", func(r *R) string { return r.means.String() }),
		constant[R]("customerPortalFlag", boolOf(true)),
		constant[R]("roundRobinCatchall", boolOf(false)),
	}, blank: "_info statusIndicator customerPortalDescription emailTemplate customStatusIndicatorName saveTimeAsNote"}
}

func teamShape() *resource[teamRow] {
	type R = teamRow
	return &resource[R]{name: "team", id: func(r *R) int64 { return r.id }, fields: []field[R]{
		key("id", func(r *R) int64 { return r.id }),
		text("name", func(r *R) string { return r.name }),
		object("teamLeader",
			key("id", func(r *R) int64 { return r.w.members[r.leader].id }),
			text("identifier", func(r *R) string { return r.w.members[r.leader].login }),
			text("name", func(r *R) string { return r.w.members[r.leader].name() })),
		{name: "members", raw: func(b []byte, r *R) []byte {
			b = append(b, '[')
			for i, m := range r.members {
				if i > 0 {
					b = append(b, ',')
				}
				b = strconv.AppendInt(b, r.w.members[m].id, 10)
			}
			return append(b, ']')
		}},
		flag("defaultFlag", func(r *R) bool { return r.id%10 == 1 }),
		key("boardId", func(r *R) int64 { return r.board }),
		constant[R]("notifyOnTicketDelete", boolOf(false)),
	}, blank: "_info locationId businessUnitId"}
}

func typeShape() *resource[typeRow] {
	type R = typeRow
	return &resource[R]{name: "type", id: func(r *R) int64 { return r.id }, fields: []field[R]{
		key("id", func(r *R) int64 { return r.id }),
		text("name", func(r *R) string { return r.name }),
		ref("board", func(r *R) int64 { return r.board.id }, func(r *R) string { return r.board.name }),
		constant[R]("defaultFlag", boolOf(false)), constant[R]("inactiveFlag", boolOf(false)),
	}, blank: "_info category skill"}
}

func priorityShape() *resource[priority] {
	type R = priority
	return &resource[R]{name: "priority", id: func(r *R) int64 { return r.id }, fields: []field[R]{
		key("id", func(r *R) int64 { return r.id }),
		text("name", func(r *R) string { return r.name }),
		text("color", func(r *R) string { return r.color }),
		number("sortOrder", func(r *R) int64 { return r.sort }),
		flag("defaultFlag", func(r *R) bool { return r.level == "Medium" }),
		text("level", func(r *R) string { return r.level }),
		text("urgencySortOrder", func(r *R) string { return strconv.FormatInt(r.sort, 10) }),
	}, blank: "_info imageLink"}
}
