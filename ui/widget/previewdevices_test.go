package widget

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/x/ansi"
	"pgregory.net/rapid"

	"daybrief/internal/psa"
	"daybrief/model"
	"daybrief/ui/theme"
)

func gear(n int) model.Fresh[[]model.Configuration] {
	list := make([]model.Configuration, n)
	for i := range list {
		list[i] = model.Configuration{ID: model.ConfigurationID(i + 1), Name: model.Clean(fmt.Sprintf("WS%02d", i+1)), Type: model.Clean("Workstation")}
	}
	return model.Fresh[[]model.Configuration]{Value: list, At: at()}
}

// geared is a card with devices, and what failed of them and of the notes.
func geared(list model.Fresh[[]model.Configuration], devices, notes *model.Problem) Card {
	c := Card{}
	c.Devices, c.Notes.Problem = psa.Part[[]model.Configuration]{Fresh: list, Problem: devices}, notes
	return c
}

func TestPreviewDevices(t *testing.T) {
	t.Parallel()
	one := gear(1)
	one.Value[0] = model.Configuration{ID: 1, Name: model.Clean("ACME-NB03"), Type: model.Clean("Laptop"), Contact: model.Clean("Lena Vogt"), Login: model.Clean("lvogt"),
		Tag: model.Clean("4711"), Warranty: at().AddDate(0, 0, -9), Inactive: true}
	bareOne := gear(1)
	bareOne.Value[0] = model.Configuration{ID: 99}
	denied := &model.Problem{Kind: model.Forbidden, What: model.Clean("No."), Needs: "Inquire on Configurations (Companies), level All"}
	nothing := model.Fresh[[]model.Configuration]{}
	down := &model.Problem{Kind: model.ServerDown, What: model.Clean("The server is down."), Cure: model.Clean("Wait.")}
	for _, c := range []struct {
		name     string
		card     Card
		want, no []string
	}{
		{"none known", Card{}, nil, []string{"Devices", "device"}},
		{"none there", geared(gear(0), nil, nil), nil, []string{"Devices"}},
		{"everything", geared(one, nil, nil), []string{"── Devices · 1 ──", "\nACME-NB03 · Laptop · Lena Vogt · inactive · out of warranty · tag 4711"}, []string{"lvogt", "more"}},
		{"nothing", geared(bareOne, nil, nil), []string{"\ndevice 99 "}, []string{"device 99 ·"}},
		{"five", geared(gear(5), nil, nil), []string{"Devices · 5", "WS05 · Workstation"}, []string{"more"}},
		{"eight", geared(gear(8), nil, nil), []string{"Devices · 8", "WS05", "and 3 more"}, []string{"WS06"}},
		{"refused", geared(nothing, denied, nil), []string{"── Devices ──", "Not allowed to read devices: the keys' role needs Inquire on Configurations", "level All."}, []string{"No."}},
		{"refused, names known", geared(gear(2), denied, nil), []string{"Devices · 2", "Not allowed", "WS02"}, nil},
		{"failed", geared(nothing, down, nil), []string{"── Devices ──", "The server is down.", "Wait."}, nil},
		{"all failed", geared(nothing, down, down), []string{"Conversation", "The server is down."}, []string{"Devices"}},
		{"all failed, devices known", geared(gear(1), down, down), []string{"Devices · 1", "WS01"}, nil},
	} {
		c.card.Ticket = sampleTicket()
		got := shown(c.card, 80, 60)
		for _, w := range c.want {
			if !strings.Contains(got, w) {
				t.Errorf("%s: no %q in\n%s", c.name, w, got)
			}
		}
		for _, w := range c.no {
			if strings.Contains(got, w) {
				t.Errorf("%s: %q in\n%s", c.name, w, got)
			}
		}
		if strings.Count(got, "The server is down.") > 1 {
			t.Errorf("%s: one fault is told twice\n%s", c.name, got)
		}
		if i := strings.Index(got, "Devices"); i >= 0 && i < strings.Index(got, "Conversation") {
			t.Errorf("%s: facts stand above the words", c.name)
		}
	}
}

// Devices that arrive, or a refusal, change an open preview at once.
func TestPreviewTakesUpDevices(t *testing.T) {
	t.Parallel()
	var p Preview
	c, th := Card{Ticket: sampleTicket(), Now: at()}, bare()
	p.Sync(c, 60, 60, th)
	for _, next := range []struct {
		change func()
		want   string
	}{
		{func() { c.Devices.Fresh = gear(1) }, "WS01"},
		{func() { c.Devices.Fresh = gear(2); c.Devices.At = at().Add(time.Minute) }, "WS02"},
		{func() { c.Devices.Problem = &model.Problem{What: model.Clean("Gone wrong.")} }, "Gone wrong."},
	} {
		next.change()
		p.Sync(c, 60, 60, th)
		if got := strings.Join(p.Draw(), "\n"); !strings.Contains(got, next.want) {
			t.Errorf("no %q in\n%s", next.want, got)
		}
	}
}

func TestPreviewDevicesGeometry(t *testing.T) {
	t.Parallel()
	th := theme.New(true, theme.Unicode())
	rapid.Check(t, func(t *rapid.T) {
		word := func() model.Text { return model.Clean(anyText(t)) }
		list := gear(rapid.IntRange(0, 7).Draw(t, "n"))
		for i := range list.Value {
			list.Value[i] = model.Configuration{ID: 1, Name: word(), Type: word(), Tag: word(), Login: word(), Warranty: at().AddDate(0, 0, rapid.IntRange(-1, 1).Draw(t, "day"))}
		}
		w := rapid.IntRange(1, 90).Draw(t, "w")
		s := sheet{w: w, th: th, card: Card{TicketDetail: geared(list, nil, nil).TicketDetail, Now: at(), Zone: time.UTC}}
		s.devices()
		if len(list.Value) > 0 && len(s.lines) != 1+min(len(list.Value), maxDevices+1) && w > 12 {
			t.Fatalf("%d lines for %d devices", len(s.lines), len(list.Value))
		}
		for _, l := range s.lines {
			if n := ansi.StringWidth(l); n != w {
				t.Fatalf("%d cells, want %d: %q", n, w, l)
			}
		}
	})
}
