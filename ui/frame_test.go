package ui_test

import (
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
	"pgregory.net/rapid"

	"daybrief/internal/golden"
	"daybrief/model"
	"daybrief/ui/theme"
	"daybrief/ui/uitest"
)

// check fails when a frame is not exactly w by h cells or holds an escape that
// is not a colour.
func check(t interface{ Fatalf(string, ...any) }, lines []string, w, h int) {
	if len(lines) != h {
		t.Fatalf("%d lines on a screen of %d by %d", len(lines), w, h)
	}
	for i, l := range lines {
		if got := ansi.StringWidth(l); got != w {
			t.Fatalf("line %d is %d cells wide on a screen of %d by %d:\n%q", i, got, w, h, l)
		}
		if bad := foreign(l); bad != "" {
			t.Fatalf("line %d holds %s:\n%q", i, bad, l)
		}
	}
}

// foreign names the first thing in a line that has no place on a screen.
func foreign(l string) string {
	for i, r := range l {
		switch {
		case r == 0x1b && !sgr(l[i:]):
			return "an escape sequence that is no colour"
		case r != 0x1b && (r < 0x20 || r >= 0x7f && r < 0xa0):
			return fmt.Sprintf("the control character %U", r)
		case r >= 0x202a && r <= 0x202e, r >= 0x2066 && r <= 0x2069, r == 0x200e, r == 0x200f, r == 0x61c:
			return fmt.Sprintf("the bidi control %U", r)
		case r == 0x200b, r == 0xfeff, r >= 0x2060 && r <= 0x2064, r >= 0xe0000 && r <= 0xe01ef:
			return fmt.Sprintf("the invisible character %U", r)
		}
	}
	return ""
}

// sgr reports whether s begins with a colour sequence of our own making: short,
// and nothing but numbers.
func sgr(s string) bool {
	end := strings.IndexByte(s, 'm')
	return strings.HasPrefix(s, "\x1b[") && end > 0 && end < 64 && strings.Trim(s[2:end], "0123456789;") == ""
}

func TestGoldenFrames(t *testing.T) {
	t.Parallel()
	now := uitest.Noon()
	good := uitest.Tenant(now, 90)
	denied := uitest.Failing(good, model.SourceSchedule, &model.Problem{
		Kind: model.Forbidden, What: model.Clean("The key may not read the schedule."), Cure: model.Clean("Give its role Inquire on Resource Scheduling."),
	}, now, time.Minute)
	for _, tc := range []struct {
		name string
		s    *model.Snapshot
		w, h int
		key  string
	}{
		{"brief", good, 80, 24, ""}, {"brief", good, 120, 40, ""}, {"brief", good, 40, 15, ""},
		{"help", good, 80, 24, "?"}, {"help", good, 40, 15, "?"}, {"sources", denied, 80, 24, "!"}, {"sources", denied, 40, 15, "!"},
		{"loading", nil, 80, 24, ""},
	} {
		t.Run(fmt.Sprintf("%s-%dx%d", tc.name, tc.w, tc.h), func(t *testing.T) {
			t.Parallel()
			a := newRig(tc.s).still(t, tc.w, tc.h)
			if tc.key != "" {
				a.Update(uitest.Key(tc.key))
			}
			golden.Check(t, fmt.Sprintf("%s-%dx%d", tc.name, tc.w, tc.h), golden.Plain(frameOf(a)))
		})
	}
}

// Every screen fits every terminal, whatever the data is and wherever keys have
// led.
func TestEveryFrameFits(t *testing.T) {
	t.Parallel()
	keys := []string{"j", "k", "G", "g", "pgdown", "pgup", "]", "[", "tab", "enter", "w", "esc", "?", "!", "1", "2", "y", "o", "r"}
	words := oddWords()
	rapid.Check(t, func(rt *rapid.T) {
		now := uitest.Noon()
		s := uitest.Tenant(now, rapid.IntRange(0, 60).Draw(rt, "tickets"))
		pick := rapid.SampledFrom(words)
		for _, tk := range s.ServiceTickets.Value {
			tk.Summary, tk.Company.Name = model.Clean(pick.Draw(rt, "summary")), model.Clean(pick.Draw(rt, "company"))
			tk.Board.Name, tk.Status.Name = model.Clean(pick.Draw(rt, "board")), model.Clean(pick.Draw(rt, "status"))
		}
		if rapid.Bool().Draw(rt, "failing") {
			s = uitest.Failing(s, "", &model.Problem{Kind: model.Offline, What: model.Clean(pick.Draw(rt, "what")), Cure: model.Clean(pick.Draw(rt, "cure"))}, now, time.Minute)
		}
		r := newRig(s)
		r.opts.Title = model.Clean(pick.Draw(rt, "title")).String()
		if rapid.Bool().Draw(rt, "ascii") {
			r.opts.Glyphs = theme.ASCII()
		}
		a := r.still(t, 80, 24)
		for range rapid.IntRange(1, 12).Draw(rt, "steps") {
			if rapid.Bool().Draw(rt, "resize") {
				w, h := rapid.IntRange(1, 200).Draw(rt, "w"), rapid.IntRange(1, 60).Draw(rt, "h")
				a.Update(tea.WindowSizeMsg{Width: w, Height: h})
				check(rt, frameOf(a), w, h)
				continue
			}
			before := frameOf(a)
			a.Update(uitest.Key(rapid.SampledFrom(keys).Draw(rt, "key")))
			check(rt, frameOf(a), ansi.StringWidth(before[0]), len(before))
		}
	})
}

