package elements

import (
	"strings"

	"daybrief/internal/rest"
	"daybrief/model"
)

// Element is what an instance must be of, and how messages name it.
type Element struct {
	Vendor string // who stands behind it: "ConnectWise"
	Title  string // of the element
	Prefix string // of its key
	Hub    string
	// Settings is the table that holds base and instance; "": connection.
	Settings string
	// Refused is what a refusal of the vendor's own means, where it has other words
	// for it than all have; it gives nil else.
	Refused func(at rest.Party, status int, words string) *model.Problem
}

func connectWise() Element {
	return Element{Vendor: "ConnectWise", Title: "ConnectWise CRM REST", Prefix: "connectwise", Hub: "crm"}
}

func (e Element) settings() string {
	if e.Settings == "" {
		return "connection"
	}
	return e.Settings
}

// is reports whether a key is the element's.
func (e Element) is(key string) bool { return strings.HasPrefix(strings.ToLower(key), e.Prefix) }
