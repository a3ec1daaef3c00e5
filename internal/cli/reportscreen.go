package cli

import (
	"context"

	"daybrief/internal/psa"
	"daybrief/internal/report"
	"daybrief/model"
	"daybrief/ui/reports"
)

// reportSource runs reports for the dashboard.
type reportSource struct{ t *tenant }

var _ reports.Source = reportSource{}

// Lacks implements reports.Source.
func (s reportSource) Lacks() *model.Problem {
	if s.t.records == nil {
		return psa.NotOffered(s.t.provider.Names(), "reports")
	}
	return nil
}

// Run implements reports.Source.
func (s reportSource) Run(ctx context.Context, kind report.Report, ask report.Ask, told func(reports.Progress)) report.Result {
	return report.Make(kind, s.t.lists(ctx, kind, ask, told))
}
