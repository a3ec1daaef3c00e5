package connectwise

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"daybrief/model"
)

// slaText is what the display text of an SLA says.
type slaText struct {
	understood bool
	stage      model.SLAStage // StageNone when no goal is running
	due        time.Time
}

// slaReader reads the display texts of SLAs.
type slaReader struct {
	now     time.Time
	entered time.Time  // of the ticket: no goal is older; zero: not known
	dates   *DateOrder // of the instance; nil: not known
}

// read reads "Respond by Mon 01/27 4:00 PM UTC-08". The text has no year, and
// whether day or month comes first depends on the instance's locale: what other
// texts have told of it, the weekday, the ticket's entry and the nearness to now
// decide, and when they don't, the answer is "not understood" (connectwise-api 5.3).
func (r slaReader) read(s string) slaText {
	words := strings.Fields(strings.ReplaceAll(s, ",", " "))
	if len(words) == 0 {
		return slaText{}
	}
	if len(words) == 1 {
		switch strings.ToLower(words[0]) {
		case "waiting", "resolved", "completed", "closed":
			return slaText{understood: true}
		}
		return slaText{}
	}
	stage, rest := slaStage(words)
	if stage == model.StageNone {
		return slaText{}
	}
	due, ok := r.moment(rest)
	if !ok {
		return slaText{}
	}
	return slaText{understood: true, stage: stage, due: due}
}

// slaStage reads the words up to and with "by".
func slaStage(words []string) (model.SLAStage, []string) {
	for i, w := range words {
		if !strings.EqualFold(w, "by") {
			continue
		}
		switch head := strings.ToLower(strings.Join(words[:i], " ")); {
		case strings.HasPrefix(head, "respon"):
			return model.StageRespond, words[i+1:]
		case strings.Contains(head, "plan"):
			return model.StagePlan, words[i+1:]
		case strings.HasPrefix(head, "resol"):
			return model.StageResolve, words[i+1:]
		}
		break
	}
	return model.StageNone, nil
}

// moment reads "[Mon] 01/27[/2026] 4:00 [PM] [UTC-08]".
func (r slaReader) moment(words []string) (time.Time, bool) {
	weekday := time.Weekday(-1)
	if len(words) > 0 {
		if d, ok := parseWeekday(words[0]); ok {
			weekday, words = d, words[1:]
		}
	}
	if len(words) < 2 || len(words) > 4 {
		return time.Time{}, false
	}
	date, clock := words[0], words[1]
	zone, words := time.UTC, words[2:]
	if len(words) > 0 && (strings.EqualFold(words[0], "AM") || strings.EqualFold(words[0], "PM")) {
		clock, words = clock+words[0], words[1:]
	}
	if len(words) > 1 {
		return time.Time{}, false
	}
	if len(words) == 1 {
		off, ok := parseOffset(words[0])
		if !ok {
			return time.Time{}, false
		}
		zone = time.FixedZone("", off)
	}
	hour, minute, ok := parseClock(clock)
	if !ok {
		return time.Time{}, false
	}
	return r.nearest(r.candidates(date, hour, minute, zone, weekday))
}

// candidates lists the moments that the text can mean: both orders of day and
// month, in the years from the entry or around now, on the right weekday.
func (r slaReader) candidates(date string, hour, minute int, zone *time.Location, weekday time.Weekday) []time.Time {
	parts := strings.FieldsFunc(date, func(r rune) bool { return r == '/' || r == '.' || r == '-' })
	if len(parts) != 2 && len(parts) != 3 {
		return nil
	}
	a, err1 := strconv.Atoi(parts[0])
	b, err2 := strconv.Atoi(parts[1])
	if err1 != nil || err2 != nil {
		return nil
	}
	from, to := r.now.Year()-1, r.now.Year()+1
	if !r.entered.IsZero() {
		from = min(from, r.entered.Year())
	}
	if len(parts) == 3 {
		y, err := strconv.Atoi(parts[2])
		if err != nil {
			return nil
		}
		if y < 100 {
			y += 2000
		}
		from, to = y, y
	}
	r.dates.learn(a, b)
	var orders [][2]int
	monthFirst, dayFirst := r.dates.allows()
	if monthFirst {
		orders = append(orders, [2]int{a, b})
	}
	if dayFirst && (a != b || !monthFirst) {
		orders = append(orders, [2]int{b, a})
	}
	var out []time.Time
	for y := from; y <= to; y++ {
		for _, o := range orders {
			t := time.Date(y, time.Month(o[0]), o[1], hour, minute, 0, 0, zone)
			if o[0] < 1 || o[0] > 12 || t.Day() != o[1] || t.Month() != time.Month(o[0]) {
				continue
			}
			if weekday >= 0 && t.Weekday() != weekday {
				continue
			}
			out = append(out, t)
		}
	}
	return out
}

