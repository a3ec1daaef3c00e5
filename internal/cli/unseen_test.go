package cli

import (
	"encoding/json"
	"strconv"
	"strings"
	"testing"

	"daybrief/connectwise/cwtest"
)

// Keys that see a part of the desk only, for whatever reason, never make it look
// calm or whole: each number says that it is the least there can be, or is none.
func TestBriefThatSeesAPart(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		limit func(s *cwtest.Server)
		// least and unknown are numbers that have to be marked.
		least, unknown, doubtful []string
		note                     string // of now
		health                   string // in data-health
		code                     int
		had                      bool // all open tickets were had, though nobody can be sure of it
	}{
		"a board is excluded": {
			limit: func(s *cwtest.Server) { service, _ := s.BoardIDs(); s.Exclude(service[0]) },
			least: []string{"open", "breached", "unassigned", "closed_today"}, note: "1 board that is excluded", health: "1 board that is excluded", code: exitAttention,
		},
		"all boards are excluded": {
			limit:   func(s *cwtest.Server) { service, projects := s.BoardIDs(); s.Exclude(append(service, projects...)...) },
			unknown: []string{"open", "breached", "unassigned", "new_today"}, note: "Service Defaults", health: "Every board is excluded", code: exitPartial,
		},
		"the role is not told": {
			limit: func(s *cwtest.Server) { s.Break(cwtest.Fault{Kind: cwtest.Denied, Path: "/system/mySecurity"}) },
			least: []string{"open", "breached", "unassigned", "closed_today"}, note: "can't be told", health: "the server does not tell their role", code: exitAttention,
		},
		"the statuses of a board are refused": {
			limit: func(s *cwtest.Server) {
				service, _ := s.BoardIDs()
				s.Break(cwtest.Fault{Kind: cwtest.Denied, Path: "/service/boards/" + strconv.FormatInt(service[0], 10) + "/statuses"})
			},
			least: []string{"open", "breached", "unassigned", "stale"}, note: "on boards whose statuses can't be read", health: "could not be read", code: exitAttention, had: true,
		},
		"no SLA is calculated": {
			limit: func(s *cwtest.Server) {
				s.Break(cwtest.Fault{Kind: cwtest.Denied, Path: "/service/tickets/calculateSla"})
			},
			doubtful: []string{"breached", "at_risk"}, note: "may be old", health: "SLA calculations", code: exitAttention,
		},
		"the short list of members": {
			limit: func(s *cwtest.Server) { s.Break(cwtest.Fault{Kind: cwtest.Denied, Path: "/system/members"}) },
			note:  "nor who has left", health: "In doubt: members", code: exitAttention,
		},
		"no tables": {
			limit: func(s *cwtest.Server) { s.Limit("Table Setup", "None") },
			least: []string{"waiting", "stale"}, note: "judged by their names", health: "Table Setup", code: exitAttention,
		},
		"no members": {
			limit: func(s *cwtest.Server) { s.Limit("Member Maintenance", "None") }, health: "Member Maintenance", code: exitAttention,
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := newDesk(t)
			d.configure("")
			c.limit(d.server)
			code, out, stderr := d.run("brief", "--format", "json", "--role", "manager")
			if code != c.code {
				t.Errorf("code %d, want %d; %q", code, c.code, stderr)
			}
			var doc struct {
				Calm     *string           `json:"calm"`
				Note     *string           `json:"now_note"`
				Numbers  map[string]*int   `json:"numbers"`
				Least    map[string]string `json:"least"`
				Doubtful map[string]string
				Sections []struct {
					ID                   string  `json:"id"`
					Unavailable, Partial *string `json:",omitempty"`
					Items                json.RawMessage
				} `json:"sections"`
			}
			if err := json.Unmarshal([]byte(out), &doc); err != nil {
				t.Fatal(err)
			}
			if all := d.server.OpenIDs(); c.had && (doc.Numbers["open"] == nil || *doc.Numbers["open"] != len(all)) {
				t.Errorf("%v open, the server has %d", doc.Numbers["open"], len(all))
			}
			if doc.Calm != nil && !strings.Contains(*doc.Calm, "can be seen") {
				t.Errorf("calm: %q", *doc.Calm)
			}
			if c.note != "" && (doc.Note == nil || !strings.Contains(*doc.Note, c.note)) {
				t.Errorf("now does not say %q: %v", c.note, doc.Note)
			}
			for _, key := range c.least {
				if doc.Numbers[key] == nil || doc.Least[key] == "" {
					t.Errorf("%s does not say that it is a part: %v", key, doc.Least)
				}
			}
			for _, key := range c.doubtful {
				if doc.Numbers[key] == nil || doc.Doubtful[key] == "" {
					t.Errorf("%s does not say that it may be another: %v", key, doc.Doubtful)
				}
			}
			for _, key := range c.unknown {
				if doc.Numbers[key] != nil {
					t.Errorf("%s is %d", key, *doc.Numbers[key])
				}
			}
			for _, s := range doc.Sections {
				switch s.ID {
				case "data-health":
					if !strings.Contains(string(s.Items), c.health) {
						t.Errorf("data-health does not say %q: %s", c.health, s.Items)
					}
				case "sla", "stale", "customer-replied":
					if name == "a board is excluded" && s.Partial == nil {
						t.Errorf("%s does not say that it is a part", s.ID)
					}
				case "team-load":
					if name == "no members" && s.Partial == nil {
						t.Error("the team's load does not say whom it can't see")
					}
				}
			}
		})
	}
}
