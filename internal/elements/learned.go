package elements

import (
	"cmp"
	"maps"
	"slices"
	"time"

	"daybrief/model"
)

// learned is what tickets tell of boards and statuses that the gateway does not
// list.
type learned struct {
	statuses map[model.StatusID]seenStatus
}

type seenStatus struct {
	name  model.Text
	board model.BoardID
	open  int // open tickets in it at the last list
}

func newLearned() learned { return learned{map[model.StatusID]seenStatus{}} }

// listed takes in a whole list of open tickets that was begun at a moment.
func (p *Provider) listed(open []*model.Ticket, begun time.Time) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for id, s := range p.learned.statuses {
		s.open = 0
		p.learned.statuses[id] = s
	}
	p.learned.add(open)
	p.lastList = begun
}

// learn takes in tickets that have changed.
func (p *Provider) learn(changed []*model.Ticket) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if !p.lastList.IsZero() { // before a list there is nothing to add to
		p.learned.add(changed)
	}
}

// add learns from those that are open: the status of a closed one is no status
// of open tickets.
func (l learned) add(list []*model.Ticket) {
	for _, t := range list {
		if !t.Open() || t.Status.ID == 0 {
			continue
		}
		s := l.statuses[t.Status.ID]
		s.name, s.board = t.Status.Name, t.Board.ID
		s.open++
		l.statuses[t.Status.ID] = s
	}
}

// groups are the statuses in so many groups at most, about as long as each
// other.
func (l learned) groups(n int) [][]int64 {
	ids := slices.SortedFunc(maps.Keys(l.statuses), func(a, b model.StatusID) int {
		return cmp.Or(cmp.Compare(l.statuses[b].open, l.statuses[a].open), cmp.Compare(a, b))
	})
	groups, sizes := make([][]int64, min(n, len(ids))), make([]int, min(n, len(ids)))
	for _, id := range ids {
		least := 0
		for i := range sizes {
			if sizes[i] < sizes[least] {
				least = i
			}
		}
		groups[least] = append(groups[least], int64(id))
		sizes[least] += l.statuses[id].open + 1
	}
	return groups
}

// withStatuses adds to boards the statuses that tickets have had, and that their
// teams, which a gateway has no list of, are not known.
func (p *Provider) withStatuses(boards []model.Board) []model.Board {
	p.mu.Lock()
	defer p.mu.Unlock()
	for i := range boards {
		boards[i].TeamsUnread = !boards[i].Project // those of projects have none
		for id, s := range p.learned.statuses {
			if s.board == boards[i].ID {
				boards[i].Statuses = append(boards[i].Statuses, model.Status{ID: id, Name: s.name, Board: s.board})
			}
		}
		slices.SortFunc(boards[i].Statuses, func(a, b model.Status) int { return cmp.Compare(a.ID, b.ID) })
	}
	return boards
}
