package faulttest

import (
	"errors"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"daybrief/connectwise"
	"daybrief/connectwise/cwtest"
	"daybrief/model"
	"daybrief/model/assess"
	"daybrief/ui/widget"
)

// look compares the screen with the server.
func (l *life) look() {
	l.Press("esc", "esc", "1")
	settled := l.over.IsZero() && l.skewed == 0 && !time.Now().Before(l.settled)
	if l.word() != "LIVE" {
		if settled {
			began := time.Now()
			for l.word() != "LIVE" && time.Since(began) < 20*time.Minute {
				l.Pass(time.Second)
			}
			l.note(fmt.Sprintf("LIVE after %v", time.Since(began)))
			l.fail("%s, though nothing fails", l.word())
		}
		return
	}
	if l.skewed.Abs() > 10*time.Minute && time.Since(l.set) > 20*time.Second && l.over.IsZero() {
		l.fail("LIVE, with a clock that is off by %v", l.skewed)
	}
	if !settled {
		return
	}
	if wrong := l.differs(); wrong != "" && !l.wasSo(l.tiles()) {
		l.fail("%s", wrong)
	}
	if wrong := l.tickets(); wrong != "" {
		l.fail("%s", wrong)
	}
	l.list()
	l.whole++
}

// wasSo reports whether the figures are those of a moment within the last minute:
// the screen reads clocks once a minute, and whenever something comes.
func (l *life) wasSo(got map[string]int) bool {
	for at := l.now(); l.now().Sub(at) < time.Minute; at = at.Add(-time.Second) {
		if maps.Equal(got, numbers(l.server.Truth(at, cwtest.TruthRules{Zone: l.zone}).Numbers)) {
			return true
		}
	}
	return false
}

// list compares the rows of the Tickets screen, by SLA, with what the server
// calculates now.
func (l *life) list() {
	l.Press("2", "g")
	for range 12 {
		if l.Has("by sla") {
			break
		}
		l.Press("s")
	}
	want := l.clockTruth()
	var last time.Time
	rows := 0
	for _, line := range l.Lines() {
		m := listRow.FindStringSubmatch(line)
		if m == nil {
			continue
		}
		rows++
		id, _ := strconv.ParseInt(m[1], 10, 64)
		clock, open := want[model.TicketID(id)]
		if !open {
			l.fail("#%d is not open", id)
		}
		cell := strings.Join(strings.Fields(m[2]), " ")
		// The screen reads its clock once a minute.
		cells := []string{slaText(clock, 0), slaText(clock, time.Minute)}
		if !slices.Contains(cells, cell) {
			l.fail("#%d: the screen says %q, the server %q", id, cell, cells)
		}
		if clock.State != model.SLARunning && clock.State != model.SLABreached {
			continue
		}
		if clock.Due.Before(last) {
			l.fail("#%d stands behind one that is due later", id)
		}
		last = clock.Due
	}
	if rows < 20 {
		l.fail("only %d rows", rows)
	}
}

// listRow is a row of the list: its number and its SLA.
var listRow = regexp.MustCompile(`^.{0,6}#(\d{5,}) (.{12}) P\d`)

// slaText is the cell of a clock as it was read some time ago.
func slaText(c model.SLAClock, ago time.Duration) string {
	c.Left += ago
	switch {
	case c.State == model.SLARunning && c.Left < 0:
		c.State = model.SLABreached
	case c.State == model.SLABreached && c.Left >= 0:
		c.State = model.SLARunning
	}
	return strings.Join(strings.Fields(widget.SLACell(c, false, assess.SLARules{}).Text), " ")
}

// clockTruth is the SLA clock of every open ticket, as the server has it now.
func (l *life) clockTruth() map[model.TicketID]model.SLAClock {
	c := l.client()
	boards, err := c.Boards.List(l.t.Context())
	if err != nil {
		l.fail("%v", err)
	}
	s := &model.Snapshot{Boards: model.Fresh[[]model.Board]{Value: boards.Items, At: l.now()}}
	k := model.NewLookup(s, model.Policy{})
	q := connectwise.TicketQuery{OpenSince: l.now().AddDate(-1, 0, 0)}
	out := map[model.TicketID]model.SLAClock{}
	sla := map[model.TicketID]model.SLA{}
	for p, err := range c.Tickets.CalculateSLA(l.t.Context(), q) {
		if err != nil {
			l.fail("%v", err)
		}
		for _, t := range p.Items {
			sla[t.ID] = t.SLA
		}
	}
	take := func(t *model.Ticket, err error) {
		if err != nil {
			l.fail("%v", err)
		}
		if t.Kind == model.ServiceTicket {
			t.SLA = sla[t.ID]
		}
		if t.Open() {
			out[t.ID] = k.Clock(t, l.now())
		}
	}
	for t, err := range c.Tickets.All(l.t.Context(), q) {
		take(t, err)
	}
	for t, err := range c.ProjectTickets.All(l.t.Context(), q) {
		take(t, err)
	}
	return out
}

// client asks the server past everything that is spoilt.
func (l *life) client() *connectwise.Client {
	site, siteErr := connectwise.ParseSite("https://psa.example.com")
	auth, authErr := connectwise.NewBasic(cwtest.DemoCompany, cwtest.DemoPublicKey, model.NewSecret(key), cwtest.DemoClientID)
	c, err := connectwise.New(site, cwtest.DemoCompany, auth, connectwise.WithTransport(l.server.Transport()), connectwise.WithNow(l.now))
	if err := errors.Join(siteErr, authErr, err); err != nil {
		l.fail("%v", fmt.Sprint(err))
	}
	return c
}
