package terminal

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"syscall"
	"testing"
	"time"

	"golang.org/x/sys/windows"
)

// partOf is the variable by which the test program plays another one.
const partOf = "TERMINAL_TEST_PART"

func init() {
	switch os.Getenv(partOf) {
	case "program":
		ctx, stop := Signals(context.Background())
		fmt.Println("ready")
		<-ctx.Done()
		stop()
		var s *Signal
		if errors.As(context.Cause(ctx), &s) {
			os.Exit(128 + int(s.Number))
		}
		os.Exit(1)
	case "console":
		os.Exit(broken())
	}
}

// refused is the exit code where the system does not press ctrl+break.
const refused = 3

// broken starts the program on our console in a group of its own, presses
// ctrl+break for it, and gives its exit code.
func broken() int {
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	cmd := exec.CommandContext(ctx, os.Args[0])
	cmd.Env = append(os.Environ(), partOf+"=program")
	cmd.SysProcAttr = &syscall.SysProcAttr{CreationFlags: windows.CREATE_NEW_PROCESS_GROUP}
	out, err := cmd.StdoutPipe()
	if err == nil {
		err = cmd.Start()
	}
	if err == nil {
		_, err = bufio.NewReader(out).ReadString('\n')
	}
	if err != nil {
		fmt.Println(err)
		return 2
	}
	if err := windows.GenerateConsoleCtrlEvent(windows.CTRL_BREAK_EVENT, uint32(cmd.Process.Pid)); err != nil {
		fmt.Println(err, cmd.Process.Kill())
		return refused
	}
	err = cmd.Wait()
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		return exit.ExitCode()
	}
	fmt.Println(err)
	return 2
}

// Ctrl+Break ends the program as Ctrl+C does. The console on which it is pressed
// has no window, and nothing else is there.
func TestCtrlBreak(t *testing.T) {
	t.Parallel()
	cmd := exec.CommandContext(t.Context(), os.Args[0])
	cmd.Env = append(os.Environ(), partOf+"=console")
	cmd.SysProcAttr = &syscall.SysProcAttr{CreationFlags: windows.CREATE_NO_WINDOW}
	out, err := cmd.CombinedOutput()
	var exit *exec.ExitError
	switch {
	case errors.As(err, &exit) && exit.ExitCode() == refused:
		t.Skipf("no program can press ctrl+break here (Wine 8): %s", out)
	case exit == nil || exit.ExitCode() != 128+int(syscall.SIGINT):
		t.Errorf("%v, want exit status 130; it says %q", err, out)
	}
}
