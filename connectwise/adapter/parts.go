package adapter

import (
	"sync"
	"time"

	"daybrief/connectwise"
	"daybrief/internal/psa"
	"daybrief/model"
)

// each asks for what belongs to records, one request each, and says why it can't be
// had of some: of these it is not known. What the keys may not read of one they may
// not read of the others, which are not asked for then; what all requests share ends
// it likewise.
func each(q psa.RecordQuery, asked []func() error) (why *model.Problem) {
	for i, ask := range asked {
		err := ask()
		p := psa.ProblemOf(err)
		switch {
		case err == nil:
		case passing(err), p.Kind == model.ServerDown:
			return p
		default:
			if why == nil {
				why = p
			}
			if p.Kind == model.Forbidden {
				return why
			}
		}
		if q.Progress != nil {
			q.Progress(i+1, len(asked))
		}
	}
	return why
}

func wanted(q psa.RecordQuery, of model.CompanyRef, by model.MemberRef) bool {
	return q.Only == nil || q.Only(of, by)
}

// pieces keeps what has come of lists that take a request for each record, so
// that the next try asks for the rest only.
type pieces struct {
	mu   sync.Mutex
	kept map[pieceKey]piece
}

// pieceKey is what is asked; other days are another list.
type pieceKey struct {
	list     psa.List
	from, to time.Time
}

type piece struct {
	begun   time.Time
	answers *connectwise.Kept
}

// piecemeal asks for a list, and goes on where an interruption has ended it.
func (s *Provider) piecemeal(q psa.RecordQuery, ask func(*connectwise.Client) (psa.Records, error)) (psa.Records, error) {
	key := pieceKey{q.List, q.From.UTC(), q.To.UTC()}
	p := s.pieces.take(key, s.now())
	c, err := s.client.With(connectwise.WithKept(p.answers))
	if err != nil {
		return psa.Records{}, err
	}
	out, err := ask(c)
	if interrupted(err) || out.Parts != nil && interrupted(out.Parts) {
		s.pieces.keep(key, p)
	}
	return out, err
}

// take gives what has come, or something new to keep it in. It is given up when
// it is as old as a list of tickets may be.
func (u *pieces) take(key pieceKey, now time.Time) piece {
	u.mu.Lock()
	defer u.mu.Unlock()
	p, ok := u.kept[key]
	delete(u.kept, key)
	if age := now.Sub(p.begun); ok && age >= 0 && age <= oldLists {
		return p
	}
	return piece{now, &connectwise.Kept{}}
}

func (u *pieces) keep(key pieceKey, p piece) {
	u.mu.Lock()
	defer u.mu.Unlock()
	if u.kept == nil {
		u.kept = map[pieceKey]piece{}
	}
	u.kept[key] = p
}
