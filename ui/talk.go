package ui

import (
	"context"
	"time"

	tea "charm.land/bubbletea/v2"

	"daybrief/internal/feed"
	"daybrief/internal/psa"
	"daybrief/model"
)

// How conversations are fetched: one at a time, only for a ticket that the
// selection rests on, so that running down a list costs no requests.
const (
	restTime  = 350 * time.Millisecond
	talkFresh = 2 * time.Minute // asked again when looked at later than this
	// talkBurst fetches may begin within talkWindow. Each is 2 to 4 requests, of
	// which there are 30 a minute, and the feed needs its share.
	talkBurst  = 5
	talkWindow = 35 * time.Second
	talksKept  = 200
)

// talk is what is known of one ticket's conversation.
type talk struct {
	psa.TicketDetail
	asked time.Time // when it was last asked for
	as    time.Time // what the ticket's Updated was then
	seen  uint64    // counts looks, to forget the least recent
	// listed is when its devices were last asked for, listedAs what the
	// ticket's Updated was then.
	listed, listedAs time.Time
}

// talks are the conversations, by ticket, and the one that is wanted.
type talks struct {
	known  map[model.TicketID]*talk
	wanted model.TicketID
	due    time.Time // when wanted is to be fetched; zero for nothing to do
	busy   bool
	began  [talkBurst]time.Time // when the latest fetches began, the oldest first
	looks  uint64
	denied denial
}

// talked brings a conversation back.
type talked struct {
	ticket  model.TicketID
	at      time.Time
	devices bool // were asked for too
	psa.TicketDetail
}

func newTalks() *talks { return &talks{known: map[model.TicketID]*talk{}} }

// ticketDetail is what a screen may know about a ticket.
func (a *App) ticketDetail(id model.TicketID) psa.TicketDetail {
	return a.talks.detail(id).Of(a.opts.Provider)
}

func (t *talks) detail(id model.TicketID) psa.TicketDetail {
	if k := t.known[id]; k != nil {
		return k.TicketDetail
	}
	return psa.TicketDetail{}
}

// look notes that a ticket is looked at. While the selection rests on it, its
// conversation is asked for again only when the ticket has changed.
func (t *talks) look(id model.TicketID, updated, now time.Time) {
	again := id == t.wanted
	if id == 0 || again && !t.due.IsZero() {
		return
	}
	t.wanted, t.due = id, time.Time{}
	if !t.fresh(id, updated, now, again) {
		t.due = later(now.Add(restTime), t.began[0].Add(talkWindow))
	}
}

// next is when listen wants to be called; zero while a fetch is under way.
func (t *talks) next() time.Time {
	if t.busy {
		return time.Time{}
	}
	return t.due
}

func later(a, b time.Time) time.Time {
	if a.Before(b) {
		return b
	}
	return a
}

// fresh reports whether the conversation need not be asked for: the ticket is
// the same as it was then, and the answer is young or has been in sight all the
// time. A failure is tried again after a while.
func (t *talks) fresh(id model.TicketID, updated, now time.Time, resting bool) bool {
	k := t.known[id]
	if k == nil {
		return false
	}
	young := now.Sub(k.asked) < talkFresh
	return k.Busy || k.as.Equal(updated) && (young || resting && k.Problem() == nil)
}

// forgetTimes makes everything askable again after the clock was set back.
func (t *talks) forgetTimes(now time.Time) {
	for _, k := range t.known {
		k.asked, k.listed = time.Time{}, time.Time{}
	}
	t.denied = denial{}
	t.began, t.due = [talkBurst]time.Time{}, time.Time{}
	if t.wanted != 0 {
		t.due = now.Add(restTime)
	}
}

// listen fetches the wanted conversation when it is due.
func (a *App) listen() tea.Cmd {
	t, now := a.talks, a.world.now
	if t.busy || t.due.IsZero() || now.Before(t.due) {
		return nil
	}
	t.due = time.Time{}
	ticket := a.world.lookup.Ticket(t.wanted)
	if ticket == nil {
		return nil
	}
	k := t.begin(ticket.Updated, now)
	k.Busy = true
	devices := t.wantsDevices(k, ticket, now)
	a.outdate()
	ctx, clock, ask := feed.Interactive(a.ctx), a.clock, a.opts.Provider.Ticket
	return func() tea.Msg {
		ctx, cancel := context.WithTimeout(ctx, detailTime)
		defer cancel()
		out, err := guarded(func() (psa.TicketDetail, error) { return ask(ctx, ticket, devices), nil })
		if err != nil {
			out = psa.FailedTicket(err)
		}
		return talked{ticket.ID, clock(), devices, out}
	}
}

// begin is the record of the wanted ticket, made when there is none.
func (t *talks) begin(updated, now time.Time) *talk {
	k := t.known[t.wanted]
	if k == nil {
		t.forget()
		k = &talk{}
		t.known[t.wanted] = k
	}
	copy(t.began[:], t.began[1:])
	t.began[talkBurst-1] = now
	t.busy, k.asked, k.as = true, now, updated
	t.looks++
	k.seen = t.looks
	return k
}

// forget makes room for one more: memory must stay flat for weeks.
func (t *talks) forget() {
	if len(t.known) < talksKept {
		return
	}
	var oldest model.TicketID
	for id, k := range t.known {
		if oldest == 0 || k.seen < t.known[oldest].seen {
			oldest = id
		}
	}
	delete(t.known, oldest)
}

// heardOut keeps a conversation. A failure keeps the old part and says so.
func (a *App) heardOut(msg talked) {
	a.talks.busy = false
	k := a.talks.known[msg.ticket]
	if k == nil {
		return
	}
	k.Busy = false
	k.Notes.Keep(msg.Notes, msg.at)
	k.Time.Keep(msg.Time, msg.at)
	if msg.devices {
		a.talks.keepDevices(k, msg)
	}
	a.outdate()
}
