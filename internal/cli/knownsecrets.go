package cli

import (
	"slices"
	"sync"

	"daybrief/model"
)

// knownSecrets are all secrets that a run has come to know, also those that are
// no longer in use: none of them may get into any report. It is safe for use by
// several goroutines.
type knownSecrets struct {
	mu     sync.Mutex
	words  []string
	listen func() // told of each new one; nil for nobody
}

// add is called as soon as a secret is there, before it is used.
func (k *knownSecrets) add(s model.Secret) {
	k.mu.Lock()
	word := s.Reveal()
	fresh := word != "" && !slices.Contains(k.words, word)
	if fresh {
		k.words = append(k.words, word)
	}
	tell := k.listen
	k.mu.Unlock()
	if fresh && tell != nil {
		tell()
	}
}

// heard has do called after each new secret, until end.
func (k *knownSecrets) heard(do func()) (end func()) {
	set := func(f func()) {
		k.mu.Lock()
		defer k.mu.Unlock()
		k.listen = f
	}
	set(do)
	return func() { set(nil) }
}

func (k *knownSecrets) list() []string {
	k.mu.Lock()
	defer k.mu.Unlock()
	return slices.Clone(k.words)
}
