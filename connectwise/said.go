package connectwise

import (
	"encoding/json"
	"strings"

	"daybrief/internal/rest"
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
	return said{code: rest.Clip(tidySaid(string(doc.Code), secrets), 40), message: tidySaid(strings.TrimPrefix(message, "; "), secrets)}
}

// tidySaid scrubs before it cuts, so that no half of a secret is left over.
func tidySaid(s string, secrets []string) string {
	return rest.Clip(model.Clean(model.Scrub(s, secrets)).String(), maxSaid)
}
