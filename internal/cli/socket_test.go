package cli

import (
	"encoding/json"
	"net/http/httptest"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"daybrief/connectwise/cwtest"
)

// The real network path: a server on loopback, the client's own transport, and
// at most four requests at once.
func TestBriefOverASocket(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	d.opts.Now, d.opts.Transport = nil, nil
	d.server = cwtest.New(cwtest.Options{Seed: 3, Size: cwtest.Middle, PrivateKey: secretWord, Still: true})
	web := httptest.NewServer(d.server)
	defer web.Close()
	o := d.server.Options()
	path := d.write(filepath.Join(d.home, "here.toml"), "[connection]\nsite = "+strconv.Quote(web.URL)+"\ncompany = "+strconv.Quote(o.Company)+
		"\npublic_key = "+strconv.Quote(o.PublicKey)+"\nclient_id = "+strconv.Quote(o.ClientID)+
		"\n[me]\nmember = "+strconv.Quote(d.server.Me())+"\n[poll]\nevery = \"1s\"\nreconcile = \"5s\"\n")
	code, out, err := d.run("brief", "--config", path, "--format", "json", "--scope", "everybody")
	var doc struct{ Numbers map[string]int }
	if e := json.Unmarshal([]byte(out), &doc); e != nil || code != exitAttention || err != "" {
		t.Fatalf("code %d, %q, %v", code, err, e)
	}
	if doc.Numbers["open"] < 800 {
		t.Errorf("%d open tickets", doc.Numbers["open"])
	}
	if bad := d.server.Refused(); len(bad) != 0 {
		t.Errorf("the server had to refuse: %v", bad)
	}
	if n := d.server.MaxInFlight(); n > 4 {
		t.Errorf("%d requests at once", n)
	}
	web.Close()
	if code, _, err := d.run("brief", "--config", path, "--timeout", "2s"); code != exitFailed || !strings.Contains(err, "127.0.0.1") {
		t.Errorf("a server that has gone: code %d, %q", code, err)
	}
}
