package model

import (
	"testing"
	"time"
)

func TestLookupClasses(t *testing.T) {
	t.Parallel()
	s := &Snapshot{Boards: Fresh[[]Board]{Value: []Board{{ID: 1, Statuses: []Status{
		{ID: 10, Name: Clean("Fresh"), Default: true},
		{ID: 11, Name: Clean("Waiting on customer"), Escalation: Responded},
		{ID: 12, Name: Clean("Parked"), Escalation: NoEscalation},
		{ID: 13, Name: Clean("Completed"), Escalation: Resolved},
		{ID: 14, Name: Clean("NEW")},
	}}}}}
	l := NewLookup(s, Policy{NewNames: []string{"New"}, WaitingNames: []string{"hold*"}})
	for _, c := range []struct {
		id                     StatusID
		name                   string
		isNew, waits, resolved bool
	}{
		{10, "Fresh", true, false, false},
		{11, "Waiting on customer", false, false, false}, // a name alone is no proof
		{12, "Parked", false, true, false},
		{13, "Completed", false, false, true},
		{14, "NEW", true, false, false},
		{99, "Hold for parts", false, true, false}, // board unknown: by name
		{98, "new", true, false, false},
	} {
		tk := &Ticket{Status: Ref[StatusID]{ID: c.id, Name: Clean(c.name)}}
		if l.New(tk) != c.isNew || l.Waiting(tk) != c.waits || l.Resolved(tk) != c.resolved {
			t.Errorf("%s: new %v waiting %v resolved %v", c.name, l.New(tk), l.Waiting(tk), l.Resolved(tk))
		}
	}
}

func TestWorkedByIsWhole(t *testing.T) {
	t.Parallel()
	tk := &Ticket{Owner: MemberRef{Identifier: Clean("JDoe2")}, Resources: []Text{Clean("asmith"), Clean("JDOE")}}
	for login, want := range map[string]bool{"jdoe": true, "jdoe2": true, "jdo": false, "smith": false, "asmith": true, "": false} {
		if tk.WorkedBy(login) != want {
			t.Errorf("%q: %v", login, !want)
		}
	}
}

func TestPriorityFillsFromTable(t *testing.T) {
	t.Parallel()
	s := &Snapshot{Priorities: Fresh[[]Priority]{Value: []Priority{{ID: 3, Name: Clean("P1"), Sort: 1, Level: ParseGrade("Critical")}}}}
	p := NewLookup(s, Policy{}).Priority(&Ticket{Priority: PriorityRef{ID: 3, Name: Clean("Own name")}})
	if p.Sort != 1 || p.Level.Rank != GradeCritical || p.Name.String() != "Own name" {
		t.Errorf("%+v", p)
	}
}

// Where a way in offers no statuses, their own names say what they mean, but the
// ticket's own word for its clock goes before; elsewhere a status that no board lists is
// not known.
func TestStatusesByName(t *testing.T) {
	t.Parallel()
	listed := &Snapshot{Boards: Fresh[[]Board]{Value: []Board{{ID: 1, Statuses: []Status{{ID: 7, Name: Clean("Waiting Parts"), Escalation: Responded}}}}}}
	for _, c := range []struct {
		name, sla           string
		isNew, waits, known bool
	}{
		{"New", "", true, false, true},
		{"New (email)", "", true, false, true},
		{"Newly assigned", "", false, false, true},
		{"Waiting Parts", "", false, true, true},
		{">Waiting on Client", "", false, true, true},
		{"2. WAITING", "", false, true, true},
		{"On-Hold", "", false, true, true},
		{"on hold until spring", "", false, true, true},
		{"Customer is waiting", "", false, false, true},
		{"Waiting Parts", "Resolve by Tue 03/10 5:00 PM UTC-00", false, false, true},
		{"In Progress", "Waiting", false, true, true},
		{"", "", false, false, false},
		{"Status of board 2", "", false, false, true},
	} {
		one := &Ticket{Status: Ref[StatusID]{ID: 9, Name: Clean(c.name)}, SLA: SLA{StatusText: Clean(c.sla)}}
		l := NewLookup(listed, Policy{ByName: true})
		if l.New(one) != c.isNew || l.Waiting(one) != c.waits || l.StatusKnown(one) != c.known {
			t.Errorf("%+v: new %v, waiting %v, known %v", c, l.New(one), l.Waiting(one), l.StatusKnown(one))
		}
		if l := NewLookup(listed, Policy{}); c.sla == "" && (l.New(one) || l.Waiting(one) || l.StatusKnown(one)) {
			t.Errorf("%+v: a name is no fact where boards are to say", c)
		}
	}
	done := &Ticket{Status: Ref[StatusID]{ID: 9, Name: Clean("Resolved (by phone)")}}
	if !NewLookup(listed, Policy{ByName: true}).Resolved(done) || NewLookup(listed, Policy{}).Resolved(done) {
		t.Error("a status that says so is done")
	}
	told := &Ticket{Status: Ref[StatusID]{ID: 7, Name: Clean("Waiting Parts")}}
	if NewLookup(listed, Policy{ByName: true}).Waiting(told) {
		t.Error("what a board says of its status goes before its name")
	}
}

