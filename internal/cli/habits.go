package cli

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"daybrief/internal/settings"
	"daybrief/internal/store"
	"daybrief/ui"
	"daybrief/ui/brief"
	"daybrief/ui/companies"
	"daybrief/ui/reports"
	"daybrief/ui/schedule"
	"daybrief/ui/screen"
	"daybrief/ui/tickets"
)

// screens are the dashboard's, in the order of their tabs.
func screens(r *reports.Screen) []screen.Screen {
	return []screen.Screen{brief.New(), tickets.New(), schedule.New(), companies.New(), r}
}

// habits are what the person has set about the dashboard: views, columns, colours.
func (p *program) habits(o *ui.Options, s settings.Settings) {
	o.Views, o.Columns = viewsOf(s.Views), s.UI.Columns
	if t, ok := ui.ThemeNamed(s.UI.Theme); ok {
		o.Theme = t
	}
	if o.Theme == ui.Auto && p.env("NO_COLOR") != "" {
		o.Theme = ui.NoColour
	}
}

// viewKeeper adds views to the configuration file, whose comments stay.
func (p *program) viewKeeper() func(screen.View) error {
	path, own, err := p.configPath()
	example := p.example()
	return func(v screen.View) error {
		if err != nil {
			return err
		}
		// As it is written: Load makes paths absolute, which is not ours to save.
		s, err := kinds().Parse(path, []byte(fileText(path)))
		if err != nil {
			return err
		}
		s.Views = append(s.Views, settings.View(v))
		return settings.Change(path, s, own, example)
	}
}

// keysOf are the keys that differ from the usual, by the names of actions.
func keysOf(k settings.Keys) map[string][]string {
	out := map[string][]string{}
	d := settings.Default().Keys
	for _, one := range []struct {
		name      string
		want, was []string
	}{
		{"app.quit", k.Quit, d.Quit}, {"app.help", k.Help, d.Help}, {"app.refresh", k.Refresh, d.Refresh}, {"app.redraw", k.Redraw, d.Redraw},
		{"open", k.Open, d.Open}, {"copy", k.Copy, d.Copy}, {"filter", k.Filter, d.Filter},
	} {
		if !slices.Equal(one.want, one.was) {
			out[one.name] = one.want
		}
	}
	for name, keys := range k.Actions {
		out[name] = keys
	}
	return out
}

func viewsOf(list []settings.View) []screen.View {
	var out []screen.View
	for _, v := range list {
		out = append(out, screen.View(v))
	}
	return out
}

// habitFaults says what only the dashboard can know about settings: actions
// that do not exist, a key for two of them, a view that can't be.
func habitFaults(l *settings.Loaded) error {
	faults := []error{ui.CheckKeys(screens(reports.New(context.Background(), nil, nil)), keysOf(l.Settings.Keys))}
	for _, v := range viewsOf(l.Settings.Views) {
		if bad := tickets.CheckView(v); bad != "" {
			faults = append(faults, fmt.Errorf("[[view]] %q %s", v.Name, bad))
		}
	}
	if err := errors.Join(faults...); err != nil {
		return &coded{exitUsage, fmt.Errorf("%s: %w", l.File, err)}
	}
	return nil
}

// lostHabits says why what was chosen on screen before is not taken up.
func lostHabits(err error) string {
	var ignored *store.Ignored
	if errors.As(err, &ignored) && ignored.Newer {
		return "What was chosen on screen is of a later daybrief: it is left alone, and this run keeps none."
	}
	return "What was chosen on screen can't be read: it starts over."
}
