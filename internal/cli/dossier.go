package cli

import (
	"context"

	"daybrief/internal/feed"
	"daybrief/model"
	"daybrief/ui"
)

// company fetches the contacts and the agreements of a company that somebody
// looks at. Each part fails by itself: a role may read only one of them.
func (t *tenant) company(ctx context.Context, id model.CompanyID) ui.Dossier {
	ctx = feed.Interactive(ctx)
	contacts, contactsErr := t.client.Companies.Contacts(ctx, id)
	agreements, agreementErr := t.client.Agreements.Of(ctx, id)
	return ui.Dossier{
		Contacts: contacts.Items, Agreements: agreements.Items,
		ContactsErr: contactsErr, AgreementErr: agreementErr,
	}
}
