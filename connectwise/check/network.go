package check

import (
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"strings"

	"daybrief/connectwise"
)

func (c *run) address() Result {
	site, err := connectwise.ParseSite(c.in.Site)
	if err != nil {
		return c.failed(err, "the site")
	}
	c.known.setSite(site)
	return fine(site.URL())
}

// parts looks at what was typed, without asking anybody.
func (c *run) parts() Result {
	if c.in.PrivateKey.IsEmpty() && c.in.KeyFault != "" {
		return c.found("key-unusable", "{why}", c.in.KeyFault)
	}
	if _, err := connectwise.NewBasic(c.in.Company, c.in.PublicKey, c.in.PrivateKey, c.in.ClientID); err != nil {
		return c.failed(err, "the fields")
	}
	return fine("")
}

// proxy finds out whether requests have to go through one, and whether it is
// there.
func (c *run) proxy() Result {
	if c.in.Route.Proxy == nil {
		return notNeeded("requests are handed over within this program")
	}
	via, err := c.viaProxy()
	if err != nil {
		if problem(err) != nil {
			return c.failed(err, "a proxy")
		}
		return c.found(connectwise.CodeProxyAddress)
	}
	if via == nil {
		return fine("none is set")
	}
	address := via.Host
	if via.Port() == "" {
		port := map[string]string{"https": "443", "socks5": "1080", "socks5h": "1080"}[via.Scheme]
		if port == "" {
			port = "80"
		}
		address = net.JoinHostPort(via.Hostname(), port)
	}
	conn, err := c.in.Route.Dial(c.ctx, "tcp", address)
	if err != nil {
		return c.found("proxy", "{host}", c.site().Host())
	}
	_ = conn.Close()
	return fine("through " + address)
}

func (c *run) viaProxy() (*url.URL, error) {
	r, err := http.NewRequestWithContext(c.ctx, http.MethodGet, c.site().URL(), nil)
	if err != nil {
		return nil, err
	}
	return c.in.Route.Proxy(r)
}

// proxied reports whether the proxy does the work of the network steps.
func (c *run) proxied() bool {
	if c.in.Route.Proxy == nil {
		return false
	}
	via, err := c.viaProxy()
	return err == nil && via != nil
}

func (c *run) dns() Result {
	name, _ := c.hostPort()
	switch {
	case c.in.Lookup == nil:
		return notNeeded("requests are handed over within this program")
	case c.proxied():
		return notNeeded("the proxy looks names up")
	case isAddress(name):
		return notNeeded("the site is an address, not a name")
	}
	addresses, err := c.in.Lookup(c.ctx, name)
	if err != nil {
		return c.broken(name, err)
	}
	if len(addresses) == 0 {
		return c.found("no-such-host", "{host}", name)
	}
	return fine(fmt.Sprintf("%d %s", len(addresses), plural(len(addresses), "address", "addresses")))
}

func (c *run) tcp() Result {
	name, port := c.hostPort()
	switch {
	case c.in.Route.Dial == nil:
		return notNeeded("requests are handed over within this program")
	case c.proxied():
		return notNeeded("the proxy makes the connection")
	}
	conn, err := c.in.Route.Dial(c.ctx, "tcp", net.JoinHostPort(name, port))
	if err != nil {
		return c.broken(c.site().Host(), err)
	}
	_ = conn.Close()
	return fine("port " + port)
}

// tls shakes hands with the server as every request will.
func (c *run) tls() Result {
	name, port := c.hostPort()
	switch {
	case strings.HasPrefix(c.site().URL(), "http://"):
		return notNeeded("the server is on this computer")
	case c.in.Route.Dial == nil:
		return notNeeded("requests are handed over within this program")
	case c.proxied():
		return notNeeded("the proxy makes the connection")
	}
	raw, err := c.in.Route.Dial(c.ctx, "tcp", net.JoinHostPort(name, port))
	if err != nil {
		return c.broken(c.site().Host(), err)
	}
	defer func() { _ = raw.Close() }()
	conn := tls.Client(raw, c.in.Route.TLS(name))
	if err := conn.HandshakeContext(c.ctx); err != nil {
		return c.broken(c.site().Host(), err)
	}
	return fine(tls.VersionName(conn.ConnectionState().Version))
}

// broken names why a connection could not be made.
func (c *run) broken(host string, err error) Result {
	if early(err) {
		return c.found("tls-not-yet-valid", "{host}", host)
	}
	var dns *net.DNSError
	if errors.As(err, &dns) && dns.Name != "" {
		host = dns.Name
	}
	return c.failed(connectwise.Diagnose(c.ctx, host, err), "a connection")
}

// early reports whether a certificate begins in the future, which is nearly
// always this computer's clock.
func early(err error) bool {
	var invalid x509.CertificateInvalidError
	return errors.As(err, &invalid) && invalid.Reason == x509.Expired && invalid.Cert != nil &&
		strings.Contains(invalid.Detail, "is before")
}

// hostPort splits the site's host; brackets of IPv6 addresses are taken off.
func (c *run) hostPort() (name, port string) {
	site := c.site()
	port = "443"
	if strings.HasPrefix(site.URL(), "http://") {
		port = "80"
	}
	if h, p, err := net.SplitHostPort(site.Host()); err == nil {
		return h, p
	}
	return strings.Trim(site.Host(), "[]"), port
}

func isAddress(name string) bool {
	_, err := netip.ParseAddr(name)
	return err == nil
}

func plural(n int, one, many string) string {
	if n == 1 {
		return one
	}
	return many
}
