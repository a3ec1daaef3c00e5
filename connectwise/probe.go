package connectwise

import (
	"context"
	"net/http"
	"strconv"
	"strings"
	"time"

	"daybrief/model"
)

// List is a list of the API that First can look into, by its path.
type List string

// The lists that daybrief reads.
const (
	ListServiceTickets List = "/service/tickets"
	ListProjectTickets List = "/project/tickets"
	ListSchedule       List = "/schedule/entries"
	ListScheduleTypes  List = "/schedule/types"
	ListCompanies      List = "/company/companies"
	ListContacts       List = "/company/contacts"
	ListMembers        List = "/system/members"
	ListMemberNames    List = "/system/info/members"
	ListBoards         List = "/service/boards"
	ListBoardNames     List = "/service/info/boards"
	ListPriorities     List = "/service/priorities"
	ListTimeEntries    List = "/time/entries"
	ListAgreements     List = "/finance/agreements"
	ListConfigs        List = "/company/configurations"
)

// ListStatuses is the list of a board's statuses.
func ListStatuses(board int64) List {
	return List("/service/boards/" + strconv.FormatInt(board, 10) + "/statuses")
}

// Needs is the row of the security role that opens the list.
func (l List) Needs() string { return needed(string(l)) }

// First asks a list for one record and nothing of it but its id: the smallest
// question that shows whether the keys may read it. 0 means that the list is
// empty, which is also how the API hides what a role may not see
// (connectwise-api 9.11).
func (c *Client) First(ctx context.Context, list List, where Cond) (id int64, err error) {
	req := request{op: "list " + list.noun(), method: http.MethodGet, path: string(list)}
	if err := where.Err(); err != nil {
		return 0, c.failure(req, 0, asProblem(err, problem(0, "bad-condition", err.Error(), "")))
	}
	req.query = params{conditions: where.String(), fields: []string{"id"}, pageSize: 1, page: 1}
	rep, err := c.call(ctx, req)
	if err != nil {
		return 0, err
	}
	rows, _, err := decodeList[struct{ ID num }](rep)
	if err != nil || len(rows) == 0 {
		return 0, err
	}
	return int64(rows[0].ID), nil
}

// noun names the list in a sentence.
func (l List) noun() string {
	switch l {
	case ListSchedule:
		return "schedule entries"
	case ListMemberNames:
		return "members"
	case ListBoardNames:
		return "boards"
	case ListConfigs:
		return "devices"
	}
	parts := strings.Split(strings.Trim(string(l), "/"), "/")
	switch last := parts[len(parts)-1]; {
	case last == "tickets" || last == "types" || last == "entries":
		return parts[0] + " " + last
	case last == "statuses":
		return "the statuses of boards"
	default:
		return last
	}
}

// RecentlyClosed matches tickets that were closed at t or later.
func RecentlyClosed(t time.Time) Cond { return Field("closedDate").Since(t) }

// Limits are what the record of the keys' own member keeps from it, whatever
// its security role says.
type Limits struct {
	Identifier    model.Text
	Boards        []model.BoardID // service boards it is kept from
	ProjectBoards []model.BoardID
	Location      bool // it sees its own location's records only
	Department    bool
	Schedule      bool
}

// Limits reads the record of the member behind the keys.
func (s SystemService) Limits(ctx context.Context) (Limits, error) {
	var w struct {
		Identifier              str
		ExcludedServiceBoardIDs []num `json:"excludedServiceBoardIds"`
		ExcludedProjectBoardIDs []num `json:"excludedProjectBoardIds"`
		RestrictLocationFlag    flag
		RestrictDepartmentFlag  flag
		RestrictScheduleFlag    flag
	}
	req := request{op: "read the key's own member", method: http.MethodGet, path: "/system/myMembers", query: params{fields: limitFields()}}
	rep, err := s.c.call(ctx, req)
	if err != nil {
		return Limits{}, err
	}
	if err := decode(rep, &w); err != nil {
		return Limits{}, err
	}
	return Limits{
		Identifier: clean(w.Identifier), Boards: boardIDs(w.ExcludedServiceBoardIDs), ProjectBoards: boardIDs(w.ExcludedProjectBoardIDs),
		Location: w.RestrictLocationFlag.on(), Department: w.RestrictDepartmentFlag.on(), Schedule: w.RestrictScheduleFlag.on(),
	}, nil
}

func boardIDs(list []num) (ids []model.BoardID) {
	for _, n := range list {
		ids = append(ids, model.BoardID(n))
	}
	return ids
}

func limitFields() []string {
	return []string{
		"id", "identifier", "excludedServiceBoardIds", "excludedProjectBoardIds",
		"restrictLocationFlag", "restrictDepartmentFlag", "restrictScheduleFlag",
	}
}

// Release is the server's release as far as it is known: "2026.4", or "" for
// the old internal numbers, which name none.
func (c *Client) Release() string {
	return c.shared.version.name()
}

// HasGoals reports whether tickets of this server carry the times by which a
// goal has to be met (connectwise-api 1). It is true while that is not known.
func (c *Client) HasGoals() bool { return c.shared.version.hasGoals() }
