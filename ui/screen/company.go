package screen

import "daybrief/model"

// CompanyDetail is what is known of a company beyond the list, fetched when it
// is looked at. Each part fails by itself: a role may read contacts and no
// agreements. A failure keeps what was there before.
type CompanyDetail struct {
	Contacts   model.Fresh[[]model.Contact]
	Agreements model.Fresh[[]model.Agreement]
	Busy       bool
	// ContactsProblem and AgreementsProblem say why the latest try failed.
	ContactsProblem, AgreementsProblem *model.Problem
}

// CompanyLooker is a screen that can tell which company it shows in its pane, 0
// for none. The App asks after each change, and fetches what it needs.
type CompanyLooker interface{ LookingAt() model.CompanyID }
