package connectwise

import (
	"strconv"
)

// urlReserve is kept free in each URL for what paging adds on later pages:
// page, pageId and two bounds of ids at their longest, and a code base that grew
// by a release.
const urlReserve = 64 + len(" and id > 9223372036854775807 and id <= 9223372036854775807")*3/2

// batches turns a query into conditions, each short enough for one URL. Status
// ids are spread over several of them, counted in their percent-encoded form.
func (s ticketReader) batches(path string, q TicketQuery, fields func() []string) []Cond {
	rest := q.rest()
	if err := rest.Err(); err != nil {
		return []Cond{rest}
	}
	if len(q.Statuses) == 0 {
		if rest.IsZero() {
			return []Cond{{err: misconfigured("unbounded-query", "A list of all tickets without a limit can't be requested.", "Ask for some statuses or a time.")}}
		}
		return []Cond{rest}
	}
	ids := make([]int64, len(q.Statuses))
	for i, id := range q.Statuses {
		ids[i] = int64(id)
	}
	if q.Search {
		return []Cond{And(Field("status/id").In(ids...), rest)}
	}
	var out []Cond
	for _, part := range split(ids, s.room(path, rest, fields)) {
		out = append(out, And(Field("status/id").In(part...), rest))
	}
	return out
}

// rest is the query without its statuses.
func (q TicketQuery) rest() Cond {
	var conds []Cond
	if !q.UpdatedAfter.IsZero() {
		conds = append(conds, Field("lastUpdated").After(q.UpdatedAfter))
	}
	if !q.ClosedSince.IsZero() {
		conds = append(conds, Field("closedDate").Since(q.ClosedSince))
	}
	if !q.OpenSince.IsZero() {
		conds = append(conds, Field("closedFlag").IsTrue(false), Field("lastUpdated").After(q.OpenSince))
	}
	return And(append(conds, q.Where)...)
}

// room is how many characters of a URL are left for ids.
func (s ticketReader) room(path string, rest Cond, fields func() []string) int {
	req := request{path: path, query: params{
		conditions: And(Field("status/id").In(0), rest).String(), fields: fields(), orderBy: "id asc", pageSize: 1000,
	}}
	return maxURL - urlReserve - len(s.c.shared.locator.likely().url(req))
}

// fits reports whether at least one long id fits into a URL beside the rest;
// when not, only a POST search can ask the question.
func (s ticketReader) fits(path string, q TicketQuery, fields func() []string) bool {
	rest := q.rest()
	return rest.Err() != nil || s.room(path, rest, fields) >= len("9223372036854775807")
}

// split cuts ids into parts whose encoded list fits into room; each id costs
// its digits and a "%2C". A part holds at least one id.
func split(ids []int64, room int) [][]int64 {
	var out [][]int64
	start, used := 0, 0
	for i, id := range ids {
		cost := len(strconv.FormatInt(id, 10)) + len("%2C")
		if i > start && used+cost > room {
			out = append(out, ids[start:i])
			start, used = i, 0
		}
		used += cost
	}
	return append(out, ids[start:])
}
