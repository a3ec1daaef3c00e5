package connectwise

import (
	"fmt"
	"strconv"
	"strings"
)

// release is a release of ConnectWise PSA such as 2026.4; zero is unknown.
type release struct{ year, number int }

// parseRelease reads "v2026.4.12345", "2026.4" and "v2026_4". The old internal
// numbering ("v4.6.77997") names no release.
func parseRelease(s string) release {
	s = strings.TrimLeft(strings.TrimSpace(s), "vV")
	parts := strings.FieldsFunc(s, func(r rune) bool { return r == '.' || r == '_' || r == '/' })
	if len(parts) < 2 {
		return release{}
	}
	year, err1 := strconv.Atoi(parts[0])
	number, err2 := strconv.Atoi(parts[1])
	if err1 != nil || err2 != nil || year < 2015 || year > 2100 || number < 0 || number > 99 {
		return release{}
	}
	return release{year, number}
}

func (r release) known() bool { return r.year != 0 }

func (r release) String() string { return fmt.Sprintf("%d.%d", r.year, r.number) }

// hasGoals reports whether tickets carry the *GoalUTC fields: 2025.8 lacks
// them, 2026.4 has them. For an unknown release it is worth asking: a refusal
// is noticed (see forgetGoals), while old answers would leave every SLA to the
// parsing of display text.
func (r release) hasGoals() bool { return !r.known() || r.year >= 2026 }

// learn remembers the server's release. Only /system/info settles what Accept
// asks for; companyinfo's word is used for the choice of fields until then.
func (c *Client) learn(version string, fromInfo bool) {
	r := parseRelease(version)
	c.shared.mu.Lock()
	defer c.shared.mu.Unlock()
	if fromInfo {
		c.shared.negotiated = r
		c.shared.versionText = version
	}
	if r.known() && (fromInfo || !c.shared.negotiated.known()) {
		if r != c.shared.version {
			c.shared.goalsGone, c.shared.closingGone = false, false // another release may know them
		}
		c.shared.version = r
	}
}

// goals reports whether to ask for the goal fields.
func (c *Client) goals() bool {
	c.shared.mu.Lock()
	defer c.shared.mu.Unlock()
	return !c.shared.goalsGone && c.shared.version.hasGoals()
}

// forgetGoals stops asking for the goal fields after the server refused them.
func (c *Client) forgetGoals() {
	c.shared.mu.Lock()
	defer c.shared.mu.Unlock()
	c.shared.goalsGone = true
}

// accept is the Accept header: the vendor's type with the release of the
// server's own, or plain JSON while that is unknown, since what a server does
// with a release newer than itself is not documented (connectwise-api 2.4).
func (c *Client) accept() string {
	c.shared.mu.Lock()
	defer c.shared.mu.Unlock()
	if !c.shared.negotiated.known() {
		return "application/json"
	}
	return "application/vnd.connectwise.com+json; version=" + c.shared.negotiated.String()
}
