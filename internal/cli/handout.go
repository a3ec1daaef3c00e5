package cli

import (
	"fmt"
	"html"
	"strings"

	"daybrief/connectwise/check"
)

// sheet is the page for the administrator who makes the keys. Menu words are
// ConnectWise's own, everything else is ours.
type sheet struct {
	title string
	intro []string
	steps []sheetStep
	back  []string // what to hand back
	how   []string // and how
	end   []string
}

// sheetStep is one numbered step; the table of the role belongs to one of them.
type sheetStep struct {
	title string
	lines []string
	role  bool
}

func theSheet() sheet {
	return sheet{
		title: "Keys for daybrief: what to do in ConnectWise PSA",
		intro: []string{
			"Somebody in your company wants to use daybrief, a dashboard for the terminal that shows which tickets need attention, and why. It only reads: it has no function that changes anything in ConnectWise, and the role below does not allow any.",
			"You need an administrator's login and about ten minutes. An API member is free and uses no licence.",
		},
		steps: sheetSteps(),
		back: []string{
			"the address that you use in the browser, for example na.myconnectwise.net",
			"the company id, exactly as typed on the login screen (capitals matter)",
			"the public key",
			"the private key: this one is a secret",
			"the client id",
			"the login of each person who will use daybrief (their own member id, not the API member's)",
		},
		how: []string{
			"Best: sit down together and type the keys into \"daybrief setup\". Then nobody has to send anything.",
			"Else: share the private key through the password manager of your company, as an item for one person or a link that works once.",
			"Not by e-mail, not in a chat, not in a ticket, not in a document: all of these keep it for years. If it has happened, delete the key and make a new one.",
		},
		end: []string{
			"\"daybrief check\" on their computer then shows for each permission whether it works, and names the row of the role to change if one does not.",
			"To end it: System → Members → API Members → the member → API Keys, and delete the key. daybrief stops at once.",
		},
	}
}

func sheetSteps() []sheetStep {
	return []sheetStep{
		{title: "Make the security role", lines: []string{
			"System → Security Roles → + . Name it \"daybrief (read only)\" and save it.",
			"Set Inquire as in this table. Add, Edit and Delete stay at None everywhere, and so does every row that is not in the table. Rows that are optional may stay at None: that part of daybrief is empty then.",
		}, role: true},
		{title: "Make the API member", lines: []string{
			"System → Members → API Members → + . Member ID: daybrief, or as you like. Role ID: the role from step 1. Level: the highest (Corporate). Location and Business Unit: those of the service desk, and restrict it to neither. Default Board: the busiest one, no board excluded. These decide what the key sees: a narrow choice hides tickets without a word.",
			"Leave no board excluded in its Service Defaults: tickets of excluded boards would be missing without a word. Save it.",
		}},
		{title: "Make its keys", lines: []string{
			"Open the member's tab API Keys → + . Description: daybrief, and on whose computer. Save.",
			"Copy the public key and the private key now. The private key is shown this one time only; if the window is closed too early, delete the key and make another.",
		}},
		{title: "Make a client id", lines: []string{
			"On developer.connectwise.com sign in (a free account), open ClientID and register an integration for your own company: name daybrief, type private. It gives a long id with dashes.",
			"If your company already has a private client id for programs of its own, that one works too. One of another company does not.",
		}},
		{title: "Or a gateway, instead of all this", lines: []string{
			"Only if your ConnectWise keys live in Cloud Elements or SAP Open Connectors, with its element ConnectWise CRM REST: then nobody needs new keys. Hand back the gateway's address, the number of the element instance, and the user secret and the organization secret (profile menu, Secrets) instead of the last five things below.",
		}},
		{title: "Product usage, if you like", lines: []string{
			"Only if your portal or another product of yours reports to Mixpanel: in its Organization Settings → Service Accounts make an account with the role Consumer in the project. Hand back the project's number (project settings, Overview), the account's user name and its secret. Behind a gateway, the number of its Mixpanel instance is enough.",
		}},
	}
}

// handout is the page in one of its formats.
func handout(format string) string {
	switch format {
	case "markdown":
		return theSheet().markdown()
	case "html":
		return theSheet().html()
	}
	return theSheet().text()
}

