package feed

import "context"

// class is how urgent a request is to the budget; of the first three,
// the lower is the more urgent.
type class uint8

const (
	// live requests keep the screen right: changed tickets, today's schedule.
	live class = iota
	// bulk requests are those of very long lists of tickets, which would crowd
	// out everything else.
	bulk
	// slow requests are those of lists that hardly change: boards, companies.
	slow
	// interactive requests were asked for by a person who is looking.
	interactive
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
