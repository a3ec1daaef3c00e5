package mixpanel

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"slices"
	"strconv"
	"strings"
	"time"

	"daybrief/model"
)

// about names what is asked for, as a fingerprint: an answer to something else
// must not be taken for it.
func about(c *Client, o Settings) string {
	events := slices.Clone(o.Events)
	words := append([]string{c.o.Base.String(), itoa64(c.o.Project), c.o.Company, o.Zone.String()}, events...)
	b, err := json.Marshal(words)
	if err != nil {
		return "" // words are always written
	}
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:12])
}

// recall takes what another program may have learnt meanwhile, if that is newer.
func (s *Source) recall() {
	if s.o.Memory == nil {
		return
	}
	m := s.o.Memory.Load()
	if m.About != s.about || !m.sound() {
		return
	}
	if !m.Usage.Asked.Before(s.state.Usage.Asked) {
		s.state.Usage = m.Usage
	}
	if m.NamesAt.After(s.state.NamesAt) {
		s.state.Events, s.state.NamesAt = m.Events, m.NamesAt
	}
	if m.NotBefore.After(s.state.NotBefore) {
		s.state.Pause = m.Pause
	}
	for _, t := range m.Sent {
		if !slices.ContainsFunc(s.state.Sent, t.Equal) {
			s.state.Sent = append(s.state.Sent, t)
		}
	}
	slices.SortFunc(s.state.Sent, time.Time.Compare)
}

func (s *Source) remember() {
	if s.o.Memory != nil {
		m := s.state
		m.About, m.Sent = s.about, slices.Clone(m.Sent)
		s.o.Memory.Save(m)
	}
}

// sound reports whether a state can be what a Source has saved: what lies on a
// disk is as untrusted as a reply.
func (m State) sound() bool {
	if len(m.Events) > MostEvents || len(m.Sent) > 4*MostAnHour || m.Refusals < 0 {
		return false
	}
	return Sound(m.Usage) && !slices.ContainsFunc(m.Events, func(e string) bool { return strings.TrimSpace(e) == "" })
}

// Sound reports whether numbers can be what was saved.
func Sound(u model.Usage) bool {
	if len(u.Events) > MostEvents || u.Days < 0 || u.Days > Window || len(u.Rows) > MostEvents*4*mostValues || u.Skipped < 0 {
		return false
	}
	wrong := func(users []int) bool {
		return len(users) != len(u.Events)*u.Days || slices.ContainsFunc(users, func(n int) bool { return n < 0 })
	}
	if slices.ContainsFunc(u.Rows, func(r model.UsageRow) bool { return wrong(r.Users) }) {
		return false
	}
	return !slices.ContainsFunc(u.Shared, func(s model.UsageShared) bool {
		return wrong(s.Users) || slices.ContainsFunc(s.Rows, func(i int) bool { return i < 0 || i >= len(u.Rows) })
	})
}

func itoa(n int) string { return strconv.Itoa(n) }

func itoa64(n int64) string { return strconv.FormatInt(n, 10) }
