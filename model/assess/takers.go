package assess

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"daybrief/model"
)

// Taker is a member who could take a ticket.
type Taker struct {
	Member  *model.Member
	Points  int
	Reasons []string // at least one, the most telling first
	// Out says why they are away today; "" when nothing says so. Those who are
	// come last.
	Out string
}

// What speaks for a member, in points.
const (
	takerHour   = 10 // an hour that is free today
	takerTeam   = 30 // on the ticket's team
	takerClient = 10 // a ticket of this client that they have, or closed
	takerKnown  = 3  // so many of which count
	takerLoad   = 2  // an open ticket below the mean, or above it
	takerMost   = 30 // that load can give or take
)

// Takers ranks the active members by who can take a ticket: free time today, load
// against the mean, its team, and who has worked for its client. Members who have
// it already are left out.
func (a *Assessment) Takers(t *model.Ticket) []Taker {
	open, mean := a.load()
	counted, more := countable(a.snapshot)
	free := a.freeTime()
	clients := a.clients(t.Company.ID)
	team := a.teamOf(t)
	upTo := map[bool]string{false: "up to "}[a.snapshot.HealthOf(model.SourceSchedule).Whole()]
	var out []Taker
	for i := range a.snapshot.Members.Value {
		m := &a.snapshot.Members.Value[i]
		login := strings.ToLower(m.Identifier.String())
		if m.Inactive || m.Program() || login == "" || t.WorkedBy(login) {
			continue
		}
		k := Taker{Member: m, Out: a.out[login].Words()}
		give := func(n int, words string) {
			k.Points += n
			k.Reasons = append(k.Reasons, words)
		}
		switch left, known := free[login], a.snapshot.ScheduleEntries.Known(); {
		case k.Out != "":
			give(0, "out today: "+k.Out)
		case !known:
			give(0, "free time not known")
		case left < time.Minute:
			give(0, "no free time left today")
		default:
			give(int(left*takerHour/time.Hour), upTo+model.Lasting(left)+" free today")
		}
		if team[m.ID] {
			give(takerTeam, "on the team "+t.Team.Name.String())
		}
		if n := clients[login]; n > 0 {
			give(min(n, takerKnown)*takerClient, "knows the client: "+model.Counted(n, "ticket"))
		}
		load, words := min(takerMost, max(-takerMost, (mean-open[login])*takerLoad)), model.Grouped(open[login])+more+" open, mean "+model.Grouped(mean)+more
		if !counted {
			load, words = 0, "open tickets not known"
		}
		give(load, words)
		out = append(out, k)
	}
	slices.SortFunc(out, func(x, y Taker) int {
		return cmp.Or(cmp.Compare(len(min(x.Out, "x")), len(min(y.Out, "x"))), cmp.Compare(y.Points, x.Points), cmp.Compare(x.Member.ID, y.Member.ID))
	})
	return out
}

// countable tells whether the open tickets can be counted, and what stands behind a
// count that is only the least there is.
func countable(s *model.Snapshot) (counted bool, more string) {
	for src, known := range map[model.Source]bool{model.SourceTickets: s.ServiceTickets.Known(), model.SourceProjectTickets: s.ProjectTickets.Known()} {
		h := s.HealthOf(src)
		switch {
		case h.Absent(), !known && h.Every == 0 && h.Problem == nil: // nobody asks for it
		case known && h.Whole():
		case known, src == model.SourceProjectTickets && h.Problem != nil && h.Problem.Kind == model.Forbidden:
			more = "+"
		default:
			return false, ""
		}
	}
	return true, more
}

// load is how many open tickets each member owns, and the mean of those who own
// any.
func (a *Assessment) load() (open map[string]int, mean int) {
	open = map[string]int{}
	total := 0
	for _, t := range a.Tickets {
		if who := a.Login(t.Owner); who != "" {
			open[who]++
			total++
		}
	}
	return open, total / max(1, len(open))
}

// freeTime is how much of today's working hours is left to each member that no
// entry takes.
func (a *Assessment) freeTime() map[string]time.Duration {
	type span struct{ from, to time.Time }
	busy := map[string][]span{}
	end := a.Days.Tomorrow
	if shift, ok := a.Rules.Hours.Shift(a.Now, a.Rules.Zone); ok && a.Rules.Hours.From > a.Rules.Hours.To {
		end = shift.To // a night goes on after midnight
	}
	for _, v := range a.snapshot.ScheduleEntries.Value {
		from, to := v.Span(a.Rules.Zone)
		if v.Ghost || v.Done || v.Member.IsZero() || !to.After(a.Now) || !from.Before(end) || v.DateOnly && v.Kind == model.ScheduleOther {
			continue
		}
		if who := a.Login(v.Member); !v.DateOnly {
			busy[who] = append(busy[who], span{from, to})
		}
	}
	out := map[string]time.Duration{}
	whole := a.Rules.Hours.Between(a.Now, end, a.Rules.Zone)
	for i := range a.snapshot.Members.Value {
		login := strings.ToLower(a.snapshot.Members.Value[i].Identifier.String())
		left, at := whole, a.Now
		spans := busy[login]
		slices.SortFunc(spans, func(x, y span) int { return x.from.Compare(y.from) })
		for _, s := range spans {
			if s.from.Before(at) {
				s.from = at
			}
			if s.to.After(end) {
				s.to = end
			}
			if s.to.After(s.from) {
				left -= a.Rules.Hours.Between(s.from, s.to, a.Rules.Zone)
				at = s.to
			}
		}
		out[login] = max(0, left)
	}
	return out
}

// clients counts the tickets of a company by who has or had them.
func (a *Assessment) clients(id model.CompanyID) map[string]int {
	out := map[string]int{}
	if id == 0 {
		return out
	}
	count := func(t *model.Ticket) bool {
		if t.Company.ID != id {
			return true
		}
		if who := a.Login(t.Owner); who != "" {
			out[who]++
		}
		for _, r := range t.Resources {
			if who := strings.ToLower(r.String()); who != a.Login(t.Owner) {
				out[who]++
			}
		}
		return true
	}
	a.snapshot.Open(count)
	a.snapshot.ClosedTickets(count)
	return out
}

// teamOf are the members of a ticket's team.
func (a *Assessment) teamOf(t *model.Ticket) map[model.MemberID]bool {
	out := map[model.MemberID]bool{}
	if t.Team.ID == 0 {
		return out
	}
	for _, b := range a.snapshot.Boards.Value {
		for _, team := range b.Teams {
			if team.ID == t.Team.ID {
				for _, id := range team.Members {
					out[id] = true
				}
			}
		}
	}
	return out
}
