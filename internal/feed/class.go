package feed

import (
	"context"
	"errors"
)

// class is how urgent a request is to the budget; of the first three,
// the lower is the more urgent.
type class uint8

const (
	// live requests keep the screen right: changed tickets, today's schedule, and
	// whether what was refused still is.
	live class = iota
	// bulk requests are those of very long lists of tickets, which would crowd
	// out everything else.
	bulk
	// slow requests are those of lists that hardly change: boards, companies.
	slow
	// interactive requests were asked for by a person who is looking.
	interactive
	// past requests fetch what was, for the history: nobody waits for them.
	past
	// starting is not a class of its own but what a request of the start counts as,
	// once that is over.
	starting
)

type classKey struct{}

func withClass(ctx context.Context, c class) context.Context {
	return context.WithValue(ctx, classKey{}, c)
}

func classOf(ctx context.Context) class {
	c, _ := ctx.Value(classKey{}).(class)
	return c
}

// Interactive marks requests made with ctx as asked for by a person (the notes
// of the ticket that is looked at): they may use the reserve of the budget.
func Interactive(ctx context.Context) context.Context { return withClass(ctx, interactive) }

// Past marks requests made with ctx as those that fill the history: they go when
// nobody else wants to, one at a time, and never before start-up is over. One that
// is in the way of somebody else is given up: its context ends, and Yielded tells.
// Cancel it when the request has ended.
func Past(ctx context.Context) (context.Context, context.CancelFunc) {
	ctx, stop := context.WithCancelCause(withClass(ctx, past))
	return context.WithValue(ctx, stopKey{}, stop), func() { stop(nil) }
}

type stopKey struct{}

// errYielded ends the context of a request that was in somebody's way.
var errYielded = errors.New("gave way to another request")

// Yielded reports whether a request made with Past was given up for another one:
// nobody's failure.
func Yielded(ctx context.Context) bool { return errors.Is(context.Cause(ctx), errYielded) }
