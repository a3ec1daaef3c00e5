package cli

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"daybrief/internal/ownfile"
	"daybrief/internal/secret"
	"daybrief/internal/settings"
	"daybrief/model"
	"daybrief/ui/setup"

	"daybrief/internal/environ"
)

// wizardStore keeps the draft, and in the end the settings and the key.
type wizardStore struct {
	p    *program
	path string // of the configuration
	own  bool   // its folder is daybrief's own
	was  string // what stood in it when the wizard began
}

var _ setup.Store = (*wizardStore)(nil)

// maxDraft bounds what is read as a draft, in bytes.
const maxDraft = 64 << 10

// unlockTime is how long a keyring may take when somebody has to type a
// password into it.
const unlockTime = 90 * time.Second

func (s *wizardStore) draftPath() string {
	return strings.TrimSuffix(s.path, filepath.Ext(s.path)) + ".draft"
}

// fileText is a file as it is; "" for none that can be read.
func fileText(path string) string {
	data, _, err := ownfile.Read(path, 1<<20)
	if err != nil {
		return ""
	}
	return string(data)
}

// draft is what a setup that was killed left; nil for nothing.
func (s *wizardStore) draft() *setup.Draft {
	_ = ownfile.Sweep(s.draftPath())
	data, _, err := ownfile.Read(s.draftPath(), maxDraft)
	if err != nil {
		return nil
	}
	var d setup.Draft
	if json.Unmarshal(data, &d) != nil || d.Step == "" {
		return nil
	}
	return &d
}

// KeepDraft implements setup.Store.
func (s *wizardStore) KeepDraft(d setup.Draft) error {
	data, err := json.MarshalIndent(d, "", " ")
	if err != nil {
		return err
	}
	return ownfile.Write(s.draftPath(), append(data, '\n'), ownfile.Options{OwnFolder: s.own})
}

// DropDraft implements setup.Store. A folder that was made for the draft goes
// with it.
func (s *wizardStore) DropDraft() error {
	err := errors.Join(ownfile.Remove(s.draftPath()), ownfile.Sweep(s.draftPath()))
	if s.own {
		_ = os.Remove(filepath.Dir(s.path)) // only when there is nothing in it
	}
	return err
}

// Spots implements setup.Store.
func (s *wizardStore) Spots(ctx context.Context, in setup.Answers) []setup.Spot {
	if in.Provider != "" {
		return s.gatewaySpots(ctx, in)
	}
	ring := setup.Spot{Place: setup.InKeyring, Where: model.Clean("The system's keyring")}
	c := settings.Connection{Site: in.Site, Company: in.Company}
	if err := s.p.keyStore(c, s.path, s.own, 0).Ring(ctx); err != nil {
		ring.Closed = model.Clean(sentence(err))
	}
	env := setup.Spot{Place: setup.InEnvironment, Where: model.Clean(secret.Variable)}
	if s.p.env(secret.Variable) == "" {
		env.Closed = model.Clean(secret.Variable + " is not set. Set it to this key and start the setup again.")
	}
	out := []setup.Spot{{Place: setup.InFile, Where: model.Clean(s.shown(keyStore(s.path)))}, {Place: setup.InCommand}}
	if ring.Closed.IsEmpty() {
		out = slices.Insert(out, 0, ring)
	} else {
		out = append(out, ring)
	}
	return append(out, env)
}

// sentence is an error as one: with a capital and a full stop.
func sentence(err error) string {
	text := model.Disarmed(err.Error())
	if text == "" {
		return ""
	}
	return strings.ToUpper(text[:1]) + strings.TrimSuffix(text[1:], ".") + "."
}

// shown is a path as people write it.
func (s *wizardStore) shown(path string) string {
	if home := s.p.env("HOME"); home != "" {
		if rest, ok := strings.CutPrefix(path, strings.TrimSuffix(home, "/")+"/"); ok {
			return "~/" + rest
		}
	}
	return path
}

