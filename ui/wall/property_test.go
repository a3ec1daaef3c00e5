package wall_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/x/ansi"
	"pgregory.net/rapid"

	"daybrief/internal/golden"
	"daybrief/model"
	"daybrief/ui/screen"
	"daybrief/ui/theme"
	"daybrief/ui/uitest"
	"daybrief/ui/wall"
)

// check fails when a frame is not exactly w by h cells or holds an escape that
// is no colour.
func check(t interface{ Fatalf(string, ...any) }, lines []string, w, h int) {
	if len(lines) != h {
		t.Fatalf("%d lines on %d by %d", len(lines), w, h)
	}
	for i, l := range lines {
		if got := ansi.StringWidth(l); got != w {
			t.Fatalf("line %d is %d cells wide on %d by %d:\n%q", i, got, w, h, l)
		}
		for at, r := range l {
			esc := r == 0x1b && strings.HasPrefix(l[at:], "\x1b[") && strings.Trim(l[at+2:at+strings.IndexByte(l[at:], 'm')], "0123456789;") == ""
			if r == 0x1b && !esc || r != 0x1b && (r < 0x20 || r >= 0x7f && r < 0xa0) || r >= 0x202a && r <= 0x202e || r == 0x200b || r == 0xfeff {
				t.Fatalf("line %d holds %U:\n%q", i, r, l)
			}
		}
	}
}

// Every page fits every size, red and calm, known and unknown.
func TestEverySize(t *testing.T) {
	t.Parallel()
	now := uitest.Noon()
	for name, s := range map[string]*model.Snapshot{
		"red": tenant(now, 60), "calm": peace(tenant(now, 3)), "nothing": {}, "empty": tenant(now, 0), "offline": offline(now),
	} {
		for _, p := range wall.Pages() {
			t.Run(name+"-"+p, func(t *testing.T) {
				t.Parallel()
				set := settings(p)
				set.Size = wall.XL
				w := wall.New(wall.Options{Settings: set})
				f := frameOf(s, now, 80, 24)
				w.Sync(f)
				for width := 1; width <= 300; width += 1 + width/9 {
					for height := 1; height <= 100; height += 1 + height/7 {
						f.Area.W, f.Area.H = width, height
						w.OnTime(f)
						check(t, w.Draw(f).Lines, width, height)
					}
				}
			})
		}
	}
}

// hostile are words that try to break out, break lines or break widths.
func hostile() []string {
	return []string{
		"", " ", "\x1b[2J\x1b]0;x\a", "\u202eevil", "a\u200bb", "\u0301\u0301", "日本語の件名がとても長い日本語の件名", "👩‍👩‍👧‍👦👍🏿🇩🇪",
		strings.Repeat("x", 9000), strings.Repeat("日", 900), "a\nb\r\nc\td", "مشكلة في الطابعة", "क्षत्रिय हिन्दी", "กำลังทำงาน", "%s%n", "█▀▄│",
	}
}

