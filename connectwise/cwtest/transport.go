package cwtest

import (
	"context"
	"io"
	"net"
	"net/http"
	"sync"
	"syscall"
)

// Transport is an http.RoundTripper that hands requests straight to a handler
// in this process: no sockets, and the body is streamed. It obeys the
// request's context at any point, and uses nothing but channels and locks, so
// that it also works inside a testing/synctest bubble.
type Transport struct{ Handler http.Handler }

// Transport is a RoundTripper to this server.
func (s *Server) Transport() *Transport { return &Transport{Handler: s} }

// RoundTrip implements http.RoundTripper.
func (t *Transport) RoundTrip(req *http.Request) (*http.Response, error) {
	ctx := req.Context()
	if err := ctx.Err(); err != nil {
		closeBody(req.Body)
		return nil, err
	}
	r := req.Clone(ctx)
	if r.Host == "" {
		r.Host = r.URL.Host
	}
	r.RequestURI = r.URL.RequestURI()
	if r.Body == nil {
		r.Body = http.NoBody
	}
	pr, pw := io.Pipe()
	w := &pipeWriter{header: http.Header{}, pipe: pw, ready: make(chan struct{})}
	go t.serve(w, r)
	select {
	case <-w.ready:
	case <-ctx.Done():
		_ = pr.CloseWithError(ctx.Err())
		return nil, ctx.Err()
	}
	if w.failed != nil {
		return nil, w.failed
	}
	return &http.Response{
		Status: http.StatusText(w.status), StatusCode: w.status, Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1,
		Header: w.sent, Body: &watchedBody{PipeReader: pr, stop: w.watch(req.Context())}, ContentLength: -1, Request: req,
	}, nil
}

func closeBody(b io.Closer) {
	if b != nil {
		_ = b.Close()
	}
}

// serve runs the handler and turns its end into the body's end; a handler that
// aborts looks like a connection that was reset.
func (t *Transport) serve(w *pipeWriter, r *http.Request) {
	defer closeBody(r.Body)
	defer func() {
		var err error = io.EOF
		if p := recover(); p != nil {
			if p != http.ErrAbortHandler {
				panic(p)
			}
			// Whoever gave up first is to blame, as with a real connection.
			if err = r.Context().Err(); err == nil {
				err = &net.OpError{Op: "read", Net: "tcp", Err: syscall.ECONNRESET}
			}
		}
		w.finish(err)
	}()
	t.Handler.ServeHTTP(w, r)
}

// pipeWriter is the ResponseWriter of a Transport.
type pipeWriter struct {
	header, sent http.Header
	status       int
	pipe         *io.PipeWriter
	once         sync.Once
	ready        chan struct{}
	failed       error
}

func (w *pipeWriter) Header() http.Header { return w.header }

func (w *pipeWriter) WriteHeader(status int) {
	w.once.Do(func() {
		w.status, w.sent = status, w.header.Clone()
		close(w.ready)
	})
}

func (w *pipeWriter) Write(b []byte) (int, error) {
	w.WriteHeader(http.StatusOK)
	if len(b) == 0 {
		return 0, nil
	}
	return w.pipe.Write(b)
}

// Flush sends the header, as far as nothing was sent yet.
func (w *pipeWriter) Flush() { w.WriteHeader(http.StatusOK) }

func (w *pipeWriter) finish(err error) {
	if err != io.EOF {
		w.once.Do(func() {
			w.failed = err
			close(w.ready)
		})
	}
	w.WriteHeader(http.StatusOK)
	_ = w.pipe.CloseWithError(err)
}

// watch breaks the body off when the request's context ends: the reader sees
// why, and a handler that still writes gets an error.
func (w *pipeWriter) watch(ctx context.Context) func() bool {
	return context.AfterFunc(ctx, func() { _ = w.pipe.CloseWithError(ctx.Err()) })
}

type watchedBody struct {
	*io.PipeReader
	stop func() bool
}

// Close ends the response; a handler that still writes gets an error.
func (b *watchedBody) Close() error {
	b.stop()
	return b.PipeReader.Close()
}
