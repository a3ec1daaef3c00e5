package connectwise

import (
	"encoding/base64"
	"encoding/json"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"daybrief/model"
)

// said is what the server put into a refusal, scrubbed and cut short.
type said struct{ code, message string }

// quoted are the server's words as the end of a sentence; "" when it had none.
func (s said) quoted() string {
	if s.message == "" {
		return ""
	}
	return `: "` + strings.TrimRight(s.message, ".") + `"`
}

// maxSaid is how many characters of the server's words are kept.
const maxSaid = 200

// readRefusal takes the words out of an error body, which is JSON as the API
// documents it, JSON of the gateway (key "error"), or plain text.
func readRefusal(body []byte, secrets []string) said {
	var doc struct {
		Code    str
		Error   str
		Message str
		Errors  []struct {
			Message, Field str
		}
	}
	text := strings.TrimSpace(strings.TrimPrefix(string(body), "\ufeff"))
	if !strings.HasPrefix(text, "{") || json.Unmarshal([]byte(text), &doc) != nil && doc.Message == "" && doc.Code == "" {
		if strings.HasPrefix(text, "<") {
			return said{}
		}
		return said{message: tidySaid(strings.Trim(text, `"`), secrets)}
	}
	if doc.Code == "" {
		doc.Code = doc.Error
	}
	message := string(doc.Message)
	for _, e := range doc.Errors {
		if e.Message != "" && len(message) < maxSaid {
			message += "; " + string(e.Message)
		}
		if e.Field != "" && !strings.Contains(message, string(e.Field)) {
			message += " (" + string(e.Field) + ")"
		}
	}
	return said{code: clip(tidySaid(string(doc.Code), secrets), 40), message: tidySaid(strings.TrimPrefix(message, "; "), secrets)}
}

// tidySaid scrubs before it cuts, so that no half of a secret is left over.
func tidySaid(s string, secrets []string) string {
	return clip(model.Clean(model.Scrub(s, secrets)).String(), maxSaid)
}

// secretsOf lists what Auth has put into the headers, as it stands there, with
// the parts of a Basic pair, and URL-encoded.
func secretsOf(before, after http.Header) []string {
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

// retryAfter reads the header as seconds or as a date, which is judged by the
// server's own clock. Several headers: the longest counts. Nonsense is 0; the
// ceiling is the caller's affair.
func retryAfter(h http.Header, now time.Time) time.Duration {
	if d := serverDate(h); !d.IsZero() {
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
