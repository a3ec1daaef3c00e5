package connectwise

import (
	"fmt"
	"net/netip"
	"net/url"
	"strconv"
	"strings"

	"daybrief/internal/rest"
	"daybrief/model"
)

// Site is the address that people use in their browser: scheme, host and port,
// without the "api-" prefix of the hosted service's API hosts. Make one with
// ParseSite.
type Site struct {
	scheme string
	host   string // lower case, with a port only when it isn't the scheme's own
}

// Host is the site's host, with its port when it is not the usual one.
func (s Site) Host() string { return s.host }

// URL is the site's root without a trailing slash, as "https://host".
func (s Site) URL() string { return s.scheme + "://" + s.host }

// String is the same as URL.
func (s Site) String() string { return s.URL() }

// IsZero reports whether there is no site.
func (s Site) IsZero() bool { return s.host == "" }

// hosted reports whether the site is on the vendor's own domains, where the
// API lives on a host of its own (connectwise-api 2.2).
func (s Site) hosted() bool { return hostedDomain(s.host) }

func hostedDomain(host string) bool {
	return strings.HasSuffix(host, ".myconnectwise.net") || strings.HasSuffix(host, ".connectwisedev.com")
}

// loopback reports whether the host is a literal loopback address.
func (s Site) loopback() bool { return loopbackHost(s.host) }

func loopbackHost(hostport string) bool {
	name, _ := splitPort(hostport)
	addr, err := netip.ParseAddr(strings.Trim(name, "[]"))
	return err == nil && addr.Unmap().IsLoopback() && addr.Zone() == ""
}

// ParseSite reads whatever people paste as their site: a bare host, a URL out
// of the browser or out of an API guide, with stray blanks, quotes and
// invisible characters. Only the scheme, the host and the port are kept. Plain
// http is accepted for a literal loopback address only, because the keys travel
// with every request. The error is a *model.Problem.
func ParseSite(text string) (Site, error) {
	word, err := siteWord(text)
	if err != nil {
		return Site{}, err
	}
	scheme, tail := cutScheme(word)
	authority := tail
	if i := strings.IndexAny(tail, "/?#"); i >= 0 {
		authority = tail[:i]
	}
	if strings.Contains(authority, "@") {
		return Site{}, badSite("site-has-login", "The site holds a user name or a password.", "Leave out everything before the @ sign; the keys have their own fields.")
	}
	switch scheme {
	case "", "https", "http":
	default:
		return Site{}, badSite("site-scheme", fmt.Sprintf("The site begins with %q, which is not a web address.", rest.Clip(scheme, 20)+":"), "Type the address as the browser shows it, for example https://na.myconnectwise.net.")
	}
	host, err := cleanHost(authority, scheme)
	if err != nil {
		return Site{}, err
	}
	s := Site{scheme: "https", host: host}
	if scheme == "http" {
		if !s.loopback() {
			return Site{}, badSite("site-plain-http", "Plain http would send the keys in clear text to "+rest.Clip(host, 80)+".", "Use https://"+rest.Clip(host, 80)+". Plain http is accepted for a literal loopback address such as http://127.0.0.1:8080 only.")
		}
		s.scheme = "http"
	}
	return s, nil
}

