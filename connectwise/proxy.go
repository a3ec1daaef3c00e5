package connectwise

import (
	"net/http"
	"net/netip"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/net/http/httpproxy"

	"daybrief/model"
)

// CodeProxyAddress is the code of a proxy in the environment that is not the
// address of one.
const CodeProxyAddress = "proxy-address"

// EnvironmentProxy finds the proxy of a request in an environment, as
// http.ProxyFromEnvironment does. That function ignores what it can't read and
// takes the direct way, where a firewall then gets the blame; here it is a
// *model.Problem that names the variable. NO_PROXY comes first: hosts that need
// no proxy are reached whatever the proxy is.
func EnvironmentProxy(env func(string) string) func(*http.Request) (*url.URL, error) {
	if env("REQUEST_METHOD") != "" {
		// HTTP_PROXY may be a header that a stranger has sent to a CGI program.
		return http.ProxyFromEnvironment
	}
	noProxy := either(env, "NO_PROXY").value
	ways := map[string]variable{
		"https": either(env, "HTTPS_PROXY"),
		"http":  either(env, "HTTP_PROXY"),
	}
	// Who needs a proxy is asked with one that can be read.
	const some = "http://proxy.invalid"
	needed := (&httpproxy.Config{HTTPProxy: some, HTTPSProxy: some, NoProxy: noProxy}).ProxyFunc()
	return func(r *http.Request) (*url.URL, error) {
		v := ways[r.URL.Scheme]
		if v.value == "" {
			return nil, nil
		}
		if way, err := needed(r.URL); err != nil || way == nil {
			return nil, err
		}
		via, ok := proxyURL(v.value)
		if !ok {
			return nil, v.problem()
		}
		return via, nil
	}
}

// variable is one of the environment.
type variable struct{ name, value string }

// either is a variable in small letters or, where that is empty, in capitals. Its
// name is the one in capitals where both are the same: on Windows they are one.
func either(env func(string) string, name string) variable {
	small := strings.ToLower(name)
	if value := env(small); value != "" && value != env(name) {
		return variable{small, value}
	}
	return variable{name, env(name)}
}

// problem names the variable only: its value may hold a password.
func (v variable) problem() *model.Problem {
	return misconfigured(CodeProxyAddress, v.name+" in the environment is not the address of a proxy.",
		"Set "+v.name+" to something like http://proxy.example:3128, or unset it, and start daybrief again.")
}

// proxyURL reads the address of a proxy, with or without a scheme.
func proxyURL(s string) (*url.URL, bool) {
	if !strings.Contains(s, "://") {
		s = "http://" + s
	}
	u, err := url.Parse(s)
	if err != nil || !slices.Contains([]string{"http", "https", "socks5", "socks5h"}, u.Scheme) {
		return nil, false
	}
	port := true
	if p := u.Port(); p != "" {
		n, err := strconv.ParseUint(p, 10, 16)
		port = err == nil && n > 0
	}
	return u, port && isHostName(u.Hostname())
}

func isHostName(name string) bool {
	if _, err := netip.ParseAddr(name); err == nil {
		return true
	}
	return name != "" && !strings.ContainsFunc(name, func(r rune) bool {
		return r != '.' && r != '-' && r != '_' && !unicode.IsLetter(r) && !unicode.IsDigit(r)
	})
}
