package connectwise

import (
	"encoding/json"
	"time"

	"daybrief/model"
)

// Record reads one record of the API that came another way than through a
// Client: a gateway hands ConnectWise's records on with their own field names.
// Texts are cleaned. false is a record that can't be read or has no id.
type Record struct {
	// Now places the year of an SLA text.
	Now time.Time
	// Goals is true when the server is known to send the goals of SLAs as times:
	// a ticket without any has none then.
	Goals bool
	// Dates is what the texts of the instance have told of the order of day and month;
	// nil: nothing.
	Dates *DateOrder
}

// into decodes a record.
func into[W any](raw []byte) (w W, ok bool) {
	err := json.Unmarshal(raw, &w)
	return w, readable(&w) && err == nil
}

// Ticket reads a service ticket. Its SLA is that of the ticket's last save.
func (r Record) Ticket(raw []byte) (*model.Ticket, bool) {
	w, ok := into[ticketWire](raw)
	if !ok || w.ID == 0 {
		return nil, false
	}
	return ticketMapper{now: r.Now, goals: r.Goals, dates: r.Dates}.ticket(&w)
}

// Note reads a note of a ticket.
func (Record) Note(raw []byte) (model.Note, bool) {
	w, ok := into[noteWire](raw)
	return w.note(), ok && w.ID != 0
}

// Time reads a time entry.
func (Record) Time(raw []byte) (model.TimeEntry, bool) {
	w, ok := into[billedWire](raw)
	return w.billed(), ok && w.ID != 0
}

// Company reads a company that was not deleted.
func (Record) Company(raw []byte) (c model.Company, deleted, ok bool) {
	w, ok := into[companyWire](raw)
	return w.company(), w.DeletedFlag.on(), ok && w.ID != 0
}

// Contact reads a contact.
func (Record) Contact(raw []byte) (model.Contact, bool) {
	w, ok := into[contactWire](raw)
	return w.contact(), ok && w.ID != 0
}

// Agreement reads an agreement with a company.
func (Record) Agreement(raw []byte) (a model.Agreement, cancelled, ok bool) {
	w, ok := into[agreementWire](raw)
	return w.agreement(), w.CancelledFlag.on(), ok && w.ID != 0
}

// Activity reads a sales activity. Whether it is closed late servers say.
func (Record) Activity(raw []byte) (model.Activity, bool) {
	w, ok := into[activityWire](raw)
	return w.activity(), ok && w.ID != 0
}

// Device reads a configuration item, or what a ticket says of one.
func (Record) Device(raw []byte) (model.Configuration, bool) {
	w, ok := into[configWire](raw)
	c := w.config()
	if ref, named := into[configRefWire](raw); named && c.Name.IsEmpty() {
		c.Name = clean(ref.DeviceIdentifier)
	}
	return c, ok && w.ID != 0
}

// Entry reads a schedule entry of a member.
func (Record) Entry(raw []byte) (*model.ScheduleEntry, bool) {
	w, ok := into[scheduleEntryWire](raw)
	if !ok || w.ID == 0 {
		return nil, false
	}
	return w.visit()
}

// Member reads a member.
func (Record) Member(raw []byte) (model.Member, bool) {
	w, ok := into[memberWire](raw)
	return w.member(), ok && w.ID != 0
}

// Board reads a board, without statuses and teams.
func (Record) Board(raw []byte) (model.Board, bool) {
	w, ok := into[boardWire](raw)
	return w.board(), ok && w.ID != 0
}

// Priority reads a priority.
func (Record) Priority(raw []byte) (model.Priority, bool) {
	w, ok := into[priorityWire](raw)
	return w.priority(), ok && w.ID != 0
}
