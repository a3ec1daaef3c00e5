package settings

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Wall is the wall mode.
type Wall struct {
	Pages       []string       // in order; empty: all
	Seconds     int            // a page is shown for
	PageSeconds map[string]int // pages that are shown for another time
	Size        string         // auto, normal, large or xl
	Night       Night
	Redact      bool
	Act         WallAct
}

// WallAct is what makes the wall's edge say ACT.
type WallAct struct {
	Breached time.Duration // a goal was missed within this time
	Due      time.Duration // one is due within this time and nobody is on it
	Usual    bool          // more is breached than usual
}

func defaultWall() Wall {
	return Wall{Seconds: 20, Size: "auto", Act: WallAct{Breached: 30 * time.Minute, Due: 15 * time.Minute, Usual: true}}
}

func wallSchema(k Kinds) []row[Settings] {
	return []row[Settings]{
		wallPages("wall.pages", func(s *Settings) *[]string { return &s.Wall.Pages }, k.WallPages),
		wallSeconds("wall.seconds", func(s *Settings) *Wall { return &s.Wall }, k.WallPages),
		word("wall.size", func(s *Settings) *string { return &s.Wall.Size }, "auto", "normal", "large", "xl"),
		wallNight("wall.night", func(s *Settings) *Night { return &s.Wall.Night }),
		toggle("wall.redact", func(s *Settings) *bool { return &s.Wall.Redact }),
		length("wall.act.breached", func(s *Settings) *time.Duration { return &s.Wall.Act.Breached }, minute, day),
		length("wall.act.due", func(s *Settings) *time.Duration { return &s.Wall.Act.Due }, minute, day),
		toggle("wall.act.usual", func(s *Settings) *bool { return &s.Wall.Act.Usual }),
	}
}

// The limits of how long a page stays, in seconds.
const (
	leastSeconds = 3
	mostSeconds  = 3600
)

// others stands in the table of seconds for the pages that it does not name.
const others = "others"

// wallPages reads the pages of the wall and their order; none stands for all.
func wallPages[T any](path string, at func(*T) *[]string, pages []string) row[T] {
	r := among(path, at, pages...)
	r.read = list(path, at, func(s string) string {
		if len(pages) == 0 || slices.Contains(pages, s) {
			return ""
		}
		return fmt.Sprintf("is no page of the wall; the nearest is %q", nearest(strings.ToLower(s), pages))
	}).read
	return r
}

// wallSeconds reads one number for all pages, or a table of numbers by page.
func wallSeconds[T any](path string, at func(*T) *Wall, pages []string) row[T] {
	return row[T]{path, func(t *T, v any) string {
		w := at(t)
		table, isTable := v.(map[string]any)
		if !isTable {
			n, bad := seconds(v)
			if bad == "" {
				w.Seconds, w.PageSeconds = n, nil
			}
			return bad
		}
		known := append(slices.Clone(pages), others)
		all, own := w.Seconds, map[string]int{}
		for _, name := range slices.Sorted(maps.Keys(table)) {
			if len(pages) > 0 && !slices.Contains(known, name) {
				return fmt.Sprintf("has an unknown page %q; the nearest is %q", name, nearest(strings.ToLower(name), known))
			}
			n, bad := seconds(table[name])
			if bad != "" {
				return "has a fault at " + name + ": it " + bad
			}
			if own[name] = n; name == others {
				all = n
			}
		}
		delete(own, others)
		w.Seconds, w.PageSeconds = all, own
		clear(table)
		return ""
	}, func(t *T) string { return at(t).showSeconds() }, secondsForm(pages)}
}

func seconds(v any) (int, string) {
	n, ok := v.(int64)
	switch {
	case !ok:
		return 0, "must be a whole number, not " + kindOf(v)
	case n < leastSeconds || n > mostSeconds:
		return 0, fmt.Sprintf("must be from %d to %d", leastSeconds, mostSeconds)
	}
	return int(n), ""
}

func (w *Wall) showSeconds() string {
	if len(w.PageSeconds) == 0 {
		return strconv.Itoa(w.Seconds)
	}
	parts := []string{fmt.Sprintf("%s = %d", others, w.Seconds)}
	for _, name := range slices.Sorted(maps.Keys(w.PageSeconds)) {
		parts = append(parts, fmt.Sprintf("%s = %d", name, w.PageSeconds[name]))
	}
	return "{ " + strings.Join(parts, ", ") + " }"
}

// Night is when the wall is dimmed: from and to since local midnight, both 0
// for never. It may reach over midnight.
type Night struct{ From, To time.Duration }

// wallNight reads the hours of the night.
func wallNight[T any](path string, at func(*T) *Night) row[T] {
	const want = `must be two times of day like "20:00-06:30", or "" for never`
	return row[T]{path, func(t *T, v any) string {
		s, ok := v.(string)
		if !ok {
			return want + ", not " + kindOf(v)
		}
		if strings.TrimSpace(s) == "" {
			*at(t) = Night{}
			return ""
		}
		from, to, ok := strings.Cut(s, "-")
		a, errA := time.Parse("15:04", strings.TrimSpace(from))
		b, errB := time.Parse("15:04", strings.TrimSpace(to))
		switch {
		case !ok || errA != nil || errB != nil:
			return want
		case a.Equal(b):
			return "must not begin when it ends"
		}
		*at(t) = Night{sinceMidnight(a), sinceMidnight(b)}
		return ""
	}, func(t *T) string { return quote(at(t).String()) }, form{"type": "string", "pattern": nightPattern}}
}

func sinceMidnight(t time.Time) time.Duration {
	return time.Duration(t.Hour())*time.Hour + time.Duration(t.Minute())*time.Minute
}

// String is the night as it is written in the file.
func (n Night) String() string {
	if n == (Night{}) {
		return ""
	}
	return fmt.Sprintf("%02d:%02d-%02d:%02d", n.From/time.Hour, n.From/time.Minute%60, n.To/time.Hour, n.To/time.Minute%60)
}
