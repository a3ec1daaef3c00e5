package rest

import (
	"bytes"
	"net/http"
	"strings"

	"daybrief/model"
)

// Plain reports whether the body is not encoded any more.
func Plain(h http.Header) bool {
	e := h.Get("Content-Encoding")
	return e == "" || strings.EqualFold(e, "identity")
}

// ServerDown is an answer of 500 or more.
func ServerDown(host string, status int) model.Problem {
	switch status {
	case http.StatusServiceUnavailable:
		return problem(model.ServerDown, "server-unavailable", host+" is not available just now (HTTP 503).", "It will be asked again; it may be under maintenance.")
	case http.StatusBadGateway, http.StatusGatewayTimeout:
		return problem(model.ServerDown, "gateway-failed", "The gateway before "+host+" got no answer from it (HTTP "+StatusName(status)+").", "It will be asked again.")
	}
	return problem(model.ServerDown, "server-failed", host+" had an internal error (HTTP "+StatusName(status)+").", "It will be asked again; if it stays like this, tell whoever runs the server.")
}

// Redirected names where a redirect points, but never goes there.
func Redirected(host string, h http.Header) model.Problem {
	what := host + " redirects requests"
	if to := HostOf(h.Get("Location")); to != "" && to != host {
		what += ", to " + Quote(to)
	}
	return problem(model.BadReply, "redirected", what+"; that was not followed, because the keys would go along.", "If that is your server, make it the address; else look for a login page of the network in between.")
}

func problem(kind model.ProblemKind, code, what, cure string) model.Problem {
	return model.Problem{Kind: kind, Code: code, What: model.Clean(what), Cure: model.Clean(cure)}
}

// IsPage reports whether the answer is a web page: by its label or by its
// first character, since nothing of these APIs begins with "<".
func IsPage(h http.Header, body []byte) bool {
	kind := strings.ToLower(h.Get("Content-Type"))
	if strings.Contains(kind, "html") {
		return true
	}
	b := bytes.TrimLeft(bytes.TrimPrefix(body, []byte("\xef\xbb\xbf")), " \t\r\n")
	return len(b) > 0 && b[0] == '<'
}

// StatusName is a status as digits; "?" for what is none.
func StatusName(status int) string {
	const digits = "0123456789"
	if status < 100 || status > 999 {
		return "?"
	}
	return string([]byte{digits[status/100], digits[status/10%10], digits[status%10]})
}
