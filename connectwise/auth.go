package connectwise

import (
	"net/http"
	"strings"

	"daybrief/model"
)

// Auth signs requests. It is a plug so that another way in (a gateway) is a
// value and not an if. What Apply puts into headers is treated as secret: it is
// scrubbed from error messages and never logged. Apply must not block.
type Auth interface {
	Apply(*http.Request) error
}

// Basic is the dialect of API member keys: Basic authentication with
// "company+public:private" and the clientId header (connectwise-api 2.4).
type Basic struct {
	company, public string
	private         model.Secret
	clientID        string
}

var _ Auth = (*Basic)(nil)

// NewBasic makes the dialect out of its four parts. Blanks, quotes and
// invisible characters around them are removed. company is the login company
// id, case-sensitive; "company+" in front of the public key is forgiven. The
// error is a *model.Problem that names the missing part.
func NewBasic(company, public string, private model.Secret, clientID string) (*Basic, error) {
	b := &Basic{company: tidyKey(company), public: tidyKey(public), private: model.NewSecret(tidyKey(private.Reveal())), clientID: tidyKey(clientID)}
	if head, tail, ok := strings.Cut(b.public, "+"); ok && strings.EqualFold(head, b.company) {
		b.public = tail
	}
	for _, part := range []struct{ value, code, name string }{
		{b.company, "missing-company", "company id"},
		{b.public, "missing-public-key", "public key"},
		{b.private.Reveal(), "missing-private-key", "private key"},
		{b.clientID, "missing-client-id", "client id"},
	} {
		if part.value == "" {
			return nil, misconfigured(part.code, "The "+part.name+" is missing.", "Put it into the configuration.")
		}
		if strings.ContainsFunc(part.value, func(r rune) bool { return r <= ' ' || r > '~' }) {
			return nil, misconfigured(strings.Replace(part.code, "missing", "bad", 1), "The "+part.name+" holds a character that no "+part.name+" has.", "Copy it again.")
		}
	}
	if strings.ContainsAny(b.company+b.public, ":") {
		return nil, misconfigured("bad-public-key", "The company id or the public key holds a colon.", "Put the company id, the public key and the private key into their own fields.")
	}
	return b, nil
}

// Company is the login company id.
func (b *Basic) Company() string { return b.company }

// Apply implements Auth.
func (b *Basic) Apply(r *http.Request) error {
	r.SetBasicAuth(b.company+"+"+b.public, b.private.Reveal())
	r.Header.Set("clientId", b.clientID)
	return nil
}

func tidyKey(s string) string {
	return trimQuotes(strings.TrimSpace(strings.ReplaceAll(dropInvisible(s), "\n", "")))
}

func trimQuotes(s string) string { return strings.Trim(s, "\"'`“”‘’") }

func misconfigured(code, what, cure string) *model.Problem {
	return &model.Problem{Kind: model.Misconfigured, Code: code, What: model.Clean(what), Cure: model.Clean(cure)}
}
