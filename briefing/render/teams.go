package render

import (
	"encoding/json"

	"daybrief/briefing"
)

// The limits of an Adaptive Card in Microsoft Teams: a message by webhook may
// have 28 KB. Some is left for what the way there adds.
const (
	cardVersion = "1.5"
	cardBytes   = 28_000
)

// card is the message that a Teams webhook (a workflow) takes.
type card struct {
	Type        string           `json:"type"`
	Attachments []cardAttachment `json:"attachments"`
}

type cardAttachment struct {
	ContentType string      `json:"contentType"`
	Content     cardContent `json:"content"`
}

type cardContent struct {
	Schema  string         `json:"$schema"`
	Type    string         `json:"type"`
	Version string         `json:"version"`
	MSTeams map[string]any `json:"msteams"`
	Body    []cardElement  `json:"body"`
}

// cardElement is a TextBlock, a RichTextBlock or a FactSet. Words of strangers
// stand in the text runs of a RichTextBlock, where nothing is read as markup.
type cardElement struct {
	Type      string     `json:"type"`
	Text      string     `json:"text,omitempty"`
	Wrap      bool       `json:"wrap,omitempty"`
	Weight    string     `json:"weight,omitempty"`
	Size      string     `json:"size,omitempty"`
	Separator bool       `json:"separator,omitempty"`
	Spacing   string     `json:"spacing,omitempty"`
	Inlines   []cardRun  `json:"inlines,omitempty"`
	Facts     []cardFact `json:"facts,omitempty"`
}

type cardRun struct {
	Type   string      `json:"type"`
	Text   string      `json:"text"`
	Color  string      `json:"color,omitempty"`
	Weight string      `json:"weight,omitempty"`
	Subtle bool        `json:"isSubtle,omitempty"`
	Select *cardAction `json:"selectAction,omitempty"`
}

type cardAction struct {
	Type string `json:"type"`
	URL  string `json:"url"`
}

type cardFact struct {
	Title string `json:"title"`
	Value string `json:"value"`
}

// Teams renders an Adaptive Card in the message that a Teams webhook takes, as
// many rows a section as fit into its 28 KB, at most Options.Limit.
func Teams(b *briefing.Briefing, o Options) []byte {
	return shrunk(b, o, cardBytes, func(d doc) any {
		return card{"message", []cardAttachment{{"application/vnd.microsoft.card.adaptive", cardOf(b, d)}}}
	})
}

// channelRows are the most rows a section in a channel.
const channelRows = 20

// shrunk renders with fewer and fewer rows a section, then with fewer sections,
// until the result is small enough.
func shrunk(b *briefing.Briefing, o Options, most int, made func(doc) any) []byte {
	if o.Limit <= 0 {
		o.Limit = 7
	}
	o.Limit = min(o.Limit, channelRows)
	for {
		d := o.arrange(b)
		for {
			out, _ := json.Marshal(made(d)) // strings, numbers and lists of them
			if len(out)+1 <= most || o.Limit == 1 && len(d.parts) == 0 {
				return append(out, '\n')
			}
			if o.Limit > 1 {
				o.Limit--
				break
			}
			d.parts, d.cut = d.parts[:len(d.parts)-1], true
		}
	}
}

// cutWords say that sections are left out.
const cutWords = "More sections do not fit here; daybrief brief prints all."

func cardOf(b *briefing.Briefing, d doc) cardContent {
	c := cardContent{Schema: "http://adaptivecards.io/schemas/adaptive-card.json", Type: "AdaptiveCard", Version: cardVersion,
		MSTeams: map[string]any{"width": "Full"}}
	add := func(e ...cardElement) { c.Body = append(c.Body, e...) }
	add(rich("", run(short(headline(b), 200), "", true)), rich("", run(short(oneLine(b.Summary), 1000), "", false)))
	if d.now != nil {
		add(cardElement{Type: "TextBlock", Text: d.now.Question, Wrap: true, Weight: "Bolder", Size: "Medium", Separator: true})
		if words := nowWords(d.now); words != "" {
			add(rich("", run(short(words, 300), "", false)))
		}
		for i := range d.now.Items {
			add(cardLine(digits(int64(i+1))+". ", &d.now.Items[i], lineWords(b, &d.now.Items[i])))
		}
		add(cardNote(noteWords(d.now))...)
	}
	var facts []cardFact
	for _, f := range tiles(b) {
		facts = append(facts, cardFact{f.Label, figure(f)})
	}
	add(cardElement{Type: "FactSet", Facts: facts, Separator: true})
	add(cardNote(absentWords(b))...)
	for i := range d.parts {
		add(cardPart(b, &d.parts[i])...)
	}
	if d.cut {
		add(rich("Medium", run(cutWords, "", false)))
	}
	if d.quiet != "" {
		add(rich("Medium", cardRun{Type: "TextRun", Text: short(d.quiet, 600), Subtle: true}))
	}
	return c
}

func cardPart(b *briefing.Briefing, p *part) []cardElement {
	out := []cardElement{{Type: "TextBlock", Text: p.Question, Wrap: true, Weight: "Bolder", Separator: true}}
	if p.Unavailable != "" {
		out = append(out, rich("None", run("not available: "+short(oneLine(p.Unavailable), 200), "", false)))
		if also := p.likewise(); also != "" {
			out = append(out, rich("None", run("not available "+short(also, 900), "", false)))
		}
	}
	out = append(out, cardNote(noteWords(p.Section))...)
	for _, it := range p.items {
		out = append(out, cardLine("", it, rowWords(b, it)))
	}
	if more := p.more(); more != "" {
		out = append(out, rich("None", cardRun{Type: "TextRun", Text: more, Subtle: true}))
	}
	return out
}

// cardNote is a sentence in small, if there is one.
func cardNote(words string) []cardElement {
	if words == "" {
		return nil
	}
	return []cardElement{rich("None", cardRun{Type: "TextRun", Text: words, Subtle: true})}
}

// cardLine is a row; a ticket's opens it in ConnectWise.
func cardLine(before string, it *briefing.Item, words string) cardElement {
	r := run(before+short(oneLine(words), 220), "", false)
	if it.Tone == briefing.Bad {
		r.Color = "Attention"
	}
	if href := webLink(it.URL); href != "" {
		r.Select = &cardAction{"Action.OpenUrl", href}
	}
	return rich("None", r)
}

// rowWords are a row in one line: what, whose, why.
func rowWords(b *briefing.Briefing, it *briefing.Item) string {
	words := plainName(it)
	if id := label(b, it); id != "" {
		words = id + " " + words
	}
	if !it.Company.IsEmpty() && it.Company != it.Summary {
		words += " (" + it.Company.String() + ")"
	}
	if it.Others && !it.Owner.IsEmpty() { // there is no column of owners
		return words + ": " + oneLine(it.Owner.String()) + " - " + reasons(it)
	}
	return words + ": " + reasons(it)
}

func rich(spacing string, runs ...cardRun) cardElement {
	return cardElement{Type: "RichTextBlock", Spacing: spacing, Inlines: runs}
}

func run(text, color string, bold bool) cardRun {
	r := cardRun{Type: "TextRun", Text: text, Color: color}
	if bold {
		r.Weight = "Bolder"
	}
	return r
}

// short cuts a text to so many characters, at a word.
func short(s string, most int) string {
	r := []rune(s)
	if len(r) <= most {
		return s
	}
	cut := most - 1
	for i := cut; i > most*2/3; i-- {
		if r[i] == ' ' {
			cut = i
			break
		}
	}
	return string(r[:cut]) + "…"
}
