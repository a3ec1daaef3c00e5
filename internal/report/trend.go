package report

import (
	"time"

	"daybrief/internal/psa"
	"daybrief/model"
)

func trendReport() Report {
	level := func(key, title, meaning string) Column {
		return Column{Key: key, Title: title, Meaning: meaning + ", as of the end of the day or as it was last looked at; by week that of its last day.", last: true, part: true}
	}
	return Report{
		ID: "trend", Question: "Is the mountain growing?", Period: "last-30-days",
		By:      []string{"day", "week"},
		Filters: []string{"member", "company", "board"},
		Role:    []string{roleService, roleProject},
		Columns: []Column{
			level("open", "Open", "Open tickets"),
			level("breached", "Breached", "Those that had missed an SLA goal"),
			level("unassigned", "Unassigned", "Those that nobody had"),
			level("stale", "Stale", "Those that had gone quiet"),
			{Key: "opened", Title: "Opened", Meaning: "Tickets that were entered on the day.", part: true},
			{Key: "closed", Title: "Closed", Meaning: "Tickets that were closed on the day and are not open again.", part: true},
		},
		Notes: []string{
			"It comes from the history on this computer. Days that the history does not know are dashes.",
			"Breached, unassigned and stale are known of days on which daybrief ran; the others also of days whose closed tickets were fetched later, and then of tickets as they are now.",
			"It takes one filter at a time.",
		},
		needs: func(Ask) []psa.RecordQuery { return nil },
		recalls: func(a Ask) []psa.RecordQuery {
			return []psa.RecordQuery{{List: psa.ListDays, From: a.From, To: a.To}}
		},
		collect: collectTrend,
	}
}

func collectTrend(c *collector, in Input) {
	var whole, looked int
	for _, d := range in.Lists[psa.ListDays].Days {
		key := d.Day.Format(time.DateOnly)
		group := key
		if in.By == "week" {
			group = d.Day.AddDate(0, 0, -(int(d.Day.Weekday())+6)%7).Format(time.DateOnly)
		}
		if d.Opened != nil && d.Closed != nil {
			whole++
		}
		if d.Breached != nil {
			looked++
		}
		c.add(entry{key: group, name: group, row: Row{ID: dayNumber(d.Day), Kind: "day", Day: d.Day, Text: key}, adds: map[string]*float64{
			"open": count(d.Open), "breached": count(d.Breached), "unassigned": count(d.Unassigned), "stale": count(d.Stale),
			"opened": count(d.Opened), "closed": count(d.Closed),
		}})
	}
	all := len(in.Lists[psa.ListDays].Days)
	if whole < all {
		c.notes = append(c.notes, "Not enough history: what was opened and closed is known on "+ofDays(whole, all)+"; the sums leave out the others.")
	}
	if looked < all {
		c.notes = append(c.notes, "Breached and unassigned are known on "+ofDays(looked, all)+": those on which daybrief ran.")
	}
}

func ofDays(n, all int) string { return model.Grouped(n) + " of " + model.Counted(all, "day") }

func count(n *int) *float64 {
	if n == nil {
		return nil
	}
	return num(float64(*n))
}

// dayNumber is a day as a number: 20260310.
func dayNumber(d time.Time) int64 {
	y, m, n := d.Date()
	return int64(y*10000 + int(m)*100 + n)
}
