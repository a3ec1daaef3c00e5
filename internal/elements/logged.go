package elements

import (
	"context"
	"strconv"
	"strings"

	"daybrief/connectwise"
	"daybrief/internal/psa"
)

// logged lists the time that a member has logged. The gateway is asked by time only,
// the one filter that its documents show for time entries, and the member's are
// picked here.
func (p *Provider) logged(ctx context.Context, q psa.Query) (psa.Batch, error) {
	b, l, err := p.list(ctx, q, objectTime, Where{}.From("timeStart", q.From).Before("timeStart", q.To))
	for _, e := range read(&b, l, connectwise.Record{}.Time) {
		if e.Member.IsZero() {
			b.Skipped++ // it may be the member's
			continue
		}
		if strings.EqualFold(e.Member.Identifier.String(), q.Member) || strconv.FormatInt(int64(e.Member.ID), 10) == q.Member {
			b.Time = append(b.Time, e)
		}
	}
	return b, err
}

// ending lists the agreements that end on the days from q.From to q.To and are not
// said to be cancelled, where the gateway has agreements.
func (p *Provider) ending(ctx context.Context, q psa.Query) (psa.Batch, error) {
	b, l, err := p.list(ctx, q, objectAgreements, Where{}.From("endDate", q.From).Before("endDate", q.To.AddDate(0, 0, 1)))
	for _, row := range l {
		switch a, cancelled, ok := (connectwise.Record{}).Agreement(row); {
		case !ok:
			b.Skipped++
		case !cancelled && !a.End.IsZero():
			b.Agreements = append(b.Agreements, a)
		}
	}
	return b, err
}
