package adapter

import (
	"context"
	"fmt"
	"iter"

	"daybrief/connectwise"
	"daybrief/internal/psa"
	"daybrief/model"
)

var _ psa.Reporting = (*Provider)(nil)

// mostRecords bounds a list that nobody has bounded.
const mostRecords = 100_000

// Records implements psa.Reporting. Lists that may be long are counted first, so
// that progress has an end; a count that fails is no fault.
func (s *Provider) Records(ctx context.Context, q psa.RecordQuery) (psa.Records, error) {
	if q.AtMost <= 0 {
		q.AtMost = mostRecords
	}
	ctx = connectwise.Patiently(ctx, q.Patience)
	if err := s.sees(ctx, q.List); err != nil {
		return psa.Records{}, err
	}
	out, err := s.records(ctx, q)
	if err == nil {
		out.Lacks = s.lacks(q.List)
	}
	return out, err
}

func (s *Provider) records(ctx context.Context, q psa.RecordQuery) (psa.Records, error) {
	switch q.List {
	case psa.ListTime, psa.ListUnbilled, psa.ListAbsorbed, psa.ListCovered:
		ask := connectwise.TimeQuery{From: q.From, To: q.To, Unbilled: q.List == psa.ListUnbilled, Absorbed: q.List == psa.ListAbsorbed, Covered: q.List == psa.ListCovered}
		return counted(q, func() (int, error) { return s.client.Time.Count(ctx, ask) }, s.client.Time.Pages(ctx, ask),
			func(r *psa.Records, v []model.TimeEntry) { r.Time = v })
	case psa.ListTickets:
		return s.ofPeriod(ctx, q)
	case psa.ListOpen:
		return s.openNow(ctx)
	case psa.ListOwed:
		return counted(q, func() (int, error) { return s.client.Finance.OwedCount(ctx) }, s.client.Finance.Owed(ctx), func(r *psa.Records, v []model.Invoice) { r.Invoices = v })
	case psa.ListEnding:
		return walked(q, 0, s.client.Finance.Ending(ctx, q.From, q.To), func(r *psa.Records, v []model.Agreement) { r.Agreements = v })
	case psa.ListRunning:
		return s.piecemeal(q, func(c *connectwise.Client) (psa.Records, error) { return running(ctx, c, q) })
	case psa.ListProjects:
		return walked(q, 0, s.client.Finance.Projects(ctx), func(r *psa.Records, v []model.Project) { r.Projects = v })
	case psa.ListOpportunities:
		return s.piecemeal(q, func(c *connectwise.Client) (psa.Records, error) { return opportunities(ctx, c.Sales(), q) })
	case psa.ListActivities, psa.ListHeld, psa.ListFollowing:
		return activities(ctx, s.client.Sales(), q)
	case psa.ListCampaigns:
		return walked(q, 0, s.client.Sales().Campaigns(ctx), func(r *psa.Records, v []model.Campaign) { r.Campaigns = v })
	case psa.ListCounts:
		return s.counts(ctx, q)
	}
	return s.table(ctx, q)
}

// table lists what other lists only name: what something costs, or means.
func (s *Provider) table(ctx context.Context, q psa.RecordQuery) (psa.Records, error) {
	switch q.List {
	case psa.ListCycles:
		return walked(q, 0, s.client.Finance.Cycles(ctx), setCycles)
	case psa.ListCosts:
		return walked(q, 0, s.client.System.Costs(ctx), setCosts)
	case psa.ListPoints:
		return walked(q, 0, s.client.Sales().ActivityTypes(ctx), setPoints)
	case psa.ListCurrencies:
		return walked(q, 0, s.client.Companies.Currencies(ctx), func(r *psa.Records, all []connectwise.CompanyCurrency) {
			r.Currencies = make(map[model.CompanyID]string, len(all))
			for _, c := range all {
				r.Currencies[c.Company] = c.Code
			}
		})
	}
	return psa.Records{}, &model.Problem{
		Kind: model.Misconfigured, Code: "unknown-query",
		What: model.Clean(fmt.Sprintf("daybrief has no way to ask for %q.", q.List)),
		Cure: model.Clean("This is a fault of daybrief; please report it."),
	}
}