func TestLookupLeft(t *testing.T) {
	t.Parallel()
	read := at("2026-03-10T15:00:00Z")
	s := &Snapshot{Members: Fresh[[]Member]{At: read, Value: []Member{{ID: 1, Identifier: Clean("jdoe")}, {ID: 2, Identifier: Clean("old"), Inactive: true}}}}
	l, t0 := NewLookup(s, Policy{}), &Ticket{Updated: read.Add(-time.Hour)}
	for _, c := range []struct {
		ref  MemberRef
		want bool
	}{
		{MemberRef{}, false},
		{MemberRef{Identifier: Clean("JDoe")}, false},
		{MemberRef{ID: 1}, false},
		{MemberRef{ID: 1, Identifier: Clean("renamed")}, false},
		{MemberRef{ID: 2, Identifier: Clean("old")}, true},
		{MemberRef{ID: 9, Identifier: Clean("gone")}, true},
		{MemberRef{Identifier: Clean("gone")}, true},
	} {
		if got := l.Left(c.ref, t0); got != c.want {
			t.Errorf("%+v: %v", c.ref, got)
		}
	}
	if NewLookup(&Snapshot{}, Policy{}).Left(MemberRef{ID: 9}, t0) {
		t.Error("as long as the members are not known nobody has left")
	}
	if l.Left(MemberRef{ID: 9}, &Ticket{Updated: read.Add(time.Minute)}) {
		t.Error("who was given a ticket after the members were read may be new")
	}
	if !l.Nobody("gone") || l.Nobody("jdoe") {
		t.Error("a whole list tells who is in it")
	}
	for _, h := range []Health{{Skipped: 1}, {Gap: "records of other locations"}, {Doubt: "Only the short list may be read."}, {Shown: 2, Total: 3}} {
		h.Source, h.At = SourceMembers, read
		part := *s
		part.Health = []Health{h}
		l := NewLookup(&part, Policy{})
		if l.Left(MemberRef{ID: 9}, t0) || l.Nobody("gone") || !l.Left(MemberRef{ID: 2}, t0) {
			t.Errorf("a list that is not whole tells of those who are not in it: %+v", h)
		}
	}
}

func TestCompanyLabel(t *testing.T) {
	t.Parallel()
	for want, c := range map[string]CompanyRef{
		"Acme": {ID: 1, Identifier: Clean("AC"), Name: Clean("Acme")}, "AC": {ID: 1, Identifier: Clean("AC")}, "#71": {ID: 71}, "": {},
	} {
		if got := c.Label().String(); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

func TestMatchAny(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		pattern, name string
		want          bool
	}{
		{"waiting*", "Waiting / Parts", true}, {"WAITING*", "waiting", true}, {"*a/s", "Novo A/S", true}, {"novo a?s", "Novo A/S", true},
		{"waiting", "Waiting / Parts", false}, {"[a-c]*", "Beta", true}, {"[", "[", false}, {"*", "", false}, {"", "", false},
	} {
		if got := MatchAny([]string{"nothing", c.pattern}, Clean(c.name)); got != c.want {
			t.Errorf("%q on %q: %v", c.pattern, c.name, got)
		}
	}
}

// A list that is read again and says the same is newer all the same.
func TestLookupOfAConfirmedList(t *testing.T) {
	t.Parallel()
	read := time.Date(2026, 3, 10, 9, 0, 0, 0, time.UTC)
	s := &Snapshot{Members: Fresh[[]Member]{At: read, Value: []Member{{ID: 1, Identifier: Clean("here")}}}}
	later := *s
	later.Members.At = read.Add(time.Hour)
	changed := &Ticket{ID: 1, Updated: read.Add(30 * time.Minute)}
	l := NewLookup(s, Policy{})
	n := l.Next(&later)
	if l.Left(MemberRef{ID: 9}, changed) || !n.Left(MemberRef{ID: 9}, changed) || n.SameTables(l) {
		t.Error("who is missing from a list that is newer than the ticket has left")
	}
}