// Whatever people, tickets and companies are called, and whatever is missing,
// every page fits and drives no terminal.
func TestHostileText(t *testing.T) {
	t.Parallel()
	words := hostile()
	rapid.Check(t, func(rt *rapid.T) {
		now := uitest.Noon().Add(time.Duration(rapid.IntRange(-900, 900).Draw(rt, "minutes")) * time.Minute)
		word := func() model.Text { return model.Clean(rapid.SampledFrom(words).Draw(rt, "word")) }
		s := tenant(uitest.Noon(), rapid.IntRange(0, 30).Draw(rt, "tickets"))
		for _, t := range s.ServiceTickets.Value {
			t.Summary, t.Company.Name, t.Board.Name, t.Owner.Name = word(), word(), word(), word()
			if rapid.Bool().Draw(rt, "zero") {
				t.Entered, t.Updated, t.Company = time.Time{}, time.Time{}, model.CompanyRef{}
			}
		}
		for _, v := range s.ScheduleEntries.Value {
			v.Name, v.Member.Name = word(), word()
			v.End = v.Start.Add(time.Duration(rapid.IntRange(-60, 2000).Draw(rt, "length")) * time.Minute)
			v.DateOnly = v.DateOnly || rapid.IntRange(0, 9).Draw(rt, "date") == 0
		}
		for i := range s.Members.Value {
			s.Members.Value[i].First = word()
		}
		if rapid.Bool().Draw(rt, "failing") {
			s = uitest.Failing(s, rapid.SampledFrom([]model.Source{"", model.SourceSchedule, model.SourceTickets}).Draw(rt, "source"),
				&model.Problem{Kind: model.ProblemKind(rapid.IntRange(1, 10).Draw(rt, "kind")), What: word()}, now, time.Minute)
		}
		w, h := rapid.IntRange(1, 220).Draw(rt, "w"), rapid.IntRange(1, 70).Draw(rt, "h")
		f := frameOf(s, now, w, h)
		if rapid.Bool().Draw(rt, "ascii") {
			f.Theme = theme.New(false, theme.ASCII())
		}
		set := settings(rapid.SampledFrom(wall.Pages()).Draw(rt, "page"))
		set.Size = wall.Size(rapid.IntRange(0, 3).Draw(rt, "size"))
		set.Redact, set.NightTo = rapid.Bool().Draw(rt, "redact"), time.Duration(rapid.IntRange(0, 23).Draw(rt, "night"))*time.Hour
		check(rt, draw(set, f), w, h)
	})
}

// With redact no word of a customer is on any page, in any state, in any size.
func TestRedactHidesEverything(t *testing.T) {
	t.Parallel()
	now := uitest.Noon()
	secret := func(what string, n int) model.Text { return model.Clean(fmt.Sprintf("CANARY%s%d", what, n)) }
	s := tenant(now, 60)
	for i, t := range s.ServiceTickets.Value {
		t.Summary, t.Company.Name, t.Company.Identifier = secret("summary", i), secret("company", i), secret("code", i)
		t.Contact.Name, t.ContactEmail, t.ContactPhone, t.Site = secret("contact", i), secret("mail", i), secret("phone", i), secret("site", i)
		t.Agreement.Name = secret("agreement", i)
	}
	for i := range s.Companies.Value {
		c := &s.Companies.Value[i]
		c.Name, c.Identifier, c.City = secret("name", i), secret("id", i), secret("city", i)
	}
	for i, v := range s.ScheduleEntries.Value {
		v.Name, v.Where = secret("visit", i), secret("where", i)
	}
	problem := &model.Problem{Kind: model.BadReply, What: model.Clean("CANARY said the server."), Cure: model.Clean("CANARY")}
	states := []*model.Snapshot{s, peace(s), uitest.Failing(s, "", problem, now, time.Minute), uitest.Failing(s, model.SourceSchedule, problem, now, time.Minute)}
	never := uitest.Failing(s, "", problem, now, time.Minute)
	never.ServiceTickets, never.ProjectTickets, never.ScheduleEntries = model.Fresh[[]*model.Ticket]{}, model.Fresh[[]*model.Ticket]{}, model.Fresh[[]*model.ScheduleEntry]{}
	for i, state := range append(states, never) {
		for _, p := range wall.Pages() {
			for _, size := range [][2]int{{39, 11}, {40, 12}, {80, 24}, {120, 40}, {160, 48}, {200, 60}, {300, 100}} {
				for _, at := range []time.Time{now, now.Add(30 * time.Hour)} {
					f := frameOf(state, at, size[0], size[1])
					set := settings(p)
					if open := golden.Plain(draw(set, f)); i == 0 && size[0] >= 80 && p != "team" && p != "numbers" && at == now && !strings.Contains(open, "CANARY") {
						t.Fatalf("the test shows nothing to hide on %s at %v:\n%s", p, size, open)
					}
					set.Redact = true
					if got := golden.Plain(draw(set, f)); strings.Contains(got, "CANARY") {
						t.Fatalf("state %d, page %s at %v shows a customer:\n%s", i, p, size, got)
					}
				}
			}
		}
	}
}

