package cli

import (
	"context"
	"testing"
	"time"

	"daybrief/briefing"
	"daybrief/internal/psa"
	"daybrief/model"
)

// spoken is a provider that knows notes and nothing else.
type spoken struct {
	psa.Provider
	notes map[model.TicketID][]model.Note
	lacks bool
}

func (s spoken) Lacks(psa.Feature) *model.Problem {
	if s.lacks {
		return &model.Problem{Kind: model.NotOffered}
	}
	return nil
}

func (s spoken) Ticket(ctx context.Context, t *model.Ticket, _ bool) psa.TicketDetail {
	if s.notes[t.ID] == nil { // this one hangs
		<-ctx.Done()
		return psa.FailedTicket(ctx.Err())
	}
	return psa.TicketDetail{Notes: psa.Got(s.notes[t.ID], nil)}
}

// TestTheCustomersWordsStandInTheBriefing: each ticket of Now has the beginning of
// its customer's latest message; one that can't be had holds nothing up.
func TestTheCustomersWordsStandInTheBriefing(t *testing.T) {
	t.Parallel()
	one := func(id model.TicketID) briefing.Item {
		return briefing.Item{Kind: briefing.KindTicket, ID: int64(id), Ticket: &model.Ticket{ID: id}}
	}
	made := func() *briefing.Briefing {
		return &briefing.Briefing{Now: briefing.Section{Items: []briefing.Item{one(1), one(2), {Kind: briefing.KindPile}}}}
	}
	at := time.Date(2026, 3, 10, 9, 30, 0, 0, time.UTC)
	p := spoken{notes: map[model.TicketID][]model.Note{1: {
		{Customer: true, Text: model.CleanLines("Hi Ben,\nit is back. Please call."), Author: model.Clean("Jo Akers"), At: at},
		{Text: model.Clean("We are on it."), At: at.Add(time.Hour)},
	}}}

	b := made()
	(&tenant{provider: p}).quote(t.Context(), b, 50*time.Millisecond)
	if m := b.Now.Items[0].Message; m == nil || m.Sentence(at.Add(time.Hour), time.UTC) != "Jo Akers, 09:30: it is back." {
		t.Errorf("got %+v", m)
	}
	if b.Now.Items[1].Message != nil {
		t.Error("words out of nothing")
	}

	p.lacks = true
	b = made()
	(&tenant{provider: p}).quote(t.Context(), b, time.Minute)
	if b.Now.Items[0].Message != nil {
		t.Error("asked for what is not offered")
	}
}
