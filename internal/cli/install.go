package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"sync"
	"time"

	"golang.org/x/term"

	"daybrief/connectwise"
	"daybrief/internal/secret"
	"daybrief/internal/settings"
	"daybrief/internal/terminal"
	"daybrief/model"
)

// scriptWait is how long a setup without questions waits for each answer of the
// keyring: on a desktop somebody may type its password meanwhile.
const scriptWait = 20 * time.Second

// patiently does something that may wait for the keyring, and says so when it
// takes long.
func (m *machine) patiently(do func()) {
	var mu sync.Mutex
	over := false
	t := time.AfterFunc(3*time.Second, func() {
		mu.Lock()
		defer mu.Unlock()
		if !over {
			m.say("waiting for the keyring; it may be asking for its password in a window of its own")
		}
	})
	do()
	t.Stop()
	mu.Lock()
	over = true
	mu.Unlock()
}

// installer writes settings and a key, both or neither.
type installer struct {
	p            *program
	path         string
	own          bool
	before, want settings.Settings
	kept         string // where the key is now, in words
}

// key is the private key that the setup is about: from standard input, or where
// there is one already.
func (t *installer) key(ctx context.Context, f *setupFlags) (model.Secret, error) {
	if !f.stdin {
		found, err := t.p.keyStore(t.want.Connection, t.path, t.own, scriptWait).Find(ctx)
		if errors.Is(err, secret.ErrNone) {
			return model.Secret{}, usage("there is no private key yet: send it through --private-key-stdin, or set %s", secret.Variable)
		}
		if err != nil && ctx.Err() == nil {
			err = &coded{exitUsage, err}
		}
		return found.Key, err
	}
	text, err := t.p.readSecret(ctx, "private key")
	if err != nil {
		return model.Secret{}, err
	}
	return pasted(text, t.want.Connection)
}

// pasted takes the private key out of what was sent: the key alone, or with its
// public key, which has to be the one of the settings then.
func pasted(text string, c settings.Connection) (model.Secret, error) {
	found := connectwise.ParseCredentials(text)
	word := text
	pair := found.Company != "" && found.PrivateKey.IsEmpty() && len(strings.Fields(text)) == 1
	switch {
	case pair && !strings.EqualFold(found.Company, c.Company): // one word with a plus of its own
	case pair:
		return model.Secret{}, usage("standard input holds the company and the public key: send the private key")
	case found.PublicKey != "" && found.PublicKey != c.PublicKey, found.Company != "" && !strings.EqualFold(found.Company, c.Company):
		return model.Secret{}, usage("standard input holds keys of another company or another public key than the settings: send the private key alone")
	case !found.PrivateKey.IsEmpty():
		word = found.PrivateKey.Reveal()
	}
	key, bad := secret.Trim(word)
	switch {
	case bad != "":
		return model.Secret{}, usage("the private key from standard input %s", bad)
	case key == c.PublicKey || key == c.ClientID:
		return model.Secret{}, usage("the private key from standard input is the public key or the client id: send the other one")
	}
	return model.NewSecret(key), nil
}

// readSecret reads standard input, which is to hold what the noun names; from a
// terminal without showing it.
func (m *machine) readSecret(ctx context.Context, noun string) (string, error) {
	const most = 64 << 10
	if m.streams.In == nil {
		return "", usage("there is no standard input to read the %s from", noun)
	}
	type answer struct {
		text []byte
		err  error
	}
	got := make(chan answer, 1)
	file, isFile := m.streams.In.(*os.File)
	hidden := isFile && term.IsTerminal(int(file.Fd()))
	if hidden {
		state, err := term.GetState(int(file.Fd()))
		if err == nil {
			defer func() { _ = term.Restore(int(file.Fd()), state) }()
		}
		_, _ = io.WriteString(m.streams.Err, strings.ToUpper(noun[:1])+noun[1:]+" (not shown): ")
		defer func() { _, _ = io.WriteString(m.streams.Err, "\n") }()
	}
	go func() { // a read can't be called off: it is left behind when somebody stops us
		var a answer
		if hidden {
			a.text, a.err = term.ReadPassword(int(file.Fd()))
		} else {
			a.text, a.err = io.ReadAll(io.LimitReader(m.streams.In, most+1))
		}
		got <- a
	}()
	select {
	case a := <-got:
		switch {
		case a.err != nil:
			return "", usage("the %s can't be read from standard input", noun)
		case len(a.text) > most:
			return "", usage("what came through standard input is far too long for a %s", noun)
		}
		return string(a.text), nil
	case <-ctx.Done():
		return "", terminal.Ended(ctx)
	}
}

