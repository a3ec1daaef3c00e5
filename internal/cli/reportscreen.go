package cli

import (
	"context"

	"daybrief/internal/psa"
	"daybrief/internal/report"
	"daybrief/model"
	"daybrief/ui/reports"
)

// reportSource runs reports for the dashboard.
type reportSource struct {
	tenant func() *tenant // with the settings of now
}

var _ reports.Source = reportSource{}

// Lacks implements reports.Source.
func (s reportSource) Lacks() *model.Problem {
	if s.tenant().records == nil {
		return psa.NotOffered(s.tenant().provider.Names(), "reports")
	}
	return nil
}

// Run implements reports.Source.
func (s reportSource) Run(ctx context.Context, kind report.Report, ask report.Ask, told func(reports.Progress)) report.Result {
	return report.Make(kind, s.tenant().lists(ctx, kind, ask, told))
}
