package cli

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"
)

const rootLong = `daybrief shows what needs you now in ConnectWise PSA, and why.
Without a command it opens the dashboard; "daybrief demo" opens it on a made-up
company, without an account and without a network. It only ever reads.

Exit codes: 0 fine, 1 failed, 2 usage or configuration, 3 brief found something
that needs attention, 4 credentials refused, 5 some data could not be had, and
128 plus its number after a signal (130 for Ctrl-C, 143 for SIGTERM).

No flag ever takes a secret: the private key comes from DAYBRIEF_PRIVATE_KEY,
from what the configuration names, or from the keyring.`

// root is the command tree.
func (p *program) root() *cobra.Command {
	root := &cobra.Command{
		Use:   "daybrief",
		Short: "What needs you now in ConnectWise PSA, and why",
		Long:  rootLong,
		Args:  noArguments,
		RunE:  p.run(p.dashboard),
		// We word errors and usage ourselves.
		SilenceErrors: true, SilenceUsage: true,
		CompletionOptions: cobra.CompletionOptions{HiddenDefaultCmd: false},
	}
	root.Version = p.version() // gives the command its --version
	root.SetVersionTemplate(p.versionLine() + "\n")
	root.SetFlagErrorFunc(flagFault)
	f := root.PersistentFlags()
	f.StringVar(&p.config, "config", "", "configuration `FILE` (else DAYBRIEF_CONFIG, else the user's own)")
	f.StringVar(&p.log, "log", "", "write a log to `FILE`; it never holds a secret")
	f.BoolVar(&p.debug, "debug", false, "log every request too")
	p.whom.flags(root)
	for _, command := range commands() {
		root.AddCommand(command(p))
	}
	completeFlags(p, root)
	return root
}

// commands are all commands, in the order of the help; each stands in a file of
// its own.
func commands() []func(*program) *cobra.Command {
	return []func(*program) *cobra.Command{
		demoCommand, briefCommand, reportCommand, searchCommand, historyCommand, wallCommand, configCommand, setupCommand, checkCommand,
		logoutCommand, versionCommand, lookoutCommand,
	}
}

// strictCompletion makes cobra's own command refuse a shell that it does not
// know, like every other command; as it comes it prints help and succeeds. The
// output must be set: cobra binds the scripts to it here.
func strictCompletion(root *cobra.Command) {
	root.InitDefaultCompletionCmd()
	for _, cmd := range root.Commands() {
		if cmd.Name() == "completion" {
			cmd.Args, cmd.RunE = noArguments, func(cmd *cobra.Command, _ []string) error { return cmd.Help() }
		}
	}
}

// run wraps a command so that what it returns gets its exit code, and what
// cobra returns stays a fault of the command line.
func (p *program) run(do func(context.Context, *cobra.Command) error) func(*cobra.Command, []string) error {
	return func(cmd *cobra.Command, _ []string) error { return ran(do(cmd.Context(), cmd)) }
}

// noArguments refuses words that are no command, with the likeliest one.
func noArguments(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	if !cmd.HasSubCommands() {
		return fmt.Errorf("%q takes no words after it, but there is %q", cmd.CommandPath(), clipped(args[0]))
	}
	cmd.SuggestionsMinimumDistance = 2
	if near := cmd.SuggestionsFor(args[0]); len(near) > 0 {
		return fmt.Errorf("there is no command %q; did you mean %q?", clipped(args[0]), cmd.CommandPath()+" "+near[0])
	}
	return fmt.Errorf("there is no command %q; see %q", clipped(args[0]), cmd.CommandPath()+" --help")
}

// flagFault words what is wrong with a flag in one line. A flag that sounds like
// a secret is refused with the way that is meant for it; its value is never
// repeated.
func flagFault(cmd *cobra.Command, err error) error {
	text := err.Error()
	help := fmt.Sprintf("; see %q", cmd.CommandPath()+" --help")
	name, isLong := strings.CutPrefix(text, "unknown flag: --")
	switch {
	case isLong && soundsSecret(name):
		return fmt.Errorf("no flag ever takes a secret, because every user of this computer can see command lines: "+
			"pipe it into \"daybrief setup --private-key-stdin\", or set DAYBRIEF_PRIVATE_KEY, instead of --%s", clipped(name))
	case isLong:
		return fmt.Errorf("there is no flag --%s%s", clipped(name), help)
	case strings.HasPrefix(text, "unknown shorthand flag"):
		return fmt.Errorf("there is no flag with one dash like that%s", help)
	}
	if strings.HasPrefix(text, "invalid argument ") && strings.Contains(text, `--private-key-stdin" flag`) {
		return errors.New("--private-key-stdin takes no value, which every user of this computer could see: the private key comes through standard input")
	}
	return fmt.Errorf("%s%s", strings.ReplaceAll(text, "\n", " "), help)
}

func soundsSecret(flag string) bool {
	flag = strings.ToLower(flag)
	for _, word := range []string{"private", "secret", "passw", "token", "api-key", "apikey"} {
		if strings.Contains(flag, word) {
			return true
		}
	}
	return flag == "key"
}

// clipped keeps what is repeated in a message short.
func clipped(s string) string {
	if r := []rune(s); len(r) > 60 {
		return string(r[:59]) + "…"
	}
	return s
}
