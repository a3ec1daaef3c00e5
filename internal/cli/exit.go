package cli

import (
	"errors"
	"fmt"
	"os"
	"strings"

	"daybrief/internal/ownfile"
	"daybrief/internal/secret"
	"daybrief/internal/terminal"
	"daybrief/model"
)

// The exit codes. They are part of the product: scripts rely on them.
const (
	exitOK        = 0
	exitFailed    = 1
	exitUsage     = 2 // the command line or the configuration
	exitAttention = 3 // brief found something that needs attention
	exitAuth      = 4 // the keys were refused
	exitPartial   = 5 // some data could not be had
	exitSignal    = 128
)

// coded is an end with a code of its own; err may be nil when everything has
// been said.
type coded struct {
	code int
	err  error
}

func (c *coded) Error() string {
	if c.err == nil {
		return fmt.Sprintf("exit code %d", c.code)
	}
	return c.err.Error()
}

func (c *coded) Unwrap() error { return c.err }

func usage(format string, args ...any) error {
	return &coded{exitUsage, fmt.Errorf(format, args...)}
}

// finish says what went wrong, in one cleaned line a fault, and gives the exit
// code. What cobra itself found is a fault of the command line; what a command
// returned has been through ran.
func (m *machine) finish(err error) int {
	if err == nil {
		return exitOK
	}
	var c *coded
	if !errors.As(err, &c) {
		c = &coded{exitUsage, err}
	}
	if c.err != nil {
		for _, line := range strings.Split(strings.TrimSpace(c.err.Error()), "\n") {
			m.say(line)
		}
	}
	return c.code
}

// say writes one line to standard error. Nobody is left to tell when that
// fails.
func (m *machine) say(line string) {
	_, _ = fmt.Fprintf(m.streams.Err, "daybrief: %s\n", model.Disarmed(line))
}

// ran gives what a command returned its code.
func ran(err error) error {
	var c *coded
	var sig *terminal.Signal
	switch {
	case err == nil, errors.As(err, &c):
		return err
	case errors.As(err, &sig):
		return &coded{exitSignal + int(sig.Number), nil}
	}
	return &coded{codeOf(err), err}
}

// codeOf sorts failures by what the person can do about them.
func codeOf(err error) int {
	var problem *model.Problem
	var fault *ownfile.Fault
	switch {
	case errors.As(err, &problem) && problem.Kind == model.Unauthorized:
		return exitAuth
	case errors.As(err, &problem) && problem.Kind == model.Misconfigured:
		return exitUsage
	case errors.As(err, &fault), errors.Is(err, secret.ErrNone), errors.Is(err, os.ErrNotExist):
		return exitUsage
	}
	return exitFailed
}
