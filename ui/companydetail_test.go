package ui_test

import (
	"context"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"daybrief/internal/psa"
	"daybrief/model"
	"daybrief/ui/companies"
	"daybrief/ui/screen"
	"daybrief/ui/uitest"
)

// registry answers about companies, and counts.
type registry struct {
	asked, refuse atomic.Int64 // refuse: 1 agreements, 2 everything, for a while
	hang          atomic.Bool
}

func (r *registry) ask(ctx context.Context, id model.CompanyID) psa.CompanyDetail {
	r.asked.Add(1)
	if r.hang.Load() {
		<-ctx.Done()
		p := &model.Problem{Kind: model.TimedOut, What: model.Clean("No answer in time.")}
		return psa.FailedCompany(p)
	}
	d := psa.CompanyDetail{
		Contacts:   psa.Got([]model.Contact{{ID: 1, Company: id, Name: model.Clean("Ann Poe"), Title: model.Clean("Office Manager"), Phone: model.Clean("555-0101"), Email: model.Clean("ann@poe.example")}}, nil),
		Agreements: psa.Got([]model.Agreement{{ID: 1, Company: id, Name: model.Clean("Managed Services"), End: uitest.Noon().AddDate(0, 0, 20)}}, nil),
	}
	switch r.refuse.Load() {
	case 1:
		d.Agreements.Value, d.Agreements.Problem = nil, &model.Problem{Kind: model.Forbidden, What: model.Clean("The keys may not list agreements."), Needs: "Inquire on Agreements (Finance), level All"}
	case 2:
		p := &model.Problem{Kind: model.ServerDown, What: model.Clean("The server is down.")}
		d = psa.FailedCompany(p)
	}
	return d
}

func companiesApp(t *testing.T) (*registry, *uitest.Term) {
	t.Helper()
	r, reg := newRig(uitest.Tenant(uitest.Noon(), 90)), &registry{}
	r.opts.Screens = append([]screen.Screen{companies.New()}, r.opts.Screens...)
	r.provider.CompanyDetail = reg.ask
	return reg, uitest.Start(t, r.app(t), 160, 50)
}

func TestCompanyDetailOnlyWhereTheSelectionRests(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		reg, x := companiesApp(t)
		x.Pass(time.Second)
		x.Wants("Ann Poe", "555-0101", "Managed Services")
		if n := reg.asked.Load(); n != 1 {
			t.Fatalf("%d fetches for the first company, want 1", n)
		}
		for range 3 {
			x.Press("j")
		}
		if n := reg.asked.Load(); n != 1 {
			t.Errorf("%d fetches while running down the list", n-1)
		}
		x.Pass(3 * time.Second)
		if n := reg.asked.Load(); n != 2 {
			t.Errorf("%d fetches after resting, want one more", n-1)
		}
		x.Pass(9 * time.Minute)
		if n := reg.asked.Load(); n != 2 {
			t.Errorf("asked %d times again within minutes", n-2)
		}
		x.Pass(2 * time.Minute)
		if n := reg.asked.Load(); n != 3 {
			t.Errorf("asked %d times after ten minutes, want once again", n-2)
		}
		x.Press("2")
		x.Pass(30 * time.Minute)
		if n := reg.asked.Load(); n != 3 {
			t.Errorf("asked %d times while nobody looks", n-3)
		}
		x.Press("1")
		was := reg.asked.Load()
		for range 15 {
			x.Press("k", "j", "j")
			x.Pass(time.Second)
		}
		if n := reg.asked.Load() - was; n > 3 {
			t.Errorf("%d fetches in 15 s", n)
		}
	})
}

func TestCompanyDetailPartsFailByThemselves(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		reg, x := companiesApp(t)
		reg.refuse.Store(1)
		x.Pass(time.Second)
		x.Wants("Ann Poe", "Agreements (Finance)")
		x.Lacks("Managed Services")
		x.Pass(9 * time.Minute)
		if n := reg.asked.Load(); n != 1 {
			t.Errorf("what is denied was asked for %d times more", n-1)
		}
		reg.refuse.Store(2)
		x.Pass(2 * time.Minute)
		x.Wants("Ann Poe", "The server is down.") // what was had stays
		was := reg.asked.Load()
		x.Pass(5 * time.Minute)
		if n := reg.asked.Load() - was; n < 3 || n > 6 {
			t.Errorf("a failure that may pass was tried %d times in five minutes", n)
		}
		reg.refuse.Store(0)
		x.Pass(2 * time.Minute)
		x.Wants("Ann Poe", "Managed Services")
		x.Lacks("The server is down.")
	})
}

func TestCompanyDetailThatHangs(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		reg, x := companiesApp(t)
		reg.hang.Store(true)
		x.Pass(2 * time.Second)
		before := x.Text()
		if !strings.Contains(before, "Asking") {
			t.Error("a fetch under way does not say so:\n" + before)
		}
		x.Press("j", "k") // keys go on meanwhile
		x.Pass(25 * time.Second)
		x.Wants("No answer in time.")
		reg.hang.Store(false)
		x.Pass(2 * time.Minute)
		x.Wants("Ann Poe")
	})
}
