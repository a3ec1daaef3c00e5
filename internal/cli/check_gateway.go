package cli

import (
	"context"
	"log/slog"
	"strconv"
	"time"

	"daybrief/connectwise/check"
	"daybrief/internal/elements"
	"daybrief/internal/feed"
	"daybrief/internal/settings"
	"daybrief/model"
)

// askGateway looks at a gateway.
func (r *checkReport) askGateway(ctx context.Context, p *program, limit time.Duration, log *slog.Logger, say func(check.Result)) {
	ctx, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	budget := feed.NewBudget(nil)
	client, _, offers, err := connector{p, r.gateway, log}.gatewayClient(ctx, budget.Enter, budget.Refused)
	if err == nil {
		p.later(client.Close)
	}
	results, verdict := elements.Check(ctx, client, err, offers, say)
	r.checks, r.verdict = append(r.checks, results...), verdict
}

// gatewayRows are the settings that lead to a gateway.
func gatewayRows(s settings.Settings, named map[string]bool) []settingRow {
	c := s.Connection
	var rows []settingRow
	add := func(name, value, otherwise string) {
		source := otherwise
		if named[name] && value != "" {
			source = "file"
		}
		value = model.Disarmed(value)
		rows = append(rows, settingRow{name, &value, source})
	}
	add("connection.provider", c.Provider, "default")
	base, _ := elements.ParseBase(c.Gateway.Base) // what is wrong with it is told below
	add("connection.base", base.String(), "default")
	add("connection.instance", strconv.Itoa(c.Gateway.Instance), "none")
	add("connection.site", withoutLogin(c.Site), "none")
	add("me.member", s.Me.Member, "none")
	add("me.zone", s.Me.Zone, "system")
	return rows
}
