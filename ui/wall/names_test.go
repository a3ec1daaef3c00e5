package wall_test

import (
	"fmt"
	"strings"
	"testing"

	"daybrief/internal/golden"
	"daybrief/model"
	"daybrief/ui/uitest"
)

// A name is not cut beside the blanks between two figures.
func TestNamesGetWhatFiguresDoNotNeed(t *testing.T) {
	t.Parallel()
	s := tenant(uitest.Noon(), 60)
	rename := func(list []*model.Ticket) {
		for _, x := range list {
			x.Company.Name = model.Clean(fmt.Sprintf("Southbank Veterinary & So%02d", x.Company.ID%100))
		}
	}
	rename(s.ServiceTickets.Value)
	rename(s.ClosedService.Value)
	for i := range s.Companies.Value {
		s.Companies.Value[i].Name = model.Clean(fmt.Sprintf("Southbank Veterinary & So%02d", s.Companies.Value[i].ID%100))
	}
	got := golden.Plain(draw(settings("companies"), frameOf(s, uitest.Noon(), 120, 40)))
	if n := strings.Count(got, "Southbank Veterinary & So"); n < 5 || strings.Contains(got, "So…") {
		t.Errorf("%d names are whole:\n%s", n, got)
	}
}
