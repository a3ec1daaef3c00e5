package cwtest

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"strings"
	"syscall"
	"testing"
	"testing/synctest"
	"time"
)

// request makes a good GET with a context.
func request(t *testing.T, ctx context.Context, s *Server, path string) *http.Request {
	t.Helper()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, "https://api.example/v2026_4/apis/3.0"+path, nil)
	if err != nil {
		t.Fatal(err)
	}
	req.SetBasicAuth(DemoCompany+"+"+DemoPublicKey, DemoPrivateKey)
	req.Header.Set("clientId", DemoClientID)
	return req
}

func TestFaultsThatAnswer(t *testing.T) {
	t.Parallel()
	for kind, c := range map[FaultKind]struct {
		status int
		body   string
	}{
		ServerError: {503, "<!DOCTYPE"}, HTMLPage: {200, "<!DOCTYPE"}, TooMany: {429, `"error":"ConnectWiseAPI"`},
		Unauthorized: {401, "UserNotAuthenticated"}, Denied: {403, `"code":"Security"`}, Redirect: {302, ""},
		EmptyBody: {200, ""}, NullBody: {200, "null"}, WrongTypes: {200, `"twelve"`}, EmptyList: {200, "[]"},
		ForeignNext: {200, `"id"`}, ClockSkew: {200, `"id"`},
	} {
		s := testServer(t, Options{})
		s.Break(Fault{Kind: kind, Path: "/service/tickets", RetryAfter: "7", Delay: time.Hour})
		resp, body := ask(t, s, "/service/tickets?orderBy=id&pageSize=50")
		if resp.StatusCode != c.status || !strings.Contains(body, c.body) {
			t.Errorf("fault %d: %d %.200s", kind, resp.StatusCode, body)
		}
		if kind == ForeignNext && !strings.Contains(resp.Header.Get("Link"), "elsewhere.example") {
			t.Errorf("Link: %s", resp.Header.Get("Link"))
		}
		if kind == TooMany && resp.Header.Get("Retry-After") != "7" {
			t.Errorf("Retry-After: %v", resp.Header)
		}
		if at, _ := http.ParseTime(resp.Header.Get("Date")); kind == ClockSkew && !at.Equal(noon().Add(time.Hour)) {
			t.Errorf("Date: %v", at)
		}
		if resp, _ := ask(t, s, "/system/info"); resp.StatusCode != 200 {
			t.Errorf("fault %d strikes beyond its path", kind)
		}
		s.Mend()
		if resp, _ := ask(t, s, "/service/tickets?orderBy=id"); resp.StatusCode != 200 {
			t.Errorf("fault %d outlives Mend", kind)
		}
	}
}

func TestFaultsAreCounted(t *testing.T) {
	t.Parallel()
	s := testServer(t, Options{})
	s.Break(Fault{Kind: ServerError, Times: 2, Status: 502})
	for i, want := range []int{502, 502, 200} {
		if resp, _ := ask(t, s, "/system/info"); resp.StatusCode != want {
			t.Errorf("request %d: %d", i, resp.StatusCode)
		}
	}
}

func TestTruncated(t *testing.T) {
	t.Parallel()
	s := testServer(t, Options{})
	s.Break(Fault{Kind: TruncatedJSON})
	resp, body := ask(t, s, "/service/tickets?orderBy=id", func(r *http.Request) { r.Header.Set("Accept-Encoding", "gzip") })
	if json.Valid([]byte(body)) || !strings.HasPrefix(body, `[{"id":`) || resp.Header.Get("Content-Length") != "" {
		t.Errorf("%d bytes, %v", len(body), resp.Header)
	}
}

func TestHangEndsWithTheContext(t *testing.T) {
	t.Parallel()
	for _, kind := range []FaultKind{Hang, HangBody} {
		synctest.Test(t, func(t *testing.T) {
			s := testServer(t, Options{})
			s.Break(Fault{Kind: kind})
			ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second)
			defer cancel()
			began := time.Now()
			resp, err := s.Transport().RoundTrip(request(t, ctx, s, "/system/info"))
			if err == nil {
				_, err = io.ReadAll(resp.Body)
				_ = resp.Body.Close()
			}
			if !errors.Is(err, context.DeadlineExceeded) || time.Since(began) != 30*time.Second {
				t.Errorf("fault %d: %v after %v", kind, err, time.Since(began))
			}
			synctest.Wait()
			if s.journal.inFlight != 0 {
				t.Errorf("fault %d: %d requests are still under way", kind, s.journal.inFlight)
			}
		})
	}
}

func TestSlowTakesVirtualTime(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := testServer(t, Options{})
		s.Break(Fault{Kind: Slow, Delay: 9 * time.Second})
		began := time.Now()
		if resp, _ := ask(t, s, "/system/info"); resp.StatusCode != 200 || time.Since(began) != 9*time.Second {
			t.Errorf("%d after %v", resp.StatusCode, time.Since(began))
		}
	})
}

func TestReset(t *testing.T) {
	t.Parallel()
	s := testServer(t, Options{})
	s.Break(Fault{Kind: Reset})
	if _, err := s.Transport().RoundTrip(request(t, t.Context(), s, "/system/info")); !errors.Is(err, syscall.ECONNRESET) {
		t.Errorf("got %v", err)
	}
}

func TestHugeIsStreamed(t *testing.T) {
	t.Parallel()
	s := testServer(t, Options{})
	s.Break(Fault{Kind: Huge})
	resp, err := s.Transport().RoundTrip(request(t, t.Context(), s, "/service/tickets"))
	if err != nil {
		t.Fatal(err)
	}
	if n, err := io.CopyN(io.Discard, resp.Body, 20<<20); n != 20<<20 || err != nil {
		t.Errorf("%d bytes, %v", n, err)
	}
	_ = resp.Body.Close() // the handler must notice and stop
	s.Mend()
	s.Break(Fault{Kind: Huge, Size: 300_000})
	_, body := ask(t, s, "/service/tickets")
	if !json.Valid([]byte(body)) || len(body) < 300_000 {
		t.Errorf("%d bytes, valid: %v", len(body), json.Valid([]byte(body)))
	}
}
