package cli

import (
	"runtime/debug"
	"runtime/metrics"
	"time"
)

// When a dashboard looks whether it holds memory that it does not use: when its
// first lists have been read, as a rule, then less and less often.
const (
	firstLook = 8 * time.Second
	lastLook  = 10 * time.Minute
)

// thrifty keeps a dashboard small, which stands there for weeks and allocates
// little: what only lists, a search or a report have needed is given back. A small
// one, such as the demo, need not save while it starts. spare gives back what is not
// Go's. What it returns ends that.
func (p *program) thrifty(small bool, spare func()) (end func()) {
	if p.env("GOGC") != "" {
		return func() {}
	}
	before := debug.SetGCPercent(leanPercent)
	if small {
		debug.SetGCPercent(before)
	}
	wait := firstLook
	var timer *time.Timer
	timer = time.AfterFunc(time.Hour, func() {
		debug.SetGCPercent(leanPercent)
		spare()
		if idle() {
			debug.FreeOSMemory()
		}
		wait = min(2*wait, lastLook)
		timer.Reset(wait)
	})
	timer.Reset(wait)
	return func() {
		timer.Stop()
		debug.SetGCPercent(before)
	}
}

// idle reports whether the heap holds a quarter more than what is in use.
func idle() bool {
	all := []metrics.Sample{{Name: "/gc/heap/live:bytes"}, {Name: "/memory/classes/heap/objects:bytes"}, {Name: "/memory/classes/heap/free:bytes"}, {Name: "/memory/classes/heap/unused:bytes"}}
	metrics.Read(all)
	live, held := all[0].Value.Uint64(), uint64(0)
	for _, s := range all[1:] {
		held += s.Value.Uint64()
	}
	return held > live+live/4
}

// leanPercent is GOGC where memory counts.
const leanPercent = 50

// lean lets half as much garbage pile up as Go would. Who sets GOGC knows better.
// What it returns ends that.
func lean(p *program) (end func()) {
	if p.env("GOGC") != "" {
		return func() {}
	}
	before := debug.SetGCPercent(leanPercent)
	return func() { debug.SetGCPercent(before) }
}
