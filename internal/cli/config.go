package cli

import (
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"daybrief/briefing"
	"daybrief/connectwise"
	"daybrief/internal/elements"
	"daybrief/internal/settings"
	"daybrief/ui/tickets"
	"daybrief/ui/wall"
)

func configCommand(p *program) *cobra.Command {
	config := &cobra.Command{
		Use:   "config",
		Short: "Where the configuration is, what it says, whether it is valid",
		Args:  noArguments,
		RunE:  func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	var example bool
	show := &cobra.Command{
		Use:   "show",
		Short: "Print the effective settings, without secrets",
		Args:  noArguments,
		RunE:  p.run(func(context.Context, *cobra.Command) error { return p.configShow(example) }),
	}
	show.Flags().BoolVar(&example, "example", false, "print a commented file with the defaults to start from")
	config.AddCommand(show, &cobra.Command{
		Use:   "path",
		Short: "Print where the configuration file is",
		Args:  noArguments,
		RunE: p.run(func(context.Context, *cobra.Command) error {
			path, _, err := p.configPath()
			if err != nil {
				return err
			}
			return p.print(path + "\n")
		}),
	}, &cobra.Command{
		Use:   "check",
		Short: "Say whether the configuration is valid; every fault with its line",
		Args:  noArguments,
		RunE:  p.run(func(context.Context, *cobra.Command) error { return p.configCheck() }),
	}, &cobra.Command{
		Use:   "schema",
		Short: "Print a JSON Schema of the configuration, for editors",
		Long: `Print a JSON Schema (draft 7) of the configuration. An editor that knows TOML
(taplo, Even Better TOML) completes and checks the file with it: put the schema
beside the configuration and begin that with the line

  #:schema ./daybrief.schema.json`,
		Args: noArguments,
		RunE: p.run(func(context.Context, *cobra.Command) error {
			schema, err := kinds().JSONSchema(p.opts.Example)
			if err != nil {
				return err
			}
			return p.print(string(schema) + "\n")
		}),
	})
	return config
}

// print writes to standard output; a full disk or a closed pipe is a failure.
func (m *machine) print(text string) error {
	if _, err := io.WriteString(m.streams.Out, text); err != nil {
		return &coded{exitFailed, fmt.Errorf("the output can't be written: %w", err)}
	}
	return nil
}

func (p *program) configPath() (path string, own bool, err error) {
	path, own, err = settings.Path(p.config, p.env)
	if err != nil {
		err = &coded{exitUsage, err}
	}
	return path, own, err
}

// kinds are the names that a configuration may use: those that there are.
func kinds() settings.Kinds {
	return settings.Kinds{Sections: briefing.IDs(), Columns: tickets.ColumnIDs()[1:], WallPages: wall.Pages()}
}

// load reads the configuration that every command but the demo needs. Without
// one it says what to do, in one sentence, and offers the demo.
func (p *program) load() (*settings.Loaded, error) {
	path, _, err := p.configPath()
	if err != nil {
		return nil, err
	}
	l, err := kinds().Load(path)
	if settings.IsMissing(err) {
		return nil, usage("there is no configuration at %s yet: \"daybrief setup\" makes one, "+
			"\"daybrief demo\" needs none", path)
	}
	if err != nil {
		return nil, &coded{exitUsage, err}
	}
	if err := habitFaults(l); err != nil {
		return nil, err
	}
	return l, nil
}

func (p *program) configShow(example bool) error {
	if example {
		return p.print(p.opts.Example)
	}
	l, err := p.load()
	if err != nil {
		return err
	}
	return p.print("# " + l.File + "\n" + l.Settings.Show())
}

// configCheck reports everything that can be known without asking the server.
func (p *program) configCheck() error {
	l, err := p.load()
	if err != nil {
		return err
	}
	faults := []error{l.Missing()}
	if l.Settings.Connection.Through() {
		_, err := elements.ParseBase(l.Settings.Connection.Gateway.Base)
		faults = append(faults, err)
	}
	if l.Settings.Connection.Site != "" {
		_, err := connectwise.ParseSite(l.Settings.Connection.Site)
		faults = append(faults, err)
	}
	for _, w := range l.Warnings {
		p.say(w)
	}
	if err := errors.Join(faults...); err != nil {
		return &coded{exitUsage, err}
	}
	return p.print(l.File + " is valid.\n")
}
