package cli

import (
	"context"
	"encoding/json"
	"os"
	"strings"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"daybrief/internal/terminal"
)

// handshake is what a watchdog has to know to report a crash.
type handshake struct {
	Made     bool // the demo writes no files
	Wizard   bool // its memory holds a key that is stored nowhere yet: no report
	Scrubber scrubber
}

func (h handshake) line() []byte {
	line, _ := json.Marshal(h) // strings and truths: it always works
	return line
}

func lookoutCommand(p *program) *cobra.Command {
	return &cobra.Command{
		Use: terminal.WatchdogName, Hidden: true, Args: noArguments,
		Short: "Restore the terminal of a dashboard that has crashed",
		RunE:  p.run(func(context.Context, *cobra.Command) error { return p.lookOut() }),
	}
}

// lookOut is what the second process does.
func (m *machine) lookOut() error {
	out, ok := m.streams.Out.(*os.File)
	if !ok || !term.IsTerminal(int(out.Fd())) {
		return usage("%q is started by a dashboard, never by a person", terminal.WatchdogName)
	}
	terminal.LookOut(m.streams.In, out, m.lastWords)
	return nil
}

// lastWords is what a watchdog says of a crash, on a terminal that has been put
// in order; "" when there was none.
func (m *machine) lastWords(line []byte, crash string) string {
	var h handshake
	switch {
	case crash == "" || json.Unmarshal(line, &h) != nil:
		return ""
	case h.Wizard:
		return "daybrief: " + errWizardCrashed.Error() + "\n"
	}
	first, _, _ := strings.Cut(crash, "\n")
	return "daybrief: " + m.reported(h.Made, first, crash, h.Scrubber).Error() + "\n"
}
