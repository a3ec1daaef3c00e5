package cli

import (
	"context"
	"fmt"
	"runtime"
	"runtime/debug"

	"github.com/spf13/cobra"
)

func versionCommand(p *program) *cobra.Command {
	return &cobra.Command{
		Use:   "version",
		Short: "Print the version",
		Args:  noArguments,
		RunE: p.run(func(context.Context, *cobra.Command) error {
			_, err := fmt.Fprintln(p.streams.Out, p.versionLine())
			return err
		}),
	}
}

// versionLine is what "daybrief version" and --version print.
func (m *machine) versionLine() string {
	return fmt.Sprintf("daybrief %s (%s, %s/%s%s)", m.version(), runtime.Version(), runtime.GOOS, runtime.GOARCH, commit())
}

// commit is the one that was built, with its day, as the end of a list; "" when
// the build does not know.
func commit() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return ""
	}
	var revision, day string
	for _, s := range info.Settings {
		switch {
		case s.Key == "vcs.revision" && len(s.Value) >= 12:
			revision = s.Value[:12]
		case s.Key == "vcs.time" && len(s.Value) >= 10:
			day = s.Value[:10]
		}
	}
	if revision == "" || day == "" {
		return ""
	}
	return ", commit " + revision + " of " + day
}

// version is the release, else what the build knows of itself: the module's
// version, the commit, or "dev". It is one printable word.
func (m *machine) version() string {
	if m.opts.Release != "" {
		return m.opts.Release
	}
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "dev"
	}
	if v := info.Main.Version; v != "" && v != "(devel)" {
		return v
	}
	for _, s := range info.Settings {
		if s.Key == "vcs.revision" && len(s.Value) >= 12 {
			return "dev-" + s.Value[:12]
		}
	}
	return "dev"
}
