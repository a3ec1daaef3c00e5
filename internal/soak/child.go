package main

import (
	"context"
	"encoding/json"
	"os"
	"runtime"
	"strconv"
	"strings"
	"time"

	"daybrief/internal/cli"
)

// childOf marks the process that is the program under test.
const childOf = "SOAK_PROGRAM"

// sampleEvery is how often the program is measured.
const sampleEvery = 5 * time.Second

// sample is what was measured at one moment.
type sample struct {
	At         time.Time
	Heap       uint64 // bytes in use after a collection
	Objects    uint64
	Goroutines int
	Files      int           // open descriptors; -1 where unknown
	Memory     uint64        // resident bytes; 0 where unknown
	CPU        time.Duration // used since the start; 0 where unknown
}

// child is the real command line, with a goroutine beside it that writes its
// measurements to the third descriptor.
func child() int {
	go measure(os.NewFile(3, "samples"))
	return cli.Run(context.Background(), os.Args[1:], os.Environ(),
		cli.Streams{In: os.Stdin, Out: os.Stdout, Err: os.Stderr}, cli.Options{})
}

func measure(to *os.File) {
	enc := json.NewEncoder(to)
	for {
		time.Sleep(sampleEvery)
		if enc.Encode(taken()) != nil {
			return
		}
	}
}

func taken() sample {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	s := sample{At: time.Now(), Heap: m.HeapAlloc, Objects: m.HeapObjects, Goroutines: runtime.NumGoroutine(), Files: -1}
	if list, err := os.ReadDir("/proc/self/fd"); err == nil {
		s.Files = len(list)
	}
	if text, err := os.ReadFile("/proc/self/statm"); err == nil {
		if f := strings.Fields(string(text)); len(f) > 1 {
			pages, _ := strconv.ParseUint(f[1], 10, 64)
			s.Memory = pages * uint64(os.Getpagesize())
		}
	}
	s.CPU = used()
	return s
}

// used is the CPU time of this process. /proc counts in hundredths of a second
// on every Linux that Go runs on.
func used() time.Duration {
	text, err := os.ReadFile("/proc/self/stat")
	if err != nil {
		return 0
	}
	_, rest, _ := strings.Cut(string(text), ") ")
	f := strings.Fields(rest)
	if len(f) < 13 {
		return 0
	}
	user, _ := strconv.ParseInt(f[11], 10, 64)
	system, _ := strconv.ParseInt(f[12], 10, 64)
	return time.Duration(user+system) * 10 * time.Millisecond
}
