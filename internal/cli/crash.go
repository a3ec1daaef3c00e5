package cli

import (
	"encoding/base64"
	"fmt"
	"path/filepath"
	"runtime"
	"strings"

	"daybrief/internal/ownfile"
	"daybrief/internal/settings"
	"daybrief/internal/terminal"
	"daybrief/model"
)

// report writes what happened to a file that only the owner can read, and says
// so in a sentence.
func (m *machine) report(c *terminal.Crash, t *tenant) error {
	return m.reported(t.made, c.Value, c.Value+"\n\n"+c.Stack, m.scrubberOf(t))
}

// reported is report for a crash that is told in text alone; what is its gist.
// The demo writes no files.
func (m *machine) reported(made bool, what, text string, s scrubber) error {
	what = model.Disarmed(s.scrub(what))
	if made {
		return fmt.Errorf("the demo stopped because of an internal error: %s", what)
	}
	text = fmt.Sprintf("daybrief %s %s/%s %s\n%s\n\n%s", m.version(), runtime.GOOS, runtime.GOARCH, runtime.Version(),
		m.opts.Now().UTC().Format("2006-01-02 15:04:05"), model.CleanLines(s.scrub(text)))
	dir, err := settings.StateFolder(m.env)
	path := filepath.Join(dir, "report-"+m.opts.Now().UTC().Format("20060102-150405")+".txt")
	if err == nil {
		err = ownfile.Write(path, []byte(text), ownfile.Options{OwnFolder: true})
	}
	if err != nil {
		return fmt.Errorf("daybrief stopped because of an internal error, and could not write a report (%w): %s", err, what)
	}
	return fmt.Errorf("daybrief stopped because of an internal error; a report without secrets is in %s", path)
}

// scrubber takes out what must not be in a report, also in the forms in which it
// is sent.
type scrubber struct {
	Company, Public string
	Account         string // of the product usage
	Hidden          []string
}

// scrubberOf knows every secret that was found so far.
func (m *machine) scrubberOf(t *tenant) scrubber {
	return scrubber{Company: t.set.Connection.Company, Public: t.set.Connection.PublicKey, Account: t.set.Usage.Account, Hidden: m.known.list()}
}

func (s scrubber) scrub(text string) string {
	for _, word := range s.Hidden {
		if word == "" {
			continue
		}
		for _, user := range []string{s.Company + "+" + s.Public, s.Account} {
			text = strings.ReplaceAll(text, base64.StdEncoding.EncodeToString([]byte(user+":"+word)), "[redacted]")
		}
	}
	return model.Scrub(text, s.Hidden)
}
