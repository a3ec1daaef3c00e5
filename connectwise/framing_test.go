package connectwise

import (
	"bufio"
	"errors"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"daybrief/model"
)

func TestContentLengthThatIsNone(t *testing.T) {
	t.Parallel()
	for _, head := range []string{"Content-Length: -5\r\n", "Content-Length: 2\r\nContent-Length: 7\r\n"} {
		_, broken := http.ReadResponse(bufio.NewReader(strings.NewReader("HTTP/1.1 200 OK\r\n"+head+"\r\n[]")), nil)
		if broken == nil {
			t.Fatalf("%q: net/http takes it", head)
		}
		_, c := newServer(t, &stub{name: "info", path: api + "/system/info", err: &url.Error{Op: "Get", URL: "https://psa.example", Err: broken}})
		_, err := c.System.Info(t.Context())
		var e *Error
		if !errors.As(err, &e) || e.problem.Kind != model.BadReply || e.problem.Code != "bad-framing" {
			t.Errorf("%q: %v", head, err)
		}
	}
}
