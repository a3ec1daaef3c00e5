package connectwise

import (
	"context"
	"iter"
	"strings"

	"daybrief/model"
)

// CompanyService reads companies and their contacts.
type CompanyService struct{ c *Client }

type companyWire struct {
	ID          num
	Identifier  str
	Name        str
	Status      reference   `wire:"shown"`
	Types       []reference `wire:"shown"`
	PhoneNumber str         `wire:"shown"`
	City        str         `wire:"shown"`
	Territory   reference   `wire:"shown"`
	Website     str         `wire:"shown"`
	DeletedFlag flag
	Info        stamps `json:"_info"`
}

// All lists the companies that are not deleted. The filter matters: a merged
// company stays "active" and its lastUpdated does not change
// (connectwise-api 9).
func (s CompanyService) All(ctx context.Context) (Page[model.Company], error) {
	return s.Gather(ctx, &Gathering{})
}

// Gather is All, which goes on where an earlier Gather has failed.
func (s CompanyService) Gather(ctx context.Context, g *Gathering) (Page[model.Company], error) {
	return gather(ctx, s.c, listing[companyWire, model.Company]{
		op: "list companies", path: "/company/companies", paging: forward, fields: companyFields,
		conds: []Cond{Field("deletedFlag").IsTrue(false)},
		id:    func(w *companyWire) int64 { return int64(w.ID) },
		record: func(w *companyWire) (model.Company, bool) {
			return w.company(), !w.DeletedFlag.on()
		},
	}, g)
}

// CompanyCurrency is what a company is billed in.
type CompanyCurrency struct {
	Company model.CompanyID
	Code    string // like EUR, cleaned
}

// Currencies lists what companies are billed in, deleted ones too: their time
// and their invoices stay. Those without a currency are left out.
func (s CompanyService) Currencies(ctx context.Context) iter.Seq2[Page[CompanyCurrency], error] {
	type wire struct {
		ID       num
		Currency currencyWire
	}
	return pages(ctx, s.c, listing[wire, CompanyCurrency]{
		op: "list the currencies of companies", path: "/company/companies", paging: forward, fields: currencyFields, conds: []Cond{{}},
		id: func(w *wire) int64 { return int64(w.ID) },
		record: func(w *wire) (CompanyCurrency, bool) {
			c := CompanyCurrency{model.CompanyID(w.ID), w.Currency.code()}
			return c, c.Code != ""
		},
	})
}

// currencyWire is a currency inside another record.
type currencyWire struct{ CurrencyCode str }

func (w currencyWire) code() string { return strings.ToUpper(clean(w.CurrencyCode).String()) }

func (w *companyWire) company() model.Company {
	c := model.Company{
		ID: model.CompanyID(w.ID), Identifier: clean(w.Identifier), Name: clean(w.Name), Status: clean(w.Status.Name),
		Phone: clean(w.PhoneNumber), City: clean(w.City), Territory: clean(w.Territory.Name), Website: clean(w.Website),
		Entered: w.Info.DateEntered.utc(),
	}
	for _, t := range w.Types {
		if name := clean(t.Name); !name.IsEmpty() {
			c.Types = append(c.Types, name)
		}
	}
	return c
}

type contactWire struct {
	ID                 num
	FirstName          str `wire:"shown"`
	LastName           str `wire:"shown"`
	Company            reference
	Title              str                 `wire:"shown"`
	DefaultPhoneNbr    str                 `wire:"shown"`
	CommunicationItems []communicationWire `wire:"shown"`
	InactiveFlag       flag
}

type communicationWire struct {
	Value             str
	CommunicationType str
	DefaultFlag       flag
}

// Contacts lists the active contacts of a company.
func (s CompanyService) Contacts(ctx context.Context, company model.CompanyID) (Page[model.Contact], error) {
	return Collect(pages(ctx, s.c, listing[contactWire, model.Contact]{
		op: "list contacts", path: "/company/contacts", paging: numbered, size: 500, fields: contactFields,
		conds:  []Cond{And(Field("company/id").Is(int64(company)), Field("inactiveFlag").IsTrue(false))},
		id:     func(w *contactWire) int64 { return int64(w.ID) },
		record: func(w *contactWire) (model.Contact, bool) { return w.contact(), true },
	}))
}

func (w *contactWire) contact() model.Contact {
	c := model.Contact{
		ID: model.ContactID(w.ID), Company: model.CompanyID(w.Company.ID), Title: clean(w.Title),
		Name:  model.Clean(strings.TrimSpace(string(w.FirstName) + " " + string(w.LastName))),
		Phone: clean(w.DefaultPhoneNbr), Inactive: w.InactiveFlag.on(),
	}
	for _, item := range w.CommunicationItems {
		switch strings.ToLower(string(item.CommunicationType)) {
		case "email":
			if c.Email.IsEmpty() || item.DefaultFlag.on() {
				c.Email = clean(item.Value)
			}
		case "phone":
			if c.Phone.IsEmpty() {
				c.Phone = clean(item.Value)
			}
		}
	}
	return c
}
