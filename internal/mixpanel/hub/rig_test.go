package hub

import (
	"context"
	"encoding/json"
	"errors"
	"sync"
	"testing"
	"time"

	"daybrief/connectwise/cwtest"
	"daybrief/internal/elements"
	"daybrief/internal/elements/elementstest"
	"daybrief/internal/mixpanel/mixpaneltest"
	"daybrief/model"
)

// rig is a Mixpanel behind a gateway, in virtual time that begins on a Tuesday.
type rig struct {
	mixpanel *mixpaneltest.Server
	gateway  *elementstest.Gateway
	now      func() time.Time
	memory   *file
}

// file is a Memory that goes through JSON, as one on a disk does.
type file struct {
	mu sync.Mutex
	b  []byte
	// asking holds what stands in it while a program asks.
	asking chan struct{}
}

// Alone is a lock that several programs see.
func (f *file) Alone(ctx context.Context) (release func(), err error) {
	f.mu.Lock()
	if f.asking == nil {
		f.asking = make(chan struct{}, 1)
	}
	f.mu.Unlock()
	select {
	case f.asking <- struct{}{}:
		return func() { <-f.asking }, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

func (f *file) Load() (s State) {
	f.mu.Lock()
	defer f.mu.Unlock()
	_ = json.Unmarshal(f.b, &s) // nothing was saved yet
	return s
}

func (f *file) Save(s State) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.b, _ = json.Marshal(s) // a State is always written
}

// newRig must be called within synctest.
func newRig(b elementstest.Bulk) *rig {
	return rigAt(time.Date(2026, 3, 10, 15, 0, 0, 0, time.UTC), time.UTC, b)
}

func rigAt(begin time.Time, zone *time.Location, b elementstest.Bulk) *rig {
	start := time.Now()
	r := &rig{now: func() time.Time { return begin.Add(time.Since(start)) }, memory: &file{}}
	r.mixpanel = mixpaneltest.New(mixpaneltest.Options{Now: r.now, Zone: zone})
	cw := cwtest.New(cwtest.Options{Seed: 7, Now: r.now, Size: cwtest.Small, Still: true})
	r.gateway = elementstest.New(cw, elementstest.Options{Now: r.now, Usage: r.mixpanel, Bulk: b})
	return r
}

// source is a program's, started anew: what it knows it has from the memory.
func (r *rig) source(t *testing.T, o Settings, change ...func(*elements.Options)) *Source {
	t.Helper()
	base, err := elements.ParseBase("")
	if err != nil {
		t.Fatal(err)
	}
	g := elements.Options{
		Base: base, Instance: elementstest.UsageInstance, Now: r.now, Transport: r.gateway.Transport(),
		Secrets: elements.Secrets{User: model.NewSecret(elementstest.UserSecret), Organization: model.NewSecret(elementstest.OrganizationSecret)},
	}
	for _, c := range change {
		c(&g)
	}
	if o.Company == "" {
		o.Company = "company"
	}
	o.Now, o.Memory = r.now, r.memory
	s, err := New(g, o)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func (r *rig) strictly(t *testing.T) {
	t.Helper()
	if v := r.gateway.Violations(); len(v) > 0 {
		t.Errorf("violations: %v", v)
	}
}

func problem(t *testing.T, err error) *model.Problem {
	t.Helper()
	var p *model.Problem
	if !errors.As(err, &p) {
		t.Fatalf("%v is no Problem", err)
	}
	return p
}

func users(t *testing.T, u model.Usage, name string) []int {
	t.Helper()
	for _, r := range u.Rows {
		if r.Name.String() == name {
			return r.Users
		}
	}
	t.Fatalf("no row %q", name)
	return nil
}