// nearest picks the candidate close to now, provided that no other is nearly
// as close: a goal lies days or weeks away, not half a year. One that was missed
// longer ago is the only one since the ticket came in.
func (r slaReader) nearest(cands []time.Time) (time.Time, bool) {
	const horizon, margin = 120 * 24 * time.Hour, 4
	now := r.now
	if !r.entered.IsZero() {
		cands = slices.DeleteFunc(cands, func(t time.Time) bool { return t.Before(r.entered.Add(-24*time.Hour)) || t.After(now.Add(horizon)) })
		if len(cands) == 1 {
			return cands[0].UTC(), true
		}
	}
	var best time.Time
	bestGap, nextGap := time.Duration(-1), time.Duration(-1)
	for _, t := range cands {
		gap := t.Sub(now).Abs()
		switch {
		case bestGap < 0 || gap < bestGap:
			best, bestGap, nextGap = t, gap, bestGap
		case nextGap < 0 || gap < nextGap:
			nextGap = gap
		}
	}
	if bestGap < 0 || bestGap > horizon {
		return time.Time{}, false
	}
	if nextGap >= 0 && nextGap < max(bestGap*margin, 45*24*time.Hour) {
		return time.Time{}, false
	}
	return best.UTC(), true
}

func parseWeekday(s string) (time.Weekday, bool) {
	for d := time.Sunday; d <= time.Saturday; d++ {
		name := d.String()
		if strings.EqualFold(s, name) || strings.EqualFold(strings.TrimSuffix(s, "."), name[:3]) {
			return d, true
		}
	}
	return -1, false
}

// parseClock reads "4:00PM", "16:00" and "16:00:00".
func parseClock(s string) (hour, minute int, ok bool) {
	s = strings.ToUpper(s)
	pm, half := strings.CutSuffix(s, "PM")
	if !half {
		pm, half = strings.CutSuffix(s, "AM")
	}
	parts := strings.Split(strings.TrimSpace(pm), ":")
	if len(parts) < 2 || len(parts) > 3 {
		return 0, 0, false
	}
	hour, err1 := strconv.Atoi(parts[0])
	minute, err2 := strconv.Atoi(parts[1])
	if err1 != nil || err2 != nil || minute < 0 || minute > 59 || hour < 0 || hour > 23 {
		return 0, 0, false
	}
	if !half {
		return hour, minute, true
	}
	if hour < 1 || hour > 12 {
		return 0, 0, false
	}
	hour %= 12
	if strings.HasSuffix(s, "PM") {
		hour += 12
	}
	return hour, minute, true
}

// parseOffset reads "UTC-08", "UTC+5:30" and "UTC", as seconds east.
func parseOffset(s string) (int, bool) {
	rest, ok := strings.CutPrefix(strings.ToUpper(s), "UTC")
	if !ok {
		return 0, false
	}
	if rest == "" || rest == "Z" {
		return 0, true
	}
	sign := 1
	switch rest[0] {
	case '-':
		sign = -1
	case '+':
	default:
		return 0, false
	}
	h, m, _ := strings.Cut(rest[1:], ":")
	hours, err := strconv.Atoi(h)
	if err != nil || hours < 0 || hours > 14 {
		return 0, false
	}
	minutes := 0
	if m != "" {
		if minutes, err = strconv.Atoi(m); err != nil || minutes < 0 || minutes > 59 {
			return 0, false
		}
	}
	return sign * (hours*3600 + minutes*60), true
}
