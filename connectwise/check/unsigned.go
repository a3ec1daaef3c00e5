package check

import "net/http"

// unsigned is an Auth for when there are no keys yet: every signed request fails
// with what is missing.
type unsigned struct{ why error }

// Apply implements connectwise.Auth.
func (u unsigned) Apply(*http.Request) error { return u.why }
