package cli

import (
	"context"
	"log/slog"
	"os"
	"runtime"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"daybrief/internal/settings"
	"daybrief/internal/terminal"
	"daybrief/ui"
	"daybrief/ui/screen"
	"daybrief/ui/wall"
)

const wallLong = `A display for a screen that nobody touches, read from five metres: big digits,
what needs attention, the team's day, its load, and the companies that heat up.
The pages turn by themselves; a new breach jumps the queue. The edge of the frame
says calm, watch or act.

It needs no keyboard: [wall] in the configuration says what is shown, and changes
of the file are taken up within a minute. With one: arrows turn the page, space
stops it, q quits, ? lists the keys.`

// wallFlags are what the command line says on top of the configuration.
type wallFlags struct {
	demo    bool
	made    *made
	pages   choices
	size    choice
	seconds lengthFlag
	redact  bool
	changed func(flag string) bool
}

func wallCommand(p *program) *cobra.Command {
	w := &wallFlags{
		made: newMade(), pages: choices{allowed: wall.Pages()},
		size:    choice{"", []string{"auto", "normal", "large", "xl"}},
		seconds: lengthFlag{0, time.Second, time.Hour},
	}
	cmd := &cobra.Command{
		Use: "wall", Short: "Fill a screen that nobody touches", Long: wallLong, Args: noArguments,
		RunE: p.run(func(ctx context.Context, cmd *cobra.Command) error {
			w.changed = cmd.Flags().Changed
			return w.run(ctx, p)
		}),
	}
	f := cmd.Flags()
	f.BoolVar(&w.demo, "demo", false, "use the made-up company of \"daybrief demo\": no account, no network")
	f.Var(&w.pages, "pages", "show these pages, in this order (repeatable): "+strings.Join(wall.Pages(), ", "))
	f.Var(&w.seconds, "seconds", "how long a page stays, like 20s (default: the configuration's)")
	f.Var(&w.size, "display", "how big things are drawn (default: the configuration's)")
	f.BoolVar(&w.redact, "redact", false, "hide customers, contacts and summaries")
	p.whom.flags(cmd)
	w.made.flags(cmd, "with --demo: ")
	return cmd
}

func (w *wallFlags) run(ctx context.Context, p *program) error {
	if !w.demo {
		for _, name := range w.made.names() {
			if w.changed(name) {
				return usage("--%s is about the made-up company: add --demo", name)
			}
		}
		if _, err := p.load(); err != nil {
			return err // more helpful than what is wrong with the terminal
		}
	}
	tty, err := p.display()
	if err != nil {
		return err
	}
	ctx, stop := terminal.Signals(ctx)
	defer stop()
	log, err := p.logger(true)
	if err != nil {
		return err
	}
	return again(p, log, func() error { return w.once(ctx, p, tty, log) })
}

// once shows the wall until it ends or has to begin anew.
func (w *wallFlags) once(ctx context.Context, p *program, tty terminal.TTY, log *slog.Logger) error {
	t, err := w.tenant(ctx, p, log)
	if err != nil {
		return err
	}
	return p.play(ctx, tty, t, w.options(p, t, log))
}

func (w *wallFlags) tenant(ctx context.Context, p *program, log *slog.Logger) (*tenant, error) {
	var t *tenant
	var err error
	if w.demo {
		t, err = p.demoTenant(w.made, w.made.speed.value)
	} else {
		t, err = p.connect(ctx, log)
	}
	if err == nil {
		everybody(&t.set)
	}
	return t, err
}

// options turns the dashboard's options into those of a wall.
func (w *wallFlags) options(p *program, t *tenant, log *slog.Logger) func(*ui.Options, *configEye) {
	return func(o *ui.Options, e *configEye) {
		set := w.settings(t.set.Wall)
		s := wall.New(wall.Options{Settings: set, Log: func(what string) { log.Info("wall", "what", what) }})
		o.Screens = []screen.Screen{s}
		o.Bare, o.Mouse = true, false
		o.Alerts = p.alerts(nil, t, set.Redact)
		e.wall = &wallEye{w, s}
	}
}

// settings are those of the file with the flags on top.
func (w *wallFlags) settings(s settings.Wall) wall.Settings {
	out := wall.Settings{
		Pages: s.Pages, Stay: w.time(s.Seconds), PageStay: map[string]time.Duration{},
		Size: wall.ParseSize(s.Size), Redact: s.Redact || w.redact,
		Act:       wall.Act{Breached: s.Act.Breached, Due: s.Act.Due, NoUsual: !s.Act.Usual},
		NightFrom: s.Night.From, NightTo: s.Night.To,
	}
	for page, n := range s.PageSeconds {
		out.PageStay[page] = w.time(n)
	}
	if len(w.pages.values) > 0 {
		out.Pages = slices.Clone(w.pages.values)
	}
	if w.seconds.value > 0 {
		out.Stay, out.PageStay = w.speed(w.seconds.value), nil
	}
	if w.size.value != "" {
		out.Size = wall.ParseSize(w.size.value)
	}
	return out
}

func (w *wallFlags) time(seconds int) time.Duration {
	return w.speed(time.Duration(seconds) * time.Second)
}

// speed makes a page of a demo whose day passes faster stay for as long as
// usual: its clock is what pages are timed by.
func (w *wallFlags) speed(d time.Duration) time.Duration {
	if w.demo {
		return time.Duration(float64(d) * w.made.speed.value)
	}
	return d
}

// display is a terminal to show something on. Keys are welcome but not needed:
// a kiosk or a service has none.
func (m *machine) display() (terminal.TTY, error) {
	out, ok := m.streams.Out.(*os.File)
	switch {
	case !ok || !term.IsTerminal(int(out.Fd())):
		return terminal.TTY{}, usage(`the wall needs a terminal to be shown on; "daybrief brief" prints today's briefing anywhere`)
	case m.env("TERM") == "dumb", m.env("TERM") == "" && runtime.GOOS != "windows":
		return terminal.TTY{}, usage(`this terminal (TERM=%s) can't show a wall; "daybrief brief" prints today's briefing anywhere`, m.env("TERM"))
	}
	if in, ok := m.streams.In.(*os.File); ok && term.IsTerminal(int(in.Fd())) {
		return terminal.TTY{In: in, Out: out}, nil
	}
	return terminal.TTY{Out: out}, nil
}
