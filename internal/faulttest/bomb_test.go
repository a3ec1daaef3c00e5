//go:build linux

package faulttest

import (
	"bytes"
	"compress/gzip"
	"net/http"
	"net/http/httptest"
	"os"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"daybrief/connectwise/cwtest"
)

// TestBombsCostLittle (F26): answers that unpack to 100 MB, of nothing or of
// records that look like tickets, cost at most 50 MB above idle.
func TestBombsCostLittle(t *testing.T) {
	t.Parallel()
	record := `{"id":%,"summary":"` + strings.Repeat("bomb ", 19) + `","board":{"id":1},"status":{"id":1,"name":"New"},"closedFlag":false,"_info":{"lastUpdated":"2026-11-27T10:00:00Z"}},`
	for name, body := range map[string]func(i int) string{
		"nothing": func(int) string { return strings.Repeat(" ", 4096) },
		"records": func(i int) string { return strings.Replace(record, "%", itoa(i+1), 1) },
		"nested":  func(int) string { return strings.Repeat("[", 4096) },
		"a text":  func(int) string { return strings.Repeat(`x`, 4096) },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			first := map[string]string{"a text": `[{"id":1,"summary":"`, "records": "["}[name]
			packed := pack(first, body, 100<<20)
			var armed atomic.Bool
			var sent atomic.Int64
			s := cwtest.New(cwtest.Options{PrivateKey: key})
			h := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				if !armed.Load() || strings.Contains(r.URL.Path, "/companyinfo/") {
					s.ServeHTTP(w, r)
					return
				}
				sent.Add(1)
				w.Header().Set("Content-Type", "application/json")
				w.Header().Set("Content-Encoding", "gzip")
				_, _ = w.Write(packed)
			}))
			t.Cleanup(func() { h.CloseClientConnections(); h.Close() })
			args, env := tenant(t, h)
			c := open(t, setting{args: args, env: env})
			c.sees("LIVE")
			idle := c.peak()
			armed.Store(true)
			for range 3 {
				n := sent.Load()
				c.press("r")
				c.until("it is asked again", 10*time.Second, func() bool { return sent.Load() > n })
			}
			c.until("it is named", 20*time.Second, func() bool { return strings.Contains(c.text(), "BADREPLY") || strings.Contains(c.text(), "DEGRADED") })
			if more := c.peak() - idle; more > 50<<20 {
				t.Errorf("%d MB above idle (%d MB)", more>>20, idle>>20)
			} else {
				t.Logf("%d MB above idle (%d MB)", more>>20, idle>>20)
			}
			c.press("q")
			c.ends(2 * time.Second)
		})
	}
}

// pack packs what is size bytes long without holding it.
func pack(first string, body func(i int) string, size int) []byte {
	var packed bytes.Buffer
	z, _ := gzip.NewWriterLevel(&packed, gzip.BestSpeed)
	n, _ := z.Write([]byte(first))
	for i := 0; n < size; i++ {
		more, _ := z.Write([]byte(body(i)))
		n += more
	}
	_ = z.Close()
	return packed.Bytes()
}

// peak is the most that was ever resident of the process, in bytes.
func (c *console) peak() int {
	text, err := os.ReadFile("/proc/" + itoa(c.cmd.Process.Pid) + "/status")
	if err != nil {
		c.t.Fatal(err)
	}
	_, rest, _ := strings.Cut(string(text), "VmHWM:")
	n, err := strconv.Atoi(strings.Fields(rest)[0])
	if err != nil {
		c.t.Fatal(err)
	}
	return n << 10
}
