package cli

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"sync"
	"time"

	"daybrief/internal/settings"
	"daybrief/model"
	"daybrief/ui/wall"
)

// configEye looks whether the configuration file has changed, and what that means
// for a wall that is running.
type configEye struct {
	p    *program
	w    *wallFlags
	t    *tenant
	file string
	end  func(error)

	mu   sync.Mutex
	seen fileMark
}

// fileMark tells two versions of a file apart without reading them.
type fileMark struct {
	at   time.Time
	size int64
	gone bool
}

func newConfigEye(p *program, w *wallFlags, t *tenant, file string, end func(error)) *configEye {
	l := &configEye{p: p, w: w, t: t, file: file, end: end}
	l.seen = l.mark()
	return l
}

func (l *configEye) mark() fileMark {
	info, err := os.Stat(l.file)
	if err != nil {
		return fileMark{gone: true}
	}
	return fileMark{info.ModTime(), info.Size(), false}
}

// ask implements the port of the wall.
func (l *configEye) ask() (wall.News, bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	now := l.mark() // before reading: a write in between shows at the next look
	if now == l.seen {
		return wall.News{}, false
	}
	l.seen = now
	loaded, err := kinds().Load(l.file)
	if err == nil && !l.w.demo {
		err = loaded.Missing()
	}
	if err != nil {
		return wall.News{Fault: l.fault(err)}, true
	}
	set := loaded.Settings
	l.p.whom.onto(&set)
	everybody(&set)
	if l.w.demo {
		set.Me.Member = l.t.set.Me.Member
	} else if beginAnew(set, l.t.set) {
		l.end(errAnew)
		return wall.News{}, false
	}
	return wall.News{Settings: l.w.settings(set.Wall), Rules: rulesOf(set, l.t.zone), Zone: l.t.zone}, true
}

// beginAnew reports whether settings differ that a running wall can't take up.
func beginAnew(a, b settings.Settings) bool {
	return !reflect.DeepEqual(a.Connection, b.Connection) || !reflect.DeepEqual(a.Notify, b.Notify) || a.Poll != b.Poll || !reflect.DeepEqual(a.UI, b.UI) || a.Me.Zone != b.Me.Zone
}

// fault is what is wrong with the file in one sentence, without its folder.
func (l *configEye) fault(err error) string {
	name := filepath.Base(l.file)
	if errors.Is(err, fs.ErrNotExist) {
		return name + " is gone."
	}
	text, more, _ := strings.Cut(err.Error(), "\n")
	text = strings.ReplaceAll(text, l.file, name)
	if more != "" {
		text += " There is more."
	}
	return model.Disarmed(text)
}
