package render

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"strconv"
	"strings"
	"time"

	"daybrief/internal/report"
)

// asCSV is a report after RFC 4180, safe for spreadsheets: a head, and a line
// for each group or, with Rows, each record. It holds no totals, which a
// spreadsheet would add up once more. There is no place for notes: the last columns
// say how many records a group leaves out, and whether something could not be read.
func asCSV(r report.Result, o Options) string {
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	w.UseCRLF = true
	head := []string{"key", "name", "currency"}
	if o.Rows {
		head = []string{"group", "kind", "id", "ticket", "day", "member", "company", "text"}
	}
	for _, c := range r.Report.Columns {
		head = append(head, c.Key)
	}
	if !o.Rows {
		head = append(head, "left_out")
	}
	lines, partial := [][]string{append(head, "partial")}, partly(r)
	values := func(line []string, v []*float64, more ...string) {
		for i, c := range r.Report.Columns {
			line = append(line, plain(v[i], c.Unit))
		}
		lines = append(lines, append(append(line, more...), partial))
	}
	switch {
	case o.Rows:
		for _, row := range r.Rows {
			ticket, day := "", ""
			if row.Ticket != 0 {
				ticket = strconv.FormatInt(int64(row.Ticket), 10)
			}
			if !row.Day.IsZero() {
				day = row.Day.Format(time.DateOnly)
			}
			values([]string{inert(row.Group), row.Kind, strconv.FormatInt(row.ID, 10), ticket, day, inert(row.Member), inert(row.Of), inert(row.Text)}, row.Values)
		}
	default:
		for _, g := range r.Groups {
			values([]string{inert(g.Key), inert(g.Name), inert(g.Currency)}, g.Values, strconv.Itoa(r.LeftOut(g)))
		}
	}
	if len(lines) == 1 && partial != "" { // nothing that is known is no nothing
		lines = append(lines, append(make([]string, len(lines[0])-1), partial))
	}
	_ = w.WriteAll(lines) // a bytes.Buffer takes everything
	return b.String()
}

// partly is what a line of a report says of its wholeness: nothing, "yes", or why
// there is no report.
func partly(r report.Result) string {
	switch {
	case r.Unavailable != "":
		return inert(r.Unavailable)
	case r.AtLeast || r.Problem != nil:
		return "yes"
	}
	return ""
}

// inert keeps a spreadsheet from taking a text for a formula.
func inert(s string) string {
	if s != "" && strings.ContainsRune("=+-@\t\r", rune(s[0])) {
		return "'" + s
	}
	return s
}

// object is a JSON object whose keys keep their order.
type object []member

type member struct {
	key   string
	value any
}

// MarshalJSON implements json.Marshaler.
func (o object) MarshalJSON() ([]byte, error) {
	var b bytes.Buffer
	b.WriteByte('{')
	for i, m := range o {
		if i > 0 {
			b.WriteByte(',')
		}
		key, _ := json.Marshal(m.key) // a string always can be
		value, err := json.Marshal(m.value)
		if err != nil {
			return nil, err
		}
		b.Write(key)
		b.WriteByte(':')
		b.Write(value)
	}
	b.WriteByte('}')
	return b.Bytes(), nil
}

// asJSON is a report for programs.
func asJSON(r report.Result, o Options) string {
	zone := r.Ask.Zone.String()
	out := object{
		{"schema", 1}, {"id", r.Report.ID}, {"question", r.Report.Question}, {"by", r.Ask.By},
		{"period", period(r, zone)}, {"generated_at", r.Ask.Now.UTC().Format(time.RFC3339)},
	}
	if o.Rows {
		out = append(out, member{"rows", jsonRows(r)})
	} else {
		out = append(out, member{"groups", jsonGroups(r)}, member{"totals", totals(r)})
	}
	notes := append([]string{}, r.Notes...)
	out = append(out, member{"rows_total", r.RowsTotal}, member{"at_least", r.AtLeast}, member{"unavailable", orNull(r.Unavailable)}, member{"notes", notes})
	b, _ := json.MarshalIndent(out, "", "  ") // strings, numbers and nulls
	return string(b) + "\n"
}

// period is null for reports that speak of now.
func period(r report.Result, zone string) any {
	if r.Report.Now {
		return nil
	}
	return object{{"from", r.Ask.From.Format(time.DateOnly)}, {"to", r.Ask.To.Format(time.DateOnly)}, {"zone", zone}}
}

func totals(r report.Result) any {
	if r.Unavailable != "" {
		return nil
	}
	return values(r, r.Totals)
}

func values(r report.Result, list []*float64) object {
	out := make(object, len(list))
	for i, c := range r.Report.Columns {
		out[i] = member{c.Key, number(list[i], c.Unit)}
	}
	return out
}

func number(v *float64, u report.Unit) any {
	if v == nil {
		return nil
	}
	return json.Number(plain(v, u))
}

func jsonGroups(r report.Result) []object {
	out := []object{}
	for _, g := range r.Groups {
		line := object{{"key", g.Key}, {"name", g.Name}}
		if g.Currency != "" {
			line = append(line, member{"currency", g.Currency})
		}
		out = append(out, append(line, member{"values", values(r, g.Values)}))
	}
	return out
}

func jsonRows(r report.Result) []object {
	out := []object{}
	for _, row := range r.Rows {
		var ticket, day any
		if row.Ticket != 0 {
			ticket = row.Ticket
		}
		if !row.Day.IsZero() {
			day = row.Day.Format(time.DateOnly)
		}
		out = append(out, object{{"group", row.Group}, {"kind", row.Kind}, {"id", row.ID}, {"ticket", ticket}, {"day", day},
			{"member", orNull(row.Member)}, {"company", orNull(row.Of)}, {"text", orNull(row.Text)}, {"values", values(r, row.Values)}})
	}
	return out
}

func orNull(s string) any {
	if s == "" {
		return nil
	}
	return s
}
