package cli

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"daybrief/internal/report"
	"daybrief/internal/settings"
	"daybrief/internal/store"
	"daybrief/model"
)

// completeFlags has the shells complete every flag that takes one of some words,
// in a command and all below it. It asks no server: members and boards are those
// of the last picture on disk. Names of files are offered where a FILE is wanted,
// and nowhere else.
func completeFlags(p *program, cmd *cobra.Command) {
	for _, sub := range cmd.Commands() {
		completeFlags(p, sub)
	}
	if cmd.ValidArgsFunction == nil {
		cmd.ValidArgsFunction = cobra.NoFileCompletions
	}
	if cmd.Name() == "report" {
		offer(cmd, "by", func(args []string, _ string) []string {
			if len(args) == 0 {
				return nil
			}
			kind, _ := report.Find(args[0])
			return kind.By
		})
	}
	cmd.Flags().VisitAll(func(f *pflag.Flag) {
		switch v := f.Value.(type) {
		case *choice:
			offer(cmd, f.Name, func([]string, string) []string { return v.allowed })
		case *choices:
			offer(cmd, f.Name, func(_ []string, typed string) []string { return more(v.allowed, typed) })
		}
		if of := keptWords()[f.Name]; of != nil {
			offer(cmd, f.Name, func([]string, string) []string { return pictured(p, cmd, of) })
		}
		if name, _ := pflag.UnquoteUsage(f); name != "FILE" {
			offer(cmd, f.Name, func([]string, string) []string { return nil }) // where nothing is offered yet
		}
	})
}

// firstWord has a command's first word completed, and no second one.
func firstWord(words []string) cobra.CompletionFunc {
	return func(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
		if len(args) > 0 {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		return words, cobra.ShellCompDirectiveNoFileComp
	}
}

// keptWords are the flags that name what a picture holds, with what they may name.
func keptWords() map[string]func(*model.Snapshot) []string {
	return map[string]func(*model.Snapshot) []string{
		"member": func(s *model.Snapshot) (words []string) {
			for _, m := range s.Members.Value {
				if !m.Inactive {
					words = append(words, cobra.CompletionWithDesc(m.Identifier.String(), strings.TrimSpace(m.First.String()+" "+m.Last.String())))
				}
			}
			return words
		},
		"board": func(s *model.Snapshot) (words []string) {
			for _, b := range s.Boards.Value {
				if !b.Inactive {
					words = append(words, b.Name.String())
				}
			}
			return words
		},
	}
}

// pictured are words of the last picture on disk. Without one, and for the made-up
// company, there are none: a completion has no place for a reason.
func pictured(p *program, cmd *cobra.Command, of func(*model.Snapshot) []string) []string {
	if demo, err := cmd.Flags().GetBool("demo"); err == nil && demo {
		return nil
	}
	l, err := p.load()
	if err != nil {
		return nil
	}
	who, host, err := whereabouts(l.Settings.Connection)
	if err != nil {
		return nil
	}
	folder, err := settings.StateFolder(p.env)
	if err != nil {
		return nil
	}
	head, _ := store.New(folder, who, host).LoadHead(p.opts.Now())
	if head == nil {
		return nil
	}
	return of(head)
}

// offer has a flag completed, unless it is already.
func offer(cmd *cobra.Command, flag string, words func(args []string, typed string) []string) {
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
