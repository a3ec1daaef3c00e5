package connectwise

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"strings"

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
		if err == nil && rep.cut() {
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

// cut reports whether an answer begins as a list or an object and does not end as one.
func (rep *reply) cut() bool {
	body := bytes.TrimSpace(rep.body)
	if len(body) == 0 {
		return false
	}
	first, last := body[0], body[len(body)-1]
	if !(first == '[' && last != ']' || first == '{' && last != '}') {
		return false
	}
	err := json.Unmarshal(body, new(json.RawMessage))
	return err != nil && strings.Contains(err.Error(), "unexpected end")
}
