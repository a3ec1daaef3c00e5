package secret

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os/exec"
	"time"

	"daybrief/model"

	"daybrief/internal/environ"
)

// run asks the command for the key: no shell, no terminal, and none of our own
// variables in its environment. When its time is up it ends with its children.
func (k *KeyStore) run(ctx context.Context) (string, error) {
	name := k.o.Command[0]
	ctx, cancel := context.WithTimeout(ctx, k.o.CommandTime)
	defer cancel()
	out := &capped{limit: 64 * maxKey}
	cmd := exec.CommandContext(ctx, name, k.o.Command[1:]...)
	cmd.Env = environ.Trimmed(k.o.Environ)
	// What it complains of is not kept: it may hold what it was asked for.
	cmd.Stdout, cmd.Stderr = out, nil
	alone(cmd)
	// A child of the child may keep the pipes open; it is not waited for.
	cmd.WaitDelay = time.Second
	err := cmd.Run()
	switch {
	case err == nil && out.over:
		return "", fmt.Errorf("%s_command (%s) printed far too much for a key", k.o.Word.Setting, model.Disarmed(name))
	case err == nil || errors.Is(err, exec.ErrWaitDelay) && ctx.Err() == nil:
		return out.kept.String(), nil
	case errors.Is(ctx.Err(), context.DeadlineExceeded):
		return "", fmt.Errorf("%s_command (%s) printed nothing within %s", k.o.Word.Setting, model.Disarmed(name), k.o.CommandTime)
	case ctx.Err() != nil:
		return "", ctx.Err()
	}
	return "", fmt.Errorf("%s_command (%s) failed: %s; run it by hand to see what it says", k.o.Word.Setting, model.Disarmed(name), why(err))
}

// why is the end of a command in words, without the path that exec adds.
func why(err error) string {
	var exit *exec.ExitError
	var start *exec.Error
	switch {
	case errors.As(err, &exit):
		return exit.ProcessState.String()
	case errors.As(err, &start):
		return start.Err.Error()
	}
	return model.Disarmed(err.Error())
}

// capped keeps the beginning of what is written to it. The buffer is not
// embedded: its ReadFrom would take everything.
type capped struct {
	kept  bytes.Buffer
	limit int
	over  bool
}

// Write keeps what still fits and never fails: a writer that failed would stop
// the command with a misleading message.
func (c *capped) Write(p []byte) (int, error) {
	room := max(c.limit-c.kept.Len(), 0)
	c.over = c.over || len(p) > room
	c.kept.Write(p[:min(room, len(p))])
	return len(p), nil
}
