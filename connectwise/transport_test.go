package connectwise

import (
	"compress/gzip"
	"crypto/tls"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"testing"

	"daybrief/internal/rest"
	"daybrief/model"
)

// These tests use sockets on the loopback interface, because the transport is
// what they test.

func TestTransportOverSockets(t *testing.T) {
	t.Parallel()
	ok := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { _, _ = io.WriteString(w, "null") })
	secure := quiet(ok)
	secure.StartTLS()
	t.Cleanup(secure.Close)
	old := quiet(ok)
	old.TLS = &tls.Config{MinVersion: tls.VersionTLS10, MaxVersion: tls.VersionTLS11}
	old.StartTLS()
	t.Cleanup(old.Close)
	plain := quiet(ok)
	plain.Start()
	t.Cleanup(plain.Close)
	for _, tt := range []struct{ name, site, code string }{
		{"unknown authority", secure.URL, "tls-unknown-ca"},
		{"old TLS", old.URL, "tls-too-old"},
		{"no TLS", "https://" + plain.Listener.Addr().String(), "tls-not-spoken"},
		{"closed port", "https://" + closedPort(t), "refused"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			c := newClient(t, tt.site, rest.NewTransport())
			defer c.Close()
			_, err := c.Discover(t.Context())
			wantCode(t, err, tt.code, model.Offline)
		})
	}
	c := newClient(t, plain.URL, rest.NewTransport())
	defer c.Close()
	_, err := c.Discover(t.Context())
	wantCode(t, err, "no-such-company", model.Misconfigured)
}

func TestRedirectTargetIsNeverAsked(t *testing.T) {
	t.Parallel()
	asked := make(chan string, 10)
	target := quiet(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { asked <- r.URL.Path }))
	target.Start()
	t.Cleanup(target.Close)
	for _, status := range []int{301, 302, 303, 307, 308} {
		source := quiet(http.RedirectHandler(target.URL+"/stolen", status))
		source.Start()
		c := newClient(t, source.URL, rest.NewTransport())
		_, err := c.Discover(t.Context())
		wantCode(t, err, "redirected", model.BadReply)
		c.Close()
		source.Close()
	}
	if len(asked) != 0 {
		t.Errorf("the target was asked for %s", <-asked)
	}
}

func TestGzipBombIsCut(t *testing.T) {
	t.Parallel()
	s := quiet(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Encoding", "gzip")
		z := gzip.NewWriter(w)
		_, _ = io.CopyN(z, neverEnding(' '), 64<<20)
		_ = z.Close()
	}))
	s.Start()
	t.Cleanup(s.Close)
	c := newClient(t, s.URL, rest.NewTransport())
	defer c.Close()
	_, err := c.Discover(t.Context())
	wantCode(t, err, "too-large", model.BadReply)
}

func TestHeaderFlood(t *testing.T) {
	t.Parallel()
	s := quiet(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		for range 40 {
			w.Header().Add("X-Flood", string(make64k()))
		}
	}))
	s.Start()
	t.Cleanup(s.Close)
	c := newClient(t, s.URL, rest.NewTransport())
	defer c.Close()
	_, err := c.Discover(t.Context())
	wantCode(t, err, "headers-too-large", model.BadReply)
}

func make64k() []byte {
	b := make([]byte, 64<<10)
	for i := range b {
		b[i] = 'x'
	}
	return b
}

// quiet makes a server that keeps the handshakes it failed to itself.
func quiet(h http.Handler) *httptest.Server {
	s := httptest.NewUnstartedServer(h)
	s.Config.ErrorLog = log.New(io.Discard, "", 0)
	return s
}

func closedPort(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().String()
}
