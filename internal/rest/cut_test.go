package rest

import "testing"

// Wherever a document is cut, it is one that breaks off; what is no JSON at all, or goes
// on after its end, is not.
func TestCut(t *testing.T) {
	t.Parallel()
	const doc = "[{\"a\":true,\"b\":null,\"c\":-1.5e3,\"d\":\"\\u00fc\\n\xc3\xbc\",\"e\":[1,{}],\"f\":{\"g\":false}}, {}]"
	for n := 1; n < len(doc); n++ {
		if !Cut([]byte(doc[:n])) {
			t.Errorf("%q: not cut", doc[:n])
		}
	}
	for _, whole := range []string{doc, "", " ", "{}", doc + "x", "<html>", "[tru]", "[1,,", "no"} {
		if Cut([]byte(whole)) {
			t.Errorf("%q: cut", whole)
		}
	}
}
