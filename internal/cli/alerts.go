package cli

import (
	"daybrief/internal/notify"
	"daybrief/internal/settings"
	"daybrief/model"
	"daybrief/ui"

	"daybrief/internal/environ"
)

// alerts are what [notify] asks for, in the place of those before; nil when nobody
// is to be called. redact leaves the ticket's words out.
func (p *program) alerts(was ui.Alerts, t *tenant, redact bool) ui.Alerts {
	n := t.set.Notify
	if !n.On {
		return nil
	}
	c := notify.Channels{Command: n.Command, Environ: environ.Trimmed(p.environ)}
	for _, name := range n.Channels {
		c.Use = append(c.Use, notify.Channel(name))
	}
	if a, ok := was.(*notify.Alerter); ok {
		return a.With(alertRules(t, redact), c)
	}
	return notify.New(alertRules(t, redact), c)
}

func alertRules(t *tenant, redact bool) notify.Rules {
	n, me := t.set.Notify, rulesOf(t.set, t.zone).Settled()
	r := notify.Rules{
		Due: n.Due, Unassigned: n.Unassigned, Stale: n.Stale, Quiet: quietOf(n.Quiet), Zone: t.zone,
		Member: me.Member, Mine: me.Scope == model.ScopeMine && me.Member != "", Redact: redact,
	}
	for _, name := range n.Kinds {
		r.Kinds = append(r.Kinds, model.AlertKind(name))
	}
	return r
}

func quietOf(n settings.Night) notify.Quiet { return notify.Quiet{From: n.From, To: n.To} }
