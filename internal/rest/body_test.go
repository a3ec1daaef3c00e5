package rest

import (
	"bytes"
	"compress/gzip"
	"errors"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
	"testing/iotest"
)

// cut is a body of so many bytes that breaks off, as that of HTTP does whose length was
// announced.
func cut(n int) io.Reader {
	return io.MultiReader(strings.NewReader(strings.Repeat("x", n)), iotest.ErrReader(io.ErrUnexpectedEOF))
}

func TestBodiesAreWholeOrSaidNotToBe(t *testing.T) {
	t.Parallel()
	const limit = 5 * largestPiece
	for _, n := range []int{0, 1, firstPiece - 1, firstPiece, firstPiece + 1, 3 * largestPiece, limit} {
		for what, r := range map[string]io.Reader{"at once": strings.NewReader(strings.Repeat("x", n)), "byte by byte": iotest.OneByteReader(strings.NewReader(strings.Repeat("x", n)))} {
			if body, whole, err := NewBodies().Read(t.Context(), r, limit); len(body) != n || !whole || err != nil {
				t.Errorf("%d bytes %s: %d, %v, %v", n, what, len(body), whole, err)
			}
		}
		if _, whole, err := NewBodies().Read(t.Context(), cut(n), limit); whole || !errors.Is(err, io.ErrUnexpectedEOF) {
			t.Errorf("cut after %d bytes: whole %v, %v", n, whole, err)
		}
	}
	if body, whole, err := NewBodies().Read(t.Context(), strings.NewReader(strings.Repeat("x", limit+1)), limit); body != nil || whole || err != nil {
		t.Errorf("more than the limit: %d, %v, %v", len(body), whole, err)
	}
}

// An answer that breaks off is no answer, even where its beginning can be read.
func TestBrokenAnswersAreTruncated(t *testing.T) {
	t.Parallel()
	var packed bytes.Buffer
	w := gzip.NewWriter(&packed)
	if _, err := w.Write([]byte(`{"count":12}`)); err != nil || w.Close() != nil {
		t.Fatal(err)
	}
	half, err := gzip.NewReader(bytes.NewReader(packed.Bytes()[:packed.Len()-4]))
	if err != nil {
		t.Fatal(err)
	}
	p := Party{Host: "psa.example", Name: "a server", Setting: "the site"}
	for what, body := range map[string]io.Reader{"a length": cut(12), "a sum": half} {
		_, err := p.Read(t.Context(), NewBodies(), &http.Response{StatusCode: http.StatusOK, Body: io.NopCloser(body)}, 1000)
		if err == nil || !strings.Contains(err.Error(), "broke off") {
			t.Errorf("%s is missing: %v", what, err)
		}
	}
}

// The site is another setting than the address of a gateway, or of Mixpanel.
func TestUnansweredNamesTheAddress(t *testing.T) {
	t.Parallel()
	p := Party{Host: "gateway.example"}.Unanswered(t.Context(), &net.DNSError{Err: "no such host", Name: "gateway.example", IsNotFound: true})
	if got := p.Cure.String(); p.Code != "no-such-host" || got != "Check the spelling of the address, and the network connection." {
		t.Errorf("%s: %s", p.Code, got)
	}
}

// Memory is used again: what was read before stays what it was.
func TestBodiesAreNobodyElses(t *testing.T) {
	t.Parallel()
	b := NewBodies()
	var had [][]byte
	for i := range byte(6) {
		body, whole, err := b.Read(t.Context(), bytes.NewReader(bytes.Repeat([]byte{'a' + i}, 3*largestPiece)), 5*largestPiece)
		if !whole || err != nil {
			t.Fatal(whole, err)
		}
		had = append(had, body)
	}
	for i, body := range had {
		if n := bytes.Count(body, []byte{'a' + byte(i)}); n != 3*largestPiece {
			t.Errorf("answer %d: %d bytes of %d are its own", i, n, len(body))
		}
	}
}
