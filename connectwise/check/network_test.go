package check

import (
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"errors"
	"io"
	"log"
	"math/big"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"testing"
	"time"

	"daybrief/connectwise/cwtest"
)

// authority signs certificates for tests.
type authority struct {
	t    *testing.T
	key  *ecdsa.PrivateKey
	cert *x509.Certificate
}

func newAuthority(t *testing.T) *authority {
	t.Helper()
	a := &authority{t: t, key: newKey(t)}
	tmpl := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "Test"}, IsCA: true, BasicConstraintsValid: true,
		NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour), KeyUsage: x509.KeyUsageCertSign,
	}
	der, err := x509.CreateCertificate(rand.Reader, tmpl, tmpl, &a.key.PublicKey, a.key)
	if err == nil {
		a.cert, err = x509.ParseCertificate(der)
	}
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func newKey(t *testing.T) *ecdsa.PrivateKey {
	t.Helper()
	k, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	return k
}

func (a *authority) pool() *x509.CertPool {
	p := x509.NewCertPool()
	p.AddCert(a.cert)
	return p
}

// server listens on loopback with a certificate for a name and a time.
func (a *authority) server(h http.Handler, name string, from, to time.Duration, newest uint16) string {
	a.t.Helper()
	key := newKey(a.t)
	tmpl := &x509.Certificate{
		SerialNumber: big.NewInt(2), Subject: pkix.Name{CommonName: name}, DNSNames: []string{name},
		NotBefore: time.Now().Add(from), NotAfter: time.Now().Add(to), KeyUsage: x509.KeyUsageDigitalSignature,
	}
	der, err := x509.CreateCertificate(rand.Reader, tmpl, a.cert, &key.PublicKey, a.key)
	if err != nil {
		a.t.Fatal(err)
	}
	s := httptest.NewUnstartedServer(h)
	s.TLS = &tls.Config{Certificates: []tls.Certificate{{Certificate: [][]byte{der}, PrivateKey: key}}, MinVersion: tls.VersionTLS10, MaxVersion: newest}
	s.Config.ErrorLog = log.New(io.Discard, "", 0)
	s.StartTLS()
	a.t.Cleanup(s.Close)
	return s.Listener.Addr().String()
}

// wired is a network on which every name leads to one address.
func wired(in Input, a *authority, address string) Input {
	in.Transport = nil
	in.Now = nil
	in.Lookup = func(context.Context, string) ([]string, error) { return []string{"127.0.0.1"}, nil }
	in.Route.Dial = func(ctx context.Context, network, _ string) (net.Conn, error) {
		return (&net.Dialer{}).DialContext(ctx, network, address)
	}
	in.Route.Proxy = func(*http.Request) (*url.URL, error) { return nil, nil }
	if a != nil {
		in.Route.Roots = a.pool()
	}
	return in
}

func TestOverRealSockets(t *testing.T) {
	t.Parallel()
	day := 24 * time.Hour
	s := cwtest.New(cwtest.Options{Still: true})
	for _, c := range []struct {
		name     string
		cert     string
		from, to time.Duration
		newest   uint16
		strange  bool // signed by nobody we know
		step     string
		code     string
	}{
		{"all is well", "psa.example", -day, day, tls.VersionTLS13, false, "tls", ""},
		{"expired", "psa.example", -2 * day, -day, tls.VersionTLS13, false, "tls", "tls-expired"},
		{"not yet valid", "psa.example", day, 2 * day, tls.VersionTLS13, false, "tls", "tls-not-yet-valid"},
		{"wrong name", "other.example", -day, day, tls.VersionTLS13, false, "tls", "tls-wrong-name"},
		{"unknown authority", "psa.example", -day, day, tls.VersionTLS13, true, "tls", "tls-unknown-ca"},
		{"too old", "psa.example", -day, day, tls.VersionTLS11, false, "tls", "tls-too-old"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			a := newAuthority(t)
			signer := a
			if c.strange {
				signer = newAuthority(t)
			}
			in := wired(good(s), a, signer.server(s, c.cert, c.from, c.to, c.newest))
			results := Run(t.Context(), in, nil)
			sound(t, in, results)
			got, want := byID(results)[c.step], Unreachable
			if c.code == "" {
				want = AllWell
			}
			if got.Code != c.code || Judge(results) != want {
				t.Errorf("%+v, %s\n%s", got, Judge(results), table(results))
			}
		})
	}
}

func TestBrokenNetworks(t *testing.T) {
	t.Parallel()
	s := cwtest.New(cwtest.Options{Still: true})
	plain := httptest.NewServer(s)
	t.Cleanup(plain.Close)
	for _, c := range []struct {
		name   string
		change func(*Input)
		step   string
		code   string
	}{
		{"no such name", func(in *Input) {
			in.Lookup = func(_ context.Context, h string) ([]string, error) {
				return nil, &net.DNSError{Err: "no such host", Name: h, IsNotFound: true}
			}
		}, "dns", "no-such-host"},
		{"a name without addresses", func(in *Input) { in.Lookup = func(context.Context, string) ([]string, error) { return nil, nil } }, "dns", "no-such-host"},
		{"no name server", func(in *Input) {
			in.Lookup = func(_ context.Context, h string) ([]string, error) {
				return nil, &net.DNSError{Err: "server misbehaving", Name: h}
			}
		}, "dns", "dns-failed"},
		{"nobody listens", func(in *Input) { *in = wired(*in, nil, deaf) }, "tcp", "refused"},
		{"no TLS", func(in *Input) { *in = wired(*in, nil, plain.Listener.Addr().String()) }, "tls", "tls-not-spoken"},
		{"hangs up", func(in *Input) { *in = wired(*in, nil, rude(t)) }, "tls", "reset"},
		{"a proxy that is not there", func(in *Input) {
			in.Route.Proxy = func(*http.Request) (*url.URL, error) { return url.Parse("http://user:CANARY@" + deaf) }
		}, "proxy", "proxy"},
		{"a proxy that is no address", func(in *Input) {
			in.Route.Proxy = func(*http.Request) (*url.URL, error) { return nil, errors.New("CANARY") }
		}, "proxy", "proxy-address"},
		{"a proxy that wants a login", func(in *Input) {
			p := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusProxyAuthRequired) }))
			t.Cleanup(p.Close)
			in.Route.Dial = nil
			in.Route.Proxy = func(*http.Request) (*url.URL, error) { return url.Parse(p.URL) }
		}, "company", "proxy-login"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			in := wired(good(s), nil, deaf)
			c.change(&in)
			results := Run(t.Context(), in, nil)
			sound(t, in, results)
			verdict := Unreachable
			if c.code == "proxy-address" {
				verdict = Misconfigured // it does not mend itself
			}
			if got := byID(results)[c.step]; got.Code != c.code || got.State != Fail || Judge(results) != verdict {
				t.Errorf("%+v, %s\n%s", got, Judge(results), table(results))
			}
			if got := byID(results)["tickets"]; got.Code != CodeSkipped || got.Because != c.step {
				t.Errorf("tickets: %+v", got)
			}
		})
	}
}

// deaf is an address on which nobody listens: no test is ever given port 1.
const deaf = "127.0.0.1:1"

// rude is a server that hangs up on whoever says something.
func rude(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.Close() })
	go func() {
		for {
			conn, err := l.Accept()
			if err != nil {
				return
			}
			go func() {
				_, _ = conn.Read(make([]byte, 1)) // the connection itself has to succeed
				_ = conn.(*net.TCPConn).SetLinger(0)
				_ = conn.Close()
			}()
		}
	}()
	return l.Addr().String()
}
