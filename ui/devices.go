package ui

import (
	"time"

	"daybrief/model"
)

// The devices of a ticket hardly change, and looking them up is as dear as the
// conversation itself.
const (
	devicesFresh = 10 * time.Minute // asked again when looked at later than this
	// deniedFor is how long a role that may not read devices is believed, for
	// every ticket: the next would be refused as well.
	deniedFor = 10 * time.Minute
)

// denial is the server's word that devices may not be read.
type denial struct {
	problem *model.Problem // nil for none
	at      time.Time
}

// wantsDevices reports whether the devices of a ticket are asked for along with
// its conversation. Project tickets have no such list.
func (t *ticketDetails) wantsDevices(k *ticketKnown, ticket *model.Ticket, now time.Time) bool {
	if ticket.Kind != model.ServiceTicket {
		return false
	}
	if t.denied.problem != nil && now.Sub(t.denied.at) < deniedFor {
		k.Devices.Problem = t.denied.problem
		return false
	}
	same := k.listedAs.Equal(ticket.Updated) && k.Devices.Problem == nil
	if same && now.Sub(k.listed) < devicesFresh {
		return false
	}
	k.listed, k.listedAs = now, ticket.Updated
	return true
}

// keepDevices takes the part of an answer that is about devices. Of a failure
// only names may come, which are better than nothing and worse than what was
// there.
func (t *ticketDetails) keepDevices(k *ticketKnown, msg ticketAnswer) {
	t.denied = denial{}
	if p := msg.Devices.Problem; p != nil && p.Kind == model.Forbidden {
		t.denied = denial{p, msg.at}
	}
	had := len(k.Devices.Value)
	k.Devices.Keep(msg.Devices, msg.at)
	if len(msg.Devices.Value) > had {
		k.Devices.Fresh = model.Fresh[[]model.Configuration]{Value: msg.Devices.Value, At: msg.at}
	}
}

// forgetTimes makes everything askable again: the clock was set.
func (t *ticketDetails) forgetTimes(now time.Time) {
	t.details.forgetTimes(now)
	for _, k := range t.known {
		k.value.listed = time.Time{}
	}
	t.denied = denial{}
}