// save writes the key (when there is a new one) and the settings. When the
// second of the two fails, the first is undone. notes are for people.
func (t *installer) save(ctx context.Context, key model.Secret, newKey bool, in secret.Place) (notes []string, err error) {
	undo := func() error { return nil }
	if newKey {
		// What the settings name would go before the key that is stored now.
		if c := &t.want.Connection; len(c.PrivateKeyCommand) > 0 || c.PrivateKeyFile != "" {
			c.PrivateKeyCommand, c.PrivateKeyFile = nil, ""
			notes = append(notes, "private_key_command and private_key_file are taken out of the configuration: the new key is used instead.")
		}
		keyStore := t.p.keyStore(t.want.Connection, t.path, t.own, scriptWait)
		var more []string
		t.p.patiently(func() { more, undo, err = t.storeKey(ctx, keyStore, key, in) })
		notes = append(notes, more...)
		if err != nil {
			return notes, err
		}
	}
	if err := settings.Change(t.path, t.want, t.own, t.p.example()); err != nil {
		return notes, errors.Join(err, undo())
	}
	if newKey {
		notes = append(notes, t.afterwards(ctx, key)...)
	}
	return notes, nil
}

// storeKey puts the key into its place and tells how to undo that.
func (t *installer) storeKey(ctx context.Context, k *secret.KeyStore, key model.Secret, in secret.Place) (notes []string, undo func() error, err error) {
	old, oldErr := k.Stored(ctx)
	if in == "" {
		in = secret.InKeyring
		switch ringErr := k.Ring(ctx); {
		case oldErr == nil && old.Source == secret.FromStore:
			in = secret.InFile
		case ringErr != nil:
			in = secret.InFile
			notes = append(notes, ringErr.Error()+"; the private key goes into a file that only you can read.")
		}
	}
	left, err := k.Replace(ctx, key, in, nil)
	if err != nil {
		if ctx.Err() != nil {
			return notes, nil, terminal.Ended(ctx)
		}
		return notes, nil, fmt.Errorf("the private key was not saved, nothing has changed: %w", err)
	}
	t.kept = "the keyring"
	if in == secret.InFile {
		t.kept = keyStore(t.path)
	}
	undo = func() error {
		if oldErr != nil && !errors.Is(oldErr, secret.ErrNone) {
			return nil // what was there could not be read: keep the one that works
		}
		return k.Restore(context.WithoutCancel(ctx), old)
	}
	if c := t.before.Connection; c.Site != "" || c.Through() { // a first setup has no older key
		notes = append(notes, left...)
	}
	return notes, undo, nil
}

// afterwards clears the keyring of a connection that is not used any more, and
// says what goes before the stored key.
func (t *installer) afterwards(ctx context.Context, key model.Secret) (notes []string) {
	if t.renamed() {
		c := t.before.Connection
		c.PrivateKeyCommand, c.PrivateKeyFile = nil, ""
		old := t.p.keyStore(c, "", false, scriptWait)
		notes = append(notes, old.ForgetRing(ctx)...)
	}
	if over := t.p.keyStore(t.want.Connection, t.path, t.own, 0).Overruled(key); over != "" {
		notes = append(notes, over)
	}
	return notes
}

// renamed reports whether the keyring knows the connection by another name now.
func (t *installer) renamed() bool {
	name := func(c settings.Connection) string {
		site, err := connectwise.ParseSite(c.Site)
		if err != nil || c.Company == "" {
			return ""
		}
		return account(site, c.Company)
	}
	old := name(t.before.Connection)
	return old != "" && old != name(t.want.Connection)
}

// lastWord is the last word of a setup that worked.
func (t *installer) lastWord(newKey bool) string {
	text := "Saved: " + t.path + ".\n"
	if newKey {
		text += "The private key is in " + t.kept + ".\n"
	}
	return text + "Next: \"daybrief check\" for all permissions, \"daybrief\" for the dashboard.\n"
}

// example is the commented configuration that a new one begins as.
func (m *machine) example() string { return m.opts.Example }
