package feed

// place reports whether there is a place for one more. The one request that fills
// the history takes no place of polling's.
func (b *Budget) place(c class) bool {
	switch {
	case b.inFlight >= maxInFlight:
		return false
	case b.careful() && b.inFlight > 0 && (c != interactive || b.people > 0):
		return false
	case !b.started:
		return c != past
	case c == interactive:
		return b.people < maxPeople
	case c == past:
		return b.yield == nil && b.inFlight-b.people < maxBackground-1
	}
	return b.inFlight-b.people-b.pasts() < maxBackground
}

// pasts is how many requests in flight fill the history.
func (b *Budget) pasts() int {
	if b.yield == nil {
		return 0
	}
	return 1
}

// makeWay gives up the request that fills the history where only its place keeps
// somebody of a class waiting. The lock is held.
func (b *Budget) makeWay(c class) {
	if c == past || b.yield == nil || len(b.queue[c]) == 0 || b.inFlight < maxInFlight || b.room(c, 0) > 0 {
		return
	}
	stop := b.yield
	b.inFlight, b.yield = b.inFlight-1, nil
	helps := b.place(c)
	b.inFlight, b.yield = b.inFlight+1, stop
	if helps {
		stop(errYielded)
	}
}
