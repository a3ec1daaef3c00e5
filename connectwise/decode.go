package connectwise

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"reflect"
	"strings"

	"daybrief/internal/rest"
	"daybrief/model"
)

// CodeUnreadable is the code of a Problem about one record: the server answers, and
// the record says what can't be understood.
const CodeUnreadable = "unreadable-record"

// decode reads an object out of a reply. Unknown fields are ignored: added
// fields are no breaking change of this API. What it needs and can't understand is
// a bad reply.
func decode[W any](rep *reply, into *W) error {
	if err := rep.shape('{', "an object"); err != nil {
		return err
	}
	err := json.Unmarshal(rep.body, into)
	var wrong *json.UnmarshalTypeError
	switch {
	case errors.As(err, &wrong), err == nil && !readable(into):
		return rep.bad(CodeUnreadable, "a record with values that can't be read")
	case err != nil:
		return rep.badJSON(err)
	}
	return nil
}

// decodeList reads a list. One unreadable record costs only itself: it is
// counted in skipped.
func decodeList[W any](rep *reply) (rows []W, skipped int, err error) {
	return decodeRows(rep, &room[W]{})
}

// room is the memory that pages are read into, one after the other: a page's rows are
// gone with the next.
type room[W any] struct {
	rows  []W
	words pageWords
}

// decodeRows is decodeList into a room, whose rows of before are gone then.
func decodeRows[W any](rep *reply, r *room[W]) (rows []W, skipped int, err error) {
	if err := rep.shape('[', "a list"); err != nil {
		return nil, 0, err
	}
	r.words.turn(rep.words)
	rows, ok := scanList(rep.body, &r.words, r.rows)
	r.rows = rows
	if ok {
		rows, skipped = settled(rows)
		return rows, skipped, nil
	}
	rows = nil
	err = json.Unmarshal(rep.body, &rows)
	var wrong *json.UnmarshalTypeError
	switch {
	case err == nil:
		rows, skipped = settled(rows)
		return rows, skipped, nil
	case !errors.As(err, &wrong):
		return nil, 0, rep.badJSON(err)
	}
	// Some record has a wrong shape. Reading each by itself finds which.
	var raw []json.RawMessage
	if err := json.Unmarshal(rep.body, &raw); err != nil {
		return nil, 0, rep.badJSON(err)
	}
	rows = make([]W, 0, len(raw))
	for _, r := range raw {
		var w W
		if err := json.Unmarshal(r, &w); err != nil {
			skipped++
			continue
		}
		rows = append(rows, w)
	}
	rows, more := settled(rows)
	return rows, skipped + more, nil
}

// settled leaves out the rows that can't be read for what is in them.
func settled[W any](rows []W) (kept []W, skipped int) {
	s := settlerOf(reflect.TypeFor[W]())
	kept = rows[:0]
	for i := range rows {
		switch ok := s.settle(reflect.ValueOf(&rows[i]).Elem()); {
		case !ok:
		case len(kept) == i:
			kept = rows[:i+1] // nothing to move
		default:
			kept = append(kept, rows[i])
		}
	}
	return kept, len(rows) - len(kept)
}

// shape checks the first character of the body: null and {} in place of a list
// must never look like "no tickets".
func (rep *reply) shape(first byte, due string) error {
	body := bytes.TrimLeft(rep.body, " \t\r\n")
	switch {
	case len(body) == 0:
		return rep.bad("empty-body", "an empty answer")
	case bytes.HasPrefix(body, []byte("\xef\xbb\xbf")), bytes.HasPrefix(body, []byte("\xff\xfe")), bytes.HasPrefix(body, []byte("\xfe\xff")), len(body) > 1 && body[0] == 0:
		return rep.bad("bad-encoding", "text in an encoding that JSON does not have")
	case body[0] == first:
		return nil
	case json.Valid(body):
		return rep.bad("unexpected-shape", "something other than "+due)
	}
	return rep.badJSON(json.Unmarshal(body, new(any)))
}

// bad is the failure of an answer that is not what was asked for.
func (rep *reply) bad(code, what string) error {
	return newError(rep.op, rep.status, model.Problem{
		Kind: model.BadReply, Code: code, Host: rep.host,
		What: model.Clean(rep.host + " sent " + what + " when asked to " + rep.op + "."),
		Cure: model.Clean("It will be asked again; if it stays like this, check what stands between here and the server."),
	})
}

// badJSON tells the ways apart in which a body is not JSON.
func (rep *reply) badJSON(err error) error {
	text := ""
	if err != nil {
		text = err.Error()
	}
	switch {
	case errors.Is(err, io.ErrUnexpectedEOF), rest.Cut(rep.body):
		return rep.bad("truncated", "an answer that breaks off in the middle")
	case strings.Contains(text, "max depth"):
		return rep.bad("too-deep", "an answer that is nested too deeply")
	case strings.Contains(text, "after top-level value"):
		return rep.bad("trailing-data", "an answer with something after its end")
	}
	return rep.bad("bad-json", "an answer that is not JSON")
}
