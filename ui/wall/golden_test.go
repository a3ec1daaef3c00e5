package wall_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"daybrief/internal/golden"
	"daybrief/model"
	"daybrief/ui/screen"
	"daybrief/ui/theme"
	"daybrief/ui/uitest"
	"daybrief/ui/wall"
)

// offline is the tenant as it was a day ago, and the server gone since.
func offline(now time.Time) *model.Snapshot {
	then := now.Add(-22 * time.Hour)
	return uitest.Failing(tenant(then, 40), "", &model.Problem{
		Kind: model.Offline, What: model.Clean("psa.example.com refuses the connection."),
	}, then.Add(time.Minute), 22*time.Hour+3*time.Minute)
}

// cases are the pictures, by name.
func cases() map[string]struct {
	s   *model.Snapshot
	set wall.Settings
} {
	now := uitest.Noon()
	out := map[string]struct {
		s   *model.Snapshot
		set wall.Settings
	}{}
	add := func(name string, s *model.Snapshot, set wall.Settings) {
		out[name] = struct {
			s   *model.Snapshot
			set wall.Settings
		}{s, set}
	}
	for _, p := range wall.Pages() {
		set := settings(p)
		add(p+"-red", tenant(now, 60), set)
		add(p+"-calm", peace(tenant(now, 60)), set)
		set.Redact = true
		add(p+"-redact", tenant(now, 60), set)
	}
	add("numbers-offline", offline(now), settings("numbers"))
	add("today-offline", offline(now), settings("today"))
	denied := uitest.Failing(tenant(now, 60), model.SourceSchedule, &model.Problem{
		Kind: model.Forbidden, What: model.Clean("The key may not read the schedule."),
	}, now, time.Minute)
	denied.ScheduleEntries = model.Fresh[[]*model.ScheduleEntry]{}
	for i := range denied.Health {
		if denied.Health[i].Source == model.SourceSchedule {
			denied.Health[i].At = time.Time{}
		}
	}
	add("today-denied", denied, settings("today"))
	add("numbers-start", &model.Snapshot{}, settings())
	return out
}

func TestGoldenFrames(t *testing.T) {
	t.Parallel()
	for name, c := range cases() {
		for _, size := range [][2]int{{80, 24}, {160, 45}, {200, 60}} {
			if size[0] == 200 && !strings.HasSuffix(name, "-red") {
				continue
			}
			t.Run(fmt.Sprintf("%s-%dx%d", name, size[0], size[1]), func(t *testing.T) {
				t.Parallel()
				f := frameOf(c.s, uitest.Noon(), size[0], size[1])
				golden.Check(t, fmt.Sprintf("%s-%dx%d", name, size[0], size[1]), golden.Plain(draw(c.set, f)))
			})
		}
	}
	t.Run("ascii", func(t *testing.T) {
		t.Parallel()
		f := frameOf(tenant(uitest.Noon(), 60), uitest.Noon(), 80, 24)
		f.Theme = theme.New(true, theme.ASCII())
		for _, p := range wall.Pages() {
			got := golden.Plain(draw(settings(p), f))
			golden.Check(t, p+"-ascii-80x24", got)
			if i := strings.IndexFunc(got, func(r rune) bool { return r > 0x7e }); i >= 0 {
				t.Errorf("%s: %q is not ASCII", p, got[i:min(len(got), i+8)])
			}
		}
	})
}

// TestPictures writes every picture with its colours to a folder, to be looked
// at; only when one is named.
func TestPictures(t *testing.T) {
	t.Parallel()
	dir := os.Getenv("WALL_PICTURES")
	if dir == "" {
		t.Skip("WALL_PICTURES names no folder")
	}
	write := func(name string, set wall.Settings, f screen.Frame) {
		path := filepath.Join(dir, fmt.Sprintf("%s-%dx%d.ansi", name, f.Area.W, f.Area.H))
		if err := os.WriteFile(path, []byte(strings.Join(draw(set, f), "\n")), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for name, c := range cases() {
		for _, size := range [][2]int{{80, 24}, {160, 45}, {200, 60}} {
			f := frameOf(c.s, uitest.Noon(), size[0], size[1])
			write(name, c.set, f)
			f.Theme = theme.New(false, theme.Unicode())
			write(name+"-light", c.set, f)
		}
	}
}
