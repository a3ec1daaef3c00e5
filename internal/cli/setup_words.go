package cli

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"daybrief/internal/elements"
	"daybrief/internal/secret"
	"daybrief/internal/settings"
	"daybrief/model"
)

// gatewayWords takes a gateway's secrets out of a text: JSON, an object a line or
// one with all of them, or what people copy of a gateway, which may name its address
// and the instance, too. What is not in it stays empty.
func gatewayWords(text string) (elements.Pasted, error) {
	if !strings.HasPrefix(strings.TrimSpace(text), "{") {
		if p := elements.ParsePaste(text); p.Secrets != (elements.Secrets{}) {
			return p, nil
		}
	}
	s, err := secretLines(text)
	return elements.Pasted{Secrets: s}, err
}

// secretLines takes a gateway's secrets out of lines of JSON.
func secretLines(text string) (s elements.Secrets, err error) {
	into := map[string]*model.Secret{"user_secret": &s.User, "organization_secret": &s.Organization, "element_token": &s.Element}
	lines := bufio.NewScanner(strings.NewReader(text))
	lines.Buffer(nil, 64<<10)
	for n := 1; lines.Scan(); n++ {
		if strings.TrimSpace(lines.Text()) == "" {
			continue
		}
		var words map[string]string
		if err := json.Unmarshal(lines.Bytes(), &words); err != nil {
			return s, usage("line %d of standard input is not JSON like {\"user_secret\": \"…\"}", n)
		}
		for name, word := range words {
			to, known := into[name]
			if !known {
				return s, usage("line %d of standard input names something other than user_secret, organization_secret and element_token", n)
			}
			tidy, bad := elements.Tidy(word)
			if bad != "" {
				return s, usage("the %s from standard input %s", strings.ReplaceAll(name, "_", " "), bad)
			}
			*to = model.NewSecret(tidy)
		}
	}
	return s, nil
}

// toKeep is a secret that came, and where it is to be kept.
type toKeep struct {
	word   model.Secret // empty: none came
	store  *secret.KeyStore
	noun   string
	origin *settings.Origin // of the settings
}

// keepAll keeps secrets and says where. undo takes back what has been kept, also
// after an error.
func keepAll(ctx context.Context, with *installer, list []toKeep, place secret.Place) (kept []string, undo func() error, err error) {
	var done []func() error
	undo = func() (err error) {
		for _, u := range done {
			err = errors.Join(err, u())
		}
		return err
	}
	for _, k := range list {
		if k.word.IsEmpty() {
			continue
		}
		if len(k.origin.Command) > 0 || k.origin.File != "" {
			*k.origin = settings.Origin{} // it would go before the one that is stored now
		}
		t := *with
		var notes []string
		var u func() error
		with.p.patiently(func() { notes, u, err = t.storeKey(ctx, k.store, k.word, place) })
		for _, n := range notes {
			with.p.say(strings.ReplaceAll(n, "private key", k.noun))
		}
		if err != nil {
			return nil, undo, fmt.Errorf("the %s was not saved: %w", k.noun, err)
		}
		if over := k.store.Overruled(k.word); over != "" {
			with.p.say(over)
		}
		where := "in " + t.kept
		if t.kept != "the keyring" {
			where = "in a file beside the configuration"
		}
		done, kept = append(done, u), append(kept, "the "+k.noun+" "+where)
	}
	return kept, undo, nil
}
