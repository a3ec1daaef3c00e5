package mixpanel

import (
	"context"
	"encoding/json"
	"net/url"
	"slices"
	"strconv"
	"strings"
)

// MostEvents is how many events may count as use: each is a query.
const MostEvents = 5

// Names asks for the most frequent events of the last 31 days, the most frequent
// first.
func (c *Client) Names(ctx context.Context) ([]string, error) {
	body, err := c.ask(ctx, question{op: "list events", path: "/events/names", query: url.Values{"type": {"general"}, "limit": {strconv.Itoa(MostEvents)}}})
	if err != nil {
		return nil, err
	}
	var list []string
	if json.Unmarshal(body, &list) != nil || list == nil {
		return nil, c.unread(body, namesFault(body))
	}
	var out []string
	for _, name := range list {
		if strings.TrimSpace(name) != "" && !slices.Contains(out, name) && len(out) < MostEvents {
			out = append(out, name)
		}
	}
	return out, nil
}

func namesFault(body []byte) error {
	r := reader{b: body}
	r.skip(0)
	if r.err != nil {
		return r.err
	}
	return errShape
}
