package cli

import (
	"time"

	"daybrief/briefing"
	"daybrief/internal/settings"
	"daybrief/model"
	"daybrief/model/assess"
	"daybrief/ui/theme"
)

// ruling are the rules of the tenant's briefing.
func (t *tenant) ruling() briefing.Rules { return rulesOf(t.set, t.zone) }

// rulesOf turns settings into the rules of a briefing.
func rulesOf(s settings.Settings, zone *time.Location) briefing.Rules {
	b := s.Briefing
	r := briefing.Rules{
		Rules: assess.Rules{
			Member: s.Me.Member, Zone: zone, Points: b.Points, VIP: b.VIP,
			Hours:  hoursOf(s.Hours, zone),
			Policy: model.Policy{NewNames: s.Status.New, WaitingNames: s.Status.Waiting, ByName: s.Connection.Through()},
			SLA:    assess.SLARules{AtRisk: b.SLA.AtRisk, Red: b.SLA.Red},
			Stale: assess.StaleRules{
				Clock: model.Clock(b.Stale.Clock), Critical: b.Stale.Critical,
				High: b.Stale.High, Medium: b.Stale.Medium, Low: b.Stale.Low,
			},
			Waiting:  assess.WaitingRules{Clock: model.Clock(b.Waiting.Clock), After: b.Waiting.After},
			Here:     s.Hours.Here,
			Priority: assess.PriorityRules{TopLevels: b.Priority.TopLevels, Escalation: b.Priority.Escalation, BothHigh: b.Priority.BothHigh},
		},
		Role:   briefing.Role(s.Me.Role),
		Scope:  model.Scope(s.Me.Scope),
		MyDay:  briefing.MyDayRules{Gap: b.MyDay.Gap},
		Budget: briefing.BudgetRules{Percent: b.Budget.Percent},
		MyTime: briefing.MyTimeRules{Gap: b.MyTime.Gap},
		Ending: briefing.EndingRules(b.Ending),
	}
	r.Usage = usageRules(s, r.Hours, zone)
	if len(b.Sections) > 0 {
		r.Sections = b.Sections
	}
	return r
}

func hoursOf(h settings.Hours, zone *time.Location) model.Hours {
	out := model.Hours{From: h.From, To: h.To}
	for i, name := range [...]string{"sun", "mon", "tue", "wed", "thu", "fri", "sat"} {
		for _, day := range h.Days {
			out.Days[i] = out.Days[i] || day == name
		}
	}
	for _, d := range h.Holidays {
		// The rule compares local days, so the day has to begin there.
		out.Holidays = append(out.Holidays, model.StartOfDay(d.Year(), d.Month(), d.Day(), zone))
	}
	return out
}

// glyphs are the symbols that the settings ask for, or that the terminal's
// locale can show.
func (m *machine) glyphs(name, goos string) theme.Glyphs {
	if name == "ascii" || name == "auto" && !m.speaksUnicode(goos) {
		return theme.ASCII()
	}
	return theme.Unicode()
}
