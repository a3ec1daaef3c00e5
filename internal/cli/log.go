package cli

import (
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"sync"

	"daybrief/internal/ownfile"
	"daybrief/model"
)

// maxLog is how big a log grows before it moves to FILE.1, which it replaces.
const maxLog = 5 << 20

// logger makes the log that the flags ask for. Without --log, debug lines go to
// standard error, which a dashboard does not have.
func (p *program) logger(onScreen bool) (*slog.Logger, error) {
	var to io.Writer
	switch {
	case p.log != "":
		f, err := openLog(p.log)
		if err != nil {
			return nil, usage("the log can't be written: %w", err)
		}
		p.later(f.close)
		to = f
	case p.debug && onScreen:
		return nil, usage("--debug needs --log FILE here: the screen belongs to the dashboard")
	case p.debug:
		to = p.streams.Err
	default:
		return slog.New(slog.DiscardHandler), nil
	}
	level := slog.LevelInfo
	if p.debug {
		level = slog.LevelDebug
	}
	return slog.New(newDedupe(slog.NewJSONHandler(to, &slog.HandlerOptions{Level: level, ReplaceAttr: harmless}))), nil
}

// harmless lets through only attributes that are known to hold no secret, with
// their text disarmed. A list of what is forbidden would always miss one.
func harmless(groups []string, a slog.Attr) slog.Attr {
	known := []string{
		slog.TimeKey, slog.LevelKey, slog.MessageKey, "method", "path", "status", "took", "bytes", "page",
		"source", "kind", "code", "what", "count", "version", "command", "from", "signal",
	}
	if len(groups) > 0 || !slices.Contains(known, a.Key) {
		return slog.Attr{}
	}
	if a.Value.Kind() == slog.KindString {
		a.Value = slog.StringValue(model.Disarmed(a.Value.String()))
	}
	return a
}

// logFile is a file of bounded size that only its owner can read.
type logFile struct {
	mu   sync.Mutex
	path string
	file *os.File
	size int64
}

func openLog(path string) (*logFile, error) {
	path, err := filepath.Abs(path)
	if err != nil {
		return nil, err
	}
	l := &logFile{path: path}
	return l, l.open()
}

// open refuses anything but a file of ours, so that a log named like a pipe does
// not hang the program.
func (l *logFile) open() error {
	if info, err := os.Lstat(l.path); err == nil && !info.Mode().IsRegular() {
		return fmt.Errorf("%s is not a file", l.path)
	}
	f, err := ownfile.Append(l.path)
	if err != nil {
		return err
	}
	info, err := f.Stat()
	if err != nil {
		_ = f.Close()
		return err
	}
	l.file, l.size = f, info.Size()
	return nil
}

// Write appends one record. A log that can't be written any more is given up in
// silence: the program goes on, and the screen is not the log's.
func (l *logFile) Write(record []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.file != nil && l.size+int64(len(record)) > maxLog {
		l.rotate()
	}
	if l.file == nil {
		return len(record), nil
	}
	n, err := l.file.Write(record)
	l.size += int64(n)
	return n, err
}

func (l *logFile) rotate() {
	_ = l.file.Close()
	l.file = nil
	if os.Rename(l.path, l.path+".1") != nil && os.Remove(l.path) != nil {
		return
	}
	_ = l.open()
}

func (l *logFile) close() {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.file != nil {
		_ = l.file.Close()
		l.file = nil
	}
}
