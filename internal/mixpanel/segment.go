package mixpanel

import (
	"context"
	"encoding/json"
	"errors"
	"net/url"
	"slices"
	"strconv"

	"daybrief/internal/rest"
	"daybrief/model"
)

// mostValues is how many values of a property the service lists at most.
const mostValues = 10_000

// span is days from the first to the last, both included, as days since 1970.
type span struct{ first, last int }

func (s span) len() int { return s.last - s.first + 1 }

// segment is how many people did one event, by value of the property.
type segment struct {
	asked span
	known span // what the answer holds of it
	// values are the users of each day of asked.
	values map[string][]int
	// unread are the values of which a number is none, or stands at no day.
	unread map[string]bool
	cut    bool
}

// segment asks for one event.
func (c *Client) segment(ctx context.Context, event string, asked span) (*segment, error) {
	q := question{op: "count an event", path: "/segmentation", query: url.Values{
		"event": {event}, "from_date": {label(asked.first)}, "to_date": {label(asked.last)},
		"on": {"properties[" + strconv.Quote(c.o.Company) + "]"}, "unit": {"day"}, "type": {"unique"}, "limit": {strconv.Itoa(mostValues)},
	}}
	body, err := c.ask(ctx, q)
	if err != nil {
		return nil, err
	}
	s, err := readSegment(body, asked)
	if err != nil {
		return nil, c.unread(body, err)
	}
	return s, nil
}

// unread is an answer that could not be taken apart.
func (c *Client) unread(body []byte, err error) *model.Problem {
	switch {
	case len(body) == 0:
		return c.bad("empty-body", "an empty answer")
	case errors.Is(err, errEnds), rest.Cut(body):
		return c.bad("truncated", "an answer that breaks off in the middle")
	case errors.Is(err, errDays):
		return c.bad("days-missing", "an answer for other days than it was asked for")
	case !json.Valid(body):
		return c.bad("bad-json", "an answer that is not JSON")
	}
	return c.bad("unexpected-shape", "an answer that has not the form of numbers by client and day")
}

// errDays is an answer about days that were not asked for, or with a hole.
var errDays = errors.New("other days")

// readSegment takes an answer apart. Days that a value leaves out are 0: that is
// how the service writes them. A day that the whole list leaves out is not known.
func readSegment(body []byte, asked span) (*segment, error) {
	p := &parser{reader: reader{b: body}, s: &segment{asked: asked, values: map[string][]int{}, unread: map[string]bool{}}, total: -1}
	p.members(func(name []byte) {
		switch string(name) {
		case "data":
			p.data()
		case "legend_size":
			if n, ok := p.count(); ok {
				p.total = n
			}
		default:
			p.skip(0)
		}
	})
	p.end()
	if p.err == nil && (!p.hasSeries || !p.hasValues) {
		p.fail(errShape)
	}
	if p.err != nil {
		return nil, p.err
	}
	return p.finish()
}

type parser struct {
	reader
	s                    *segment
	dates                dates
	days                 []int
	total                int
	hasSeries, hasValues bool
}

func (p *parser) data() {
	p.members(func(name []byte) {
		switch string(name) {
		case "series":
			if p.hasSeries {
				p.fail(errShape)
			}
			p.hasSeries = true
			p.each('[', ']', p.seriesDay)
		case "values":
			if p.hasValues {
				p.fail(errShape)
			}
			p.hasValues = true
			p.members(p.value)
		default:
			p.skip(0)
		}
	})
}

func (p *parser) seriesDay() {
	day, ok := p.dates.read(p.text())
	if !ok && p.err == nil {
		p.fail(errShape)
	}
	p.days = append(p.days, day)
}

// value reads the days of one value of the property.
func (p *parser) value(name []byte) {
	key := string(name)
	if _, twice := p.s.values[key]; twice || len(p.s.values) > 4*mostValues {
		p.fail(errShape)
		return
	}
	users := make([]int, p.s.asked.len())
	p.s.values[key] = users
	if p.peek() != '{' {
		p.s.unread[key] = true
		p.skip(0)
		return
	}
	p.members(func(date []byte) {
		day, ok := p.dates.read(date)
		n, number := p.count()
		i := day - p.s.asked.first
		if !ok || !number || i < 0 || i >= len(users) {
			p.s.unread[key] = true
			return
		}
		users[i] = n
	})
}

// finish works out which days the answer is about, and whether it is whole.
func (p *parser) finish() (*segment, error) {
	s := p.s
	s.cut = len(s.values) >= mostValues || p.total > len(s.values)
	slices.Sort(p.days)
	p.days = slices.Compact(p.days)
	if len(p.days) == 0 {
		if len(s.values) > 0 {
			return nil, errDays
		}
		s.known = s.asked // nobody, on no day
		return s, nil
	}
	s.known = span{p.days[0], p.days[len(p.days)-1]}
	if s.known.len() != len(p.days) || s.known.first < s.asked.first || s.known.last > s.asked.last {
		return nil, errDays
	}
	return s, nil
}
