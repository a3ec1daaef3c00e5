package render

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"

	"daybrief/briefing"
	"daybrief/model"
)

var update = flag.Bool("update", false, "write the golden files anew")

func TestGolden(t *testing.T) {
	t.Parallel()
	for name, got := range map[string][]byte{
		"text-100.txt": Text(sample(), Options{}), "text-140.txt": Text(sample(), Options{Width: 140}), "text-60.txt": Text(sample(), Options{Width: 60, Limit: 1}),
		"briefing.md": Markdown(sample(), Options{}), "briefing.json": JSON(sample(), Options{}), "briefing.html": HTML(sample(), Options{}),
	} {
		file := filepath.Join("testdata", name)
		if *update {
			if err := os.WriteFile(file, got, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		// A checkout on Windows may have put carriage returns in.
		if want = bytes.ReplaceAll(want, []byte("\r\n"), []byte("\n")); !bytes.Equal(got, want) {
			t.Errorf("%s differs; see it with go test -update and git diff. Got:\n%s", name, got)
		}
	}
}

// strict is schema 1 as documented, written out once more by hand.
type strict struct {
	Schema         int    `json:"schema"`
	GeneratedAt    string `json:"generated_at"`
	Role           string `json:"role"`
	Scope          string `json:"scope"`
	Member         string `json:"member"`
	NeedsAttention bool   `json:"needs_attention"`
	Now            []struct {
		Kind, Text string
		Points     int
		IDs        []int64
		Reasons    []struct {
			Text, Setting string
			Points        int
		}
		Message *struct {
			Text, Author string
			At           *string
		}
	} `json:"now"`
	NowNote  *string          `json:"now_note"`
	Calm     *string          `json:"calm"`
	Numbers  map[string]*int  `json:"numbers"`
	Desk     map[string]*int  `json:"desk"`
	Sections []strictSection  `json:"sections"`
	Sources  []map[string]any `json:"sources"`

	Missing  map[string]string `json:"missing"`
	Least    map[string]string `json:"least"`
	Doubtful map[string]string
}

type strictSection struct {
	ID          string       `json:"id"`
	Question    string       `json:"question"`
	Count       int          `json:"count"`
	Unavailable *string      `json:"unavailable"`
	Items       []strictItem `json:"items"`
	Rule        string       `json:"rule"`
	Partial     *string      `json:"partial"`
}

type strictItem struct {
	Kind, Summary, Company, Board, Priority, Status, URL string
	ID, Ticket                                           int64
	Owner, Due                                           *string
	Reasons                                              []string
}

func decode(t testing.TB, raw []byte) strict {
	t.Helper()
	var doc strict
	dec := json.NewDecoder(bytes.NewReader(raw))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&doc); err != nil {
		t.Fatal(err)
	}
	return doc
}

func TestJSONIsSchemaOne(t *testing.T) {
	t.Parallel()
	raw := JSON(sample(), Options{})
	doc := decode(t, raw)
	if doc.Schema != 1 || doc.GeneratedAt != "2026-03-10T16:00:00+01:00" || doc.Role != "manager" || !doc.NeedsAttention {
		t.Errorf("%+v", doc)
	}
	if v, ok := doc.Numbers["closed_today"]; !ok || v != nil || *doc.Numbers["open"] != 1432 || doc.Missing["closed_today"] == "" {
		t.Errorf("%v", doc.Numbers)
	}
	if it := doc.Sections[0].Items[1]; it.Owner != nil || *it.Due != "2026-03-10T16:24:00+01:00" || it.Kind != "ticket" {
		t.Errorf("%+v", it)
	}
	if m := doc.Now[0].Message; m == nil || *m.At != "2026-03-10T15:20:00+01:00" || m.Author != "Åsa Lind" || doc.Now[1].Message != nil {
		t.Errorf("the customer's words: %+v, %+v", m, doc.Now[1].Message)
	}
	if s := doc.Sections[3]; s.Unavailable == nil || s.Items == nil {
		t.Errorf("%+v", s)
	}
	if src := doc.Sources[1]; src["as_of"] != nil || src["problem"] == nil || src["state"] != "DENIED" {
		t.Errorf("%v", src)
	}
	if !bytes.HasSuffix(raw, []byte("}\n")) || !bytes.Equal(raw, JSON(sample(), Options{})) {
		t.Error("not the same bytes twice, or no line feed at the end")
	}
	order := []string{`"schema"`, `"generated_at"`, `"role"`, `"member"`, `"needs_attention"`, `"numbers"`, `"open"`, `"unassigned"`, `"breached"`, `"at_risk"`,
		`"customer_replied"`, `"new_today"`, `"closed_today"`, `"sections"`, `"id"`, `"question"`, `"count"`, `"unavailable"`, `"items"`, `"kind"`, `"summary"`,
		`"company"`, `"board"`, `"priority"`, `"status"`, `"owner"`, `"reasons"`, `"due"`, `"url"`, `"sources"`}
	at := 0
	for _, key := range order {
		i := bytes.Index(raw[at:], []byte(key))
		if i < 0 {
			t.Fatalf("%s is missing or out of order", key)
		}
		at += i
	}
}

func TestLimitAndSections(t *testing.T) {
	t.Parallel()
	o := Options{Limit: 1, Sections: []string{"sla", "numbers"}}
	doc := decode(t, JSON(sample(), o))
	if len(doc.Sections) != 2 || len(doc.Sections[0].Items) != 1 || doc.Sections[0].Count != 2 {
		t.Errorf("%+v", doc.Sections)
	}
	for name, out := range map[string][]byte{"text": Text(sample(), o), "markdown": Markdown(sample(), o), "html": HTML(sample(), o)} {
		if !strings.Contains(string(out), "showing 1 of 2") {
			t.Errorf("%s cuts in silence", name)
		}
	}
	if len(sample().Sections) != 6 {
		t.Error("the sample changed")
	}
}

func TestEveryFormat(t *testing.T) {
	t.Parallel()
	for _, f := range Formats() {
		if out, ok := As(f, sample(), Options{}); !ok || len(out) == 0 {
			t.Errorf("%s: nothing", f)
		}
	}
	if _, ok := As("pdf", sample(), Options{}); ok {
		t.Error("pdf is no format of ours")
	}
}

// odd puts the same strange text wherever strangers can write.
func odd(s string) *briefing.Briefing {
	b := sample()
	b.Member = s
	for i := range b.Sections {
		sec := &b.Sections[i]
		for k := range sec.Items {
			it := &sec.Items[k]
			x := model.Clean(s)
			it.Summary, it.Company, it.Board, it.Priority, it.Status, it.Owner = x, x, x, x, x, x
			it.Reasons = []string{"status " + x.String()}
			it.URL = "https://psa.example.com/" + s
		}
	}
	for i := range b.Now.Items {
		it, x := &b.Now.Items[i], model.Clean(s)
		it.Summary, it.Company, it.Reasons, it.URL = x, x, []string{x.String()}, "https://psa.example.com/"+s
		it.Message = &briefing.Message{Text: model.FirstSentence(model.CleanLines(s)), Author: x, At: b.At}
	}
	b.Summary = model.Clean(s).String()
	b.Sources[1].Problem = &model.Problem{What: model.CleanLines(s)}
	b.Sections[3].Unavailable = "because: " + b.Sources[1].Problem.Error()
	return b
}

func checkOdd(t testing.TB, s string) {
	b := odd(s)
	for _, width := range []int{0, 40, 77} {
		for _, line := range strings.Split(string(Text(b, Options{Width: width})), "\n") {
			if max := map[int]int{0: 100, 40: 40, 77: 77}[width]; cells(line) > max {
				t.Errorf("width %d: a line of %d cells: %q", width, cells(line), line)
			}
			if strings.ContainsFunc(line, unicode.IsControl) {
				t.Errorf("a control character in %q", line)
			}
		}
	}
	for _, line := range strings.Split(string(Markdown(b, Options{})), "\n") {
		if strings.HasPrefix(line, "| ") {
			bare := strings.ReplaceAll(line, `\\`, "")
			bare = strings.ReplaceAll(bare, `\|`, "")
			if n := strings.Count(bare, "|"); n != 8 && n != 3 {
				t.Errorf("%d bars in %q", n, line)
			}
		}
	}
	page := string(HTML(b, Options{}))
	if tags := strings.Count(page, "<"); tags != strings.Count(string(HTML(odd("x"), Options{})), "<") {
		t.Errorf("the text %q became markup", s)
	}
	decode(t, JSON(b, Options{}))
	checkTeams(t, Teams(b, Options{}))
	checkSlack(t, Slack(b, Options{}))
}

func strange() []string {
	return []string{"", "<script>alert(1)</script>", `a|b`, `a\|b`, "`x`|`", "# heading", "- list", "[x](javascript:alert(1))", "![x](http://evil.example/p.png)",
		"http://evil.example www.evil.example", "\x1b[31mred", "a\nb\r\nc\t", "\u202egnp.exe", "👩‍👩‍👧‍👦👩‍👩‍👧‍👦", strings.Repeat("電", 300), strings.Repeat("W", 900), "\"'><img src=x onerror=1>",
		"e\u0301\u0301\u0301\u0301\u0301", "\xff\xfe", "ﷺﷺﷺ", "&amp;&#60;", "\u2028\u2029"}
}

func TestStrangeTextStaysText(t *testing.T) {
	t.Parallel()
	for _, s := range strange() {
		checkOdd(t, s)
	}
}

func FuzzRender(f *testing.F) {
	for _, s := range strange() {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) { checkOdd(t, s) })
}

