package elements

import (
	"net/http"
	"strings"

	"daybrief/model"
)

// Secrets open the gateway. Element, the token of an instance, may be empty
// where the number of the instance is known.
type Secrets struct{ User, Organization, Element model.Secret }

// Tidy takes blanks, quotes and a comma off a secret that was pasted. They hold
// "+", "/" and "=", which stay. bad names what can't be a secret; "" when it can.
func Tidy(text string) (secret, bad string) {
	s := strings.TrimRight(strings.Trim(strings.TrimSpace(text), "\"'`“”‘’"), ",;")
	switch {
	case strings.ContainsAny(s, ", \t"):
		return s, "holds a space or a comma"
	case strings.ContainsFunc(s, func(r rune) bool { return r <= ' ' || r > '~' }):
		return s, "holds a line break or a character that no secret has"
	}
	return s, ""
}

// missing is the Problem of a secret that is not there or can't be one; nil for
// none. The element token is looked at only where it is given.
func (s Secrets) missing() error {
	for _, p := range []struct {
		secret     model.Secret
		code, noun string
		optional   bool
	}{
		{s.User, "user-secret", "user secret", false}, {s.Organization, "organization-secret", "organization secret", false},
		{s.Element, "element-token", "element token", true},
	} {
		word, bad := Tidy(p.secret.Reveal())
		switch {
		case word == "" && !p.optional:
			return &model.Problem{
				Kind: model.Misconfigured, Code: "missing-" + p.code, What: model.Clean("The gateway's " + p.noun + " is missing."),
				Cure: model.Clean("Put it into the keyring, a file or the environment; daybrief setup does that."),
			}
		case bad != "" || word != p.secret.Reveal():
			return &model.Problem{
				Kind: model.Misconfigured, Code: "bad-" + p.code, What: model.Clean("The gateway's " + p.noun + " holds something that is not part of it."),
				Cure: model.Clean("Copy it again, without spaces, quotes and line breaks."),
			}
		}
	}
	return nil
}

// sign puts the secrets into a request: a platform call carries no element
// token. The gateway wants them as they are, not URL-encoded.
func (s Secrets) sign(r *http.Request, platform bool) {
	h := "User " + s.User.Reveal() + ", Organization " + s.Organization.Reveal()
	if !platform {
		h += ", Element " + s.Element.Reveal()
	}
	r.Header.Set("Authorization", h)
}

// words are the secrets, to be scrubbed from what the gateway says.
func (s Secrets) words() (out []string) {
	for _, w := range []model.Secret{s.User, s.Organization, s.Element} {
		if len(w.Reveal()) >= 6 {
			out = append(out, w.Reveal())
		}
	}
	return out
}