// Save implements setup.Store. A key that daybrief keeps itself is saved as the
// setup for scripts does it; for the other places it is proved that the key is
// there, and copies of ours go.
func (s *wizardStore) Save(ctx context.Context, in setup.Answers, keys setup.Keys, k setup.Keep) (setup.Saved, error) {
	if ctx.Err() != nil {
		return setup.Saved{}, errors.New("saving was called off; nothing has changed")
	}
	old, err := present(s.path)
	if err != nil {
		return setup.Saved{}, err
	}
	out := setup.Saved{Config: model.Clean(s.shown(s.path))}
	if now := fileText(s.path); now != s.was {
		out.Notes = append(out.Notes, model.Clean("Somebody else changed the settings while this setup was open. The answers given here have replaced theirs."))
	}
	counted, undo, err := s.keepUsage(ctx, old, in, keys, k)
	if err != nil {
		return setup.Saved{}, errors.Join(err, undo())
	}
	if out.Usage = model.Clean(counted); !keys.Usage.IsEmpty() {
		old.Usage.Secret = settings.Origin{} // it would go before the one that is stored now
	}
	if in.Provider != "" {
		where, err := s.saveGateway(ctx, old, in, keys, k)
		if err != nil {
			err = errors.Join(err, undo())
		}
		out.Key, s.was = model.Clean(where), fileText(s.path)
		return out, err
	}
	key := keys.Private
	t := &installer{p: s.p, path: s.path, own: s.own, before: old, want: answered(old, in, k)}
	t.want.Connection.Provider = settings.Default().Connection.Provider
	var notes []string
	if k.Place == setup.InKeyring || k.Place == setup.InFile {
		notes, err = t.save(ctx, key, true, secret.Place(k.Place))
	} else {
		notes, err = s.elsewhere(ctx, t, key, k)
	}
	if err != nil {
		return setup.Saved{}, errors.Join(err, undo())
	}
	for _, n := range notes {
		out.Notes = append(out.Notes, model.Clean(n))
	}
	out.Key = model.Clean(s.whereWords(k))
	s.was = fileText(s.path)
	return out, nil
}

// answered are the settings with the answers in them.
func answered(set settings.Settings, in setup.Answers, k setup.Keep) settings.Settings {
	c := &set.Connection
	c.Site, c.Company, c.PublicKey, c.ClientID = in.Site, in.Company, in.PublicKey, in.ClientID
	c.PrivateKeyCommand, c.PrivateKeyFile = nil, ""
	if k.Place == setup.InCommand {
		c.PrivateKeyCommand = k.Command
	}
	set.Me.Member, set.Me.Role, set.Me.Zone = in.Member, in.Role, in.Zone
	set.Usage = countedAt(set, in)
	set.Views = slices.Clone(set.Views)
	for _, b := range in.Boards {
		view := settings.View{Name: b, Filter: boardFilter(b)}
		if !slices.ContainsFunc(set.Views, func(v settings.View) bool { return v.Name == view.Name }) {
			set.Views = append(set.Views, view)
		}
	}
	return set
}

// elsewhere saves settings whose key daybrief does not keep.
func (s *wizardStore) elsewhere(ctx context.Context, t *installer, key model.Secret, k setup.Keep) (notes []string, err error) {
	switch k.Place {
	case setup.InCommand:
		found, findErr := secret.New(secret.Options{Environ: s.withoutKey(), Command: k.Command, CommandTime: unlockTime}).Find(ctx)
		err = errors.Join(findErr, same(found.Key, key, "The command prints another key than the one that was tested."))
		if findErr != nil {
			err = findErr
		}
	case setup.InEnvironment:
		word, _ := secret.Trim(s.p.env(secret.Variable))
		err = same(model.NewSecret(word), key, secret.Variable+" holds another key than the one that was tested.")
	default:
		err = fmt.Errorf("there is no place %q for a key", string(k.Place))
	}
	if err == nil {
		err = settings.Change(s.path, t.want, s.own, s.p.example())
	}
	if err != nil {
		return nil, err
	}
	if err := s.p.keyStore(t.want.Connection, s.path, s.own, unlockTime).Forget(ctx); err != nil {
		notes = append(notes, "An older copy of the key could not be removed: "+sentence(err))
	}
	if k.Place == setup.InEnvironment {
		return append(notes, secret.Variable+" has to be set each time that daybrief starts."), nil
	}
	return append(notes, t.afterwards(ctx, key)...), nil
}

// withoutKey is the environment without our variable, which would go before the
// command.
func (s *wizardStore) withoutKey() []string {
	return environ.Without(s.p.environ, secret.Variable)
}

func same(a, b model.Secret, what string) error {
	if a.Reveal() == b.Reveal() {
		return nil
	}
	return &model.Problem{Kind: model.Misconfigured, Code: "another-key", What: model.Clean(what), Cure: model.Clean("Fix that, or choose another place.")}
}

func (s *wizardStore) whereWords(k setup.Keep) string {
	switch k.Place {
	case setup.InKeyring:
		return "in the system's keyring"
	case setup.InFile:
		return "in " + s.shown(keyStore(s.path))
	case setup.InCommand:
		return "printed by " + strings.Join(k.Command, " ")
	}
	return "in the variable " + secret.Variable
}
