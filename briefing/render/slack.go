package render

import (
	"cmp"
	"slices"
	"strings"

	"daybrief/briefing"
)

// The limits of a message in Slack's Block Kit.
const (
	slackBlocks = 50   // blocks of a message
	slackHeader = 150  // characters of a header
	slackText   = 3000 // characters of a text
	slackBytes  = 30_000
)

// slackMessage is what an incoming webhook takes.
type slackMessage struct {
	Text   string       `json:"text"` // for notifications
	Blocks []slackBlock `json:"blocks"`
}

// slackBlock is a header, a section of plain text, a divider or a rich text, in
// which nothing that strangers wrote is read as markup or calls anybody.
type slackBlock struct {
	Type     string         `json:"type"`
	Text     *slackPlain    `json:"text,omitempty"`
	Elements []slackElement `json:"elements,omitempty"`
}

type slackPlain struct {
	Type  string `json:"type"`
	Text  string `json:"text"`
	Emoji *bool  `json:"emoji,omitempty"`
}

// slackElement is a rich_text_section, a rich_text_list, or what they hold: text
// and link.
type slackElement struct {
	Type     string         `json:"type"`
	Style    any            `json:"style,omitempty"` // of a list its kind, of a text its looks
	Elements []slackElement `json:"elements,omitempty"`
	Text     string         `json:"text,omitempty"`
	URL      string         `json:"url,omitempty"`
}

// Slack renders Block Kit for an incoming webhook, within 50 blocks.
func Slack(b *briefing.Briefing, o Options) []byte {
	return shrunk(b, o, slackBytes, func(d doc) any { return slackOf(b, d) })
}

func slackOf(b *briefing.Briefing, d doc) slackMessage {
	said := cmp.Or(oneLine(b.Summary), headline(b)) // Slack refuses a text without a character
	m := slackMessage{Text: slackEscape(short(said, 600)), Blocks: []slackBlock{
		{Type: "header", Text: plainText(short(headline(b), slackHeader))},
		{Type: "section", Text: plainText(short(said, slackText))},
	}}
	if d.now != nil {
		rows := make([]slackElement, 0, len(d.now.Items))
		for i := range d.now.Items {
			rows = append(rows, slackRow(&d.now.Items[i], lineWords(b, &d.now.Items[i])))
		}
		m.Blocks = append(m.Blocks, slackRich(d.now.Question, lines(nowWords(d.now), noteWords(d.now)), "ordered", rows))
	}
	var nums []string
	for _, f := range tiles(b) {
		nums = append(nums, figure(f)+" "+f.Label)
	}
	m.Blocks = append(m.Blocks, slackBlock{Type: "section", Text: plainText(lines(strings.Join(nums, " · "), absentWords(b)))}, slackBlock{Type: "divider"})
	for i := range d.parts {
		p := &d.parts[i]
		if len(m.Blocks) == slackBlocks-2 { // the quiet sentence and what is left out
			d.cut = true
			break
		}
		words := p.more()
		if p.Unavailable != "" {
			words = "not available: " + short(oneLine(p.Unavailable), 300)
			if also := p.likewise(); also != "" {
				words += " Not available " + short(also, 900)
			}
		}
		words = lines(noteWords(p.Section), words)
		var rows []slackElement
		for _, it := range p.items {
			rows = append(rows, slackRow(it, rowWords(b, it)))
		}
		m.Blocks = append(m.Blocks, slackRich(p.Question, words, "bullet", rows))
	}
	if d.cut {
		m.Blocks = append(m.Blocks, slackBlock{Type: "section", Text: plainText(cutWords)})
	}
	if d.quiet != "" {
		m.Blocks = append(m.Blocks, slackBlock{Type: "section", Text: plainText(short(d.quiet, slackText))})
	}
	return m
}

// lines are the sentences that there are, a line each.
func lines(words ...string) string {
	return strings.Join(slices.DeleteFunc(words, func(s string) bool { return s == "" }), "\n")
}

// slackRich is a bold question, a sentence, and a list.
func slackRich(question, words, kind string, rows []slackElement) slackBlock {
	head := slackElement{Type: "rich_text_section", Elements: []slackElement{{Type: "text", Text: question, Style: map[string]bool{"bold": true}}}}
	if words != "" {
		head.Elements = append(head.Elements, slackElement{Type: "text", Text: "\n" + words})
	}
	block := slackBlock{Type: "rich_text", Elements: []slackElement{head}}
	if len(rows) > 0 {
		block.Elements = append(block.Elements, slackElement{Type: "rich_text_list", Style: kind, Elements: rows})
	}
	return block
}

// slackRow is a row of a list, its number a link to the ticket.
func slackRow(it *briefing.Item, words string) slackElement {
	words = short(oneLine(words), 300)
	row := slackElement{Type: "rich_text_section"}
	id := "#" + digits(it.ID)
	if href := webLink(it.URL); href != "" && strings.HasPrefix(words, id) {
		row.Elements = append(row.Elements, slackElement{Type: "link", URL: href, Text: id})
		words = strings.TrimPrefix(words, id)
	}
	text := slackElement{Type: "text", Text: words}
	if it.Tone == briefing.Bad {
		text.Style = map[string]bool{"bold": true}
	}
	row.Elements = append(row.Elements, text)
	return row
}

func plainText(s string) *slackPlain {
	no := false
	return &slackPlain{"plain_text", s, &no}
}

// slackEscape keeps the one text that Slack reads as markup from calling anybody.
func slackEscape(s string) string {
	return strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;").Replace(s)
}
