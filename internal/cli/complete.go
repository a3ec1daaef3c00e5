package cli

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"daybrief/internal/report"
)

// completeFlags has the shells complete every flag that takes one of some words,
// in a command and all below it. It asks nobody: what only a server knows is not
// completed.
func completeFlags(cmd *cobra.Command) {
	for _, sub := range cmd.Commands() {
		completeFlags(sub)
	}
	cmd.Flags().VisitAll(func(f *pflag.Flag) {
		switch v := f.Value.(type) {
		case *choice:
			offer(cmd, f.Name, func([]string, string) []string { return v.allowed })
		case *choices:
			offer(cmd, f.Name, func(_ []string, typed string) []string { return more(v.allowed, typed) })
		}
	})
	if cmd.Name() == "report" {
		offer(cmd, "by", func(args []string, _ string) []string {
			if len(args) == 0 {
				return nil
			}
			kind, _ := report.Find(args[0])
			return kind.By
		})
	}
}

func offer(cmd *cobra.Command, flag string, words func(args []string, typed string) []string) {
	// It fails for a flag that is not there or has one already: neither is so.
	_ = cmd.RegisterFlagCompletionFunc(flag, func(_ *cobra.Command, args []string, typed string) ([]string, cobra.ShellCompDirective) {
		return words(args, typed), cobra.ShellCompDirectiveNoFileComp
	})
}

// more are the words that may follow in a list with commas.
func more(words []string, typed string) []string {
	i := strings.LastIndexByte(typed, ',')
	if i < 0 {
		return words
	}
	before := strings.Split(typed[:i], ",")
	var out []string
	for _, w := range words {
		if !slices.Contains(before, w) {
			out = append(out, typed[:i+1]+w)
		}
	}
	return out
}
