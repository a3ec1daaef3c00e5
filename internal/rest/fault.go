package rest

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"io"
	"net"
	"strings"
	"syscall"

	"daybrief/model"
)

// fault is one way in which no answer came.
type fault struct {
	kind       model.ProblemKind
	code       string
	what, cure string // %s is the host
}

// Fault tells why no answer came from a host. The error's own text is never
// shown: it may hold a proxy's password, and it is not meant for people.
func Fault(ctx context.Context, host string, err error) model.Problem {
	var known *model.Problem
	if errors.As(err, &known) { // of the way that was set for this client
		p := *known
		return p
	}
	f := faultOf(ctx, err)
	return model.Problem{
		Kind: f.kind, Code: f.code, Host: host,
		What: model.Clean(strings.ReplaceAll(f.what, "%s", host)),
		Cure: model.Clean(strings.ReplaceAll(f.cure, "%s", host)),
	}
}

// Broken tells why an answer broke off half-way.
func Broken(ctx context.Context, host string, err error) model.Problem {
	if p := Fault(ctx, host, err); !errors.Is(err, io.ErrUnexpectedEOF) && p.Code != "offline" {
		return p
	}
	return model.Problem{
		Kind: model.BadReply, Code: "truncated", Host: host,
		What: model.Clean("The answer of " + host + " broke off in the middle."),
		Cure: model.Clean("It will be asked for again; if it keeps happening, something between here and there cuts answers off."),
	}
}

func faultOf(ctx context.Context, err error) fault {
	if errors.Is(err, context.Canceled) || errors.Is(ctx.Err(), context.Canceled) {
		return fault{model.TimedOut, "cancelled", "The request to %s was called off.", ""}
	}
	if badFraming(err) {
		return fault{model.BadReply, "bad-framing", "%s answered with a length that makes no sense.", "Check what stands between here and the server."}
	}
	if f, ok := proxyFault(err); ok {
		return f
	}
	if f, ok := tlsFault(err); ok {
		return f
	}
	if f, ok := dialFault(err); ok {
		return f
	}
	text := err.Error()
	switch {
	case strings.Contains(text, "response headers exceeded"):
		return fault{model.BadReply, "headers-too-large", "%s sent far more headers than any server needs.", "Check that the address is your server's."}
	case strings.Contains(text, "malformed HTTP"), strings.Contains(text, "malformed MIME"):
		return fault{model.BadReply, "bad-http", "%s answered something that is not HTTP.", "Check the site and its port."}
	}
	return fault{model.Offline, "offline", "%s could not be reached.", "Check the network connection."}
}

// proxyFault recognises the proxy's own faults, so that nobody looks for them
// at ConnectWise.
func proxyFault(err error) (fault, bool) {
	var op *net.OpError
	text := err.Error()
	switch {
	case strings.Contains(text, "Proxy Authentication Required"):
		return fault{model.Offline, "proxy-login", "The proxy on the way to %s wants a login.", "Put the proxy's user and password into HTTPS_PROXY, or ask who runs it."}, true
	case errors.As(err, &op) && (op.Op == "proxyconnect" || strings.HasPrefix(op.Op, "socks")):
		return fault{model.Offline, "proxy", "The proxy on the way to %s does not answer.", "Check HTTPS_PROXY and NO_PROXY."}, true
	}
	return fault{}, false
}

func tlsFault(err error) (fault, bool) {
	var invalid x509.CertificateInvalidError
	var name x509.HostnameError
	var authority x509.UnknownAuthorityError
	var record tls.RecordHeaderError
	var verify *tls.CertificateVerificationError
	text := err.Error()
	switch {
	case errors.As(err, &invalid) && invalid.Reason == x509.Expired:
		return fault{model.Offline, "tls-expired", "The certificate of %s has expired or is not valid yet.", "Check this computer's clock; if it is right, the server's certificate has to be renewed."}, true
	case errors.As(err, &name):
		return fault{model.Offline, "tls-wrong-name", "The certificate of %s belongs to another name.", "Check the spelling of the site; the keys were not sent."}, true
	case errors.As(err, &authority):
		return fault{model.Offline, "tls-unknown-ca", "The certificate of %s comes from an authority that this computer does not know.", "If your company inspects traffic or runs its own authority, add its certificate to the system; the keys were not sent."}, true
	case strings.Contains(text, "protocol version"):
		return fault{model.Offline, "tls-too-old", "%s only speaks a TLS version that is too old to be safe.", "TLS 1.2 or newer has to be switched on at the server."}, true
	case errors.As(err, &record), strings.Contains(text, "server gave HTTP response to HTTPS client"):
		return fault{model.Offline, "tls-not-spoken", "%s does not speak https on this port.", "Check the port of the site."}, true
	case errors.As(err, &verify), errors.As(err, &invalid), strings.Contains(text, "tls: "), strings.Contains(text, "x509: "):
		return fault{model.Offline, "tls-failed", "No secure connection to %s could be made.", "Check the server's certificate; the keys were not sent."}, true
	}
	return fault{}, false
}

func dialFault(err error) (fault, bool) {
	var dns *net.DNSError
	var network net.Error
	switch {
	case errors.As(err, &dns) && dns.IsNotFound:
		return fault{model.Offline, "no-such-host", "There is no host named %s.", "Check the spelling of the site, and the network connection."}, true
	case errors.As(err, &dns) && !dns.IsTimeout:
		return fault{model.Offline, "dns-failed", "The name %s could not be looked up.", "Check the network connection and its name server."}, true
	case errors.Is(err, context.DeadlineExceeded), errors.As(err, &network) && network.Timeout(), isErrno(err, syscall.ETIMEDOUT, 10060):
		return fault{model.TimedOut, "timed-out", "%s did not answer in time.", "It will be asked again; if it stays like this, check the network or ask whoever runs the server."}, true
	case isErrno(err, syscall.ECONNREFUSED, 10061):
		return fault{model.Offline, "refused", "%s refused the connection.", "Check the site and its port, and that the server is running."}, true
	case isErrno(err, syscall.EHOSTUNREACH, 10065), isErrno(err, syscall.ENETUNREACH, 10051):
		return fault{model.Offline, "unreachable", "%s can't be reached from here.", "Check the network connection or the VPN."}, true
	case isErrno(err, syscall.ECONNRESET, 10054), isErrno(err, syscall.ECONNABORTED, 10053), isErrno(err, syscall.EPIPE, 10058),
		errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF), strings.Contains(err.Error(), "http2: "):
		return fault{model.Offline, "reset", "%s closed the connection in the middle of an answer.", "It will be asked again; if it stays like this, look for a firewall or proxy in between."}, true
	}
	return fault{}, false
}

// isErrno matches an error number by its name or by Windows' number for it:
// there the names of package syscall are made-up values that sockets never
// return.
func isErrno(err error, unix syscall.Errno, windows uintptr) bool {
	if errors.Is(err, unix) {
		return true
	}
	var n syscall.Errno
	return errors.As(err, &n) && uintptr(n) == windows
}

// badFraming reports whether the answer's Content-Length is not a length, or
// there are two that differ. net/http has no type for these errors.
func badFraming(err error) bool {
	text := err.Error()
	return strings.Contains(text, "bad Content-Length") || strings.Contains(text, "multiple Content-Length headers")
}
