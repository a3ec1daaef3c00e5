package secret

import (
	"context"
	"errors"
	"fmt"

	"daybrief/internal/ownfile"
	"daybrief/model"
)

// Stored is the key that Save put somewhere, whatever the environment and the
// settings say; an error that wraps ErrNone when there is none.
func (k *KeyStore) Stored(ctx context.Context) (Found, error) {
	k.Sweep()
	return k.stored(ctx)
}

// Sweep removes what a save that was killed left beside our own file: it may
// hold a key. Find does it first, so every start does.
func (k *KeyStore) Sweep() {
	if k.o.Store != "" {
		_ = ownfile.Sweep(k.o.Store)
	}
}

// Replace puts a key in the place of the one that is stored: try is called with
// it first and may refuse it (nil: nobody does), then it is saved, then read
// back. After an error the old key is still the one that counts. left are
// sentences about copies of an older key that could not be removed.
func (k *KeyStore) Replace(ctx context.Context, key model.Secret, in Place, try func(context.Context, model.Secret) error) (left []string, err error) {
	word, bad := Trim(key.Reveal())
	if bad != "" {
		return nil, fmt.Errorf("the %s %s", k.o.Word.Noun, bad)
	}
	key = model.NewSecret(word)
	if try != nil {
		if err := try(ctx, key); err != nil {
			return nil, err
		}
	}
	err = k.alone(ctx, func() error {
		if err := k.save(ctx, word, in); err != nil {
			return err
		}
		return k.reads(ctx, word, in)
	})
	if err != nil {
		return nil, err
	}
	if in == InFile && k.o.Account != "" {
		var u *Unavailable
		if err := k.Ring(ctx); errors.As(err, &u) && u.How != RingAbsent {
			left = append(left, "An older key may still be in the keyring, which can't be asked: "+u.Error()+".")
		}
	}
	return left, nil
}

// reads proves that a place gives back what was put in: a keyring may cut a key
// short or lose it without a word.
func (k *KeyStore) reads(ctx context.Context, word string, in Place) error {
	var got string
	var err error
	if in == InFile {
		got, err = k.storeKey()
	} else {
		got, err = k.ringKey(ctx)
	}
	if err != nil {
		return err
	}
	if back, bad := Trim(got); bad != "" || back != word {
		return fmt.Errorf("the %s did not give the key back that was put into it", in)
	}
	return nil
}

// Restore puts back what Stored had found, or removes the key when it had found
// none: for a caller whose next step failed.
func (k *KeyStore) Restore(ctx context.Context, old Found) error {
	switch old.Source {
	case FromStore:
		return k.Save(ctx, old.Key, InFile)
	case FromKeyring:
		return k.Save(ctx, old.Key, InKeyring)
	}
	return k.Forget(ctx)
}
