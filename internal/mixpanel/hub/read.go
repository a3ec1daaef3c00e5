package hub

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"strconv"

	"daybrief/model"
)

// mostRecords bounds what is read of one job: far more than 30 MB.
const mostRecords = 4_000_000

// read counts the events of a body: an array, or one object a line. records is how
// many there are to be at least; -1 for unknown.
func (c client) read(in io.Reader, t *tally, records int) error {
	r := bufio.NewReader(in)
	first, err := begin(r)
	if err != nil {
		if records == 0 && errors.Is(err, io.EOF) {
			return nil
		}
		return c.Bad("empty-body", "an empty answer")
	}
	d := json.NewDecoder(r)
	if first == '[' {
		_, _ = d.Token() // it has been seen
	}
	n := 0
	var raw json.RawMessage
	for (first != '[' || d.More()) && err == nil {
		if err = d.Decode(&raw); err == nil {
			if n++; n > mostRecords {
				return c.Problem(model.BadReply, "too-large", "The gateway has far more events than can be counted here.", `Set usage.source to "mixpanel": there Mixpanel itself counts them.`)
			}
			t.add(raw)
		}
	}
	if first == '[' && err == nil {
		err = closed(d)
	}
	if fault := c.broken(err); fault != nil {
		return fault
	}
	if n < records {
		return c.Bad("rows-missing", model.Counted(n, "event")+" and says that there are "+strconv.Itoa(records))
	}
	if n > 0 && t.strange == n {
		return c.Bad("unexpected-shape", "something other than events")
	}
	return nil
}

// closed reads the end of an array, after which nothing may follow.
func closed(d *json.Decoder) error {
	switch _, err := d.Token(); {
	case errors.Is(err, io.EOF):
		return io.ErrUnexpectedEOF
	case err != nil:
		return err
	}
	if _, err := d.Token(); err == nil {
		return &json.SyntaxError{}
	} else if !errors.Is(err, io.EOF) {
		return err
	}
	return nil
}

// begin is the first character that is no blank.
func begin(r *bufio.Reader) (byte, error) {
	if mark, _ := r.Peek(3); bytes.Equal(mark, []byte("\xef\xbb\xbf")) {
		_, _ = r.Discard(3)
	}
	for {
		b, err := r.ReadByte()
		if err != nil {
			return 0, err
		}
		switch b {
		case ' ', '\t', '\r', '\n':
		default:
			return b, r.UnreadByte()
		}
	}
}

// broken is why a body could not be read to its end; nil for its end.
func (c client) broken(err error) error {
	var syntax *json.SyntaxError
	switch {
	case err == nil, errors.Is(err, io.EOF):
		return nil
	case errors.Is(err, io.ErrUnexpectedEOF):
		return c.Bad("truncated", "an answer that breaks off in the middle")
	case errors.As(err, &syntax):
		return c.Bad("bad-json", "an answer that is not JSON")
	}
	return err // of the network; whoever reads the body names it
}
