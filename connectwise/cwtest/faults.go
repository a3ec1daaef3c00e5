package cwtest

import (
	"net"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"time"
)

// FaultKind is a way to go wrong.
type FaultKind uint8

// The faults that a server, or whatever stands before it, has in store.
const (
	ServerError   FaultKind = iota + 1 // Status (503 by default) with a web page
	HTMLPage                           // 200 with a web page
	TruncatedJSON                      // the right answer, cut in half
	TooMany                            // 429; RetryAfter as given, "" for no header
	Unauthorized                       // 401
	Denied                             // 403, the role lacks the permission
	Hang                               // no answer until the caller gives up
	HangBody                           // header and half the body, then nothing more
	Reset                              // the connection is torn down
	Slow                               // the right answer after Delay
	Huge                               // an endless-looking list of Size bytes
	ForeignNext                        // the right answer, its next page on another host
	Redirect                           // 302 to plain http
	EmptyBody                          // 200 with nothing
	NullBody                           // 200 with null
	WrongTypes                         // a list whose values have the wrong types
	EmptyList                          // 200 with [], what a permission gap may look like
	ClockSkew                          // the right answer, its Date off by Delay
)

// Fault is something that goes wrong below a path.
type Fault struct {
	Kind FaultKind
	// Path is the start of the path below the API's root ("/service/tickets"),
	// or of "/login/…"; "" is everything.
	Path string
	// Times is how many requests it strikes; 0 is all until Mend.
	Times      int
	Status     int
	RetryAfter string
	Delay      time.Duration
	Size       int64 // 500 MB by default
}

// Break adds a fault. Of several that fit, the latest counts.
func (s *Server) Break(f Fault) {
	s.faults.mu.Lock()
	defer s.faults.mu.Unlock()
	s.faults.list = append(s.faults.list, f)
}

// Mend ends all faults.
func (s *Server) Mend() {
	s.faults.mu.Lock()
	defer s.faults.mu.Unlock()
	s.faults.list = nil
}

// faults are those that are on.
type faults struct {
	mu   sync.Mutex
	list []Fault
}

// next takes the fault that strikes a request for a path.
func (l *faults) next(path string) (Fault, bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for i := len(l.list) - 1; i >= 0; i-- {
		f := l.list[i]
		if !strings.HasPrefix(path, f.Path) {
			continue
		}
		if f.Times == 1 {
			l.list = append(l.list[:i:i], l.list[i+1:]...)
		} else if f.Times > 1 {
			l.list[i].Times--
		}
		return f, true
	}
	return Fault{}, false
}

// strike lets a fault happen; false means that the right answer follows, as
// changed by what strike did to the call.
func (c *call) strike(f Fault) (done bool) {
	h := c.w.Header()
	switch f.Kind {
	case ServerError:
		status := f.Status
		if status == 0 {
			status = http.StatusServiceUnavailable
		}
		c.answer(plainText(status, maintenancePage))
	case HTMLPage:
		c.answer(plainText(http.StatusOK, webPage))
	case TooMany:
		if f.RetryAfter != "" {
			h.Set("Retry-After", f.RetryAfter)
		}
		c.answer(&refusal{status: http.StatusTooManyRequests,
			body: `{"error":"ConnectWiseAPI","message":"Too many requests. Please try again in 30 seconds."}`})
	case Unauthorized:
		c.answer(fault(http.StatusUnauthorized, "ConnectWiseApi", "UserNotAuthenticated"))
	case Denied:
		c.answer(security())
	case Redirect:
		h.Set("Location", "http://"+c.r.Host+c.r.URL.RequestURI())
		c.w.WriteHeader(http.StatusFound)
	case EmptyBody:
		c.json(nil)
	case NullBody:
		c.json([]byte("null"))
	case EmptyList:
		c.json([]byte("[]"))
	case WrongTypes:
		c.json([]byte(`[{"id":"twelve","summary":{"text":1},"status":"New","board":7,"closedFlag":"maybe",` +
			`"resources":["a"],"_info":[],"name":false,"identifier":{},"dateStart":12},null,5,"ticket",[]]`))
	default:
		return c.strikeLine(f)
	}
	return true
}

// strikeLine is the faults of the line rather than of the answer.
func (c *call) strikeLine(f Fault) (done bool) {
	ctx := c.r.Context()
	switch f.Kind {
	case Hang:
		<-ctx.Done()
		panic(http.ErrAbortHandler)
	case HangBody:
		_, _ = c.w.Write([]byte(`[{"id":1,"summary":"half a`))
		flush(c.w)
		<-ctx.Done()
		panic(http.ErrAbortHandler)
	case Reset:
		reset(c.w)
	case Huge:
		c.flood(f.Size)
	case Slow:
		t := time.NewTimer(f.Delay)
		defer t.Stop()
		select {
		case <-t.C:
			return false
		case <-ctx.Done():
			panic(http.ErrAbortHandler)
		}
	case TruncatedJSON:
		c.zip = false
		c.w = &cutWriter{ResponseWriter: c.w}
		return false
	case ForeignNext:
		c.w = &foreignWriter{ResponseWriter: c.w}
		return false
	case ClockSkew:
		c.w.Header().Set("Date", time.Unix(c.now, 0).Add(f.Delay).UTC().Format(http.TimeFormat))
		return false
	default:
		return false
	}
	return true
}

func flush(w http.ResponseWriter) {
	if f, ok := w.(http.Flusher); ok {
		f.Flush()
	}
}

// reset tears a real connection down with a RST, where there is one.
func reset(w http.ResponseWriter) {
	if h, ok := w.(http.Hijacker); ok {
		if conn, _, err := h.Hijack(); err == nil {
			if tcp, ok := conn.(*net.TCPConn); ok {
				_ = tcp.SetLinger(0)
			}
			_ = conn.Close()
			return
		}
	}
	panic(http.ErrAbortHandler)
}

// flood streams a valid list that does not seem to end. One block is made and
// sent again and again.
func (c *call) flood(size int64) {
	if size == 0 {
		size = 500 << 20
	}
	c.w.Header().Set("Content-Type", "application/json")
	record := `{"id":1,"summary":"` + strings.Repeat("x", 970) + `"},`
	block := []byte(strings.Repeat(record, 64))
	_, err := c.w.Write([]byte("["))
	for sent := int64(0); sent < size && err == nil && c.r.Context().Err() == nil; sent += int64(len(block)) {
		_, err = c.w.Write(block)
	}
	_, _ = c.w.Write([]byte(`{"id":2}]`))
}

// cutWriter lets only the first half of the one Write through.
type cutWriter struct{ http.ResponseWriter }

func (w *cutWriter) Write(b []byte) (int, error) {
	w.Header().Del("Content-Length") // it would be the whole body's
	n, err := w.ResponseWriter.Write(b[:len(b)/2])
	if err == nil {
		n = len(b)
	}
	return n, err
}

// foreignWriter points the next page elsewhere.
type foreignWriter struct{ http.ResponseWriter }

func (w *foreignWriter) Write(b []byte) (int, error) {
	w.Header().Set("Link", `<https://elsewhere.example/v2026_4/apis/3.0/service/tickets?page=2>; rel="next"`)
	return w.ResponseWriter.Write(b)
}

// RetryAfterDate is a Retry-After in its other form, so many seconds from a
// time.
func RetryAfterDate(now time.Time, seconds int) string {
	return now.Add(time.Duration(seconds) * time.Second).UTC().Format(http.TimeFormat)
}

// RetryAfterSeconds is a Retry-After in seconds.
func RetryAfterSeconds(n int) string { return strconv.Itoa(n) }
