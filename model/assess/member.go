package assess

import (
	"strings"

	"daybrief/model"
)

// Login is a member's login in lower case: as the reference says, else from
// the member list; "" when neither does.
func (a *Assessment) Login(ref model.MemberRef) string {
	if !ref.Identifier.IsEmpty() {
		return strings.ToLower(ref.Identifier.String())
	}
	if m := a.lookup.MemberByID(ref.ID); m != nil && ref.ID != 0 {
		return strings.ToLower(m.Identifier.String())
	}
	return ""
}

// Name is what to call a member: the reference's name, else the member list's,
// else the login.
func (a *Assessment) Name(ref model.MemberRef) model.Text {
	if !ref.Name.IsEmpty() {
		return ref.Name
	}
	if m := a.lookup.Member(ref.Identifier.String()); m != nil {
		return m.Name()
	}
	if m := a.lookup.MemberByID(ref.ID); m != nil && ref.ID != 0 {
		return m.Name()
	}
	return ref.Identifier
}
