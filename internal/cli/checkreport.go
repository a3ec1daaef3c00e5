package cli

import (
	"bytes"
	"encoding/json"
	"fmt"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"time"

	"daybrief/connectwise/check"
	"daybrief/internal/elements"
	"daybrief/internal/settings"
	"daybrief/model"
)

// keyStore is the file of our own in which a private key may be kept.
func keyStore(config string) string {
	if config == "" {
		return ""
	}
	return strings.TrimSuffix(config, filepath.Ext(config)) + ".key"
}

// checkReport is everything that "check" has to say. None of it is secret.
type checkReport struct {
	version  string // of daybrief
	at       time.Time
	file     string
	fileFrom string
	broken   bool // the configuration can't be read: there is nothing to ask
	warnings []string
	settings []settingRow
	checks   []check.Result
	verdict  check.Verdict
	// gateway are the settings of a way in through a gateway; nil for another.
	gateway *settings.Loaded
	// usage are the settings of product usage; nil where none is counted.
	usage *settings.Loaded
	exit  int
}

// settingRow is a setting with where it comes from.
type settingRow struct {
	Name   string  `json:"name"`
	Value  *string `json:"value"` // null for what is never shown
	Source string  `json:"source"`
}

// configSource says who chose the configuration file.
func (p *program) configSource() string {
	switch {
	case p.config != "":
		return "command line"
	case p.env("DAYBRIEF_CONFIG") != "":
		return "environment"
	}
	return "default"
}

// settingRows are the settings that lead to the server and to the person.
func settingRows(s settings.Settings, named map[string]bool, keySource string) []settingRow {
	c := s.Connection
	rows := make([]settingRow, 0, 8)
	add := func(name, value, otherwise string) {
		source := otherwise
		if named[name] && value != "" {
			source = "file"
		}
		value = model.Disarmed(value)
		rows = append(rows, settingRow{name, &value, source})
	}
	add("connection.site", withoutLogin(c.Site), "none")
	add("connection.company", c.Company, "none")
	add("connection.public_key", firstFour(c.PublicKey), "none")
	add("connection.client_id", firstFour(c.ClientID), "none")
	rows = append(rows, settingRow{"private_key", nil, keySource})
	add("me.member", s.Me.Member, "none")
	add("me.role", string(rulesOf(s, nil).Settled().Role), "default")
	add("me.zone", s.Me.Zone, "system")
	return rows
}

// withoutLogin takes a user name and a password out of an address.
func withoutLogin(site string) string {
	if i := strings.LastIndexByte(site, '@'); i >= 0 {
		return "…" + site[i:]
	}
	return site
}

// firstFour shows enough of a key to tell it from another.
func firstFour(s string) string {
	r := []rune(s)
	if len(r) < 8 {
		return strings.Repeat("…", min(len(r), 1))
	}
	return string(r[:4]) + "…"
}

// judge sums up and picks the exit code.
func (r *checkReport) judge() {
	own, used := withoutUsage(r.checks)
	if r.gateway == nil {
		r.verdict = check.Judge(own)
	}
	if used != nil && used.State == check.Fail && r.verdict == check.AllWell {
		r.verdict = check.Partial
	}
	if r.broken {
		r.verdict = check.Misconfigured
	}
	r.exit = map[check.Verdict]int{
		check.AllWell: exitOK, check.Partial: exitPartial, check.Refused: exitAuth,
		check.Misconfigured: exitUsage, check.Unreachable: exitFailed,
	}[r.verdict]
}

func (r *checkReport) json() string {
	type row struct {
		ID      string      `json:"id"`
		Title   string      `json:"title"`
		State   check.State `json:"state"`
		Code    string      `json:"code"`
		What    string      `json:"what"`
		Cure    string      `json:"cure"`
		Needs   string      `json:"needs"`
		Because string      `json:"because"`
		Said    string      `json:"said"`
		TookMS  int64       `json:"took_ms"`
	}
	checks := []row{}
	for _, c := range r.checks {
		checks = append(checks, row{c.ID, stepTitle(c.ID), c.State, c.Code, c.What, c.Cure, c.Needs, c.Because, c.Said, c.Took.Milliseconds()})
	}
	rows := r.settings
	if rows == nil {
		rows = []settingRow{}
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	// Strings and numbers: nothing here can fail to be written.
	_ = e.Encode(map[string]any{
		"schema": 1, "generated_at": r.at.UTC().Format(time.RFC3339), "version": r.version, "system": runtime.GOOS + "/" + runtime.GOARCH,
		"config": map[string]string{"file": model.Disarmed(r.file), "source": r.fileFrom}, "settings": rows, "checks": checks,
		"result": r.verdict, "exit_code": r.exit,
	})
	return b.String()
}

func stepTitle(id string) string {
	switch id {
	case stepConfiguration:
		return "Configuration"
	case stepUsage:
		return "Product usage"
	}
	for _, s := range append(check.Steps(), elements.Steps()...) {
		if s.ID == id {
			return s.Title
		}
	}
	return id
}

// inOrder prints results in the order of the steps as soon as that is possible,
// so that somebody who waits sees how far it is.
func (r *checkReport) inOrder(p *program) func(check.Result) {
	m := p.marks()
	order, steps := []string{stepConfiguration}, check.Steps()
	if r.gateway != nil {
		steps = elements.Steps()
	}
	for _, s := range steps {
		order = append(order, s.ID)
	}
	order = append(order, stepUsage)
	have := map[string]check.Result{}
	var mu sync.Mutex
	return func(c check.Result) {
		mu.Lock()
		defer mu.Unlock()
		have[c.ID] = c
		for len(order) > 0 {
			next, there := have[order[0]]
			if !there {
				return
			}
			order = order[1:]
			_ = p.print(m.line(next)) // a full disk is noticed at the end
		}
	}
}

// head is what comes before the checks.
func (r *checkReport) head(m marks) string {
	var b strings.Builder
	fmt.Fprintf(&b, "daybrief check %s %s, %s/%s, %s\n\n", m.dash, r.version, runtime.GOOS, runtime.GOARCH, r.at.UTC().Format(time.RFC3339))
	fmt.Fprintf(&b, "%-24s %s (%s)\n", "configuration", model.Disarmed(r.file), r.fileFrom)
	for _, s := range r.settings {
		value := "not shown"
		if s.Value != nil {
			value = *s.Value
		}
		if s.Source == "none" {
			value = ""
		}
		fmt.Fprintf(&b, "%-24s %s\n", s.Name, strings.TrimSpace(m.plain(value)+" ("+s.Source+")"))
	}
	for _, w := range r.warnings {
		fmt.Fprintf(&b, "%s %s\n", m.warn, model.Disarmed(w))
	}
	b.WriteByte('\n')
	return b.String()
}

// foot is what comes after them.
func (r *checkReport) foot() string {
	says := map[check.Verdict]string{
		check.AllWell:       "All is well.",
		check.Partial:       "It works, but something is missing.",
		check.Refused:       "The keys were refused.",
		check.Misconfigured: "Something in the configuration is wrong.",
		check.Unreachable:   "The server could not be asked.",
	}
	return fmt.Sprintf("\n%s (exit code %d)\n", says[r.verdict], r.exit)
}
