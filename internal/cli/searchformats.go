package cli

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/clipperhouse/displaywidth"

	"daybrief/internal/history"
)

// written is an answer in a format.
func written(f history.Found, format string, zone *time.Location) (string, error) {
	switch format {
	case "json":
		return writtenJSON(f)
	case "csv":
		return writtenCSV(f, zone)
	}
	var b strings.Builder
	if len(f.Hits) == 0 {
		return "Nothing that was kept matches that.\n" + ended(f.Said()), nil
	}
	var rows [][]string
	for _, h := range f.Hits {
		state := h.State.String()
		if !h.ClosedAt.IsZero() && h.State != history.StateOpen {
			state += " " + h.ClosedAt.In(zone).Format(time.DateOnly)
		}
		rows = append(rows, []string{"#" + strconv.FormatInt(int64(h.ID), 10), state, orDash(h.Company.String()), orDash(h.Owner.String()), orDash(h.Summary.String())})
	}
	aligned(&b, rows)
	if f.More {
		fmt.Fprintf(&b, "There are more than these %d; --limit lists more.\n", len(f.Hits))
	}
	b.WriteString(ended(f.Said()))
	return b.String(), nil
}

// ended is a sentence as a line; nothing for none.
func ended(s string) string {
	if s == "" {
		return ""
	}
	return s + "\n"
}

// aligned writes rows in columns as wide as their widest cell on a terminal.
func aligned(b *strings.Builder, rows [][]string) {
	var wide []int
	for _, r := range rows {
		for i, cell := range r {
			if i == len(wide) {
				wide = append(wide, 0)
			}
			wide[i] = max(wide[i], displaywidth.String(cell))
		}
	}
	for _, r := range rows {
		for i, cell := range r[:len(r)-1] {
			b.WriteString(cell + strings.Repeat(" ", wide[i]-displaywidth.String(cell)+2))
		}
		b.WriteString(r[len(r)-1] + "\n")
	}
}

func orDash(s string) string {
	if s == "" {
		return "-"
	}
	return s
}

func writtenCSV(f history.Found, zone *time.Location) (string, error) {
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	w.UseCRLF = true // RFC 4180
	rows := [][]string{{"id", "state", "summary", "company", "contact", "owner", "board", "status", "priority", "entered", "closed", "updated"}}
	at := func(t time.Time) string {
		if t.IsZero() {
			return ""
		}
		return t.In(zone).Format(time.RFC3339)
	}
	for _, h := range f.Hits {
		row := []string{strconv.FormatInt(int64(h.ID), 10), h.State.String()}
		for _, t := range []string{h.Summary.String(), h.Company.String(), h.Contact.String(), h.Owner.String(), h.Board.String(), h.Status.String(), h.Priority.String()} {
			row = append(row, inert(t))
		}
		rows = append(rows, append(row, at(h.Entered), at(h.ClosedAt), at(h.Updated)))
	}
	err := w.WriteAll(rows)
	return b.String(), err
}

// inert keeps a spreadsheet from taking a text for a formula.
func inert(s string) string {
	if s != "" && strings.ContainsRune("=+-@\t\r", rune(s[0])) {
		return "'" + s
	}
	return s
}

func writtenJSON(f history.Found) (string, error) {
	type hit struct {
		ID       int64      `json:"id"`
		State    string     `json:"state"`
		Summary  string     `json:"summary"`
		Company  *string    `json:"company"`
		Contact  *string    `json:"contact"`
		Owner    *string    `json:"owner"`
		Board    *string    `json:"board"`
		Status   *string    `json:"status"`
		Priority *string    `json:"priority"`
		Entered  *time.Time `json:"entered"`
		Closed   *time.Time `json:"closed"`
		Updated  *time.Time `json:"updated"`
	}
	out := struct {
		Schema int  `json:"schema"`
		More   bool `json:"more"`
		// Undated closed tickets can't be found by the day on which they were closed.
		Undated int   `json:"undated"`
		Hits    []hit `json:"tickets"`
	}{Schema: 1, More: f.More, Undated: f.Undated, Hits: []hit{}}
	for _, h := range f.Hits {
		out.Hits = append(out.Hits, hit{
			int64(h.ID), h.State.String(), h.Summary.String(), textOrNull(h.Company.String()), textOrNull(h.Contact.String()), textOrNull(h.Owner.String()),
			textOrNull(h.Board.String()), textOrNull(h.Status.String()), textOrNull(h.Priority.String()), dated(h.Entered), dated(h.ClosedAt), dated(h.Updated),
		})
	}
	b, err := json.MarshalIndent(out, "", "  ")
	return string(b) + "\n", err
}

// textOrNull and dated are null in JSON for what is not known.
func textOrNull(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}

func dated(t time.Time) *time.Time {
	if t.IsZero() {
		return nil
	}
	return &t
}
