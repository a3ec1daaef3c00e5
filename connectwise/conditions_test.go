package connectwise

import (
	"strings"
	"testing"
	"time"
)

func TestConditions(t *testing.T) {
	t.Parallel()
	at := time.Date(2026, 1, 1, 2, 0, 0, 999, time.FixedZone("", 2*3600))
	for want, c := range map[string]Cond{
		"":                                     And(),
		`id=5`:                                 Field("id").Is(5),
		`status/id in (1,2,9007199254740993)`:  Field("status/id").In(1, 2, 9007199254740993),
		`closedFlag=false`:                     Field("closedFlag").IsTrue(false),
		`lastUpdated>[2026-01-01T00:00:00Z]`:   Field("lastUpdated").After(at),
		`closedDate>=[2026-01-01T00:00:00Z]`:   Field("closedDate").Since(at),
		`a="x y" and b=1`:                      And(Field("a").IsText("x y"), Cond{}, Field("b").Is(1)),
		`(a=1 or b=2) and c=null`:              And(Or(Field("a").Is(1), Field("b").Is(2)), Field("c").IsNull()),
		`a=1 or b=2`:                           And(Or(Field("a").Is(1), Field("b").Is(2))),
		`resources contains "jdoe" or owner=1`: Or(Field("resources").Contains("jdoe"), Field("owner").Is(1)),
		`(a=1 or b=2) or c=3`:                  Or(Or(Field("a").Is(1), Field("b").Is(2)), Field("c").Is(3)),
		`summary contains "[[]x]"`:             Field("summary").Contains("[x]"),
		`dateStart<[2026-01-01T00:00:00Z]`:     Field("dateStart").Before(at),
	} {
		if c.Err() != nil || c.String() != want {
			t.Errorf("got %q, %v; want %q", c.String(), c.Err(), want)
		}
	}
}

func TestConditionsRefuse(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]Cond{
		"double quote": Field("a").IsText(`x" or "1"="1`),
		"single quote": Field("a").IsText(`O'Neil`),
		"backslash":    Field("a").Contains(`x\`),
		"newline":      Field("a").Contains("x\ny"),
		"field":        Field("a or b").Is(1),
		"empty field":  Field("").Is(1),
		"no ids":       Field("a").In(),
		"no time":      Field("a").After(time.Time{}),
		"inside and":   And(Field("b").Is(1), Field("a").IsText(`"`)),
		"inside or":    Or(Field("b").Is(1), Field("a").IsText(`"`)),
	} {
		if c.Err() == nil || c.String() != "" {
			t.Errorf("%s: accepted as %q", name, c.String())
		}
	}
}

// FuzzConditions proves that no text leaves its literal: what stands between
// the two quotes is the text itself, and nothing stands behind them.
func FuzzConditions(f *testing.F) {
	f.Add("jdoe")
	f.Add(`a" or id>0 or "`)
	f.Add("[x]%*")
	f.Fuzz(func(t *testing.T, s string) {
		c := Field("a").IsText(s)
		if c.Err() != nil {
			return
		}
		inner, ok := strings.CutPrefix(c.String(), `a="`)
		inner, ok2 := strings.CutSuffix(inner, `"`)
		if !ok || !ok2 || strings.ContainsAny(inner, "\"'\\\n\r\x00") {
			t.Fatalf("%q became %s", s, c)
		}
		if strings.ReplaceAll(inner, "[[]", "[") != s && !strings.Contains(s, "[[]") {
			t.Fatalf("%q became %s", s, c)
		}
	})
}
