package connectwise

import (
	"context"
	"testing"

	"daybrief/model"
)

// An answer that breaks off is asked for again wherever that happens: in a word, in an
// escape, and after a part that ends as the whole does.
func TestPatienceWithAnswersCutAnywhere(t *testing.T) {
	t.Parallel()
	for path, body := range map[string]string{
		"/sales/activities/statuses":      "[{\"id\":1,\"closedFlag\":true,\"tags\":[1,2]},{\"id\":2,\"closedFlag\":false,\"name\":\"D\\u00fcnn\\n\",\"_info\":{\"a\":null}}]",
		"/sales/opportunities/7/forecast": `{"id":7,"forecastRevenueTotals":{"id":1,"revenue":12.5},"forecastItems":[]}`,
	} {
		for n := 1; n < len(body); n++ {
			_, c := newServer(t, &stub{name: body[:n], path: api + path, any: true, body: body[:n]}, &stub{name: "again", path: api + path, any: true, body: body})
			told := ""
			ctx := Patiently(t.Context(), func(_ context.Context, p *model.Problem, _ int) bool { told = p.Code; return true })
			var err error
			if path == "/sales/activities/statuses" {
				_, err = c.Sales().ActivityStatuses(ctx)
			} else {
				_, err = c.Sales().Forecast(ctx, 7)
			}
			if err != nil || told != "truncated" {
				t.Errorf("%s: told %q, %v", body[:n], told, err)
			}
		}
	}
}
