package model

import "time"

// Configuration is a configuration item of a company as ConnectWise calls it: a
// device, or whatever else is looked after.
type Configuration struct {
	ID     ConfigurationID
	Name   Text // "" when only the reference could be read and it names nothing
	Type   Text
	Tag    Text // the label that sticks on it
	Serial Text
	// Contact is whose it is, Login who used it last as its agent reports.
	Contact, Login Text
	// Warranty is its last day, at midnight UTC; zero for none known.
	Warranty time.Time
	Inactive bool
}

// User is who uses it, as far as it is known: whose it is, else who logged in
// last.
func (c Configuration) User() Text {
	if !c.Contact.IsEmpty() {
		return c.Contact
	}
	return c.Login
}

// OutOfWarranty reports whether the warranty is over. It lasts through its last
// day; one that is not known is not over.
func (c Configuration) OutOfWarranty(now time.Time, zone *time.Location) bool {
	y, m, d := now.In(zone).Date()
	return !c.Warranty.IsZero() && c.Warranty.Before(time.Date(y, m, d, 0, 0, 0, 0, time.UTC))
}
