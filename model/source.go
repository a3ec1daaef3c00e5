package model

import (
	"strconv"
	"strings"
)

// Source names a stream of data that is polled and can fail by itself.
type Source string

// The sources, by the names that the JSON of `brief` and the status bar use.
const (
	SourceSystem         Source = "system"
	SourceBoards         Source = "boards"
	SourcePriorities     Source = "priorities"
	SourceMembers        Source = "members"
	SourceTickets        Source = "tickets"
	SourceProjectTickets Source = "project-tickets"
	SourceSLA            Source = "sla"
	SourceClosed         Source = "closed-tickets"
	SourceClosedProject  Source = "closed-project-tickets"
	SourceSchedule       Source = "schedule"
	SourceCompanies      Source = "companies"
	// Sources that only sections of the briefing need: they are asked for while
	// one of those is on.
	SourceTime       Source = "time-entries"
	SourceActivities Source = "sales-activities"
	SourceEnding     Source = "ending-agreements"
	// SourceUsage is counted by somebody else than the PSA system. What is wrong
	// with it is named like any fault, but is never the word of the whole.
	SourceUsage Source = "usage"
)

// sourceRow is a source in words.
type sourceRow struct {
	source  Source
	name    string // as people call it, in a list
	records string // what it brings, as the subject of a sentence
}

func sourceRows() []sourceRow {
	return []sourceRow{
		{SourceSystem, "system information", "system information"},
		{SourceBoards, "boards", "boards and their statuses"},
		{SourcePriorities, "priorities", "priorities"},
		{SourceMembers, "members", "members"},
		{SourceTickets, "tickets", "service tickets"},
		{SourceProjectTickets, "project tickets", "project tickets"},
		{SourceSLA, "SLA clocks", "SLA calculations"},
		{SourceClosed, "closed tickets", "closed service tickets"},
		{SourceClosedProject, "closed project tickets", "closed project tickets"},
		{SourceSchedule, "schedule", "schedule entries"},
		{SourceCompanies, "companies", "companies"},
		{SourceTime, "time entries", "time entries"},
		{SourceActivities, "sales activities", "sales activities"},
		{SourceEnding, "ending agreements", "agreements that end soon"},
		{SourceUsage, "product usage", "usage numbers"},
	}
}

func (s Source) row() sourceRow {
	for _, r := range sourceRows() {
		if r.source == s {
			return r
		}
	}
	return sourceRow{s, strings.ReplaceAll(string(s), "-", " "), string(s)}
}

// ExtraSources are those that only sections of the briefing need.
func ExtraSources() []Source { return []Source{SourceTime, SourceActivities, SourceEnding} }

// Extra reports whether a source is one of them.
func (s Source) Extra() bool { return s == SourceTime || s == SourceActivities || s == SourceEnding }

// Name is the source as people call it: "SLA clocks".
func (s Source) Name() string { return s.row().name }

// Records is what the source brings, as the subject of a sentence: "schedule
// entries".
func (s Source) Records() string { return s.row().records }

// SourceNames lists sources in words: "schedule, members and 2 more". Of more
// than one beyond most, the rest is counted.
func SourceNames(list []Source, most int) string {
	var words []string
	for i, s := range list {
		if i == most && len(list) > most+1 {
			words = append(words, strconv.Itoa(len(list)-most)+" more")
			break
		}
		words = append(words, s.Name())
	}
	if n := len(words); n > 1 {
		return strings.Join(words[:n-1], ", ") + " and " + words[n-1]
	}
	return strings.Join(words, "")
}
