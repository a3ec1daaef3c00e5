package connectwise

import (
	"context"
	"strconv"
	"sync"

	"daybrief/model"
)

// BoardService reads service and project boards and their priorities.
type BoardService struct{ c *Client }

// boardWorkers is how many boards are asked about at once; the limiter may let
// fewer through.
const boardWorkers = 4

type boardWire struct {
	ID           num
	Name         str
	ProjectFlag  flag
	InactiveFlag flag
}

func (w *boardWire) board() model.Board {
	return model.Board{ID: model.BoardID(w.ID), Name: clean(w.Name), Project: w.ProjectFlag.on(), Inactive: w.InactiveFlag.on()}
}

// List lists the active boards with their statuses and teams. Where the full
// list is refused the lighter one is read. A board whose teams are refused has
// none; statuses that are refused for every board are a failure, since nothing
// can be asked for without them.
func (s BoardService) List(ctx context.Context) (Page[model.Board], error) {
	all, err := s.Names(ctx)
	if err != nil {
		return all, err
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	next := make(chan int)
	fills := make([]fill, len(all.Items))
	var wg sync.WaitGroup
	for range min(boardWorkers, len(all.Items)) {
		wg.Go(func() {
			for i := range next {
				if fills[i] = s.fill(ctx, &all.Items[i]); fills[i].err != nil && !refused(fills[i].err) {
					cancel() // the rest would fail alike
				}
			}
		})
	}
	for i := range all.Items {
		next <- i
	}
	close(next)
	wg.Wait()
	return s.filled(all, fills)
}

// fill is what came of asking about one board.
type fill struct {
	err     error
	skipped int
}

func (s BoardService) fill(ctx context.Context, b *model.Board) fill {
	statuses, err := s.Statuses(ctx, b.ID)
	b.Statuses, b.StatusesUnread = statuses.Items, err != nil || statuses.Skipped > 0
	if err != nil {
		return fill{err: err}
	}
	f := fill{skipped: statuses.Skipped}
	if b.Project {
		return f // project boards have no teams (connectwise-api 5.1)
	}
	teams, err := s.Teams(ctx, b.ID)
	if err != nil && !refused(err) {
		return fill{err: err}
	}
	b.Teams, b.TeamsUnread = teams.Items, err != nil || teams.Skipped > 0
	f.skipped += teams.Skipped
	return f
}

// filled puts the parts together and picks the error that tells most: the
// first that is no echo of our own calling off.
func (s BoardService) filled(all Page[model.Board], fills []fill) (Page[model.Board], error) {
	var first, denied error
	without := 0
	for _, f := range fills {
		all.Skipped += f.skipped
		switch {
		case f.err == nil:
		case refused(f.err):
			denied = f.err
			without++
			all.Skipped++ // its open statuses can't be asked for
		case first == nil || isCancelled(first):
			first = f.err
		}
	}
	if first != nil {
		return Page[model.Board]{}, first
	}
	if without > 0 && without == len(fills) {
		return Page[model.Board]{}, denied
	}
	return all, nil
}

// Names lists the boards without statuses and teams, inactive ones included:
// switching a board off closes none of its tickets.
func (s BoardService) Names(ctx context.Context) (Page[model.Board], error) {
	list := func(path string) (Page[model.Board], error) {
		return Collect(pages(ctx, s.c, listing[boardWire, model.Board]{
			op: "list boards", path: path, paging: numbered, fields: boardFields,
			conds:  []Cond{{}},
			id:     func(w *boardWire) int64 { return int64(w.ID) },
			record: func(w *boardWire) (model.Board, bool) { return w.board(), true },
		}))
	}
	full, err := list("/service/boards")
	if err == nil || !refused(err) {
		return full, err
	}
	if light, lightErr := list("/service/info/boards"); lightErr == nil {
		return light, nil
	}
	return full, err
}

// Statuses lists the statuses of a board, inactive ones included: old tickets
// may still be in them.
func (s BoardService) Statuses(ctx context.Context, board model.BoardID) (Page[model.Status], error) {
	type wire struct {
		ID               num
		Name             str
		SortOrder        num
		DefaultFlag      flag
		ClosedStatus     flag
		Inactive         flag
		EscalationStatus str
	}
	return Collect(pages(ctx, s.c, listing[wire, model.Status]{
		op: "list the statuses of boards", path: boardPath(board, "statuses"), paging: numbered, fields: statusFields, conds: []Cond{{}},
		id: func(w *wire) int64 { return int64(w.ID) },
		record: func(w *wire) (model.Status, bool) {
			return model.Status{
				ID: model.StatusID(w.ID), Name: clean(w.Name), Board: board, Sort: int(w.SortOrder),
				Default: w.DefaultFlag.on(), Closed: w.ClosedStatus.on(), Inactive: w.Inactive.on(),
				Escalation: model.ParseEscalation(string(w.EscalationStatus)),
			}, true
		},
	}))
}

// Teams lists the teams of a board with their members; /service/teams does not
// know the members.
func (s BoardService) Teams(ctx context.Context, board model.BoardID) (Page[model.Team], error) {
	type wire struct {
		ID      num
		Name    str
		Members []num
	}
	return Collect(pages(ctx, s.c, listing[wire, model.Team]{
		op: "list the teams of boards", path: boardPath(board, "teams"), paging: numbered, fields: teamFields, conds: []Cond{{}},
		id: func(w *wire) int64 { return int64(w.ID) },
		record: func(w *wire) (model.Team, bool) {
			t := model.Team{ID: model.TeamID(w.ID), Name: clean(w.Name)}
			for _, m := range w.Members {
				t.Members = append(t.Members, model.MemberID(m))
			}
			return t, true
		},
	}))
}

// Priorities lists the priority table. Some servers send only id and name.
func (s BoardService) Priorities(ctx context.Context) (Page[model.Priority], error) {
	return Collect(pages(ctx, s.c, listing[priorityWire, model.Priority]{
		op: "list priorities", path: "/service/priorities", paging: numbered, fields: priorityFields, conds: []Cond{{}},
		id:     func(w *priorityWire) int64 { return int64(w.ID) },
		record: func(w *priorityWire) (model.Priority, bool) { return w.priority(), true },
	}))
}

type priorityWire struct {
	ID        num
	Name      str
	SortOrder *num
	Level     str
}

func (w *priorityWire) priority() model.Priority {
	return model.Priority{ID: model.PriorityID(w.ID), Name: clean(w.Name), Sort: rank(w.SortOrder), Level: grade(w.Level)}
}

func boardPath(id model.BoardID, what string) string {
	return "/service/boards/" + strconv.FormatInt(int64(id), 10) + "/" + what
}
