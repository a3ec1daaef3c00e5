package cli

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"daybrief/internal/history"
	"daybrief/internal/terminal"
)

const searchLong = `Finds tickets, open and closed, in what daybrief has kept on this computer. No
server is asked. Words match beginnings of words, and all of them must be found
in a ticket's number, summary, company, contact, owner, board or the notes that
were read. "Several words" in quotes match as they stand; company: owner: board:
contact: summary: notes: look in one place, closed:2026-03 in a year, a month or
a day, and a leading - excludes (after -- on a command line).

Open tickets come first, then the others; each the highest number first.`

// searchFlags are what the flags of search say.
type searchFlags struct {
	demo   bool
	made   *made
	format choice
	limit  count
}

func searchCommand(p *program) *cobra.Command {
	s := &searchFlags{made: newMade(), format: choice{"text", []string{"text", "csv", "json"}}, limit: count{50}}
	cmd := &cobra.Command{
		Use: "search WORDS", Short: "Find tickets of the past, without asking the server", Long: searchLong,
		RunE: func(cmd *cobra.Command, args []string) error {
			return p.run(func(ctx context.Context, cmd *cobra.Command) error {
				return s.run(ctx, p, cmd, phrased(args))
			})(cmd, args)
		},
	}
	f := cmd.Flags()
	f.BoolVar(&s.demo, "demo", false, "search the made-up company of \"daybrief demo\": no account, no network")
	f.Var(&s.format, "format", "output format")
	f.Var(&s.limit, "limit", "list at most so many tickets, up to 10000")
	s.made.flags(cmd, "with --demo: ")
	return cmd
}

// phrased joins the words of a command line: one that the shell kept together is
// a phrase, unless it has quotes or a field of its own.
func phrased(args []string) string {
	out := make([]string, len(args))
	for i, a := range args {
		if out[i] = a; strings.ContainsAny(a, " \t") && !strings.ContainsAny(a, `":`) && len(args) > 1 {
			out[i] = `"` + a + `"`
		}
	}
	return strings.Join(out, " ")
}

func (s *searchFlags) run(ctx context.Context, p *program, cmd *cobra.Command, words string) error {
	if !s.demo {
		for _, name := range s.made.names() {
			if cmd.Flags().Changed(name) {
				return usage("--%s is about the made-up company: add --demo", name)
			}
		}
	}
	q := history.ParseQuery(words)
	switch {
	case len(q.Unread) > 0:
		return usage("%s", q.Unread[0])
	case q.Empty():
		return usage("say what to search for: daybrief search printer company:harbour")
	case s.limit.value < 1 || s.limit.value > 10_000:
		return usage("--limit must be from 1 to 10000")
	}
	ctx, stop := terminal.Signals(ctx)
	defer stop()
	db, zone, err := s.past(ctx, p)
	if err != nil && ctx.Err() != nil {
		return terminal.Ended(ctx)
	}
	if err != nil {
		return err
	}
	found, err := db.Search(ctx, q, s.limit.value)
	if err != nil {
		if ctx.Err() != nil {
			return terminal.Ended(ctx)
		}
		return fmt.Errorf("the history can't be searched: %w", err)
	}
	out, err := written(found, s.format.value, zone)
	if err != nil {
		return err
	}
	if said := found.Said(); said != "" && s.format.value == "csv" {
		p.say(said) // a table has no place for it
	}
	return p.print(out)
}

// past is the history to search in, and the zone of its reader.
func (s *searchFlags) past(ctx context.Context, p *program) (*history.DB, *time.Location, error) {
	if !s.demo {
		l, err := p.load()
		if err != nil {
			return nil, nil, err
		}
		db, err := p.pastOf(ctx)
		if err == nil {
			p.later(func() { _ = db.Close() })
		}
		return db, p.zone(l.Settings.Me.Zone), err
	}
	t, err := p.demoTenant(s.made, 0)
	if err != nil {
		return nil, nil, err
	}
	db, err := p.pastMade(t)(ctx)
	return db, t.zone, err
}
