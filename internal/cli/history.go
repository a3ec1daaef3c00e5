package cli

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"daybrief/internal/history"
	"daybrief/internal/psa"
	"daybrief/internal/settings"
	"daybrief/model"
	"daybrief/model/assess"
)

const historyLong = `What daybrief has kept of the past of your tenant on this computer: tickets, the
notes that were read, counts of each day, what reports have read of settled
periods. Nobody but you can read the file. The section [history] of the
configuration says how much is kept and how far back it is fetched. Without a word behind it: how far it reaches.`

func historyCommand(p *program) *cobra.Command {
	cmd := &cobra.Command{
		Use: "history", Short: "Where the past is kept, how much of it, and how to forget it", Long: historyLong, Args: noArguments,
		RunE: p.run(func(ctx context.Context, _ *cobra.Command) error {
			out, err := historyReach(ctx, p)
			if err != nil {
				return err
			}
			return p.print(out)
		}),
	}
	about := func(use, short string, do func(path string) error) {
		cmd.AddCommand(&cobra.Command{Use: use, Short: short, Args: noArguments, RunE: p.run(func(context.Context, *cobra.Command) error {
			path, err := p.historyPath()
			if err != nil {
				return err
			}
			return do(path)
		})})
	}
	about("path", "Print where the file is", func(path string) error { return p.print(path + "\n") })
	about("size", "Print how big it is", func(path string) error {
		n, err := history.Size(path)
		if err != nil {
			return err
		}
		if n == 0 {
			return p.print("Nothing is kept yet.\n")
		}
		return p.print(fmt.Sprintf("%.1f MB\n", float64(n)/(1<<20)))
	})
	about("forget", "Remove it; a dashboard that runs goes on with an empty one at its next start", func(path string) error {
		if err := history.Forget(path); err != nil {
			return err
		}
		return p.print("The history is forgotten.\n")
	})
	return cmd
}

// historyPath is the file of the tenant that the configuration names.
func (p *program) historyPath() (string, error) {
	l, err := p.load()
	if err != nil {
		return "", err
	}
	who, host, err := whereabouts(l.Settings.Connection)
	if err != nil {
		return "", &coded{exitUsage, err}
	}
	folder, err := settings.StateFolder(p.env)
	if err != nil {
		return "", err
	}
	return history.Path(folder, who, host), nil
}

// recorder writes what a tenant's feed brings into its history.
func (p *program) recorder(t *tenant, path string, say func(string), learnt func()) *history.Recorder {
	return history.NewRecorder(history.RecorderOptions{
		Options:  history.Options{Path: path, MaxRows: t.set.History.MaxRows, KeepDays: t.set.History.Keep, Check: true, Now: t.now},
		Counting: t.counting(), Say: say, Learnt: learnt,
	})
}

// counting is what days of the history are counted by.
func (t *tenant) counting() history.Counting {
	r := rulesOf(t.set, t.zone)
	return history.Counting{Policy: r.Policy, Zone: t.zone, Stale: staleOf(r.Rules)}
}

// staleOf judges which tickets of a snapshot have gone quiet. It keeps nothing: days
// are counted seldom, and a judgement of all tickets is large.
func staleOf(rules assess.Rules) func(s *model.Snapshot, now time.Time) func(*model.Ticket) bool {
	return func(s *model.Snapshot, now time.Time) func(*model.Ticket) bool {
		stale := map[model.TicketID]bool{}
		for _, t := range assess.Assess(s, nil, rules, now).Tickets {
			if t.Stale {
				stale[t.ID] = true
			}
		}
		return func(t *model.Ticket) bool { return stale[t.ID] }
	}
}

// recorded is a provider whose notes are kept, so that they can be found.
type recorded struct {
	psa.Provider
	past *history.Recorder
}

// Ticket implements psa.Provider.
func (r *recorded) Ticket(ctx context.Context, t *model.Ticket, devices bool) psa.TicketDetail {
	d := r.Provider.Ticket(ctx, t, devices)
	if d.Notes.Problem != nil {
		return d // nothing was read: what is kept stays
	}
	var words strings.Builder
	for _, n := range d.Notes.Value {
		words.WriteString(n.Text.String() + "\n")
	}
	r.past.KeepNotes(t.ID, words.String())
	return d
}

// pastOf opens the history of the tenant for reading. It makes no file and asks
// no server.
func (p *program) pastOf(ctx context.Context) (*history.DB, error) {
	path, err := p.historyPath()
	if err != nil {
		return nil, err
	}
	db, err := history.Open(ctx, history.Options{Path: path, Existing: true, Now: p.opts.Now})
	if errors.Is(err, fs.ErrNotExist) {
		return nil, &coded{exitPartial, errors.New("there is no history yet: it begins when the dashboard runs, and \"daybrief search --demo\" needs none")}
	}
	return db, err
}
