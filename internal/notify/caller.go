package notify

import (
	"context"
	"errors"
	"fmt"
	"os/exec"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"daybrief/model"
)

const (
	defaultLimit = 10 * time.Second
	// afterKill is how long a killed program's children may hold on to it.
	afterKill = time.Second
)

// caller runs programs, one at a time, and complains about each only once.
type caller struct {
	ways   Channels
	turn   chan struct{} // held while programs run
	mu     sync.Mutex
	faults map[Channel]bool // named already
}

func newCaller(c Channels) *caller {
	if c.System == "" {
		c.System = runtime.GOOS
	}
	if c.Limit <= 0 {
		c.Limit = defaultLimit
	}
	return &caller{ways: c, turn: make(chan struct{}, 1), faults: map[Channel]bool{}}
}

// Call runs the programs that are wanted: the desktop's notice and the command.
// It returns within their time limit, and an error only for a fault that has not
// been named since it last worked. A call while another one runs is left out.
func (d *Alerter) Call(ctx context.Context, a model.Alert) error {
	c := d.out
	select {
	case c.turn <- struct{}{}:
		defer func() { <-c.turn }()
	default:
		return c.name(Command, errors.New("the notify program of the last alert is still running; this alert was left out"))
	}
	var faults []error
	for _, way := range []Channel{Desktop, Command} {
		if !slices.Contains(c.ways.Use, way) {
			continue
		}
		faults = append(faults, c.name(way, c.start(ctx, way, a)))
	}
	return errors.Join(faults...)
}

// name lets a fault through once, until the channel has worked again.
func (c *caller) name(way Channel, err error) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	was := c.faults[way]
	c.faults[way] = err != nil
	if was {
		return nil
	}
	return err
}

func (c *caller) start(ctx context.Context, way Channel, a model.Alert) error {
	args, err := c.ways.Command, error(nil)
	if way == Desktop {
		args, err = c.desktop(a)
	}
	if err != nil {
		return err
	}
	if len(args) == 0 {
		return errors.New("no notify command is set")
	}
	return c.run(ctx, way, args, a)
}

// run runs one program in a group of its own, without input, its output thrown
// away. It never waits for longer than the limit and a second.
func (c *caller) run(parent context.Context, way Channel, args []string, a model.Alert) error {
	ctx, cancel := context.WithTimeout(parent, c.ways.Limit)
	defer cancel()
	cmd := exec.CommandContext(ctx, args[0], args[1:]...) //nolint:gosec // the person's own command
	cmd.Env = append(slices.Clone(c.ways.Environ), variables(a)...)
	cmd.WaitDelay = afterKill
	alone(cmd)
	err := cmd.Run()
	name := model.Disarmed(args[0])
	var exit *exec.ExitError
	var start *exec.Error
	switch {
	case err == nil, parent.Err() != nil, errors.Is(err, exec.ErrWaitDelay) && ctx.Err() == nil:
		return nil
	case ctx.Err() != nil:
		return fmt.Errorf("the %s program (%s) did not end within %s and was stopped", way, name, c.ways.Limit)
	case errors.As(err, &exit):
		return fmt.Errorf("the %s program (%s) failed: %s", way, name, exit.ProcessState)
	case errors.As(err, &start):
		return fmt.Errorf("the %s program (%s) can't be started: %s", way, name, model.Disarmed(start.Err.Error()))
	}
	return fmt.Errorf("the %s program (%s) can't be started: %s", way, name, model.Disarmed(err.Error()))
}

// variables are how a program is told what it is called for. Nothing of it is
// ever an argument of a command, or goes through a shell.
func variables(a model.Alert) []string {
	id := ""
	if a.Ticket != 0 {
		id = strconv.FormatInt(int64(a.Ticket), 10)
	}
	set := func(name, value string) string {
		return "DAYBRIEF_ALERT_" + name + "=" + strings.ReplaceAll(value, "\x00", "")
	}
	return []string{
		set("KIND", string(a.Kind)), set("ID", id), set("TEXT", shown(a)), set("COMPANY", model.Disarmed(a.Company.String())),
		set("MORE", strconv.Itoa(a.More)), set("AT", a.At.UTC().Format(time.RFC3339)),
	}
}