// A size that does not fit falls back, and says so on the page of sources, once
// in the log, and not on the wall.
func TestSizeThatDoesNotFit(t *testing.T) {
	t.Parallel()
	var said []string
	set := settings()
	set.Size = wall.XL
	w := wall.New(wall.Options{Settings: set, Log: func(what string) { said = append(said, what) }})
	f := frameOf(tenant(uitest.Noon(), 12), uitest.Noon(), 120, 40)
	w.Sync(f)
	for range 3 {
		if cmd, _ := w.OnTime(f); cmd != nil {
			cmd()
		}
	}
	if len(said) != 1 || len(w.Remarks()) != 1 || w.Remarks()[0] != said[0] || !strings.Contains(said[0], "large is shown") {
		t.Errorf("said %q, remarks %q", said, w.Remarks())
	}
	if got := golden.Plain(w.Draw(f).Lines); strings.Contains(got, "does not fit") {
		t.Errorf("the wall says so:\n%s", got)
	}
	f.Area.W, f.Area.H = 200, 60
	w.OnTime(f)
	if len(w.Remarks()) != 0 {
		t.Errorf("it fits now, but %q", w.Remarks())
	}
}

func TestPagesThatDoNotExistAreLeftOut(t *testing.T) {
	t.Parallel()
	f := frameOf(tenant(uitest.Noon(), 12), uitest.Noon(), 80, 24)
	if got := golden.Plain(draw(wall.Settings{Pages: []string{"nonsense", "team"}}, f)); !strings.Contains(got, "Team") {
		t.Errorf("not the team:\n%s", got)
	}
	if got := golden.Plain(draw(wall.Settings{}, f)); !strings.Contains(got, "Numbers") {
		t.Errorf("not all pages:\n%s", got)
	}
	w := wall.New(wall.Options{Settings: settings()})
	if w.Show(screen.Place{Section: "nonsense"}, f) || !w.Show(screen.Place{Section: "team"}, f) {
		t.Error("Show goes to pages that don't exist, or not to those that do")
	}
}

func BenchmarkDraw(b *testing.B) {
	for _, p := range wall.Pages() {
		b.Run(p, func(b *testing.B) {
			f := frameOf(tenant(uitest.Noon(), 5000), uitest.Noon(), 200, 60)
			w := wall.New(wall.Options{Settings: settings(p)})
			w.Sync(f)
			for b.Loop() {
				w.Draw(f)
			}
		})
	}
}

func BenchmarkSync(b *testing.B) {
	f := frameOf(tenant(uitest.Noon(), 10000), uitest.Noon(), 200, 60)
	w := wall.New(wall.Options{Settings: settings()})
	for b.Loop() {
		w.Sync(f)
	}
}

// Days of which nothing is known are blank and not empty, and the week is a dash.
func TestCompaniesDoNotCountWhatIsNotKnown(t *testing.T) {
	t.Parallel()
	now := uitest.Noon()
	s := tenant(now, 60)
	chart := func(s *model.Snapshot) string {
		lines := strings.Split(golden.Plain(draw(settings("companies"), frameOf(s, now, 80, 24))), "\n")
		return lines[7]
	}
	known := chart(s)
	if strings.Contains(known, "–") || strings.Count(known, "▁") != 5 {
		t.Errorf("eight days are known, five of them empty: %s", known)
	}
	s.ClosedService = model.Fresh[[]*model.Ticket]{}
	if got := chart(s); !strings.Contains(got, "–") || strings.ContainsAny(got, "▁▂▃▅▆▇") {
		t.Errorf("nothing is known of new tickets: %s", got)
	}
}
