package cli

import (
	"errors"
	"time"

	"daybrief/connectwise"
	"daybrief/model"
	"daybrief/ui/setup"
)

// wizardReader makes sense of what people type and paste, with the client's own
// normalisers.
type wizardReader struct{}

var _ setup.Reader = wizardReader{}

// Site implements setup.Reader.
func (wizardReader) Site(text string) (site, host string, problem *model.Problem) {
	s, err := connectwise.ParseSite(text)
	if err != nil {
		return "", "", asProblem(err)
	}
	return s.URL(), s.Host(), nil
}

// Paste implements setup.Reader.
func (wizardReader) Paste(text string) setup.Pasted {
	c := connectwise.ParseCredentials(text)
	return setup.Pasted{
		Site: c.Site, Company: c.Company, PublicKey: c.PublicKey, PrivateKey: c.PrivateKey, ClientID: c.ClientID,
		Version: c.Version, Bare: c.Bare,
	}
}

// Zone implements setup.Reader.
func (wizardReader) Zone(name string) *model.Problem {
	if name == "" {
		return nil
	}
	if _, err := time.LoadLocation(name); err != nil || name == "Local" {
		return &model.Problem{
			Kind: model.Misconfigured, Code: "no-such-zone", What: model.Clean("There is no time zone of that name."),
			Cure: model.Clean("Zones are named like Europe/Dublin or America/Chicago; capitals matter."),
		}
	}
	return nil
}

// asProblem is the problem in an error, or one made of it.
func asProblem(err error) *model.Problem {
	var p *model.Problem
	if errors.As(err, &p) {
		return p
	}
	return &model.Problem{Kind: model.BadReply, Code: "unexpected", What: model.Clean(err.Error())}
}
