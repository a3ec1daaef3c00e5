package cli

import (
	"context"
	"io"
	"os"

	"daybrief/internal/terminal"
)

// control is the file by which the terminal's modes are set.
func (t ttyPair) control() *os.File {
	if t.in != nil {
		return t.in
	}
	return t.out
}

// keys is what keys are read from; nil where there are none. gone is called when
// the terminal is not there any more.
func (t ttyPair) keys(ctx context.Context, gone func()) io.Reader {
	if t.in != nil {
		return terminal.Input(t.in, gone)
	}
	awaitHangup(ctx, t.out, gone)
	return nil
}
