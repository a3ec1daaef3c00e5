// Package assess is the one judgement of every open ticket: its SLA state, what
// its status means, whether it waits, has gone quiet, is past its date, belongs
// to an incident, who works it, and its points with the reason for each.
//
// Briefing, ticket list, companies, wall, alerts and tiles read an Assessment
// and judge nothing themselves, so that two places that show the same fact
// cannot disagree. What is not known is said (Ticket.StatusKnown,
// model.SLAUnknown, Ticket.Level 0), never taken for a fact.
//
// The package is pure: it imports model and nothing else of ours, and reads no
// clock. Begin with Assess and Ticket; the points are one table in points.go.
package assess
