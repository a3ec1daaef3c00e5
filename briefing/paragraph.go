package briefing

import (
	"strings"
	"time"

	"daybrief/model"
)

// paragraph is the briefing in a few sentences that can be read out: how much
// there is, what is due next, what is unusual. A number that is not known is said
// to be so.
func paragraph(b *builder, out *Briefing) string {
	n := &b.numbers
	if why := n.Missing["open"]; why != "" {
		return "How many tickets are open is not known: " + strings.TrimSuffix(why, ".") + "."
	}
	words := whoseWords(b.r.Scope)
	switch {
	case n.Least["open"] != "" && n.Open == 0:
		words += "no open tickets that can be seen"
	case n.Open == 0:
		words += "no open tickets"
	default:
		if n.Least["open"] != "" {
			words += "at least "
		}
		words += openWords(n.Open, b.desk.Open, b.crew.All())
	}
	var parts, unknown []string
	for _, f := range []struct {
		key, one, many string
		n              int
	}{
		{"breached", "1 is past an SLA goal", "are past an SLA goal", n.Breached},
		{"at_risk", "1 is due within " + model.Lasting(b.r.SLA.AtRisk), "are due within " + model.Lasting(b.r.SLA.AtRisk), n.AtRisk},
		{"unassigned", "1 has nobody on it", "have nobody on them", n.Unassigned},
		{"customer_replied", "1 customer waits for an answer", "customers wait for an answer", n.CustomerReplied},
	} {
		switch {
		case n.Missing[f.key] != "", f.n == 0 && n.roughly(f.key) != "":
			unknown = append(unknown, strings.ReplaceAll(f.key, "_", " ")) // "at least 0" says no more
		case f.n == 1:
			parts = append(parts, n.roughly(f.key)+f.one)
		case f.n > 1:
			parts = append(parts, n.roughly(f.key)+model.Grouped(f.n)+" "+f.many)
		}
	}
	if len(parts) > 0 {
		words += ": " + strings.Join(parts, ", ")
	}
	words += "."
	if len(unknown) > 0 {
		words += " Not known: " + strings.Join(unknown, ", ") + "."
	}
	return words + flowWords(n) + nextWords(b) + unusual(b, out)
}

// openWords are "12 open tickets", or "12 of 900 open tickets" where others have more.
func openWords(n, desk int, all bool) string {
	if all || desk <= n {
		return model.Counted(n, "open ticket")
	}
	return model.Grouped(n) + " of " + model.Counted(desk, "open ticket")
}

func whoseWords(scope model.Scope) string {
	switch scope {
	case model.ScopeMine:
		return "You have "
	case model.ScopeTeam:
		return "The team has "
	}
	return "There are "
}

// flowWords tell what came in today and what was closed.
func flowWords(n *Numbers) string {
	if n.Missing["new_today"] != "" || n.Missing["closed_today"] != "" {
		return " What came in and was closed today is not known."
	}
	if n.NewToday+n.ClosedToday == 0 {
		return " Nothing" + n.seen("new_today", "closed_today") + " came in or was closed today."
	}
	came, closed := n.so("new_today", n.NewToday), n.so("closed_today", n.ClosedToday)
	return " " + capital(came) + " came in today, " + closed + " closed."
}

// so is a number in a sentence.
func (n *Numbers) so(key string, is int) string {
	if is > 0 {
		return n.roughly(key) + model.Grouped(is)
	}
	return "none" + n.seen(key)
}

// seen limits a sentence about none to what can be seen, where one of the figures is
// not exactly what there is.
func (n *Numbers) seen(keys ...string) string {
	for _, k := range keys {
		if n.Mark(k) != "" {
			return " that can be seen"
		}
	}
	return ""
}

// roughly stands before a number that is not exactly what there is. Where all open
// tickets are the least there can be, so is every number of them.
func (n *Numbers) roughly(key string) string {
	switch n.Mark(key) {
	case "?":
		return "about "
	case "+":
		if n.Least[key] != n.Least["open"] {
			return "at least "
		}
	}
	return ""
}

// nextWords tell what is due next.
func nextWords(b *builder) string {
	var next *fact
	for i := range b.facts {
		f := &b.facts[i]
		if f.in && f.clock.State == model.SLARunning && (next == nil || f.clock.Due.Before(next.clock.Due)) {
			next = f
		}
	}
	var parts []string
	if next != nil {
		parts = append(parts, "the next SLA goal is #"+itoa(int64(next.t.ID))+" in "+model.Lasting(max(time.Duration(0), next.clock.Left)))
	}
	if st := b.nextVisit(); st != nil {
		parts = append(parts, "your next visit is at "+b.moment(st.start))
	}
	if len(parts) == 0 {
		return ""
	}
	return " " + capital(strings.Join(parts, ", ")) + "."
}

// unusual names incidents, a flood, who is away, and clients that heat up.
func unusual(b *builder, out *Briefing) string {
	var parts []string
	for i := range out.Now.Items {
		switch it := &out.Now.Items[i]; it.Kind {
		case KindIncident, KindFlood, KindAbsent:
			parts = append(parts, it.Summary.String())
		}
	}
	for _, k := range b.catalogue {
		if s := out.Section(k.id); s != nil && k.unusual != nil {
			parts = append(parts, k.unusual(s)...)
		}
	}
	if len(parts) == 0 {
		return ""
	}
	return " Unusual: " + strings.Join(parts, "; ") + "."
}
