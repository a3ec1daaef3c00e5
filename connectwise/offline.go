package connectwise

import (
	"context"
	"errors"

	"daybrief/internal/rest"
)

// transportError tells why no answer came.
func transportError(ctx context.Context, req request, host string, err error) error {
	e := newError(req.op, 0, rest.Fault(ctx, host, err))
	e.cause = err
	return e
}

// bodyError tells why an answer broke off half-way.
func bodyError(ctx context.Context, req request, host string, status int, err error) error {
	e := newError(req.op, status, rest.Broken(ctx, host, err))
	e.cause = err
	return e
}

// isCancelled reports whether a request was called off by the caller.
func isCancelled(err error) bool { return errors.Is(err, context.Canceled) }
