package rest

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
)

// Cut reports whether a body is JSON that breaks off: everything that is there is
// right, and the end is missing. Unmarshal does not tell that apart where the cut goes
// through a word like true, or through an escape in a text.
func Cut(body []byte) bool {
	if json.Valid(body) {
		return false
	}
	err := json.NewDecoder(bytes.NewReader(body)).Decode(new(json.RawMessage))
	return errors.Is(err, io.ErrUnexpectedEOF)
}
