package cli

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
)

// Tickets and product usage share the places at a gateway: a fifth request waits for
// one of four to end, whoever asks, and one that gives up gives back what it has.
func TestPlacesAtAGateway(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		out := 0 // requests that the budget has let out
		p := make(places, gatewayPlaces)
		tickets := p.after(func(context.Context) (func(), error) { out++; return func() { out-- }, nil })
		var leave []func()
		for range gatewayPlaces {
			l, err := tickets(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			leave = append(leave, l)
		}
		in := false
		go func() {
			done, err := p.enter(t.Context())
			if err != nil {
				t.Error(err)
				return
			}
			in = true
			done()
		}()
		synctest.Wait()
		if in {
			t.Error("a fifth request is under way")
		}
		gone, cancel := context.WithCancel(t.Context())
		cancel()
		if _, err := tickets(gone); !errors.Is(err, context.Canceled) || out != gatewayPlaces {
			t.Errorf("%v; %d are out", err, out)
		}
		leave[0]()
		leave[0]() // twice is once
		synctest.Wait()
		if !in || len(p) != gatewayPlaces-1 {
			t.Errorf("the next one is in: %v; %d under way", in, len(p))
		}
	})
}
