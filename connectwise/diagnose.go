package connectwise

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"net"
	"net/http"
	"net/url"

	"daybrief/internal/rest"
	"daybrief/model"
)

// Diagnose tells why a connection to a host failed, in the words and with the
// code that a request over it would have got.
func Diagnose(ctx context.Context, host string, err error) *model.Problem {
	p := rest.Fault(ctx, host, err)
	return &p
}

// Route says how connections are made, for checks that look at each stage of
// them and for tests. Nil fields are what a Client does by itself.
type Route struct {
	Dial  func(ctx context.Context, network, address string) (net.Conn, error)
	Roots *x509.CertPool
	Proxy func(*http.Request) (*url.URL, error)
}

// NewTransport makes a transport with the limits of a Client's own that takes
// the route.
func NewTransport(r Route) *http.Transport {
	t := rest.NewTransport()
	if r.Dial != nil {
		t.DialContext = r.Dial
	}
	if r.Proxy != nil {
		t.Proxy = r.Proxy
	}
	t.TLSClientConfig = r.TLS("")
	return t
}

// TLS is what a Client demands of a server's certificate: TLS 1.2 at least. The
// name is the host's, "" where the transport fills it in.
func (r Route) TLS(name string) *tls.Config {
	return &tls.Config{MinVersion: tls.VersionTLS12, RootCAs: r.Roots, ServerName: name}
}
