package model

import (
	"fmt"
	"time"
)

// AlertKind is what somebody is called for.
type AlertKind string

// The kinds of alert, as [notify] kinds names them.
const (
	AlertBreach     AlertKind = "breach"     // a goal of the SLA has passed
	AlertDue        AlertKind = "due"        // one will pass soon
	AlertUnassigned AlertKind = "unassigned" // nobody has taken a ticket for a while
	AlertReplied    AlertKind = "replied"    // the customer has answered on mine
	AlertStale      AlertKind = "stale"      // the data is old
	AlertRecovery   AlertKind = "recovery"   // the data is fresh again
)

// Alert is one call for attention.
type Alert struct {
	Kind   AlertKind
	Ticket TicketID // 0 for stale and recovery
	At     time.Time
	// Text is the sentence to show, the ticket's words in it.
	Text    Text
	Company Text
	// More is how many other alerts this one stands for, besides itself.
	More int
	// Quiet alerts fell into the quiet hours: they are listed, nobody is called.
	Quiet bool
}

// Sentence is the alert with how many others it stands for.
func (a Alert) Sentence() string {
	if a.More == 0 {
		return a.Text.String()
	}
	return fmt.Sprintf("%s, and %d more", a.Text, a.More)
}
