package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"time"

	"github.com/charmbracelet/x/vt"
	"github.com/creack/pty"

	"daybrief/connectwise/cwtest"
)

// The terminal that the program runs in.
const (
	columns = 120
	lines   = 40
)

// program is daybrief in a pseudo-terminal.
type program struct {
	cmd     *exec.Cmd
	master  *os.File
	done    chan error
	samples chan sample

	mu      sync.Mutex
	screen  *vt.Emulator
	written int
}

// launch starts this binary again as the program, with a folder as its home.
func launch(folder, url string, p plan) (*program, error) {
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	config := filepath.Join(folder, "config.toml")
	text := fmt.Sprintf("[connection]\nsite = %q\ncompany = %q\npublic_key = %q\nclient_id = %q\n[me]\nrole = \"manager\"\nzone = \"UTC\"\n[poll]\nevery = %q\nreconcile = \"1m\"\n",
		url, cwtest.DemoCompany, cwtest.DemoPublicKey, cwtest.DemoClientID, p.every)
	if err := os.WriteFile(config, []byte(text), 0o600); err != nil {
		return nil, err
	}
	read, write, err := os.Pipe()
	if err != nil {
		return nil, err
	}
	x := &program{done: make(chan error, 1), samples: make(chan sample), screen: vt.NewEmulator(columns, lines)}
	x.cmd = exec.Command(self, "--config", config, "--log", filepath.Join(folder, "log"), "--debug")
	x.cmd.Env = []string{
		childOf + "=1", "HOME=" + folder, "TERM=xterm-256color", "LANG=C.UTF-8", "TZ=UTC",
		"DAYBRIEF_PRIVATE_KEY=" + cwtest.DemoPrivateKey,
	}
	x.cmd.ExtraFiles = []*os.File{write}
	x.master, err = pty.StartWithSize(x.cmd, &pty.Winsize{Rows: lines, Cols: columns})
	_ = write.Close()
	if err != nil {
		return nil, err
	}
	go func() { x.done <- x.cmd.Wait() }()
	go x.read()
	go func() { _, _ = io.Copy(x.master, x.screen) }() // the terminal's answers
	go x.listen(read)
	return x, nil
}

func (x *program) read() {
	buf := make([]byte, 32<<10)
	for {
		n, err := x.master.Read(buf)
		if err != nil {
			return
		}
		x.mu.Lock()
		x.written += n
		_, _ = x.screen.Write(buf[:n])
		x.mu.Unlock()
	}
}

func (x *program) listen(from io.ReadCloser) {
	defer func() { _ = from.Close() }()
	in := bufio.NewScanner(from)
	for in.Scan() {
		var m sample
		if json.Unmarshal(in.Bytes(), &m) == nil {
			x.samples <- m
		}
	}
}

func (x *program) text() string {
	x.mu.Lock()
	defer x.mu.Unlock()
	return x.screen.String()
}

func (x *program) bytes() int {
	x.mu.Lock()
	defer x.mu.Unlock()
	return x.written
}

// quit presses q and says whether the program then ended well, and how fast.
func (x *program) quit() (took time.Duration, err error) {
	began := time.Now()
	if _, err := x.master.WriteString("q"); err != nil {
		return 0, err
	}
	limit := time.NewTimer(5 * time.Second)
	defer limit.Stop()
	for {
		select {
		case err := <-x.done:
			return time.Since(began), err
		case <-x.samples:
		case <-limit.C:
			return 0, fmt.Errorf("still runs 5 s after q")
		}
	}
}

func (x *program) kill() {
	_ = x.cmd.Process.Kill()
	_ = x.master.Close()
}