// siteWord takes the one word out of a paste that can be an address.
func siteWord(text string) (string, error) {
	var found []string
	fields := strings.Fields(dropInvisible(text))
	for _, f := range fields {
		f = strings.ReplaceAll(trimWrapping(f), `\`, "/")
		if f != "" && (len(fields) == 1 || strings.Contains(f, ".") || strings.Contains(f, "://")) {
			found = append(found, f)
		}
	}
	switch {
	case len(found) == 0 && len(fields) > 1:
		return "", badSite("site-host", quote(strings.Join(fields, " "))+" is not a host name.", "Type the address that you use in the browser, for example na.myconnectwise.net.")
	case len(found) == 0:
		return "", badSite("site-empty", "There is no site.", "Type the address that you use in the browser, for example na.myconnectwise.net.")
	case len(found) > 1:
		return "", badSite("site-several", "The site holds more than one address.", "Leave only the address that you use in the browser.")
	}
	return found[0], nil
}

// cutScheme splits "https://host/…" and forgives "//host". A colon that
// introduces a port is no scheme.
func cutScheme(s string) (scheme, rest string) {
	if i := strings.Index(s, ":/"); i > 0 && isWord(s[:i]) {
		return strings.ToLower(s[:i]), strings.TrimLeft(s[i+1:], "/")
	}
	if i := strings.IndexByte(s, ':'); i > 0 && isWord(s[:i]) {
		switch strings.ToLower(s[:i]) {
		case "mailto", "javascript", "file", "data":
			return strings.ToLower(s[:i]), s[i+1:]
		}
	}
	return "", strings.TrimLeft(s, "/")
}

func isWord(s string) bool {
	for _, r := range s {
		if (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') {
			return false
		}
	}
	return s != ""
}

// cleanHost checks the authority and brings it into one form.
func cleanHost(authority, scheme string) (string, error) {
	host, port := splitPort(strings.ToLower(authority))
	host = strings.TrimSuffix(host, ".")
	wrong := func() error {
		return badSite("site-host", fmt.Sprintf("%q is not a host name.", rest.Clip(authority, 80)), "Type the address that you use in the browser, for example na.myconnectwise.net.")
	}
	if strings.HasPrefix(host, "[") {
		addr, err := netip.ParseAddr(strings.Trim(host, "[]"))
		if err != nil || addr.Zone() != "" || !strings.HasSuffix(host, "]") {
			return "", wrong()
		}
		host = "[" + addr.String() + "]"
	} else if !validName(host, scheme != "" || port != "") {
		return "", wrong()
	}
	if port != "" {
		n, err := strconv.Atoi(port)
		if err != nil || n < 1 || n > 65535 {
			return "", badSite("site-port", fmt.Sprintf("%q is not a port number.", rest.Clip(port, 20)), "A port lies between 1 and 65535.")
		}
		port = strconv.Itoa(n)
		if (scheme == "http" && n == 80) || (scheme != "http" && n == 443) {
			port = ""
		}
	}
	if tail, ok := strings.CutPrefix(host, "api-"); ok && hostedDomain(tail) {
		host = tail // an API host was pasted; the browser's host is without it
	}
	if port != "" {
		host += ":" + port
	}
	return host, nil
}

// splitPort cuts a trailing ":digits"; a port that is not a number stays with
// it, so that the caller can name it.
func splitPort(s string) (host, port string) {
	i := strings.LastIndexByte(s, ':')
	if i < 0 || strings.HasSuffix(s, "]") || i < strings.LastIndexByte(s, ']') {
		return s, ""
	}
	if i == len(s)-1 {
		return s[:i], ""
	}
	return s[:i], s[i+1:]
}

// validName checks a DNS name or an IPv4 address. A single word is a name only
// when the rest of the paste shows that an address was meant: otherwise it is
// more likely a company id in the wrong field.
func validName(host string, sure bool) bool {
	if host == "" || len(host) > 253 || (!sure && !strings.Contains(host, ".")) {
		return false
	}
	labels := strings.Split(host, ".")
	for _, label := range labels {
		if label == "" || len(label) > 63 || label[0] == '-' || label[len(label)-1] == '-' {
			return false
		}
		for _, r := range label {
			if (r < 'a' || r > 'z') && (r < '0' || r > '9') && r != '-' && r != '_' {
				return false
			}
		}
	}
	if last := labels[len(labels)-1]; last[0] >= '0' && last[0] <= '9' {
		_, err := netip.ParseAddr(host) // 127.1 and 0x7f.1 mean different things to different programs
		return err == nil
	}
	return true
}

func badSite(code, what, cure string) error {
	return &model.Problem{Kind: model.Misconfigured, Code: code, What: model.Clean(what), Cure: model.Clean(cure)}
}

// TicketLink opens a ticket of a login company in the browser; "{id}" stands for
// its id (connectwise-api 7: the user site, case-sensitive, and the path
// v4_6_release whatever the code base).
func (s Site) TicketLink(company string) string { return s.recordLink("ServiceFv", company) }

// CompanyLink does the same for a company.
func (s Site) CompanyLink(company string) string { return s.recordLink("CompanyFV", company) }

func (s Site) recordLink(kind, company string) string {
	return s.URL() + "/v4_6_release/services/system_io/router/openrecord.rails?locale=en_US&recordType=" + kind +
		"&recid={id}&companyName=" + url.QueryEscape(company)
}
