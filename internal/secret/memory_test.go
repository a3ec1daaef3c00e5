package secret

import (
	"sync"
	"time"
)

// memoryRing is a keyring of a test. fault makes every call fail; wait makes it
// hang for that long.
type memoryRing struct {
	mu    sync.Mutex
	keys  map[string]string
	fault error
	wait  time.Duration
	calls int
}

func (r *memoryRing) enter() error {
	r.mu.Lock()
	r.calls++
	wait, fault := r.wait, r.fault
	r.mu.Unlock()
	if wait > 0 {
		<-time.After(wait) // virtual: see TestKeyringThatHangs
	}
	return fault
}

func (r *memoryRing) set(wait time.Duration, fault error) (calls int) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.wait, r.fault = wait, fault
	return r.calls
}

func (r *memoryRing) Lookup(service, account string) (string, error) {
	if err := r.enter(); err != nil {
		return "", err
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if k, ok := r.keys[service+"/"+account]; ok {
		return k, nil
	}
	return "", ErrNotStored
}

func (r *memoryRing) Store(service, account, key string) error {
	if err := r.enter(); err != nil {
		return err
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.keys == nil {
		r.keys = map[string]string{}
	}
	r.keys[service+"/"+account] = key
	return nil
}

func (r *memoryRing) Forget(service, account string) error {
	if err := r.enter(); err != nil {
		return err
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if _, ok := r.keys[service+"/"+account]; !ok {
		return ErrNotStored
	}
	delete(r.keys, service+"/"+account)
	return nil
}
