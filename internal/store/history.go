package store

import (
	"bytes"
	"encoding/json"
	"fmt"
	"hash/crc32"
	"slices"
	"strconv"
	"time"

	"daybrief/internal/ownfile"
	"daybrief/model"
)

// dayLine is one local day in the history: a line of JSON behind its checksum.
// Each line stands by itself, so that a damaged one costs one day.
type dayLine struct {
	Day       string     `json:"day"` // 2026-03-10
	All       [4]int     `json:"all"` // open, opened, closed, breached
	NoClosed  bool       `json:"no_closed,omitempty"`
	Unended   int        `json:"unended,omitempty"`
	Companies [][5]int64 `json:"companies,omitempty"` // id and the same four
}

// LoadHistory reads the daily history. What can't be used is left out; an
// *Ignored says that it was the whole file.
func (s *Store) LoadHistory() (model.History, error) {
	data, err := read(s.history, maxHistory)
	if data == nil {
		return nil, err
	}
	_, rest, err := unlabel(data, historyFormat, s.tenant)
	if err != nil {
		return nil, ignored(s.history, err)
	}
	var h model.History
	for line := range bytes.SplitSeq(rest, []byte("\n")) {
		if d, ok := readDay(line); ok {
			h = h.With(d)
		}
	}
	return h, nil
}

// SaveHistory writes the daily history. Days that another daybrief has written
// meanwhile stay.
func (s *Store) SaveHistory(h model.History) error {
	if err := spare(s.history); err != nil {
		return err
	}
	onDisk, err := s.LoadHistory()
	if err != nil {
		onDisk = nil // what can't be read is written anew
	}
	for _, d := range h {
		onDisk = onDisk.With(d)
	}
	line, err := json.Marshal(label{Format: historyFormat, Version: version(historyFormat), Tenant: s.tenant})
	if err != nil {
		return err
	}
	out := append(line, '\n')
	for _, d := range onDisk {
		if out, err = appendDay(out, d); err != nil {
			return err
		}
	}
	if len(out) > maxHistory {
		return fmt.Errorf("the history is too big to be kept on disk (%d MB)", len(out)>>20)
	}
	return ownfile.Write(s.history, out, ownfile.Options{OwnFolder: true})
}

func appendDay(out []byte, d model.DayTally) ([]byte, error) {
	four := func(t model.Tally) [4]int { return [4]int{t.Open, t.Opened, t.Closed, t.Breached} }
	line := dayLine{Day: d.Day.Format(time.DateOnly), All: four(d.All), NoClosed: d.NoClosed, Unended: d.Unended}
	for _, c := range d.Companies {
		n := four(c.Tally)
		line.Companies = append(line.Companies, [5]int64{int64(c.Company), int64(n[0]), int64(n[1]), int64(n[2]), int64(n[3])})
	}
	b, err := json.Marshal(line)
	if err != nil {
		return nil, err
	}
	out = fmt.Appendf(out, "%08x ", crc32.ChecksumIEEE(b))
	return append(append(out, b...), '\n'), nil
}

// readDay reads one line; false when it is damaged or makes no sense.
func readDay(line []byte) (d model.DayTally, ok bool) {
	sum, doc, found := bytes.Cut(line, []byte(" "))
	want, err := strconv.ParseUint(string(sum), 16, 32)
	if !found || err != nil || uint32(want) != crc32.ChecksumIEEE(doc) {
		return d, false
	}
	var l dayLine
	if json.Unmarshal(doc, &l) != nil {
		return d, false
	}
	if d.Day, err = time.Parse(time.DateOnly, l.Day); err != nil {
		return d, false
	}
	d.All, d.NoClosed = model.Tally{Open: l.All[0], Opened: l.All[1], Closed: l.All[2], Breached: l.All[3]}, l.NoClosed
	d.Unended = max(0, l.Unended)
	for i, c := range l.Companies {
		if i > 0 && l.Companies[i-1][0] >= c[0] {
			return d, false
		}
		d.Companies = append(d.Companies, model.CompanyTally{Company: model.CompanyID(c[0]), Tally: model.Tally{
			Open: int(c[1]), Opened: int(c[2]), Closed: int(c[3]), Breached: int(c[4]),
		}})
	}
	return d, !slices.ContainsFunc(l.All[:], func(n int) bool { return n < 0 })
}
