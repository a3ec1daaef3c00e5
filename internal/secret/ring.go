package secret

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"github.com/zalando/go-keyring"
)

// service is the name under which the keyring shows our keys to people.
const service = "daybrief"

// Ring is a keyring of the system.
type Ring interface {
	// Lookup returns ErrNotStored when the keyring works and has no such key.
	Lookup(service, account string) (string, error)
	Store(service, account, key string) error
	// Forget returns ErrNotStored when there was none.
	Forget(service, account string) error
}

// ErrNotStored means that a keyring works and holds no such key.
var ErrNotStored = errors.New("not in the keyring")

// systemRing is the keyring of the system: Credential Manager, Keychain or
// Secret Service.
type systemRing struct{}

func (systemRing) Lookup(service, account string) (string, error) {
	if err := reachable(); err != nil {
		return "", err
	}
	s, err := keyring.Get(service, account)
	return s, notStored(err)
}

func (systemRing) Store(service, account, key string) error {
	if err := reachable(); err != nil {
		return err
	}
	return keyring.Set(service, account, key)
}

func (systemRing) Forget(service, account string) error {
	if err := reachable(); err != nil {
		return err
	}
	return notStored(keyring.Delete(service, account))
}

func notStored(err error) error {
	if errors.Is(err, keyring.ErrNotFound) {
		return ErrNotStored
	}
	return err
}

// patient calls a keyring with a time limit: a locked one may wait for a window
// that nobody sees. While a call hangs no other is made, so that no more than
// one is ever left behind; once it has come back the keyring is asked again.
type patient struct {
	ring    Ring
	limit   time.Duration
	mu      sync.Mutex
	hanging <-chan error // the call that was given up; nil when there is none
}

// call runs do within the limit. Every error but ErrNotStored becomes
// *Unavailable: the library has no other types to tell them apart by.
func (p *patient) call(ctx context.Context, do func() error) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.hanging != nil {
		select {
		case <-p.hanging:
			p.hanging = nil
		default:
			return &Unavailable{Why: "it still does not answer", How: RingSilent}
		}
	}
	done := make(chan error, 1)
	go func() { done <- careful(do) }()
	limit := time.NewTimer(p.limit)
	defer limit.Stop()
	select {
	case err := <-done:
		if err == nil || errors.Is(err, ErrNotStored) {
			return err
		}
		return unavailable(err)
	case <-limit.C:
		p.hanging = done
		return &Unavailable{Why: fmt.Sprintf("it did not answer within %s", p.limit), How: RingSilent}
	case <-ctx.Done():
		p.hanging = done
		return ctx.Err()
	}
}

// careful turns a panic of the library into an error: it must not end the
// program from a goroutine that nobody watches.
func careful(do func() error) (err error) {
	defer func() {
		if recover() != nil {
			err = errors.New("it failed without saying why")
		}
	}()
	return do()
}

// ringKey is the key in the keyring, or "".
func (k *KeyStore) ringKey(ctx context.Context) (string, error) {
	if k.o.Account == "" {
		return "", nil
	}
	got := make(chan string, 1)
	err := k.ring.call(ctx, func() error {
		s, err := k.o.Ring.Lookup(service, k.o.Account)
		got <- s
		return err
	})
	if errors.Is(err, ErrNotStored) {
		return "", nil
	}
	if err != nil {
		return "", err
	}
	return <-got, nil
}
