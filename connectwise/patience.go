package connectwise

import (
	"bytes"
	"context"
	"errors"
	"io"

	"daybrief/internal/rest"
	"daybrief/model"
)

// Patience is told that a request has failed, for the nth time, and may wait:
// true has the same request sent again. It is called from several goroutines.
type Patience func(ctx context.Context, p *model.Problem, nth int) bool

type patienceKey struct{}

// Patiently has requests that fail sent again, as long as f wants that. A list
// goes on with the page that failed: what has come is not asked for again.
func Patiently(ctx context.Context, f Patience) context.Context {
	if f == nil {
		return ctx
	}
	return context.WithValue(ctx, patienceKey{}, f)
}

// call sends a request to the API, or takes its answer from what is kept.
func (c *Client) call(ctx context.Context, req request) (*reply, error) {
	if known := c.config.kept.get(req.question()); known != nil {
		again := *known
		again.op = req.op
		return &again, nil
	}
	patience, _ := ctx.Value(patienceKey{}).(Patience)
	for nth := 1; ; nth++ {
		rep, err := c.ask(ctx, req)
		if err == nil && (patience != nil || !rep.closed()) && rest.Cut(rep.body) {
			err = rep.badJSON(io.ErrUnexpectedEOF)
		}
		if err == nil {
			c.config.kept.put(req.question(), rep)
			return rep, nil
		}
		var p *model.Problem
		if patience == nil || ctx.Err() != nil || !errors.As(err, &p) || !patience(ctx, p, nth) {
			return nil, err
		}
	}
}

// closed reports whether an answer ends with what ends a list or an object. It may still
// break off, after a part that ends alike.
func (rep *reply) closed() bool {
	body := bytes.TrimSpace(rep.body)
	return len(body) > 0 && (body[len(body)-1] == ']' || body[len(body)-1] == '}')
}
