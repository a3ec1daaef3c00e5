package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// usage is what a process has used.
type usage struct {
	cpu      time.Duration
	switches int // of all its threads, of their own will and not
	resident int // bytes
	peak     int // bytes
	files    int // open descriptors
}

// used reads what a process has used so far. CPU is that of the threads that
// live, to the nanosecond; Go ends none as a rule.
func used(pid int) (u usage) {
	tasks, _ := filepath.Glob(fmt.Sprintf("/proc/%d/task/*", pid))
	for _, t := range tasks {
		if f := fields(t + "/schedstat"); len(f) > 0 {
			n, _ := strconv.ParseInt(f[0], 10, 64)
			u.cpu += time.Duration(n)
		}
		u.switches += status(t, "voluntary_ctxt_switches") + status(t, "nonvoluntary_ctxt_switches")
	}
	proc := fmt.Sprintf("/proc/%d", pid)
	u.resident, u.peak = status(proc, "VmRSS")<<10, status(proc, "VmHWM")<<10
	list, _ := os.ReadDir(proc + "/fd")
	u.files = len(list)
	return u
}

// cpu is used, but for the CPU only: it is read in the middle of a start.
func cpu(pid int) time.Duration {
	var sum time.Duration
	tasks, _ := os.ReadDir(fmt.Sprintf("/proc/%d/task", pid))
	for _, t := range tasks {
		if f := fields(fmt.Sprintf("/proc/%d/task/%s/schedstat", pid, t.Name())); len(f) > 0 {
			n, _ := strconv.ParseInt(f[0], 10, 64)
			sum += time.Duration(n)
		}
	}
	return sum
}

func fields(path string) []string {
	text, _ := os.ReadFile(path)
	return strings.Fields(string(text))
}

// status is a number of a process's or thread's status; 0 when there is none.
func status(folder, name string) int {
	text, _ := os.ReadFile(folder + "/status")
	for line := range strings.SplitSeq(string(text), "\n") {
		if rest, ok := strings.CutPrefix(line, name+":"); ok {
			n, _ := strconv.Atoi(strings.Fields(rest)[0])
			return n
		}
	}
	return 0
}
