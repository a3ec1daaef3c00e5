package cli

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"daybrief/internal/settings"
	"daybrief/model"
	"daybrief/ui"
	"daybrief/ui/wall"
)

// errAnew ends a dashboard or wall that has to begin anew: settings have changed
// that can't be taken up while it runs.
var errAnew = errors.New("the configuration has changed")

// configEye looks whether the configuration file has changed, and has the settings
// taken up by all that runs.
type configEye struct {
	p    *program
	m    *memory
	end  func(error)
	file string   // "": there is none to look at
	wall *wallEye // nil on a dashboard
	// tenant has the settings of now; whoever keeps it has those of then.
	tenant atomic.Pointer[tenant]

	mu   sync.Mutex
	seen fileMark
}

// wallEye is what a wall takes up beside what every dashboard does.
type wallEye struct {
	flags  *wallFlags
	screen *wall.Screen
}

// fileMark tells two versions of a file apart without reading them.
type fileMark struct {
	at   time.Time
	size int64
	gone bool
}

// eyeOf looks after the settings of a tenant that is shown. Those of a made-up
// company are of a file only when somebody has named one.
func eyeOf(p *program, t *tenant, m *memory, end func(error)) *configEye {
	e := &configEye{p: p, m: m, end: end}
	e.tenant.Store(t)
	if file, _, err := p.configPath(); err == nil && (!t.made || p.config != "") {
		e.file, e.seen = file, markOf(file)
	}
	return e
}

func markOf(file string) fileMark {
	info, err := os.Stat(file)
	if err != nil {
		return fileMark{gone: true}
	}
	return fileMark{info.ModTime(), info.Size(), false}
}

// ask implements the port of the dashboard.
func (e *configEye) ask() (ui.Change, bool) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.file == "" {
		return ui.Change{}, false
	}
	now := markOf(e.file) // before reading: a write in between shows at the next look
	if now == e.seen {
		return ui.Change{}, false
	}
	e.seen = now
	was := e.tenant.Load()
	loaded, err := kinds().Load(e.file)
	if err == nil {
		err = habitFaults(loaded)
	}
	if err == nil && !was.made {
		err = loaded.Missing()
	}
	if err != nil {
		return e.refused(e.fault(err)), true
	}
	set := e.effective(loaded.Settings, was)
	if beginAnew(set, was.set) {
		e.end(errAnew)
		return ui.Change{}, false
	}
	next := *was
	next.set = set
	if !was.made || set.Me.Zone != was.set.Me.Zone {
		next.zone = e.p.zone(set.Me.Zone)
	}
	e.tenant.Store(&next)
	e.m.adopt(&next)
	return e.taken(&next), true
}

// effective are the settings of the file with the command line on top. A made-up
// company keeps what the file can't know.
func (e *configEye) effective(set settings.Settings, was *tenant) settings.Settings {
	e.p.whom.onto(&set)
	if e.wall != nil {
		everybody(&set)
	}
	if was.made {
		set.Me.Member = was.set.Me.Member
		set.Connection, set.Usage, set.History, set.Poll, set.Keys = was.set.Connection, was.set.Usage, was.set.History, was.set.Poll, was.set.Keys
	}
	return set
}

// beginAnew reports whether settings differ that nobody who runs can take up: those
// of another server, and what is built in at the start.
func beginAnew(a, b settings.Settings) bool {
	return !reflect.DeepEqual(a.Connection, b.Connection) || !reflect.DeepEqual(a.Usage, b.Usage) || a.History != b.History || !reflect.DeepEqual(a.Keys, b.Keys)
}

// adopt has whoever keeps something keep it by other settings.
func (m *memory) adopt(t *tenant) {
	if m == nil {
		return
	}
	if m.saver != nil {
		m.saver.Adopt(t.ruling().Policy, t.zone)
	}
	if m.past != nil {
		m.past.Adopt(t.counting())
	}
	if m.filler != nil {
		m.filler.Adopt(t.zone)
	}
	if m.hub != nil {
		m.hub.Tune(t.polling(closedDays))
	}
}

func (e *configEye) taken(t *tenant) ui.Change {
	var c ui.Change
	settle(&c.Options, e.p, t)
	redact := false
	if e.wall != nil {
		c.Options.Mouse = false
		redact = e.wall.flags.settings(t.set.Wall).Redact
	}
	c.Take = func(was ui.Alerts) ui.Alerts {
		if e.wall != nil {
			e.wall.screen.Adopt(e.wall.flags.settings(t.set.Wall))
		}
		return e.p.alerts(was, t, redact)
	}
	return c
}

func (e *configEye) refused(why string) ui.Change {
	return ui.Change{Fault: why, Take: func(was ui.Alerts) ui.Alerts {
		if e.wall != nil {
			e.wall.screen.Refuse(why)
		}
		return was
	}}
}

// fault is what is wrong with the file in one sentence, without its folder.
func (e *configEye) fault(err error) string {
	name := filepath.Base(e.file)
	if errors.Is(err, fs.ErrNotExist) {
		return name + " is gone."
	}
	text, more, _ := strings.Cut(err.Error(), "\n")
	text = strings.ReplaceAll(text, e.file, name)
	if more != "" {
		text += " There is more."
	}
	return model.Disarmed(text)
}