// countable are the lists that daybrief knows, by path without the leading slash.
func countable() []string {
	return []string{
		"service/tickets", "project/tickets", "service/boards", "schedule/entries", "time/entries", "company/companies", "company/contacts",
		"company/configurations", "system/members", "finance/agreements", "finance/invoices", "project/projects",
		"sales/opportunities", "sales/activities", "marketing/campaigns",
	}
}

// counts counts every list. One that the keys may not read, or that the server
// does not count, is not known; what all requests share ends it.
func (s *Provider) counts(ctx context.Context, q psa.RecordQuery) (psa.Records, error) {
	out := psa.Records{Counts: map[string]*int{}, Uncounted: map[string]*model.Problem{}}
	for i, list := range countable() {
		n, err := s.client.System.Count(ctx, list)
		switch p := psa.ProblemOf(err); {
		case err == nil:
			out.Counts[list] = &n
		case passing(err):
			return psa.Records{}, err
		default:
			out.Counts[list], out.Uncounted[list] = nil, p
		}
		if q.Progress != nil {
			q.Progress(i+1, len(countable()))
		}
	}
	return out, nil
}

// ofPeriod are the tickets that were entered or closed in a stretch of time.
func (s *Provider) ofPeriod(ctx context.Context, q psa.RecordQuery) (psa.Records, error) {
	entered, closed := connectwise.Field("dateEntered"), connectwise.Field("closedDate")
	ask := connectwise.TicketQuery{Where: connectwise.Or(
		connectwise.And(entered.Since(q.From), entered.Before(q.To)),
		connectwise.And(closed.Since(q.From), closed.Before(q.To)),
	)}
	return s.both(q, func(r ticketReader, q psa.RecordQuery) (psa.Records, error) {
		return counted(q, func() (int, error) { return r.Count(ctx, ask) }, r.Pages(ctx, ask), func(r *psa.Records, v []*model.Ticket) { r.Tickets = v })
	})
}

// openNow are the open tickets of both kinds.
func (s *Provider) openNow(ctx context.Context) (psa.Records, error) {
	boards, err := s.client.Boards.List(ctx)
	if err != nil {
		return psa.Records{}, err
	}
	q := psa.Query{Unread: boards.Skipped > 0}
	for _, b := range boards.Items {
		for _, st := range b.Statuses {
			if !st.Closed {
				q.Statuses = append(q.Statuses, st.ID)
			}
		}
		if !b.StatusesUnread {
			q.Boards = append(q.Boards, b.ID)
		}
	}
	ask, cut := s.open(q)
	return s.both(psa.RecordQuery{List: psa.ListOpen}, func(r ticketReader, _ psa.RecordQuery) (psa.Records, error) {
		b, err := openOnly(cut || q.Unread)(r.Gather(ctx, ask, &connectwise.Gathering{}))
		if err == nil && q.Unread && !cut {
			err = s.unread(ctx, r, q, &b)
		}
		return psa.Records{Tickets: b.Tickets, Skipped: b.Skipped, Cut: b.Capped}, err
	})
}

// counted walks a list that is counted first.
func counted[T any](q psa.RecordQuery, count func() (int, error), pages iter.Seq2[connectwise.Page[T], error], set func(*psa.Records, []T)) (psa.Records, error) {
	total, err := count()
	if err != nil && !uncountable(err) {
		return psa.Records{}, err
	}
	return walked(q, total, pages, set)
}

// walked gathers a list page by page, up to its bound. Half a list after a
// failure is no list.
func walked[T any](q psa.RecordQuery, total int, pages iter.Seq2[connectwise.Page[T], error], set func(*psa.Records, []T)) (psa.Records, error) {
	out := psa.Records{Total: total}
	var all []T
	for p, err := range pages {
		if err != nil {
			return psa.Records{}, err
		}
		all = append(all, p.Items...)
		out.Skipped += p.Skipped
		out.Cut = out.Cut || p.Capped
		if q.Progress != nil {
			q.Progress(len(all), total)
		}
		if len(all) > q.AtMost {
			all, out.Cut = all[:q.AtMost], true
			break
		}
	}
	set(&out, all)
	return out, nil
}