func TestEverySizeFits(t *testing.T) {
	t.Parallel()
	s := uitest.Tenant(uitest.Noon(), 40)
	for i, word := range oddWords() {
		tk := *s.ServiceTickets.Value[i%40]
		tk.Summary = model.Clean(word)
		s.ServiceTickets.Value[i%40] = &tk
	}
	a := newRig(s).still(t, 1, 1)
	for h := 1; h <= 60; h += 1 + h/12 {
		for w := 1; w <= 200; w += 1 + w/20 {
			a.Update(tea.WindowSizeMsg{Width: w, Height: h})
			check(t, frameOf(a), w, h)
		}
	}
}

// hostile are strings that strangers could send. The project's own list is
// always run; a bigger one is run where there is one.
func hostile(t *testing.T) map[string]string {
	t.Helper()
	out := map[string]string{}
	load := func(path string) bool {
		data, err := os.ReadFile(path)
		if err != nil {
			return false
		}
		var list []struct{ Name, Text string }
		if err := json.Unmarshal(data, &list); err != nil {
			t.Fatal(err)
		}
		for _, one := range list {
			out[one.Name] = one.Text
		}
		return true
	}
	if !load("testdata/hostile.json") {
		t.Fatal("testdata/hostile.json is not there")
	}
	if more := os.Getenv("DAYBRIEF_HOSTILE_TEXT"); more == "" || !load(more) {
		t.Log("only the project's own hostile strings; DAYBRIEF_HOSTILE_TEXT names a file with more")
	}
	return out
}

// Whatever is sent: no escape but colours, no moved border, no slow frame.
func TestHostileText(t *testing.T) {
	t.Parallel()
	list := hostile(t)
	if len(list) < 60 {
		t.Fatalf("only %d hostile strings", len(list))
	}
	for name, text := range list {
		if strings.HasPrefix(name, "size/") {
			text = strings.Repeat(text, 20)
		}
		slowest := worst(t, name, text)
		for try := 0; slowest > frameBudget && try < 4; try++ { // the machine may be busy with something else
			slowest = min(slowest, worst(t, name, text))
		}
		if slowest > frameBudget {
			t.Errorf("%s: a frame took %v", name, slowest)
		}
	}
}

// frameBudget is how long a key may take to its frame, whatever strangers sent.
const frameBudget = 200 * time.Millisecond

// worst walks about in an infested tenant and gives the slowest frame.
func worst(t *testing.T, name, text string) (slowest time.Duration) {
	t.Helper()
	a := newRig(infested(text)).still(t, 120, 40)
	for _, k := range []string{"j", "tab", "G", "esc", "w", "!", "esc", "]"} {
		began := time.Now()
		a.Update(uitest.Key(k))
		lines := frameOf(a)
		slowest = max(slowest, time.Since(began))
		check(named{t, name}, lines, 120, 40)
	}
	if title := a.View().WindowTitle; !strings.HasPrefix(title, "daybrief") || foreign(title) != "" {
		t.Errorf("%s: window title %q", name, title)
	}
	return slowest
}

// named puts the name of the string before a failure.
type named struct {
	t    *testing.T
	name string
}

func (n named) Fatalf(format string, args ...any) {
	n.t.Helper()
	n.t.Fatalf(n.name+": "+format, args...)
}

// infested is a tenant in which every text is the given one.
func infested(text string) *model.Snapshot {
	one, many := model.Clean(text), model.CleanLines(text)
	s := uitest.Tenant(uitest.Noon(), 24)
	for i := range s.Boards.Value {
		s.Boards.Value[i].Name = one
	}
	for _, t := range s.ServiceTickets.Value {
		t.Summary, t.Company.Name, t.Contact.Name, t.Board.Name = one, one, one, one
		t.Site, t.ContactEmail, t.ContactPhone = one, one, one
		t.Priority.Name, t.Type, t.Owner.Name = one, one, one
	}
	for _, v := range s.ScheduleEntries.Value {
		v.Name, v.Where = one, one
	}
	s = uitest.Failing(s, model.SourceMembers, &model.Problem{Kind: model.BadReply, What: many, Cure: many}, uitest.Noon(), time.Minute)
	return s
}

// oddWords are harmless but awkward to measure.
func oddWords() []string {
	return []string{
		"", " ", "a", "Printer", "日本語のチケット", "ｆｕｌｌ ｗｉｄｔｈ", "⚠️ disk", "👩‍👩‍👧 family", "🏳️‍🌈", "e\u0301\u0302\u0303 marks",
		"नमस्ते दुनिया", "ไทยน้ำ", "한국어 티켓", "עברית ו-English", "مرحبا", "ﷺ", "a\u200db", strings.Repeat("W", 300), strings.Repeat("界", 200),
		"line\nbreak\tand\ttabs", "\x1b[31mred", "x\u202ey", "½ ² ™ ©", "🇩🇪🇫🇷", "1️⃣ keycap",
	}
}
