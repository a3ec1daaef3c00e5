package secret

import (
	"context"
	"errors"

	"daybrief/model"
)

// ForgetRing removes the keyring's copy of a connection that is not used any
// more. It returns sentences about what could not be removed.
func (k *KeyStore) ForgetRing(ctx context.Context) []string {
	if k.o.Account == "" {
		return nil
	}
	err := k.ring.call(ctx, func() error { return k.o.Ring.Forget(service, k.o.Account) })
	var u *Unavailable
	if err == nil || errors.Is(err, ErrNotStored) || errors.As(err, &u) && u.How == RingAbsent {
		return nil
	}
	return []string{"The key of " + model.Disarmed(k.o.Account) + " may still be in the keyring: " + model.Disarmed(err.Error()) + "."}
}
