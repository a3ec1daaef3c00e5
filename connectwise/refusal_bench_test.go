package connectwise

import (
	"bytes"
	"net/http"
	"testing"
)

// BenchmarkGoodAnswer is what looking for a refusal costs in an answer of half a
// megabyte that is none.
func BenchmarkGoodAnswer(b *testing.B) {
	body := append(append([]byte(`[{"id":1,"summary":"`), bytes.Repeat([]byte("x"), 1<<19)...), `"}]`...)
	resp := &http.Response{StatusCode: http.StatusOK, Header: http.Header{"Content-Type": {"application/json"}}}
	c := &Client{}
	for b.Loop() {
		if err := c.classifier(request{}, "api.example").refusal(resp, body, []string{"SecretSecretSecret", "AnotherSecretValue"}); err != nil {
			b.Fatal(err)
		}
	}
}
