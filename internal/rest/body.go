package rest

import (
	"context"
	"io"
	"sync"
)

// large is from which size on answers are read one at a time. Pages of lists are
// a good deal smaller.
const large = 2 << 20

// A body is read in pieces, the first of which is small: most answers are.
const (
	firstPiece   = 16 << 10
	largestPiece = 256 << 10
)

// Bodies reads the answers of one service. However many come at once, and
// whatever they unpack to, little more than one of the most bytes is held. It is
// safe for use by several goroutines.
type Bodies struct {
	one    chan struct{}
	pieces sync.Pool // of the largest size, *[largestPiece]byte
}

// NewBodies makes one.
func NewBodies() *Bodies { return &Bodies{one: make(chan struct{}, 1)} }

// Read reads up to limit bytes; whole is false when there are more, and nothing
// is returned then. The error is the reader's, or the context's.
func (b *Bodies) Read(ctx context.Context, from io.Reader, limit int) (body []byte, whole bool, err error) {
	var pieces [][]byte
	size, alone := 0, false
	defer func() {
		if alone {
			<-b.one
		}
		b.recycle(pieces)
	}()
	from = io.LimitReader(from, int64(limit)+1)
	for next := firstPiece; ; next = min(2*next, largestPiece) {
		piece := b.piece(next)
		n, err := fill(from, piece)
		pieces, size = append(pieces, piece[:n]), size+n
		switch {
		case size > limit:
			return nil, false, nil
		case err == io.EOF:
			return joined(pieces, size), true, nil
		case err != nil:
			return joined(pieces, size), false, err
		}
		if size > large && !alone {
			select {
			case b.one <- struct{}{}:
				alone = true
			case <-ctx.Done():
				return nil, false, ctx.Err()
			}
		}
	}
}

// piece is memory to read into.
func (b *Bodies) piece(size int) []byte {
	if size == largestPiece {
		if p, ok := b.pieces.Get().(*[largestPiece]byte); ok {
			return p[:]
		}
	}
	return make([]byte, size)
}

// recycle keeps the large pieces for the answers to come.
func (b *Bodies) recycle(pieces [][]byte) {
	for _, p := range pieces {
		if cap(p) == largestPiece {
			b.pieces.Put((*[largestPiece]byte)(p[:largestPiece]))
		}
	}
}

// fill is io.ReadFull with the reader's own error: that of a body which broke off is
// not its end.
func fill(from io.Reader, piece []byte) (n int, err error) {
	for n < len(piece) && err == nil {
		var more int
		more, err = from.Read(piece[n:])
		n += more
	}
	return n, err
}

// joined is what was read, in one piece.
func joined(pieces [][]byte, size int) []byte {
	if len(pieces) == 1 { // a small one: it is nobody else's
		return pieces[0]
	}
	body := make([]byte, 0, size)
	for _, p := range pieces {
		body = append(body, p...)
	}
	return body
}
