package usage

import (
	"strings"

	"daybrief/model"
)

// Why a name is no company's.
const (
	NoCompany  = "no-company"  // nothing goes by it
	Several    = "several"     // more than one company goes by it
	BadMapping = "bad-mapping" // the settings name a company that there is not
)

// Unmatched is a name that is no company's.
type Unmatched struct {
	Name  model.Text
	Users int // on its busiest day
	Code  string
	// Target is the identifier that the settings name, for BadMapping.
	Target model.Text
}

// matcher finds the company that a name means.
type matcher struct {
	identifiers, names map[string]*candidate
	mapped             map[string]string
}

// candidate is the company that goes by a word; several is set where more do.
type candidate struct {
	ref     model.CompanyRef
	several bool
}

func newMatcher(companies []model.CompanyRef, mapped map[string]string) *matcher {
	m := &matcher{make(map[string]*candidate, len(companies)), make(map[string]*candidate, len(companies)), make(map[string]string, len(mapped))}
	for _, c := range companies {
		if c.ID != 0 {
			put(m.identifiers, c.Identifier, c)
			put(m.names, c.Name, c)
		}
	}
	for name, target := range mapped {
		m.mapped[fold(model.Clean(name))] = target
	}
	return m
}

func put(by map[string]*candidate, word model.Text, c model.CompanyRef) {
	k := fold(word)
	if k == "" {
		return
	}
	if was := by[k]; was != nil {
		was.several = was.several || was.ref.ID != c.ID
		return
	}
	by[k] = &candidate{ref: c}
}

// fold is a name as names are compared: without regard to case and outer blanks.
func fold(t model.Text) string { return strings.ToLower(strings.TrimSpace(t.String())) }

// company is the company that a name means: by the settings, else by its
// identifier, else by its name.
func (m *matcher) company(name model.Text) (model.CompanyRef, Unmatched) {
	k := fold(name)
	target, mapped := m.mapped[k]
	if mapped {
		k = fold(model.Clean(target))
	}
	c := m.identifiers[k]
	if c == nil {
		c = m.names[k]
	}
	switch {
	case c == nil && mapped:
		return model.CompanyRef{}, Unmatched{Code: BadMapping, Target: model.Clean(target)}
	case c == nil:
		return model.CompanyRef{}, Unmatched{Code: NoCompany}
	case c.several:
		return model.CompanyRef{}, Unmatched{Code: Several}
	}
	return c.ref, Unmatched{}
}

// unnamed reports whether a name is the service's word for an event that does not
// have the property.
func unnamed(name model.Text) bool {
	switch fold(name) {
	case "", "undefined", "null", "(not set)", "$mixpanel_undefined":
		return true
	}
	return false
}
