package render

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"daybrief/briefing"
	"daybrief/model"
)

// checkTeams holds a message against the published limits of Adaptive Cards in
// Teams: version 1.5, 28 KB, known elements with what each requires.
func checkTeams(t testing.TB, raw []byte) {
	t.Helper()
	if len(raw) > 28*1024 {
		t.Errorf("Teams takes 28 KB; this has %d bytes", len(raw))
	}
	var m struct {
		Type        string
		Attachments []struct {
			ContentType string
			Content     struct {
				Type, Version string
				Body          []map[string]any
			}
		}
	}
	if err := json.Unmarshal(raw, &m); err != nil || m.Type != "message" || len(m.Attachments) != 1 {
		t.Fatalf("%v: %.200s", err, raw)
	}
	c := m.Attachments[0]
	if c.ContentType != "application/vnd.microsoft.card.adaptive" || c.Content.Type != "AdaptiveCard" || c.Content.Version != "1.5" || len(c.Content.Body) == 0 {
		t.Errorf("%+v", c)
	}
	for _, e := range c.Content.Body {
		switch e["type"] {
		case "TextBlock":
			if e["text"] == "" || e["text"] == nil {
				t.Errorf("a TextBlock without text: %v", e)
			}
		case "RichTextBlock":
			for _, r := range e["inlines"].([]any) {
				run := r.(map[string]any)
				if run["type"] != "TextRun" || run["text"] == nil {
					t.Errorf("%v", run)
				}
				if a, ok := run["selectAction"].(map[string]any); ok && (a["type"] != "Action.OpenUrl" || !strings.HasPrefix(a["url"].(string), "http")) {
					t.Errorf("%v", a)
				}
			}
		case "FactSet":
			if len(e["facts"].([]any)) == 0 {
				t.Error("a FactSet without facts")
			}
		default:
			t.Errorf("element %v", e["type"])
		}
	}
}

// checkSlack holds a message against the published limits of Block Kit.
func checkSlack(t testing.TB, raw []byte) {
	t.Helper()
	var m slackMessage
	if err := json.Unmarshal(raw, &m); err != nil || m.Text == "" {
		t.Fatalf("%v: %.200s", err, raw)
	}
	if strings.ContainsAny(m.Text, "<>") {
		t.Errorf("the text can call somebody: %q", m.Text)
	}
	if n := len(m.Blocks); n == 0 || n > 50 {
		t.Errorf("%d blocks; Slack takes 50", n)
	}
	total := utf8.RuneCountInString(m.Text)
	for _, b := range m.Blocks {
		switch b.Type {
		case "header":
			if n := utf8.RuneCountInString(b.Text.Text); b.Text.Type != "plain_text" || n == 0 || n > 150 {
				t.Errorf("a header of %d characters", n)
			}
		case "section":
			if n := utf8.RuneCountInString(b.Text.Text); b.Text.Type != "plain_text" || n == 0 || n > 3000 {
				t.Errorf("a section of %d characters", n)
			}
			total += utf8.RuneCountInString(b.Text.Text)
		case "divider":
		case "rich_text":
			for _, e := range b.Elements {
				if !slices.Contains([]string{"rich_text_section", "rich_text_list"}, e.Type) || len(e.Elements) == 0 {
					t.Errorf("%+v", e)
				}
			}
		default:
			t.Errorf("block %q", b.Type)
		}
	}
	if total > 40_000 {
		t.Errorf("%d characters", total)
	}
}

// crowded is a briefing with far more than fits.
func crowded(sections, rows, long int) *briefing.Briefing {
	b := sample()
	b.Sections = nil
	for i := range sections {
		s := briefing.Section{ID: fmt.Sprint("made-", i), Question: fmt.Sprint("Question ", i, "?"), Rule: "Rule."}
		for k := range rows {
			s.Items = append(s.Items, briefing.Item{Kind: briefing.KindTicket, ID: int64(1000*i + k + 1), Summary: model.Clean(strings.Repeat("電 wörd ", long)),
				Company: model.Clean("Acme & <Söhne>"), Reasons: []string{"late <!channel>", strings.Repeat("why ", long)}, URL: "https://psa.example.com/t?id=" + fmt.Sprint(k), Tone: briefing.Bad})
		}
		s.Count = len(s.Items)
		b.Sections = append(b.Sections, s)
	}
	return b
}

func TestChannelsKeepTheVendorsLimits(t *testing.T) {
	t.Parallel()
	for _, b := range []*briefing.Briefing{sample(), crowded(1, 5000, 3), crowded(12, 400, 40), crowded(70, 9, 5), crowded(40, 300, 200), {Now: briefing.Section{Question: "What needs me now?", Calm: "Nothing needs you."}, Summary: "x", Zone: now().Location(), At: now()}} {
		for _, o := range []Options{{}, {Limit: 7}, {Limit: 10_000}, {Limit: 3, All: true}, {Sections: []string{"sla"}}} {
			checkTeams(t, Teams(b, o))
			checkSlack(t, Slack(b, o))
		}
	}
}

// A ticket that stands above is not repeated, what is well is one sentence, and
// each format begins with the paragraph and with Now.
func TestEveryFormatBeginsWithNow(t *testing.T) {
	t.Parallel()
	for _, f := range Formats() {
		out, _ := As(f, sample(), Options{Limit: 7})
		s := string(out)
		at := func(text string) int {
			i := strings.Index(s, text)
			if i < 0 {
				t.Errorf("%s lacks %q", f, text)
			}
			return i
		}
		if f == FormatJSON {
			at(`"kind": "incident"`)
			continue
		}
		if !(at("12 have nobody on them") < at("What needs me now?") && at("What needs me now?") < at("Northgate Motors") && at("Northgate Motors") < at("about to be missed")) {
			t.Errorf("%s is in another order:\n%s", f, s)
		}
		at("already above")
		at("Every ticket picked up")
	}
}

// A channel has no column of owners: of several people's rows each says whose it is.
func TestChannelsSayWhose(t *testing.T) {
	t.Parallel()
	it := briefing.Item{Kind: briefing.KindScheduleEntry, Summary: model.Clean("Replace PC-650"), Owner: model.Clean("Ava Cole"), Others: true, Reasons: []string{"past and not done"}}
	if got := rowWords(&briefing.Briefing{Zone: time.UTC}, &it); !strings.HasSuffix(got, "Replace PC-650: Ava Cole - past and not done") {
		t.Errorf("%q", got)
	}
	it.Others = false
	if got := rowWords(&briefing.Briefing{Zone: time.UTC}, &it); strings.Contains(got, "Ava Cole") {
		t.Errorf("of one's own day: %q", got)
	}
}
