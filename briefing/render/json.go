package render

import (
	"bytes"
	"cmp"
	"encoding/json"
	"strconv"
	"time"

	"daybrief/briefing"
	"daybrief/model"
)

// schema is the version of the JSON. Fields may be added under the same
// number; none is renamed, removed or given another meaning.
const schema = 1

type document struct {
	Schema         int               `json:"schema"`
	GeneratedAt    string            `json:"generated_at"`
	Role           string            `json:"role"`
	Scope          string            `json:"scope"`
	Member         string            `json:"member"`
	NeedsAttention bool              `json:"needs_attention"`
	Now            []action          `json:"now"`      // null when it can't be told
	NowNote        *string           `json:"now_note"` // what Now could not see
	Calm           *string           `json:"calm"`     // the sentence where nothing needs anybody
	Numbers        figures           `json:"numbers"`
	Desk           figures           `json:"desk"` // the same of the whole desk
	Sections       []section         `json:"sections"`
	Sources        []source          `json:"sources"`
	Missing        map[string]string `json:"missing"` // why a number is null, by its key
	Least          map[string]string `json:"least"`   // why a number is only the least it can be, by its key
	// Doubtful is why a number may be more or fewer, by its key.
	Doubtful map[string]string `json:"doubtful"`
}

// action is a line of Now.
type action struct {
	Kind    string  `json:"kind"`
	Text    string  `json:"text"`
	Points  int     `json:"points"`
	IDs     []int64 `json:"ids"`
	Reasons []point `json:"reasons"`
	// Message is the latest of the customer's; null where it was not read or
	// there is none.
	Message *words `json:"message"`
}

// words is how a message begins.
type words struct {
	Text   string  `json:"text"`
	Author string  `json:"author"`
	At     *string `json:"at"`
}

// point is a reason with what it is worth; setting is its key in [briefing.points].
type point struct {
	Text    string `json:"text"`
	Points  int    `json:"points"`
	Setting string `json:"setting,omitempty"`
}

type section struct {
	ID          string  `json:"id"`
	Question    string  `json:"question"`
	Count       int     `json:"count"`
	Unavailable *string `json:"unavailable"`
	Items       []item  `json:"items"`
	Rule        string  `json:"rule"`
	Partial     *string `json:"partial"`
}

type item struct {
	Kind     string   `json:"kind"`
	ID       int64    `json:"id"`
	Summary  string   `json:"summary"`
	Company  string   `json:"company"`
	Board    string   `json:"board"`
	Priority string   `json:"priority"`
	Status   string   `json:"status"`
	Owner    *string  `json:"owner"` // null when the ticket has none, though others may work it
	Reasons  []string `json:"reasons"`
	Due      *string  `json:"due"`
	URL      string   `json:"url"`
	Ticket   int64    `json:"ticket,omitempty"` // of a visit, or of a figure
}

type source struct {
	Name    string  `json:"name"`
	State   string  `json:"state"`
	AsOf    *string `json:"as_of"`
	Problem *string `json:"problem"`
}

// figures is the object of numbers; what could not be had is null.
type figures []briefing.Figure

// MarshalJSON writes the figures in their order.
func (fs figures) MarshalJSON() ([]byte, error) {
	out := []byte{'{'}
	for i, f := range fs {
		if i > 0 {
			out = append(out, ',')
		}
		out = strconv.AppendQuote(out, f.Key)
		out = append(out, ':')
		if f.Missing != "" {
			out = append(out, "null"...)
		} else {
			out = strconv.AppendInt(out, int64(f.Value), 10)
		}
	}
	return append(out, '}'), nil
}

// JSON renders schema 1: every item unless Options.Limit says otherwise, times
// as RFC 3339 in the briefing's zone, the same bytes for the same briefing. It
// ends with a line feed.
func JSON(b *briefing.Briefing, o Options) []byte {
	doc := document{
		Schema: schema, GeneratedAt: stamp(b.At, b.Zone), Role: string(b.Role), Scope: string(b.Scope), Member: oneLine(b.Member),
		NeedsAttention: b.NeedsAttention, Numbers: b.Numbers.Figures(), Desk: b.Desk.Figures(), Sections: []section{}, Sources: []source{},
		Missing: b.Numbers.Missing, Least: b.Numbers.Least, Doubtful: b.Numbers.Doubtful,
	}
	if doc.Doubtful == nil {
		doc.Doubtful = map[string]string{}
	}
	if doc.Least == nil {
		doc.Least = map[string]string{}
	}
	if doc.Missing == nil {
		doc.Missing = map[string]string{}
	}
	doc.Now, doc.NowNote, doc.Calm = actions(b), orNull(cmp.Or(b.Now.Unavailable, b.Now.Partial)), orNull(b.Now.Calm)
	secs := o.sections(b)
	for i := range secs {
		s := &secs[i]
		if s.ID == briefing.SectionNow {
			continue // it has a place of its own
		}
		js := section{ID: s.ID, Question: s.Question, Count: s.Count, Unavailable: orNull(s.Unavailable), Rule: s.Rule, Partial: orNull(s.Partial), Items: []item{}}
		items := o.shown(s)
		for k := range items {
			js.Items = append(js.Items, itemJSON(&items[k], b.Zone))
		}
		doc.Sections = append(doc.Sections, js)
	}
	for _, s := range b.Sources {
		doc.Sources = append(doc.Sources, source{Name: string(s.Name), State: string(s.State), AsOf: maybe(s.AsOf, b.Zone), Problem: sentence(s.Problem)})
	}
	var buf bytes.Buffer
	enc := json.NewEncoder(&buf)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	// A document of strings, integers and lists of them always encodes.
	_ = enc.Encode(doc)
	return buf.Bytes()
}

// actions are the lines of Now; nil when it can't be told.
func actions(b *briefing.Briefing) []action {
	s := &b.Now
	if s.Unavailable != "" {
		return nil
	}
	out := make([]action, 0, len(s.Items))
	for i := range s.Items {
		it := &s.Items[i]
		a := action{Kind: string(it.Kind), Text: it.Sentence(), Points: it.Points, IDs: it.IDs, Reasons: []point{}}
		for _, r := range it.Why {
			a.Reasons = append(a.Reasons, point{r.Text, r.Points, r.Key})
		}
		if m := it.Message; m != nil {
			a.Message = &words{m.Text, m.Author.String(), maybe(m.At, b.Zone)}
		}
		out = append(out, a)
	}
	return out
}

func itemJSON(it *briefing.Item, zone *time.Location) item {
	out := item{
		Kind: string(it.Kind), ID: it.ID, Summary: it.Summary.String(), Company: it.Company.String(), Board: it.Board.String(),
		Priority: it.Priority.String(), Status: it.Status.String(), Owner: orNull(it.Owner.String()), Reasons: it.Reasons,
		Due: maybe(it.Due, zone), URL: it.URL,
	}
	if it.Ticket != nil && it.Ticket.Owner.IsZero() {
		out.Owner = nil // Item.Owner names the resources then, for people to read
	}
	if out.Reasons == nil {
		out.Reasons = []string{}
	}
	if it.Ticket != nil && it.Kind != briefing.KindTicket {
		out.Ticket = int64(it.Ticket.ID)
	}
	return out
}

func stamp(t time.Time, zone *time.Location) string { return t.In(zone).Format(time.RFC3339) }

func maybe(t time.Time, zone *time.Location) *string {
	if t.IsZero() {
		return nil
	}
	return orNull(stamp(t, zone))
}

func orNull(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}

func sentence(p *model.Problem) *string {
	if p == nil {
		return nil
	}
	return orNull(p.Error())
}
