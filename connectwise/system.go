package connectwise

import (
	"context"
	"net/http"

	"daybrief/model"
)

// SystemService reads what the server says about itself and its members.
type SystemService struct{ c *Client }

// Info reads /system/info, and settles the version that Accept asks for.
func (s SystemService) Info(ctx context.Context) (model.System, error) {
	var w struct {
		Version        str
		IsCloud        flag `wire:"shown"`
		ServerTimeZone str  `wire:"shown"`
	}
	// No fields parameter: this is no list, it is small, and a server that
	// minds the parameter here would break the very first request.
	req := request{op: "read the server's version", method: http.MethodGet, path: "/system/info"}
	rep, err := s.c.call(ctx, req)
	if err != nil {
		return model.System{}, err
	}
	if err := decode(rep, &w); err != nil {
		return model.System{}, err
	}
	s.c.shared.version.learn(string(w.Version), true)
	return model.System{
		Version: clean(w.Version), Cloud: w.IsCloud.on(), Zone: clean(w.ServerTimeZone),
		Company: model.Clean(s.c.company), SiteHost: model.Clean(s.c.site.host),
		TicketLink: s.c.TicketLink(), CompanyLink: s.c.CompanyLink(),
	}, nil
}

type memberWire struct {
	ID            num
	Identifier    str
	FirstName     str `wire:"shown"`
	LastName      str `wire:"shown"`
	Title         str `wire:"shown"`
	InactiveFlag  flag
	LicenseClass  str
	DailyCapacity real
}

func (w *memberWire) member() model.Member {
	return model.Member{
		ID: model.MemberID(w.ID), Identifier: clean(w.Identifier), First: clean(w.FirstName), Last: clean(w.LastName),
		Title: clean(w.Title), Inactive: w.InactiveFlag.on(), DailyHours: float64(w.DailyCapacity),
		License: model.ParseLicense(string(w.LicenseClass)),
	}
}

// MemberList is a list of members. Short tells that the full one was refused, and
// that this is the lighter one: it lacks titles and capacities and need not hold
// everybody.
type MemberList struct {
	Page[model.Member]
	Short bool
}

// Members lists the active members. Where the full list is refused, the
// lighter one is read.
func (s SystemService) Members(ctx context.Context) (MemberList, error) {
	list := func(ctx context.Context, path string, fields func() []string) (Page[model.Member], error) {
		return Collect(pages(ctx, s.c, listing[memberWire, model.Member]{
			op: "list members", path: path, paging: numbered, fields: fields,
			conds:  []Cond{Field("inactiveFlag").IsTrue(false)},
			id:     func(w *memberWire) int64 { return int64(w.ID) },
			record: func(w *memberWire) (model.Member, bool) { return w.member(), true },
		}))
	}
	full, err := list(ctx, "/system/members", memberFields)
	if err == nil || !refused(err) {
		return MemberList{Page: full}, err
	}
	if light, lightErr := list(unmarked{ctx}, "/system/info/members", memberInfoFields); lightErr == nil {
		return MemberList{light, true}, nil
	}
	return MemberList{}, err // the first refusal names the permission that helps
}

// MyMember is the member behind the keys: for API member keys that is the API
// member and not the technician.
func (s SystemService) MyMember(ctx context.Context) (model.Member, error) {
	read := func(path string) (model.Member, error) {
		var w memberWire
		req := request{op: "read the key's own member", method: http.MethodGet, path: path, query: params{fields: myMemberFields()}}
		rep, err := s.c.call(ctx, req)
		if err != nil {
			return model.Member{}, err
		}
		if err := decode(rep, &w); err != nil {
			return model.Member{}, err
		}
		return w.member(), nil
	}
	m, err := read("/system/myMembers")
	if err == nil || !refused(err) {
		return m, err
	}
	if light, lightErr := read("/system/myMembers/info"); lightErr == nil {
		return light, nil
	}
	return m, err
}

// MySecurity lists what the key's security role allows to read.
func (s SystemService) MySecurity(ctx context.Context) (Page[model.Permission], error) {
	type wire struct {
		ID                 num
		ModuleName         str
		ModuleFunctionName str
		InquireLevel       str
	}
	return Collect(pages(ctx, s.c, listing[wire, model.Permission]{
		op: "read the key's permissions", path: "/system/mySecurity", paging: numbered, fields: securityFields, conds: []Cond{{}},
		id: func(w *wire) int64 { return int64(w.ID) },
		record: func(w *wire) (model.Permission, bool) {
			return model.Permission{Module: clean(w.ModuleName), Function: clean(w.ModuleFunctionName), Inquire: clean(w.InquireLevel)}, true
		},
	}))
}
