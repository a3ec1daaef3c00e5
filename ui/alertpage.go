package ui

import (
	"daybrief/model"
	"daybrief/ui/screen"
	"daybrief/ui/widget"
)

// alertsPage lists the latest alerts, the newest first, also those that fell
// into quiet hours.
type alertsPage struct{ leaf }

func (p *alertsPage) draw(a *App, f screen.Frame, _ func() screen.Block) screen.Block {
	var list []model.Alert
	if a.alerter.alerts != nil {
		list = a.alerter.alerts.Last()
	}
	if len(list) == 0 {
		return screen.Block{Lines: exactly(append([]string{p.title("Alerts (last 20)", "", f), widget.Spaces(f.Area.W)}, noAlerts(a.alerter.alerts != nil, f)...), f.Area)}
	}
	var lines []string
	for _, why := range unwatched(f) {
		lines = append(lines, f.Theme.Warn.Paint(widget.Fit("  "+why, f.Area.W, f.Theme.Glyphs.Ellipsis)))
	}
	for _, one := range list {
		lines = append(lines, alertLines(one, f)...)
	}
	return p.lay(p.title("Alerts (last 20)", "", f), lines, f)
}

// noAlerts say why there are none.
func noAlerts(on bool, f screen.Frame) []string {
	what, more := "There has been no alert yet.", "What was already so when daybrief started does not count."
	if blind := unwatched(f); on && len(blind) > 0 {
		return widget.Notice(f.Area.W, max(0, f.Area.H-pageHead), f.Theme, widget.InkWarn, "There has been no alert of what can be seen.", blind...)
	}
	if !on {
		what, more = "Alerts are switched off.", "Set on = true in [notify] of the configuration to get them."
	}
	return widget.Notice(f.Area.W, max(0, f.Area.H-pageHead), f.Theme, widget.InkDim, what, more)
}

// unwatched says what nobody can be called for, since it is not seen.
func unwatched(f screen.Frame) []string {
	return screen.Lacks(f, model.SourceTickets, model.SourceProjectTickets, model.SourceSLA, model.SourceBoards)
}

// alertLines are when, and what, wrapped behind the time.
func alertLines(one model.Alert, f screen.Frame) []string {
	const column = 14
	t, w := f.Theme, f.Area.W
	ink := t.Warn
	switch {
	case one.Quiet:
		ink = t.Dim
	case one.Kind == model.AlertBreach:
		ink = t.Bad
	case one.Kind == model.AlertRecovery:
		ink = t.Good
	}
	text := one.Text.String()
	if one.Quiet {
		text += " (quiet hours: nobody was called)"
	}
	room := max(1, w-column-3)
	wrapped := widget.Lines(text, room, 3, t.Glyphs.Ellipsis)
	when := widget.Moment(one.At, f.Now, f.Zone)
	var out []string
	for i, l := range wrapped {
		if i > 0 {
			when = ""
		}
		out = append(out, "  "+t.Dim.Paint(widget.Fit(when, min(column, max(0, w-2)), t.Glyphs.Ellipsis))+ink.Paint(widget.Fit(l, max(0, w-2-column), t.Glyphs.Ellipsis)))
	}
	return out
}
