package cli

import (
	"context"
	"log/slog"
	"strconv"
	"strings"
	"time"

	"daybrief/connectwise/check"
	"daybrief/internal/psa"
	"daybrief/internal/settings"
	"daybrief/model"
)

// stepUsage is the step about product usage, which is looked at where it is set.
const stepUsage = "usage"

// askUsage looks whether product usage can be had. What is wrong with it is
// wrong with this alone: the rest works.
func (r *checkReport) askUsage(ctx context.Context, p *program, limit time.Duration, log *slog.Logger, say func(check.Result)) {
	ctx, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	began := p.opts.Now()
	way := usageOf(p, r.usage, p.zone(r.usage.Settings.Me.Zone), log, nil)
	defer way.close()
	source, err := way.ready(ctx)
	var events []string
	if err == nil {
		events, err = source.Try(ctx)
	}
	res := check.Result{ID: stepUsage, State: check.OK, What: "the most frequent events: " + model.Disarmed(strings.Join(events, ", ")), Took: p.opts.Now().Sub(began)}
	if len(events) == 0 {
		res.What = "the gateway's Mixpanel answers; there is no event of today so far"
	}
	if err != nil {
		f := psa.ProblemOf(err)
		res.State, res.Code, res.What, res.Cure = check.Fail, f.Code, f.What.String(), f.Cure.String()
	}
	r.checks = append(r.checks, res)
	if say != nil {
		say(res)
	}
}

// usageRows are the settings that lead to the product usage.
func usageRows(u settings.Usage, named map[string]bool) []settingRow {
	if !u.On() {
		return nil
	}
	var rows []settingRow
	add := func(name, value string) {
		source := "default"
		if named[name] && value != "" {
			source = "file"
		}
		value = model.Disarmed(value)
		rows = append(rows, settingRow{name, &value, source})
	}
	add("usage.source", u.Source)
	if u.Through() {
		add("usage.base", u.Base)
		add("usage.instance", strconv.Itoa(u.Instance))
	} else {
		add("usage.region", u.Region)
		add("usage.project", strconv.Itoa(u.Project))
		add("usage.account", u.Account)
	}
	add("usage.company", u.Company)
	return rows
}

// withoutUsage are the results about the connection.
func withoutUsage(all []check.Result) (own []check.Result, usage *check.Result) {
	for i := range all {
		if all[i].ID == stepUsage {
			usage = &all[i]
		} else {
			own = append(own, all[i])
		}
	}
	return own, usage
}
