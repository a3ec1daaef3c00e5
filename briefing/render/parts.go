package render

import (
	"slices"
	"strings"

	"daybrief/briefing"
	"daybrief/model"
)

// part is a section as it is written: some of its items, and what is said of the
// others.
type part struct {
	*briefing.Section
	items []*briefing.Item
	above int // of its tickets stand further up
	rest  int // are left out
	done  int // are done, told in one line
	// also are the questions of later sections that lack the same.
	also []string
}

// doc is a briefing as it is written: what needs somebody now, the sections that
// have something to say, and the others in one sentence.
type doc struct {
	now   *briefing.Section // nil when it was not asked for
	parts []part
	quiet string
	cut   bool // sections at the end have been left out
}

// arrange puts a briefing in the order in which it is read. A ticket stands once,
// where it comes first; with Options.All or a choice of sections everywhere.
func (o Options) arrange(b *briefing.Briefing) doc {
	var d doc
	above := map[model.TicketID]bool{}
	once := !o.All && o.Sections == nil
	if o.wantsNow() {
		d.now = &b.Now
		for i := range b.Now.Items {
			mark(above, &b.Now.Items[i], once)
		}
	}
	var calm []string
	for _, s := range o.sections(b) {
		switch {
		case s.ID == briefing.SectionNow:
		case once && s.Quiet():
			calm = append(calm, s.Nothing())
		case once && d.lacks(&s):
		default:
			d.parts = append(d.parts, o.part(s, above, once))
		}
	}
	if len(calm) > 0 {
		text := strings.Join(calm, "; ")
		d.quiet = strings.ToUpper(text[:1]) + text[1:] + "."
	}
	return d
}

// lacks takes a section in which there is nothing but the same sentence as in an
// earlier one: a server that is away would be told of a dozen times.
func (d *doc) lacks(s *briefing.Section) bool {
	if s.Unavailable == "" || s.Partial != "" || len(s.Items) > 0 {
		return false
	}
	at := slices.IndexFunc(d.parts, func(p part) bool { return p.Unavailable == s.Unavailable })
	if at < 0 {
		return false
	}
	d.parts[at].also = append(d.parts[at].also, s.Question)
	return true
}

// likewise names the sections that are not available for the same reason; "" when
// there are none.
func (p *part) likewise() string {
	if len(p.also) == 0 {
		return ""
	}
	return "for the same reason: " + strings.Join(p.also, " · ")
}

// mark notes the tickets that an item shows.
func mark(above map[model.TicketID]bool, it *briefing.Item, once bool) {
	if !once || it.Kind == briefing.KindPile {
		return
	}
	if it.Kind == briefing.KindTicket {
		above[model.TicketID(it.ID)] = true
	}
	for _, t := range it.Tickets {
		above[t.ID] = true
	}
}

func (o Options) part(s briefing.Section, above map[model.TicketID]bool, once bool) part {
	p := part{Section: &s}
	n := len(s.Items)
	if once {
		p.done, n = s.Done, n-s.Done
	}
	for i := range s.Items[:n] {
		switch it := &s.Items[i]; {
		case once && it.Kind == briefing.KindTicket && above[model.TicketID(it.ID)]:
			p.above++
		case o.Limit > 0 && len(p.items) >= o.Limit:
			p.rest++
		default:
			p.items = append(p.items, it)
		}
	}
	for _, it := range p.items {
		mark(above, it, once)
	}
	return p
}

// allAbove reports whether all tickets of a part stand further up, and nothing
// else is to be said of it.
func (p *part) allAbove() bool {
	return p.above > 0 && p.above == p.Count && len(p.items) == 0 && p.Partial == "" && p.Unavailable == ""
}

// more says what a part leaves out; "" when nothing.
func (p *part) more() string {
	var words []string
	switch {
	case p.allAbove():
		words = append(words, "all "+model.Grouped(p.above)+" already above")
	case p.above > 0:
		words = append(words, "+"+model.Grouped(p.above)+" already above")
	}
	if p.done > 0 {
		words = append(words, p.Behind())
	}
	if p.rest > 0 {
		words = append(words, "showing "+model.Grouped(len(p.items))+" of "+model.Grouped(p.Count))
	}
	return strings.Join(words, " · ")
}

// wantsNow reports whether Now is to be written.
func (o Options) wantsNow() bool {
	if o.Sections == nil {
		return true
	}
	for _, id := range o.Sections {
		if id == briefing.SectionNow {
			return true
		}
	}
	return false
}

// nowWords is what stands below the question of Now when there are no lines.
func nowWords(s *briefing.Section) string {
	switch {
	case s.Unavailable != "":
		return "Not known: " + strings.TrimSuffix(oneLine(s.Unavailable), ".") + "."
	case len(s.Items) == 0:
		return s.Calm
	}
	return ""
}

// noteWords say for a channel what a section could not see; "" for nothing.
func noteWords(s *briefing.Section) string {
	if s.Partial == "" {
		return ""
	}
	return "note: " + short(oneLine(s.Partial), 250)
}

// absentWords say for a channel why figures are missing, or not whole; "" where none
// is.
func absentWords(b *briefing.Briefing) string { return short(strings.Join(absent(b), "; "), 500) }

// message is what the customer last wrote, in a sentence; "" where that is not
// known.
func message(b *briefing.Briefing, it *briefing.Item) string {
	if it.Message == nil {
		return ""
	}
	return oneLine(it.Message.Sentence(b.At, b.Zone))
}

// lineWords are a line of Now with what the customer wrote, for channels that
// have one text a row.
func lineWords(b *briefing.Briefing, it *briefing.Item) string {
	words := it.Sentence()
	if said := message(b, it); said != "" {
		words += " · " + said
	}
	return words
}
