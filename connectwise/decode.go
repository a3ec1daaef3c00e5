package connectwise

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"strings"

	"daybrief/model"
)

// decode reads an object out of a reply. Unknown fields are ignored: added
// fields are no breaking change of this API.
func (c *Client) decode(req request, rep *reply, into any) error {
	if err := c.shape(req, rep, '{', "an object"); err != nil {
		return err
	}
	err := json.Unmarshal(rep.body, into)
	var wrong *json.UnmarshalTypeError
	if err == nil || errors.As(err, &wrong) {
		return nil // the rest of the fields has been read
	}
	return c.badJSON(req, rep, err)
}

// decodeList reads a list. One unreadable record costs only itself: it is
// counted in skipped.
func decodeList[W any](c *Client, req request, rep *reply) (rows []W, skipped int, err error) {
	if err := c.shape(req, rep, '[', "a list"); err != nil {
		return nil, 0, err
	}
	err = json.Unmarshal(rep.body, &rows)
	var wrong *json.UnmarshalTypeError
	switch {
	case err == nil:
		return rows, 0, nil
	case !errors.As(err, &wrong):
		return nil, 0, c.badJSON(req, rep, err)
	}
	// Some record has a wrong shape. Reading each by itself finds which.
	var raw []json.RawMessage
	if err := json.Unmarshal(rep.body, &raw); err != nil {
		return nil, 0, c.badJSON(req, rep, err)
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
	return rows, skipped, nil
}

// shape checks the first character of the body: null and {} in place of a list
// must never look like "no tickets".
func (c *Client) shape(req request, rep *reply, first byte, due string) error {
	body := bytes.TrimLeft(rep.body, " \t\r\n")
	fail := func(code, what string) error {
		return c.badReply(req, rep, code, what)
	}
	switch {
	case len(body) == 0:
		return fail("empty-body", "an empty answer")
	case bytes.HasPrefix(body, []byte("\xef\xbb\xbf")), bytes.HasPrefix(body, []byte("\xff\xfe")), bytes.HasPrefix(body, []byte("\xfe\xff")), len(body) > 1 && body[0] == 0:
		return fail("bad-encoding", "text in an encoding that JSON does not have")
	case body[0] == first:
		return nil
	case json.Valid(body):
		return fail("unexpected-shape", "something else than "+due)
	}
	return c.badJSON(req, rep, json.Unmarshal(body, new(any)))
}

func (c *Client) badReply(req request, rep *reply, code, what string) error {
	return c.failure(req, rep.status, model.Problem{
		Kind: model.BadReply, Code: code, Host: rep.host,
		What: model.Clean(rep.host + " sent " + what + " when asked to " + req.op + "."),
		Cure: model.Clean("It will be asked again; if it stays like this, check what stands between here and the server."),
	})
}

// badJSON tells the ways apart in which a body is not JSON.
func (c *Client) badJSON(req request, rep *reply, err error) error {
	text := ""
	if err != nil {
		text = err.Error()
	}
	switch {
	case errors.Is(err, io.ErrUnexpectedEOF), strings.Contains(text, "unexpected end"):
		return c.badReply(req, rep, "truncated", "an answer that breaks off in the middle")
	case strings.Contains(text, "max depth"):
		return c.badReply(req, rep, "too-deep", "an answer that is nested without end")
	case strings.Contains(text, "after top-level value"):
		return c.badReply(req, rep, "trailing-data", "an answer with something behind its end")
	}
	return c.badReply(req, rep, "bad-json", "an answer that is not JSON")
}
