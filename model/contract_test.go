package model

import (
	"math"
	"testing"
	"time"
)

func onDay(s string) time.Time { t, _ := time.Parse(time.DateOnly, s); return t }

func TestMonths(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		first, last string
		want        float64
	}{
		{"2026-02-01", "2026-02-28", 1}, {"2026-01-01", "2026-12-31", 12}, {"2026-02-15", "2026-02-15", 1.0 / 28}, {"2024-02-15", "2024-02-15", 1.0 / 29},
		{"2026-01-31", "2026-03-01", 1.0/31 + 1 + 1.0/31}, {"2025-12-17", "2026-01-01", 15.0/31 + 1.0/31}, {"2026-02-02", "2026-02-01", 0},
	} {
		if got := Months(onDay(c.first), onDay(c.last)); math.Abs(got-c.want) > 1e-9 {
			t.Errorf("%s to %s: %v, want %v", c.first, c.last, got, c.want)
		}
	}
}

func TestRunOfAContract(t *testing.T) {
	t.Parallel()
	yes, no := true, false
	first, last := onDay("2026-02-01"), onDay("2026-02-28")
	for name, c := range map[string]struct {
		c        Contract
		from, to string // "" where it did not run
		sure     bool
	}{
		"all the time":             {Contract{Agreement: Agreement{Start: onDay("2020-01-01"), Cancelled: &no}}, "2026-02-01", "2026-02-28", true},
		"begins and ends":          {Contract{Agreement: Agreement{Start: onDay("2026-02-03"), End: onDay("2026-02-05"), Cancelled: &no}}, "2026-02-03", "2026-02-05", true},
		"one day":                  {Contract{Agreement: Agreement{Start: onDay("2026-02-28"), Cancelled: &no}}, "2026-02-28", "2026-02-28", true},
		"over":                     {Contract{Agreement: Agreement{Start: onDay("2020-01-01"), End: onDay("2026-01-31"), Cancelled: &no}}, "", "", true},
		"to come":                  {Contract{Agreement: Agreement{Start: onDay("2026-03-01"), Cancelled: &no}}, "", "", true},
		"cancelled":                {Contract{Agreement: Agreement{Start: onDay("2020-01-01"), End: onDay("2026-02-20"), Cancelled: &yes}, CancelledOn: onDay("2026-02-10")}, "2026-02-01", "2026-02-10", true},
		"cancelled after its end":  {Contract{Agreement: Agreement{Start: onDay("2020-01-01"), End: onDay("2026-02-05"), Cancelled: &yes}, CancelledOn: onDay("2026-02-10")}, "2026-02-01", "2026-02-05", true},
		"cancelled on no day":      {Contract{Agreement: Agreement{Start: onDay("2020-01-01"), Cancelled: &yes}}, "", "", true},
		"a date, but not the flag": {Contract{Agreement: Agreement{Start: onDay("2020-01-01"), Cancelled: &no}, CancelledOn: onDay("2026-02-10")}, "2026-02-01", "2026-02-28", true},
		"cancelled, or not":        {Contract{Agreement: Agreement{Start: onDay("2020-01-01")}}, "2026-02-01", "2026-02-28", false},
		"begun on no day":          {Contract{Agreement: Agreement{Cancelled: &no}}, "2026-02-01", "2026-02-28", false},
	} {
		from, to, ok, sure := c.c.Run(first, last)
		if ok != (c.from != "") || sure != c.sure || ok && (!from.Equal(onDay(c.from)) || !to.Equal(onDay(c.to))) {
			t.Errorf("%s: %v to %v, ran %v, sure %v", name, from, to, ok, sure)
		}
	}
}
