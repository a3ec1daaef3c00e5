package adapter

import (
	"context"

	"daybrief/internal/psa"
	"daybrief/model"
)

// Company implements psa.Provider: contacts and agreements, each with its own
// failure, since a role may read only one of them.
func (s *Provider) Company(ctx context.Context, id model.CompanyID) psa.CompanyDetail {
	contacts, contactsErr := s.client.Companies.Contacts(ctx, id)
	agreements, agreementsErr := s.client.Finance.AgreementsOf(ctx, id)
	return psa.CompanyDetail{
		Contacts:   psa.Got(contacts.Items, contactsErr),
		Agreements: psa.Got(agreements.Items, agreementsErr),
	}
}