// A company's name is cut only where the summary needs the room.
func TestTextCutsNoNameThatHasRoom(t *testing.T) {
	t.Parallel()
	b := sample()
	name := model.Clean("Southbank Veterinary & Sons")
	for i := range b.Sections {
		for k := range b.Sections[i].Items {
			if it := &b.Sections[i].Items[k]; it.Kind == briefing.KindTicket {
				it.Company, it.Summary = name, model.Clean("Mail is down")
			}
		}
	}
	if got := string(Text(b, Options{})); strings.Contains(got, "Southbank Veterinar…") || !strings.Contains(got, name.String()) {
		t.Errorf("cut:\n%s", got)
	}
	if got := string(Text(b, Options{Width: 60})); !strings.Contains(got, "…") || !strings.Contains(got, "Mail is down") {
		t.Errorf("not cut, or the summary is:\n%s", got)
	}
}

func TestMarkdownEscapes(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"a|b": `a\|b`, "<b>": `\<b\>`, "[x](y)": `\[x\](y)`, "`c`": "\\`c\\`", "# h": `\# h`, "- l": `\- l`, "a-b": "a-b", "*_*": `\*\_\*`,
		"http://x": `http\://x`, "www.x": `www\.x`, "due: 5.3": "due: 5.3", `\`: `\\`,
	} {
		if got := md(in); got != want {
			t.Errorf("md(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestOnlyWebAddressesBecomeLinks(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"javascript:alert(1)": "", "": "", "https://a.example/x?y=1&z=2": "https://a.example/x?y=1&z=2",
		"https://a.example/\"> <b>": "https://a.example/%22%3E%20%3Cb%3E",
	} {
		if got := webLink(in); got != want {
			t.Errorf("webLink(%q) = %q, want %q", in, got, want)
		}
	}
}
