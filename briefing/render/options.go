package render

import (
	"slices"
	"strings"

	"daybrief/briefing"
	"daybrief/model"
)

// Options choose what is written.
type Options struct {
	// Limit is how many items of a section are listed at most; 0 = all. The
	// count of a section always tells how many there are.
	Limit int
	// All writes each section's rule, its tickets also where they stand further up,
	// and sections that have nothing to say.
	All bool
	// Sections lists the ids to write, in the briefing's order; nil = all.
	Sections []string
	// Width is the width of Text in cells; 0 means 100, and less than 40 is 40.
	Width int
}

// Format is the name of an output format, as `brief --format` takes it.
type Format string

// The formats.
const (
	FormatText     Format = "text"
	FormatMarkdown Format = "markdown"
	FormatJSON     Format = "json"
	FormatHTML     Format = "html"
	FormatTeams    Format = "teams"
	FormatSlack    Format = "slack"
)

// Formats lists the formats there are.
func Formats() []Format {
	return []Format{FormatText, FormatMarkdown, FormatJSON, FormatHTML, FormatTeams, FormatSlack}
}

// As renders in a format; ok is false when there is no such format.
func As(f Format, b *briefing.Briefing, o Options) (out []byte, ok bool) {
	switch f {
	case FormatText:
		return Text(b, o), true
	case FormatMarkdown:
		return Markdown(b, o), true
	case FormatJSON:
		return JSON(b, o), true
	case FormatHTML:
		return HTML(b, o), true
	case FormatTeams:
		return Teams(b, o), true
	case FormatSlack:
		return Slack(b, o), true
	}
	return nil, false
}

// sections are those to write.
func (o Options) sections(b *briefing.Briefing) []briefing.Section {
	if o.Sections == nil {
		return b.Sections
	}
	return slices.DeleteFunc(slices.Clone(b.Sections), func(s briefing.Section) bool { return !slices.Contains(o.Sections, s.ID) })
}

// shown are the items to write of a section.
func (o Options) shown(s *briefing.Section) []briefing.Item {
	if o.Limit > 0 && len(s.Items) > o.Limit {
		return s.Items[:o.Limit]
	}
	return s.Items
}

// headline is the first line: when, for whom, from where.
func headline(b *briefing.Briefing) string {
	line := "daybrief · " + b.At.In(b.Zone).Format("Mon 2 Jan 2006 15:04") + " (" + oneLine(b.Zone.String()) + ") · " + string(b.Role)
	if b.Scope != "" {
		line += ", " + string(b.Scope)
	}
	if b.Member != "" {
		line += " · " + oneLine(b.Member)
	}
	return line
}

// tiles are the figures of the first screen, in order.
func tiles(b *briefing.Briefing) []briefing.Figure { return b.Numbers.Figures()[:7] }

// figure is a number, with a plus when it is only the least it can be, or a
// dash when it could not be had.
func figure(f briefing.Figure) string { return f.String() }

// absent lists why figures are missing, or not whole, one sentence a reason.
func absent(b *briefing.Briefing) []string {
	var out []string
	var whys []string
	names := map[string][]string{}
	for _, f := range tiles(b) {
		why := ""
		switch {
		case f.Missing != "":
			why = "not known, " + f.Missing
		case f.Least != "":
			why = "at least, " + f.Least
		case f.Doubtful != "":
			why = "may be more or fewer, " + f.Doubtful
		default:
			continue
		}
		if names[why] == nil {
			whys = append(whys, why)
		}
		names[why] = append(names[why], f.Label)
	}
	for _, why := range whys {
		out = append(out, strings.Join(names[why], ", ")+": "+oneLine(why))
	}
	return out
}

// oneLine disarms text that is no model.Text (a login from the settings, a
// problem of several lines) and puts it on one line.
func oneLine(s string) string { return model.Clean(s).String() }

// flat puts text that has been disarmed already on one line; unlike oneLine it
// does not bound its length.
func flat(s string) string { return strings.ReplaceAll(s, "\n", " ") }

// reasons joins an item's reasons, each disarmed and bounded by itself.
func reasons(it *briefing.Item) string {
	out := make([]string, len(it.Reasons))
	for i, r := range it.Reasons {
		out[i] = oneLine(r)
	}
	return strings.Join(out, "; ")
}

// label is what identifies a row: a ticket's number, a visit's time.
func label(b *briefing.Briefing, it *briefing.Item) string {
	switch it.Kind {
	case briefing.KindTicket:
		return "#" + digits(it.ID)
	case briefing.KindScheduleEntry:
		if it.ScheduleEntry != nil && it.ScheduleEntry.DateOnly {
			return "all day"
		}
		return model.Moment(it.Due, b.At, b.Zone)
	}
	return ""
}
