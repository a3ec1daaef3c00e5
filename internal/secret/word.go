package secret

// Word says which secret a KeyStore is about.
type Word struct {
	Variable string // the environment variable that may hold it
	Noun     string // in sentences: "private key"
	Setting  string // the settings that name a source begin with it: "private_key"
}

// PrivateKey is the key of an API member.
func PrivateKey() Word { return Word{Variable, "private key", "private_key"} }

// Gateway are the three secrets of a gateway, in the order in which its header
// names them. The last, the element token, may be missing.
func Gateway() [3]Word {
	return [3]Word{
		{"DAYBRIEF_USER_SECRET", "user secret", "user_secret"},
		{"DAYBRIEF_ORGANIZATION_SECRET", "organization secret", "organization_secret"},
		{"DAYBRIEF_ELEMENT_TOKEN", "element token", "element_token"},
	}
}

// Usage is the secret of the service account that product usage is read with.
func Usage() Word {
	return Word{"DAYBRIEF_MIXPANEL_SECRET", "secret of the Mixpanel service account", "secret"}
}

// none is ErrNone in the words of the secret.
func (w Word) none() error {
	if w == PrivateKey() {
		return ErrNone
	}
	return noneOf{w.Noun}
}

// noneOf is ErrNone for another secret than the private key.
type noneOf struct{ noun string }

// Error implements error.
func (n noneOf) Error() string { return "there is no " + n.noun }

// Is makes it ErrNone.
func (noneOf) Is(target error) bool { return target == ErrNone }
