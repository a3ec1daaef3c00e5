package cli

import (
	"context"
	"errors"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"daybrief/internal/report"
	"daybrief/internal/report/render"
	"daybrief/internal/terminal"
	"daybrief/model"
	"daybrief/ui/reports"
)

const reportLong = `Answers a manager's question about a period, from the live server. Without a
name it lists the reports with their questions.

A figure that can't be known is a dash with its reason below, never 0; figures
of a list that was only read in part are marked as at least. Exit code 5 then.`

// reportFlags are what the flags of report say.
type reportFlags struct {
	demo                   bool
	made                   *made
	format, period         choice
	from, to               dateFlag
	by                     string
	member, company, board string
	rows, fresh            bool
	within                 int
	limit                  count
	timeout                lengthFlag
}

func reportCommand(p *program) *cobra.Command {
	r := &reportFlags{made: newMade(), format: choice{"text", render.Formats()}, period: choice{"", report.Periods()}, timeout: lengthFlag{15 * time.Minute, time.Second, 6 * time.Hour}}
	var ids []string
	for _, t := range report.Table() {
		ids = append(ids, t.ID)
	}
	cmd := &cobra.Command{
		Use: "report [NAME]", Short: "Answer a manager's question about a period", Long: reportLong, ValidArgsFunction: firstWord(ids),
		RunE: func(cmd *cobra.Command, args []string) error {
			return p.run(func(ctx context.Context, cmd *cobra.Command) error { return r.tell(ctx, p, cmd, args) })(cmd, args)
		},
	}
	f := cmd.Flags()
	f.BoolVar(&r.demo, "demo", false, "about the made-up company of \"daybrief demo\": no account, no network")
	f.Var(&r.format, "format", "output format")
	f.Var(&r.period, "period", "which days (each report has its own default)")
	f.Var(&r.from, "from", "the first day, like 2026-03-01; with --to")
	f.Var(&r.to, "to", "the last day")
	f.StringVar(&r.by, "by", "", "group by this `COLUMN`; each report has its own")
	f.StringVar(&r.member, "member", "", "only of the member with this `LOGIN`")
	f.StringVar(&r.company, "company", "", "only of this `COMPANY`: its name, identifier or number")
	f.IntVar(&r.within, "within", 90, "renewals: so many days ahead")
	f.StringVar(&r.board, "board", "", "only of the board with this `NAME`")
	f.BoolVar(&r.rows, "rows", false, "list the records behind the figures")
	f.BoolVar(&r.fresh, "fresh", false, "ask the server for what the history on this computer has, too")
	f.Var(&r.limit, "limit", "text and markdown: at most so many lines; 0: all")
	f.Var(&r.timeout, "timeout", "stop asking after this time")
	r.made.flags(cmd, "with --demo: ")
	return cmd
}

func (f *reportFlags) tell(ctx context.Context, p *program, cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return p.print(reportList())
	}
	kind, ok := report.Find(args[0])
	switch {
	case len(args) > 1:
		return usage("one report at a time: %q takes one name", cmd.CommandPath())
	case !ok:
		return usage("there is no report %q; \"daybrief report\" lists them", clipped(args[0]))
	}
	if !f.demo {
		for _, name := range f.made.names() {
			if cmd.Flags().Changed(name) {
				return usage("--%s is about the made-up company: add --demo", name)
			}
		}
	}
	if err := f.fits(cmd, kind); err != nil {
		return err
	}
	ctx, stop := terminal.Signals(ctx)
	defer stop()
	t, err := f.tenant(ctx, p)
	if err != nil {
		return err
	}
	ask, err := f.ask(kind, t)
	if err != nil {
		return usage("%s", err)
	}
	return f.answer(ctx, p, t, kind, ask)
}

// answer fetches, makes and prints a report.
func (f *reportFlags) answer(ctx context.Context, p *program, t *tenant, kind report.Report, ask report.Ask) error {
	inner, cancel := context.WithTimeout(ctx, f.timeout.value)
	defer cancel()
	if t.budget != nil {
		t.budget.Started() // there is no start-up: a report may take hundreds of requests
	}
	in := t.lists(inner, kind, ask, func(at reports.Progress) {
		if at.Waits > 0 {
			p.say(at.Rest(t.now(), t.zone))
		}
	})
	if ctx.Err() != nil {
		return terminal.Ended(ctx)
	}
	res := report.Make(kind, in)
	out, _ := render.As(f.format.value, res, render.Options{Rows: f.rows, Limit: f.limit.value, Width: p.width()})
	if err := p.print(out); err != nil {
		return err
	}
	switch {
	case res.Problem != nil && res.Problem.Kind == model.Unauthorized:
		return &coded{exitAuth, res.Problem}
	case res.Unavailable != "":
		return &coded{exitPartial, errors.New(res.Unavailable)}
	case res.Problem != nil:
		return &coded{exitPartial, res.Problem}
	case res.AtLeast:
		return &coded{exitPartial, errors.New("only a part could be read: the figures are at least what stands here")}
	}
	return nil
}

// fits refuses flags that a report does not know.
func (f *reportFlags) fits(cmd *cobra.Command, kind report.Report) error {
	for _, name := range report.FilterNames() {
		if why := kind.WithoutFilter(name); why != "" && cmd.Flags().Changed(name) {
			return usage("%s", why)
		}
	}
	if cmd.Flags().Changed("within") && (kind.ID != "renewals" || f.within < 1 || f.within > 3660) {
		return usage("--within is for renewals: a number of days from 1 to 3660")
	}
	for _, name := range []string{"period", "from", "to"} {
		if cmd.Flags().Changed(name) && kind.Now {
			return usage("the report %s speaks of now: it takes no --%s", kind.ID, name)
		}
	}
	switch dated := cmd.Flags().Changed("from"); {
	case dated != cmd.Flags().Changed("to"):
		return usage("--from and --to go together")
	case dated && cmd.Flags().Changed("period"):
		return usage("--period names the days already: leave out --from and --to")
	}
	return nil
}

// ask is what the flags ask for.
func (f *reportFlags) ask(kind report.Report, t *tenant) (report.Ask, error) {
	a := report.Ask{
		By: f.by, Member: f.member, Company: f.company, Board: f.board, Within: f.within,
		Zone: t.zone, Now: t.now(), Hours: rulesOf(t.set, t.zone).Hours, From: f.from.day, To: f.to.day,
		Fresh: f.fresh,
	}
	if a.By == "" {
		a.By = kind.By[0]
	}
	name := f.period.value
	if name == "" {
		name = kind.Period
	}
	if a.From.IsZero() && !kind.Now {
		var err error
		if a.From, a.To, err = report.Period(name, a.Now, a.Zone); err != nil {
			return a, err
		}
	}
	return a, kind.Check(a)
}

func (f *reportFlags) tenant(ctx context.Context, p *program) (*tenant, error) {
	if f.demo {
		t, err := p.demoTenant(f.made, 0)
		if err == nil {
			t.past = p.pastMade(t)
		}
		return t, err
	}
	log, err := p.logger(false)
	if err != nil {
		return nil, err
	}
	t, err := p.connect(ctx, log)
	if err == nil && t.set.History.On {
		t.past = opened(p, p.pastOf)
	}
	return t, err
}

// reportList is the table of reports for people.
func reportList() string {
	var b strings.Builder
	var rows [][]string
	for _, r := range report.Table() {
		when := r.Period
		if r.Now {
			when = "now"
		}
		rows = append(rows, []string{r.ID, r.Question, when, "by " + strings.Join(r.By, ", ")})
	}
	aligned(&b, rows)
	return b.String()
}
