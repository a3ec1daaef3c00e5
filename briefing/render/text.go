package render

import (
	"strconv"
	"strings"

	"github.com/clipperhouse/displaywidth"

	"daybrief/briefing"
	"daybrief/model"
)

func digits(n int64) string { return strconv.FormatInt(n, 10) }

// Text renders for a terminal or a mail: aligned, without escape sequences, no
// line wider than Options.Width. A row that is red on screen starts with "!".
func Text(b *briefing.Briefing, o Options) []byte {
	w := &page{width: 100, b: b, o: o}
	if o.Width > 0 {
		w.width = max(40, o.Width)
	}
	w.wrap("", headline(b))
	w.line("")
	w.wrap("", oneLine(b.Summary))
	d := o.arrange(b)
	if d.now != nil {
		w.now(d.now)
	}
	w.line("")
	var nums []string
	for _, f := range tiles(b) {
		nums = append(nums, f.Label+" "+figure(f)+" ·")
	}
	nums[len(nums)-1] = strings.TrimSuffix(nums[len(nums)-1], " ·")
	w.flow("", "", nums)
	for _, why := range absent(b) {
		w.wrap("  ", why)
	}
	for i := range d.parts {
		w.section(&d.parts[i])
	}
	if d.quiet != "" {
		w.line("")
		w.wrap("", d.quiet)
	}
	return []byte(w.out.String())
}

// page is the text written so far.
type page struct {
	out   strings.Builder
	width int
	b     *briefing.Briefing
	o     Options
}

// line writes one line that is known to be narrow enough.
func (w *page) line(s string) {
	w.out.WriteString(strings.TrimRight(s, " "))
	w.out.WriteByte('\n')
}

// wrap writes words within the width, each line after an indent.
func (w *page) wrap(indent, s string) { w.flow(indent, indent, strings.Fields(s)) }

// flow writes what must not be broken within the width: the first line after
// one text, the others after another.
func (w *page) flow(first, indent string, words []string) {
	line, start := first, true
	used := cells(first)
	for _, word := range words {
		n := cells(word)
		if !start && used+1+n > w.width {
			w.line(line)
			line, start = indent, true
			used = cells(indent)
		}
		if !start {
			line, used = line+" ", used+1
		}
		if used+n > w.width { // one word wider than the page
			word = fit(word, w.width-used)
			n = cells(word)
		}
		line, used, start = line+word, used+n, false
	}
	w.line(line)
}

// now writes what needs somebody, numbered.
func (w *page) now(s *briefing.Section) {
	w.line("")
	w.line(s.Question)
	if words := nowWords(s); words != "" {
		w.wrap("  ", words)
	}
	for i := range s.Items {
		it := &s.Items[i]
		mark := " "
		if it.Tone == briefing.Bad {
			mark = "!"
		}
		w.flow(mark+" "+digits(int64(i+1))+"  ", "     ", strings.Fields(oneLine(it.Sentence())))
		if words := message(w.b, it); words != "" {
			w.wrap("     ", words)
		}
	}
	if s.Partial != "" {
		w.wrap("  ", "note: "+oneLine(s.Partial))
	}
}

func (w *page) section(s *part) {
	w.line("")
	head := s.Question + " [" + s.ID + "]"
	if s.Unavailable == "" {
		head += " " + model.Grouped(s.Count) + s.Plus()
	}
	if s.allAbove() && !w.o.All {
		w.wrap("", head+", all already above")
		return
	}
	w.wrap("", head)
	if s.Rule != "" && w.o.All {
		w.wrap("  ", s.Rule)
	}
	if s.Unavailable != "" {
		w.wrap("  ", "not available: "+oneLine(s.Unavailable))
		if also := s.likewise(); also != "" {
			w.wrap("  ", "not available "+also)
		}
	}
	if s.Partial != "" {
		w.wrap("  ", "note: "+oneLine(s.Partial))
	}
	if len(s.items) == 0 && s.Unavailable == "" && len(s.Items) == 0 {
		w.line("  nothing")
	}
	cols := w.columns(s.items)
	for _, it := range s.items {
		w.item(it, cols)
	}
	if more := s.more(); more != "" {
		w.line("  " + more)
	}
}

// columns are the widths of a section's table; 0 leaves a column out.
type columns struct{ label, company, summary, priority, owner, name int }

func (w *page) columns(items []*briefing.Item) columns {
	var c columns
	for _, it := range items {
		c.label = max(c.label, cells(label(w.b, it)))
		c.company = max(c.company, cells(it.Company.String()))
		c.priority = max(c.priority, cells(it.Priority.String()))
		c.owner = max(c.owner, cells(owner(it)))
		c.summary = max(c.summary, cells(it.Summary.String()))
		c.name = max(c.name, cells(plainName(it)))
	}
	whole := c
	c.label, c.company, c.owner = min(c.label, 18), min(c.company, w.width/5), min(c.owner, w.width/5)
	c.priority, c.name = min(c.priority, 22), min(c.name, w.width/3)
	if w.width < 120 { // the names are long, and the summary needs the room
		c.priority = 0
	}
	if w.width < 60 {
		c.company = 0
	}
	rest := w.width - 2
	for _, n := range []int{c.label, c.company, c.priority, c.owner} {
		if n > 0 {
			rest -= n + 2
		}
	}
	c.summary = min(c.summary, max(8, rest))
	for _, cut := range []struct {
		n    *int
		want int
	}{{&c.company, whole.company}, {&c.owner, whole.owner}} { // what the summary leaves
		if more := min(cut.want-*cut.n, rest-c.summary); *cut.n > 0 && more > 0 {
			*cut.n, rest = *cut.n+more, rest-more
		}
	}
	return c
}

func (w *page) item(it *briefing.Item, c columns) {
	mark := "  "
	if it.Tone == briefing.Bad {
		mark = "! "
	}
	if plain(it) {
		w.hang(mark, it, c.name)
		return
	}
	line := mark
	for _, cell := range []struct {
		text string
		n    int
	}{{label(w.b, it), c.label}, {it.Company.String(), c.company}, {it.Summary.String(), c.summary}, {it.Priority.String(), c.priority}, {owner(it), c.owner}} {
		if cell.n > 0 {
			line += pad(cell.text, cell.n) + "  "
		}
	}
	w.line(line)
	w.wrap(strings.Repeat(" ", 4+c.label), reasons(it))
}

// plain reports whether an item is no more than a name and what there is to say.
func plain(it *briefing.Item) bool {
	switch it.Kind {
	case briefing.KindNumber, briefing.KindSource, briefing.KindMember, briefing.KindCompany, briefing.KindUsage, briefing.KindTime:
		return true
	}
	return false
}

// hang writes a name and, beside it, what there is to say about it.
func (w *page) hang(mark string, it *briefing.Item, name int) {
	first := mark + pad(plainName(it), name) + "  "
	w.flow(first, strings.Repeat(" ", 2+name+2), strings.Fields(reasons(it)))
}

// owner is who works an item; a dash for nobody, nothing where there can be none.
func owner(it *briefing.Item) string {
	if it.Kind == briefing.KindAgreement {
		return ""
	}
	if it.Owner.IsEmpty() {
		return "–"
	}
	return it.Owner.String()
}

func cells(s string) int { return displaywidth.String(s) }

// fit cuts text to a width in cells.
func fit(s string, n int) string {
	if cells(s) <= n {
		return s
	}
	return displaywidth.TruncateString(s, max(0, n), "…")
}

// pad fits text and fills it up with spaces.
func pad(s string, n int) string {
	s = fit(s, n)
	return s + strings.Repeat(" ", max(0, n-cells(s)))
}
