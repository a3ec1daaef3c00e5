package ownfile

import "testing"

func TestText(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"": "", "k": "k", "key\n": "key\n", "\xff\xfek\x00e\x00y\x00": "key", "\xfe\xff\x00k\x00e\x00y": "key",
		"k\x00e\x00y\x00\r\x00\n\x00": "key\r\n", "\x00k\x00e": "ke", "\xff\xfek": "", "\xff\xfe=\xd8\x00\xde": "😀", "k\x00e": "k\x00e",
	} {
		if got := Text([]byte(in)); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

func FuzzText(f *testing.F) {
	f.Add([]byte("\xff\xfek\x00"))
	f.Fuzz(func(t *testing.T, in []byte) {
		if len(Text(in)) > 2*len(in)+4 {
			t.Error("it grows")
		}
	})
}
