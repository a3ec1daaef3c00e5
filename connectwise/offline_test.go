package connectwise

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"io"
	"net"
	"syscall"
	"testing"

	"daybrief/model"
)

// timeout is a net.Error that timed out.
type timeout struct{}

func (timeout) Error() string   { return "i/o timeout" }
func (timeout) Timeout() bool   { return true }
func (timeout) Temporary() bool { return true }

func TestTransportErrors(t *testing.T) {
	t.Parallel()
	dial := func(err error) error { return &net.OpError{Op: "dial", Net: "tcp", Err: err} }
	for _, tt := range []struct {
		err  error
		code string
		kind model.ProblemKind
	}{
		{dial(&net.DNSError{Err: "no such host", IsNotFound: true}), "no-such-host", model.Offline},
		{dial(&net.DNSError{Err: "server misbehaving"}), "dns-failed", model.Offline},
		{dial(&net.DNSError{Err: "timeout", IsTimeout: true}), "timed-out", model.TimedOut},
		{dial(syscall.ECONNREFUSED), "refused", model.Offline},
		{dial(syscall.Errno(10061)), "refused", model.Offline},
		{dial(syscall.EHOSTUNREACH), "unreachable", model.Offline},
		{dial(timeout{}), "timed-out", model.TimedOut},
		{context.DeadlineExceeded, "timed-out", model.TimedOut},
		{&net.OpError{Op: "read", Err: syscall.ECONNRESET}, "reset", model.Offline},
		{io.EOF, "reset", model.Offline},
		{&tls.CertificateVerificationError{Err: x509.CertificateInvalidError{Reason: x509.Expired}}, "tls-expired", model.Offline},
		{&tls.CertificateVerificationError{Err: x509.HostnameError{Host: "x", Certificate: &x509.Certificate{}}}, "tls-wrong-name", model.Offline},
		{&tls.CertificateVerificationError{Err: x509.UnknownAuthorityError{}}, "tls-unknown-ca", model.Offline},
		{&tls.CertificateVerificationError{Err: errors.New("other")}, "tls-failed", model.Offline},
		{errors.New("tls: server selected unsupported protocol version 301"), "tls-too-old", model.Offline},
		{tls.RecordHeaderError{Msg: "first record does not look like a TLS handshake"}, "tls-not-spoken", model.Offline},
		{&net.OpError{Op: "proxyconnect", Err: syscall.ECONNREFUSED}, "proxy", model.Offline},
		{errors.New("Proxy Authentication Required"), "proxy-login", model.Offline},
		{errors.New(`net/http: server response headers exceeded 262144 bytes; aborted`), "headers-too-large", model.BadReply},
		{errors.New(`net/http: HTTP/1.x transport connection broken: malformed HTTP response "x"`), "bad-http", model.BadReply},
		{errors.New("something with http://user:" + testPrivate + "@proxy"), "offline", model.Offline},
	} {
		_, c := newServer(t, &stub{name: tt.code, path: api + "/system/info", err: tt.err})
		_, err := c.System.Info(t.Context())
		t.Run(tt.code, func(t *testing.T) { wantCode(t, err, tt.code, tt.kind) })
	}
}
