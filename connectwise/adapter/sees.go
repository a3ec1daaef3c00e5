package adapter

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"daybrief/connectwise"
	"daybrief/internal/psa"
	"daybrief/model"
)

// right is a row of the security role, and a path that it guards.
type right struct{ function, path string }

// guarded are the rights that lists of records rest on. A row that the server
// calls otherwise says nothing.
func guarded(l psa.List) []right {
	switch l {
	case psa.ListTime, psa.ListUnbilled, psa.ListAbsorbed, psa.ListCovered:
		return []right{{"Time Entry", "time/entries"}}
	case psa.ListTickets, psa.ListOpen:
		return []right{{"Service Tickets", "service/tickets"}, {"Project Tickets", "project/tickets"}}
	case psa.ListOwed:
		return []right{{"Invoicing", "finance/invoices"}}
	case psa.ListEnding, psa.ListRunning:
		return []right{{"Agreements", "finance/agreements"}}
	case psa.ListProjects:
		return []right{{"Project Headers", "project/projects"}}
	case psa.ListOpportunities:
		return []right{{"Opportunity", "sales/opportunities"}, {"Opportunities", "sales/opportunities"}}
	case psa.ListActivities, psa.ListHeld, psa.ListFollowing:
		return []right{{"CRM/Sales Activities", "sales/activities"}}
	case psa.ListCampaigns:
		return []right{{"Marketing Management", "marketing/campaigns"}}
	case psa.ListCosts:
		return []right{{"Member Maintenance", "system/members"}}
	case psa.ListCurrencies:
		return []right{{"Company Maintenance", "company/companies"}}
	}
	return nil
}

// sees is why a list can't be judged by what it holds: the keys see only their
// own records of it, which is an empty list and no refusal.
func (s *Provider) sees(ctx context.Context, l psa.List) error {
	rights := guarded(l)
	if rights == nil {
		return nil
	}
	if err := s.rights.learn(ctx, s.client, s.now()); err != nil {
		return err
	}
	if l == psa.ListTickets || l == psa.ListOpen {
		return nil // each kind by itself: see both
	}
	for _, r := range rights {
		if p := s.rights.ownRecords(r); p != nil {
			return p
		}
	}
	return nil
}

// lacks says what is missing from a list that rests on a right, or may be; "" for
// nothing.
func (s *Provider) lacks(l psa.List) string {
	rights := guarded(l)
	if rights == nil {
		return ""
	}
	var gaps []string
	doubt := ""
	for _, r := range rights {
		of := model.Source("") // what is missing for whatever list
		switch r.function {
		case "Service Tickets":
			of = model.SourceClosed
		case "Project Tickets":
			of = model.SourceProjectTickets
		}
		if g := s.rights.gap(of); g != "" && !slices.Contains(gaps, g) {
			gaps = append(gaps, g)
		}
		doubt = cmp.Or(doubt, s.rights.doubt(of), s.rights.level(r.function))
	}
	if len(gaps) > 0 {
		return "Without " + strings.Join(gaps, " and ") + "."
	}
	return doubt
}

// ownRecords is why a list is none: the keys see only their own records of it. nil:
// they see more, or nobody can tell.
func (r *rights) ownRecords(of right) *model.Problem {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.levels[strings.ToLower(of.function)] != "my" {
		return nil
	}
	return &model.Problem{
		Kind: model.Forbidden, Code: "own-records",
		What:  model.Clean("These keys see only their own records: level All on " + of.function + " is needed."),
		Cure:  model.Clean("Give the API member's security role " + connectwise.Needs(of.path) + "."),
		Needs: connectwise.Needs(of.path),
	}
}

// level is untold for who does not hold the lock.
func (r *rights) level(function string) string {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.untold(function)
}
