package secret

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"runtime"

	"daybrief/internal/ownfile"
	"daybrief/model"

	"daybrief/internal/environ"
)

// Place is where Save puts the key.
type Place string

// The places, as people name them.
const (
	InKeyring Place = "keyring"
	InFile    Place = "file"
)

// readKey reads a file that holds a key and that nobody else can read.
func (k *KeyStore) readKey(path string) (string, error) {
	data, mode, err := ownfile.Read(path, 64*maxKey)
	if err != nil {
		return "", fmt.Errorf("the %s can't be had: %w", k.o.Word.Noun, err)
	}
	if runtime.GOOS != "windows" && mode.Perm()&0o077 != 0 {
		return "", &ownfile.Fault{
			Path: path, What: fmt.Sprintf("holds the %s and can be used by others (mode %04o)", k.o.Word.Noun, mode.Perm()),
			Cure: "run chmod 600 " + path,
		}
	}
	return string(data), nil
}

// storeKey is the key in our own file, or "".
func (k *KeyStore) storeKey() (string, error) {
	if k.o.Store == "" {
		return "", nil
	}
	text, err := k.readKey(k.o.Store)
	if errors.Is(err, fs.ErrNotExist) {
		return "", nil
	}
	return text, err
}

// Save stores the key in one place and removes the copy in the other, so that
// the new key is the one that Find finds. It is not checked against the server
// here; the caller has done that. When the place fails nothing has changed.
// Find still prefers the environment and what the settings name: Overruled tells.
func (k *KeyStore) Save(ctx context.Context, key model.Secret, in Place) error {
	word, bad := Trim(key.Reveal())
	if bad != "" {
		return fmt.Errorf("the %s %s", k.o.Word.Noun, bad)
	}
	return k.alone(ctx, func() error { return k.save(ctx, word, in) })
}

func (k *KeyStore) save(ctx context.Context, word string, in Place) error {
	switch in {
	case InKeyring:
		if k.o.Account == "" {
			return errors.New("the keyring needs the company and the site first")
		}
		err := k.ring.call(ctx, func() error { return k.o.Ring.Store(service, k.o.Account, word) })
		if err != nil {
			return err
		}
		return k.forgetFile()
	case InFile:
		if k.o.Store == "" {
			return errors.New("there is no folder for the " + k.o.Word.Noun)
		}
		err := ownfile.Write(k.o.Store, []byte(word+"\n"), ownfile.Options{OwnFolder: k.o.OwnFolder, Step: k.o.Step})
		if err != nil {
			return err
		}
		return k.forgetRing(ctx)
	}
	return fmt.Errorf("there is no place %q for a key", string(in))
}

// Overruled says that the environment holds another secret than this one, which
// Find prefers to whatever Save stores; "" when it does not.
func (k *KeyStore) Overruled(by model.Secret) string {
	v := environ.Lookup(k.o.Environ, k.o.Word.Variable)
	if word, _ := Trim(v); v == "" || word == by.Reveal() {
		return ""
	}
	return "The variable " + k.o.Word.Variable + " holds another " + k.o.Word.Noun + " and goes before the one that was saved: unset it."
}

// Forget removes the key from the keyring and from our own file. It tries both
// whatever happens to one. The environment and what the settings name are not
// ours to remove.
func (k *KeyStore) Forget(ctx context.Context) error {
	return k.alone(ctx, func() error { return errors.Join(k.forgetRing(ctx), k.forgetFile()) })
}

// forgetRing removes the keyring's copy. A computer without a keyring has none,
// and needs no complaint.
func (k *KeyStore) forgetRing(ctx context.Context) error {
	if k.o.Account == "" {
		return nil
	}
	err := k.ring.call(ctx, func() error { return k.o.Ring.Forget(service, k.o.Account) })
	var none *Unavailable
	if err == nil || errors.Is(err, ErrNotStored) || errors.As(err, &none) {
		return nil
	}
	return err
}

func (k *KeyStore) forgetFile() error {
	if k.o.Store == "" {
		return nil
	}
	return errors.Join(ownfile.Remove(k.o.Store), ownfile.Sweep(k.o.Store))
}
