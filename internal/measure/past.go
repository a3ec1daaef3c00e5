package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"daybrief/internal/history"
	"daybrief/model"
)

// pasts measures what the history costs the screen: keys while all tickets of the
// tenant are inserted, and starts beside a file of many.
func (b *bench) pasts(t *table) error {
	off := filepath.Join(b.home, "forgetful.toml")
	text, err := os.ReadFile(b.config)
	if err == nil {
		err = os.WriteFile(off, []byte(string(text)+"[history]\non = false\n"), 0o600)
	}
	if err != nil {
		return err
	}
	if err := b.fill(); err != nil {
		return err
	}
	path, err := b.kept()
	if err != nil {
		return err
	}
	for how, config := range map[string]string{"tickets inserted meanwhile": b.config, "no history": off} {
		if err := history.Forget(path); err != nil {
			return err
		}
		p, err := launch(b.plan.program, b.env(), "--config", config)
		if err != nil {
			return err
		}
		if _, err = p.first(3*time.Minute, live); err == nil {
			_ = p.press("2")
			b.moves(t, p, how)
		}
		p.end()
		if err != nil {
			return err
		}
	}
	if err := inserted(path, b.plan.past); err != nil {
		return err
	}
	return b.beside(t, map[string]string{fmt.Sprintf("a history of %d", b.plan.past): b.config, "no history": off})
}

// kept is the file of the tenant's history.
func (b *bench) kept() (string, error) {
	all, err := filepath.Glob(filepath.Join(b.home, ".local/state/daybrief/history-*.db"))
	if err == nil && len(all) != 1 {
		err = fmt.Errorf("%d histories are kept", len(all))
	}
	if err != nil {
		return "", err
	}
	return all[0], nil
}

// inserted makes a history of so many closed tickets.
func inserted(path string, n int) error {
	ctx, now := context.Background(), time.Now()
	db, err := history.Open(ctx, history.Options{Path: path})
	if err != nil {
		return err
	}
	defer func() { _ = db.Close() }()
	words := strings.Fields("printer mail vpn login outlook server backup screen phone toner router disk update password office")
	for from := 0; from < n; from += 10_000 {
		var list []*model.Ticket
		for i := from; i < min(from+10_000, n); i++ {
			at := now.Add(-time.Duration(i) * time.Minute)
			list = append(list, &model.Ticket{
				ID: model.TicketID(50_000_000 + i), Summary: model.Clean(fmt.Sprintf("%s %s %d", words[i%15], words[i/15%15], i%9973)), Closed: true, ClosedAt: at,
				Entered: at.Add(-time.Hour), Updated: at, Company: model.CompanyRef{ID: model.CompanyID(i%2000 + 1), Name: model.Clean(fmt.Sprintf("Company %d", i%2000))},
			})
		}
		if _, err := db.PutTickets(ctx, list, now, time.UTC); err != nil {
			return err
		}
	}
	return nil
}

// beside measures first frames of the last picture with several configurations in
// turn, so that what else goes on hits all alike.
func (b *bench) beside(t *table, configs map[string]string) error {
	took, work := map[string][]float64{}, map[string][]float64{}
	for range b.plan.starts {
		for how, config := range configs {
			p, err := launch(b.plan.program, b.env(), "--config", config)
			if err != nil {
				return err
			}
			c, err := p.first(30*time.Second, full)
			if err == nil {
				took[how], work[how] = append(took[how], ms(c.at.Sub(p.began))), append(work[how], ms(c.cpu))
				time.Sleep(time.Second)
			}
			p.end()
			if err != nil {
				return err
			}
		}
	}
	for how := range configs {
		t.row(fmt.Sprintf("first frame, %d, beside %s", b.open, how), "%.0f ms, %.0f ms CPU (worst %.0f, %.0f)", median(took[how]), median(work[how]), slices.Max(took[how]), slices.Max(work[how]))
	}
	return nil
}
