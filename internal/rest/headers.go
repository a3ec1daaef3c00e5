package rest

import (
	"encoding/base64"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"
)

// Date is the server's clock as the answer tells it, UTC; zero when it does not.
func Date(h http.Header) time.Time {
	t, err := http.ParseTime(h.Get("Date"))
	if err != nil || t.Year() < 1980 || t.Year() >= 2200 {
		return time.Time{}
	}
	return t.UTC()
}

// Secrets lists what signing has put into the headers, as it stands there, with
// the parts of a Basic pair, and URL-encoded.
func Secrets(before, after http.Header) []string {
	var out []string
	add := func(s string) {
		if len(s) < 6 {
			return // too short to tell from ordinary words
		}
		out = append(out, s)
		if e := url.QueryEscape(s); e != s {
			out = append(out, e)
		}
		out = append(out, base64.StdEncoding.EncodeToString([]byte(s)))
	}
	for name, values := range after {
		if _, had := before[name]; had {
			continue
		}
		for _, v := range values {
			scheme, token, ok := strings.Cut(v, " ")
			if !ok {
				token = v
			}
			add(token)
			if !strings.EqualFold(scheme, "basic") {
				continue
			}
			if pair, err := base64.StdEncoding.DecodeString(token); err == nil {
				add(string(pair))
				user, password, _ := strings.Cut(string(pair), ":")
				_, public, _ := strings.Cut(user, "+")
				add(user)
				add(public)
				add(password)
			}
		}
	}
	return out
}

// RetryAfter reads the header as seconds or as a date, which is judged by the
// server's own clock. Several headers: the longest counts. Nonsense is 0; the
// ceiling is the caller's affair.
func RetryAfter(h http.Header, now time.Time) time.Duration {
	if d := Date(h); !d.IsZero() {
		now = d
	}
	var longest time.Duration
	for _, v := range h.Values("Retry-After") {
		longest = max(longest, waitOf(strings.TrimSpace(v), now))
	}
	return longest
}

func waitOf(v string, now time.Time) time.Duration {
	const most = 1 << 31 // seconds: more would overflow when added up
	if f, err := strconv.ParseFloat(v, 64); err == nil {
		switch {
		case !(f > 0):
			return 0
		case f > most:
			return most * time.Second
		}
		return time.Duration(f * float64(time.Second))
	}
	t, err := http.ParseTime(v)
	if err != nil || !t.After(now) {
		return 0
	}
	return min(t.Sub(now), most*time.Second)
}
