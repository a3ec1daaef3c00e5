package cwtest

import "strings"

type companyRow struct {
	*company
	id int64
}

func companyID(i int32) int64 { return int64(i)*7 + 250 }

func contactID(c, k int32) int64 {
	if k == 0 {
		return 0
	}
	return companyID(c)*10 + int64(k)
}

func (r records) companies(yield func(*companyRow)) {
	for i := range r.world.companies {
		yield(&companyRow{&r.world.companies[i], companyID(int32(i))})
	}
}

func companyShape() *resource[companyRow] {
	type R = companyRow
	return &resource[R]{name: "company", id: func(r *R) int64 { return r.id }, fields: []field[R]{
		key("id", func(r *R) int64 { return r.id }),
		text("identifier", func(r *R) string { return r.code }),
		text("name", func(r *R) string { return r.name }),
		object("status", constant[R]("id", intOf(1)), text("name", func(r *R) string { return r.status })),
		text("city", func(r *R) string { return r.city }),
		text("phoneNumber", func(r *R) string { return r.phone }),
		text("website", func(r *R) string { return r.web }),
		object("territory", constant[R]("id", intOf(2)), text("name", func(r *R) string { return r.territory })),
		currencyRef(func(r *R) string { return currencyOf(r.id) }),
		number("numberOfEmployees", func(r *R) int64 { return int64(r.people) }),
		flag("deletedFlag", func(r *R) bool { return r.deleted }),
		flag("isVendorFlag", func(r *R) bool { return r.vendor }),
		when("dateAcquired", func(r *R) int64 { return r.entered }),
		fixed(field[R]{name: "types", raw: func(b []byte, r *R) []byte { return append(b, companyTypes(r)...) }}),
		fixed(object("_info", when("lastUpdated", func(r *R) int64 { return r.updated }), when("dateEntered", func(r *R) int64 { return r.entered }))),
	}, aliases: stamps(func(r *R) int64 { return r.updated }, func(r *R) int64 { return r.entered }), children: companyChildren,
		blank: "addressLine1 addressLine2 state zip country faxNumber market accountNumber defaultContact parentCompany annualRevenue " +
			"leadSource leadFlag calendar timeZoneSetup billToCompany dateDeleted deletedBy territoryManager site customFields"}
}

// currencyOf is what a company is billed in: a few pay in euros.
func currencyOf(company int64) string {
	if (company-companyID(0))/7%29 == 7 {
		return "EUR"
	}
	return "USD"
}

func currencyRef[T any](code func(*T) string) field[T] {
	return object("currency",
		key("id", func(r *T) int64 { return int64(code(r)[0]) }),
		text("name", code), text("currencyCode", code))
}

func companyTypes(r *companyRow) string {
	if r.vendor {
		return `[{"id":3,"name":"Vendor"}]`
	}
	return `[{"id":1,"name":"Client"}]`
}

// typeChild is a company type as childConditions see it.
type typeChild struct{ vendor bool }

func companyChildren(r *companyRow, q *query) bool {
	return childMatches(q, typeChild{r.vendor}, object("types",
		maybe("id", kInt, func(c *typeChild) value {
			if c.vendor {
				return intOf(3)
			}
			return intOf(1)
		}),
		text("name", func(c *typeChild) string {
			if c.vendor {
				return "Vendor"
			}
			return "Client"
		})))
}

// childMatches applies childConditions to one child. A name that the child
// does not have matches nothing.
func childMatches[T any](q *query, child T, shape field[T]) bool {
	c, err := childCondition(q.children)
	if err != nil {
		return false
	}
	ok, err := bind(&resource[T]{name: "child", fields: []field[T]{shape}}, c)
	return err == nil && ok(&child)
}

// contact is a person at a customer, made up when somebody asks.
type contact struct {
	id, company        int64
	code, firm         string
	first, last, title string
	phone, email       string
}

func (c contact) name() string { return strings.TrimSpace(c.first + " " + c.last) }

// contact makes number k of a company; the zero contact for k = 0.
func (w *world) contact(c int32, k int) contact {
	if k == 0 {
		return contact{}
	}
	d := newDice(w.seed, 'k', uint64(c), uint64(k))
	co := &w.companies[c]
	first, last := pick(d, w.words.first), pick(d, w.words.last)
	return contact{id: contactID(c, int32(k)), company: companyID(c), code: co.code, firm: co.name, first: first, last: last,
		title: pick(d, w.words.titles), phone: phoneNumber(d), email: plain(first) + "." + plain(last) + "@" + co.web}
}

func (r records) contacts(yield func(*contact)) {
	for i := range r.world.companies {
		for k := 1; k <= r.world.companies[i].contacts; k++ {
			c := r.world.contact(int32(i), k)
			yield(&c)
		}
	}
}

func contactShape() *resource[contact] {
	type R = contact
	return &resource[R]{name: "contact", id: func(r *R) int64 { return r.id }, fields: []field[R]{
		key("id", func(r *R) int64 { return r.id }),
		text("firstName", func(r *R) string { return r.first }),
		text("lastName", func(r *R) string { return r.last }),
		object("company", key("id", func(r *R) int64 { return r.company }), text("identifier", func(r *R) string { return r.code }),
			text("name", func(r *R) string { return r.firm })),
		text("title", func(r *R) string { return r.title }),
		flag("inactiveFlag", func(r *R) bool { return r.id%23 == 0 }),
		constant[R]("defaultPhoneType", textOf("Direct")),
		text("defaultPhoneNbr", func(r *R) string { return r.phone }),
		flag("defaultFlag", func(r *R) bool { return r.id%10 == 1 }),
		fixed(field[R]{name: "communicationItems", raw: func(b []byte, r *R) []byte {
			b = append(b, `[{"id":1,"type":{"id":1,"name":"Email"},"value":`...)
			b = append(appendText(b, r.email), `,"defaultFlag":true,"communicationType":"Email"},{"id":2,"type":{"id":2,"name":"Direct"},"value":`...)
			return append(appendText(b, r.phone), `,"defaultFlag":true,"communicationType":"Phone"}]`...)
		}}),
	}, children: contactChildren,
		blank: "_info site addressLine1 city state zip country relationship department nickName types customFields portalSecurityLevel"}
}

func contactChildren(r *contact, q *query) bool {
	return childMatches(q, *r, object("communicationItems", text("value", func(c *contact) string { return c.email }))) ||
		childMatches(q, *r, object("communicationItems", text("value", func(c *contact) string { return c.phone })))
}
