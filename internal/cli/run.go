package cli

import (
	"context"
	"io"
	"net/http"
	"time"

	"daybrief/internal/secret"
	"daybrief/internal/wake"

	"github.com/spf13/cobra"

	"daybrief/internal/environ"
)

// Streams are where a program reads and writes. A dashboard needs In and Out to
// be terminals (*os.File).
type Streams struct {
	In       io.Reader
	Out, Err io.Writer
}

// Options are what tests and packagers may replace; the zero value is the real
// thing.
type Options struct {
	// Release is the version of a release; "" for what the build knows of itself.
	Release string
	// Example is the text of config.example.toml.
	Example string
	// Transport sends the requests to the server; nil for the network.
	Transport http.RoundTripper
	// Ring is the keyring; nil for the system's.
	Ring secret.Ring
	// Now is the clock; nil for the system's.
	Now func() time.Time
	// Jumped brings a word after each jump of the clock, until the context ends;
	// nil for the system's own, or for nobody beside another clock.
	Jumped func(ctx context.Context) <-chan struct{}
	// Self is this program's own path, which a dashboard starts a second time to
	// restore the terminal should the first die; "" does without.
	Self string
	// Jitter spreads polls and retries: a duration in [0, n); nil for chance.
	Jitter func(n time.Duration) time.Duration
	// Clip fills the clipboard of this computer; nil for the system's.
	Clip func(text string) error
	// Open opens a URL that was found to be safe; nil for the system's browser.
	Open func(url string) error

	// pasts are the histories of made-up companies that have been made already: for
	// tests that start the program many times. nil makes each anew.
	pasts *madePasts
}

// Run executes one command line (without the program's name) and returns the
// exit code. environ is "NAME=value" as os.Environ gives it.
func Run(ctx context.Context, args, environ []string, s Streams, o Options) int {
	p := newProgram(environ, s, o)
	defer p.close()
	root := p.root()
	root.SetArgs(append([]string{}, args...)) // never nil: cobra would take os.Args
	root.SetIn(s.In)
	root.SetOut(s.Out)
	root.SetErr(s.Err)
	strictCompletion(root)
	return p.finish(root.ExecuteContext(ctx))
}

// Commands are all commands, for documents that are made from them. They are not
// to be executed.
func Commands() *cobra.Command {
	root := newProgram(nil, Streams{}, Options{}).root()
	strictCompletion(root)
	return root
}

// machine is what a program finds around it: variables, streams, and what tests
// may replace. How to write, to open a link or to keep a key on this computer is
// its business.
type machine struct {
	environ []string
	streams Streams
	opts    Options
	known   knownSecrets
}

// program is one run: what its commands share.
type program struct {
	machine

	config string // --config
	log    string // --log
	debug  bool   // --debug
	whom   whom   // --role, --scope
	closer []func()
	lacks  unsaved
}

func newProgram(environ []string, s Streams, o Options) *program {
	if o.Now == nil {
		o.Now = time.Now
		if o.Jumped == nil {
			o.Jumped = wake.Watch
		}
	}
	return &program{machine: machine{environ: environ, streams: s, opts: o}, whom: newWhom()}
}

// env looks up a variable; the last of several counts.
func (m *machine) env(name string) string {
	return environ.Lookup(m.environ, name)
}

// later has something done when the program ends, the latest first.
func (p *program) later(do func()) { p.closer = append(p.closer, do) }

func (p *program) close() { p.closeTo(0) }

// closeTo does what was to be done at the end, but for the first n things.
func (p *program) closeTo(n int) {
	for i := len(p.closer) - 1; i >= n; i-- {
		p.closer[i]()
	}
	clear(p.closer[n:])
	p.closer = p.closer[:n]
}
