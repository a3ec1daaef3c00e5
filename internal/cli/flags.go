package cli

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
)

// choice is a flag that takes one of some words.
type choice struct {
	value   string
	allowed []string
}

func (c *choice) String() string { return c.value }
func (c *choice) Type() string   { return strings.Join(c.allowed, "|") }

// Set implements pflag.Value.
func (c *choice) Set(s string) error {
	if !slices.Contains(c.allowed, s) {
		return errors.New("must be one of " + strings.Join(c.allowed, ", "))
	}
	c.value = s
	return nil
}

// choices is a flag that may be given several times, or with commas.
type choices struct {
	values  []string
	allowed []string
}

func (c *choices) String() string { return strings.Join(c.values, ",") }
func (c *choices) Type() string   { return "ID" }

// Set implements pflag.Value.
func (c *choices) Set(s string) error {
	for _, word := range strings.Split(s, ",") {
		if !slices.Contains(c.allowed, word) {
			return errors.New("must be one of " + strings.Join(c.allowed, ", "))
		}
		if !slices.Contains(c.values, word) {
			c.values = append(c.values, word)
		}
	}
	return nil
}

// moment is a flag that takes a time with its offset.
type moment struct{ at time.Time }

func (m *moment) String() string {
	if m.at.IsZero() {
		return ""
	}
	return m.at.Format(time.RFC3339)
}

func (m *moment) Type() string { return "TIME" }

// Set implements pflag.Value.
func (m *moment) Set(s string) error {
	at, err := time.Parse(time.RFC3339, s)
	if err != nil {
		return errors.New("must be a time with its offset, like 2026-03-10T15:00:00Z")
	}
	if at.Year() < 2000 || at.Year() > 2100 {
		return errors.New("must lie between the years 2000 and 2100")
	}
	m.at = at
	return nil
}

// dateFlag is a flag that takes a calendar day, kept at midnight UTC.
type dateFlag struct{ day time.Time }

func (d *dateFlag) String() string {
	if d.day.IsZero() {
		return ""
	}
	return d.day.Format(time.DateOnly)
}

func (d *dateFlag) Type() string { return "DATE" }

// Set implements pflag.Value.
func (d *dateFlag) Set(s string) error {
	day, err := time.Parse(time.DateOnly, s)
	if err != nil {
		return errors.New("must be a day, like 2026-03-10")
	}
	d.day = day
	return nil
}

// lengthFlag is a flag that takes a duration within limits.
type lengthFlag struct {
	value     time.Duration
	low, high time.Duration
}

// String is nothing for no value, which help then does not name as a default.
func (d *lengthFlag) String() string {
	if d.value == 0 {
		return ""
	}
	return d.value.String()
}
func (d *lengthFlag) Type() string { return "TIME" }

// Set implements pflag.Value.
func (d *lengthFlag) Set(s string) error {
	v, err := time.ParseDuration(s)
	if err != nil || v < d.low || v > d.high {
		return fmt.Errorf("must be a number and a unit, like 90s, from %s to %s", d.low, d.high)
	}
	d.value = v
	return nil
}

// factor is a flag that takes a positive number within limits.
type factor struct{ value, low, high float64 }

func (f *factor) String() string { return strconv.FormatFloat(f.value, 'g', -1, 64) }
func (f *factor) Type() string   { return "X" }

// Set implements pflag.Value. NaN is in no range.
func (f *factor) Set(s string) error {
	v, err := strconv.ParseFloat(s, 64)
	if err != nil || !(v >= f.low && v <= f.high) {
		return fmt.Errorf("must be a number from %g to %g", f.low, f.high)
	}
	f.value = v
	return nil
}

// count is a flag that takes a whole number from 0.
type count struct{ value int }

func (c *count) String() string { return strconv.Itoa(c.value) }
func (c *count) Type() string   { return "N" }

// Set implements pflag.Value.
func (c *count) Set(s string) error {
	v, err := strconv.Atoi(s)
	if err != nil || v < 0 {
		return errors.New("must be a whole number, 0 or more")
	}
	c.value = v
	return nil
}
