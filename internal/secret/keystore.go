package secret

import (
	"context"
	"errors"
	"fmt"
	"time"

	"daybrief/model"

	"daybrief/internal/environ"
)

// Variable is the environment variable that may hold the private key.
const Variable = "DAYBRIEF_PRIVATE_KEY"

// Source says where a private key came from.
type Source string

// The sources, in the order in which they are asked.
const (
	FromEnvironment Source = "environment"
	FromCommand     Source = "command"
	FromFile        Source = "file"
	FromStore       Source = "stored file"
	FromKeyring     Source = "keyring"
)

// Found is a private key and where it came from.
type Found struct {
	Key    model.Secret
	Source Source
	Where  string // the variable, the program, the file or the keyring's account
}

// Options are what a KeyStore works with.
type Options struct {
	// Word is which secret it is; the zero Word is the private key.
	Word Word
	// Environ is the environment as "NAME=value".
	Environ []string
	// Command and File are the settings private_key_command and
	// private_key_file; File is an absolute path.
	Command []string
	File    string
	// Account names the key in the keyring, for example "acme@na.example.net".
	// Empty: the keyring is not asked.
	Account string
	// Store is the path of our own file. OwnFolder is true when its folder is
	// daybrief's own. Empty: there is no such file.
	Store     string
	OwnFolder bool
	// Ring is the keyring; nil for the system's.
	Ring Ring
	// CommandTime limits the command (0: 10 s), RingTime each call of the
	// keyring (0: 5 s).
	CommandTime, RingTime time.Duration
	// Found is told of each secret that Find finds, before it returns; nil for nobody.
	Found func(model.Secret)
	// Step is called before each step of a save; see ownfile.Options.
	Step func(name string) error
}

// KeyStore finds, stores and forgets the private key of one connection. It is
// safe for use by several goroutines.
type KeyStore struct {
	o    Options
	ring *patient
}

// New makes a KeyStore and asks nothing yet.
func New(o Options) *KeyStore {
	if o.Word == (Word{}) {
		o.Word = PrivateKey()
	}
	if o.CommandTime == 0 {
		o.CommandTime = 10 * time.Second
	}
	if o.RingTime == 0 {
		o.RingTime = 5 * time.Second
	}
	if o.Ring == nil {
		o.Ring = systemRing{}
	}
	return &KeyStore{o: o, ring: &patient{ring: o.Ring, limit: o.RingTime}}
}

// ErrNone means that no source holds a private key. A source that was named in
// the settings and fails is another error: nothing is passed over in silence.
var ErrNone = errors.New("there is no private key")

// Find looks for the private key. It fails with an error that wraps ErrNone when
// there is none, and otherwise with a sentence that names the source at fault.
func (k *KeyStore) Find(ctx context.Context) (Found, error) {
	k.Sweep()
	if v := environ.Lookup(k.o.Environ, k.o.Word.Variable); v != "" {
		return k.found(v, FromEnvironment, k.o.Word.Variable)
	}
	if len(k.o.Command) > 0 {
		out, err := k.run(ctx)
		if err != nil {
			return Found{}, err
		}
		return k.found(out, FromCommand, k.o.Command[0])
	}
	if k.o.File != "" {
		text, err := k.readKey(k.o.File)
		if err != nil {
			return Found{}, err
		}
		return k.found(text, FromFile, k.o.File)
	}
	return k.stored(ctx)
}

// stored looks where Save puts keys. Saving to the keyring removes our file, so
// a file means that it was chosen last: it goes first, also when a keyring that
// could not be reached then still holds an older key.
func (k *KeyStore) stored(ctx context.Context) (Found, error) {
	text, err := k.storeKey()
	switch {
	case err != nil:
		return Found{}, err
	case text != "":
		return k.found(text, FromStore, k.o.Store)
	}
	key, ringErr := k.ringKey(ctx)
	if key != "" {
		return k.found(key, FromKeyring, k.o.Account)
	}
	// Another daybrief may have moved the key between the two looks.
	if text, err := k.storeKey(); err == nil && text != "" {
		return k.found(text, FromStore, k.o.Store)
	}
	w := k.o.Word
	none := fmt.Errorf("%w: store one with \"daybrief setup\", or set %s, or %s_command or %s_file in the configuration", w.none(), w.Variable, w.Setting, w.Setting)
	if ringErr != nil {
		return Found{}, fmt.Errorf("%w (%w)", none, ringErr)
	}
	return Found{}, none
}

// found trims what people paste and refuses what can't be a key.
func (k *KeyStore) found(text string, from Source, where string) (Found, error) {
	key, bad := Trim(text)
	if bad != "" {
		return Found{}, fmt.Errorf("the %s from %s %s", k.o.Word.Noun, describe(from, where), bad)
	}
	s := model.NewSecret(key)
	if k.o.Found != nil {
		k.o.Found(s)
	}
	return Found{Key: s, Source: from, Where: model.Disarmed(where)}, nil
}

// describe names a source in a sentence.
func describe(from Source, where string) string {
	where = model.Disarmed(where)
	switch from {
	case FromEnvironment:
		return "the variable " + where
	case FromCommand:
		return "the program " + where
	case FromKeyring:
		return "the keyring"
	}
	return "the file " + where
}

// String names the source in words: "the variable DAYBRIEF_PRIVATE_KEY". The key
// itself is not in it.
func (f Found) String() string { return describe(f.Source, f.Where) }
