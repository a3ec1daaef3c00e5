package brief_test

import (
	"strings"
	"testing"
	"time"

	"daybrief/model"
	"daybrief/ui/brief"
	"daybrief/ui/uitest"
)

// While the tickets are on their way, a refusal of the service that counts the use
// of our products is not taken for theirs.
func TestUsageKeepsNoTicketsAway(t *testing.T) {
	t.Parallel()
	at := uitest.Noon()
	refused := model.Health{Source: model.SourceUsage, Every: time.Hour, Since: at, Problem: &model.Problem{Kind: model.Unauthorized, Code: "account-refused", What: model.Clean("It refused the service account.")}}
	for _, state := range []model.Health{{Source: model.SourceTickets, Busy: true}, {Source: model.SourceTickets, Problem: &model.Problem{Kind: model.Offline, What: model.Clean("No network.")}}} {
		f := frame(&model.Snapshot{Gen: 1, Health: []model.Health{state, refused}}, 100, 30)
		b := brief.New()
		b.Sync(f)
		if text := shown(b, f); strings.Contains(text, "service account") || state.Problem != nil && !strings.Contains(text, "No network.") {
			t.Errorf("%s", text)
		}
	}
}