func (s sheet) text() string {
	var b strings.Builder
	para := func(first, indent, text string) { b.WriteString(first + hanging(text, indent) + "\n") }
	b.WriteString(s.title + "\n" + strings.Repeat("=", len([]rune(s.title))) + "\n\n")
	for _, t := range s.intro {
		para("", "", t)
		b.WriteByte('\n')
	}
	for i, step := range s.steps {
		fmt.Fprintf(&b, "%d. %s\n", i+1, step.title)
		for _, l := range step.lines {
			para("   ", "   ", l)
		}
		if step.role {
			b.WriteString("\n" + roleText())
		}
		b.WriteByte('\n')
	}
	for _, part := range s.parts() {
		b.WriteString(part.title + "\n")
		for _, l := range part.lines {
			para("   - ", "     ", l)
		}
		b.WriteByte('\n')
	}
	for _, t := range s.end {
		para("", "", t)
	}
	return b.String()
}

type sheetPart struct {
	title string
	lines []string
}

func (s sheet) parts() []sheetPart {
	return []sheetPart{{"What to hand back", s.back}, {"How to hand it back", s.how}}
}

// roleText is the table of the role, in columns.
func roleText() string {
	var b strings.Builder
	fmt.Fprintf(&b, "   %-15s %-21s %-8s %-9s %s\n", "Module", "Function", "Inquire", "", "What it opens")
	for _, r := range rowsToSet() {
		fmt.Fprintf(&b, "   %-15s %-21s %-8s %-9s %s\n", r.Module, r.Function, r.Level, r.Use, hanging(r.Unlocks, strings.Repeat(" ", 61)))
		if r.Customise != "" {
			fmt.Fprintf(&b, "   %-15s Customize: %s\n", "", hanging(r.Customise, strings.Repeat(" ", 30)))
		}
	}
	return b.String()
}

// rowsToSet are the rows of the role that have to be set.
func rowsToSet() (rows []check.Row) {
	for _, r := range check.Role() {
		if r.Use != check.Unused {
			rows = append(rows, r)
		}
	}
	return rows
}

func (s sheet) markdown() string {
	var b strings.Builder
	b.WriteString("# " + s.title + "\n\n" + strings.Join(s.intro, "\n\n") + "\n\n")
	for i, step := range s.steps {
		fmt.Fprintf(&b, "## %d. %s\n\n%s\n\n", i+1, step.title, strings.Join(step.lines, "\n\n"))
		if !step.role {
			continue
		}
		b.WriteString("| Module | Function | Inquire | | What it opens | Customize |\n| --- | --- | --- | --- | --- | --- |\n")
		for _, r := range rowsToSet() {
			fmt.Fprintf(&b, "| %s | %s | %s | %s | %s | %s |\n", r.Module, r.Function, r.Level, r.Use, r.Unlocks, r.Customise)
		}
		b.WriteByte('\n')
	}
	for _, part := range s.parts() {
		b.WriteString("## " + part.title + "\n\n- " + strings.Join(part.lines, "\n- ") + "\n\n")
	}
	return b.String() + strings.Join(s.end, "\n\n") + "\n"
}

func (s sheet) html() string {
	var b strings.Builder
	tag := func(name, text string) {
		b.WriteString("<" + name + ">" + html.EscapeString(text) + "</" + name + ">\n")
	}
	b.WriteString("<!DOCTYPE html>\n<html lang=\"en\">\n<head><meta charset=\"utf-8\"><title>" + html.EscapeString(s.title) + "</title>\n" +
		"<style>body{font:11pt/1.4 sans-serif;max-width:50em;margin:2em auto;padding:0 1em}table{border-collapse:collapse}" +
		"td,th{border:1px solid #999;padding:.2em .5em;text-align:left;vertical-align:top}@media print{body{margin:0}}</style></head>\n<body>\n")
	tag("h1", s.title)
	for _, t := range s.intro {
		tag("p", t)
	}
	for i, step := range s.steps {
		tag("h2", fmt.Sprintf("%d. %s", i+1, step.title))
		for _, l := range step.lines {
			tag("p", l)
		}
		if step.role {
			b.WriteString(roleHTML())
		}
	}
	for _, part := range s.parts() {
		tag("h2", part.title)
		b.WriteString("<ul>\n")
		for _, l := range part.lines {
			tag("li", l)
		}
		b.WriteString("</ul>\n")
	}
	for _, t := range s.end {
		tag("p", t)
	}
	return b.String() + "</body>\n</html>\n"
}

func roleHTML() string {
	var b strings.Builder
	b.WriteString("<table>\n<tr><th>Module</th><th>Function</th><th>Inquire</th><th></th><th>What it opens</th><th>Customize</th></tr>\n")
	for _, r := range rowsToSet() {
		b.WriteString("<tr>")
		for _, cell := range []string{r.Module, r.Function, r.Level, r.Use.String(), r.Unlocks, r.Customise} {
			b.WriteString("<td>" + html.EscapeString(cell) + "</td>")
		}
		b.WriteString("</tr>\n")
	}
	return b.String() + "</table>\n"
}
