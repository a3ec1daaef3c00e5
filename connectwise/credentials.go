package connectwise

import (
	"encoding/base64"
	"strings"

	"daybrief/model"
)

// Credentials are what could be recognised in a paste. Fields that were not in
// it are empty.
type Credentials struct {
	Company    string
	PublicKey  string
	PrivateKey model.Secret
	ClientID   string
	// Site is an address, as ParseSite takes it; Version a release ("v2026.4")
	// or code base, which nobody has to be told: the server knows it.
	Site, Version string
	// Bare is a single word without any label: whatever the field it was
	// pasted into asks for.
	Bare model.Secret
}

// ParseCredentials reads keys as people paste them: "company+public",
// "company+public:private", a ready "Basic …" header, a block of labelled
// lines ("Public Key: …", "Private Key" with the value on the next line), the
// form of another program's connector (Domain, API Version, Client ID, Username,
// Password), or two bare lines, public key first, as the API Keys tab shows
// them.
func ParseCredentials(text string) Credentials {
	var c Credentials
	var bare []string
	pending := ""
	for _, line := range strings.Split(dropInvisible(text), "\n") {
		line = strings.TrimSpace(line)
		if line == "" {
			continue
		}
		label, value := cutLabel(line)
		switch {
		case label != "" && value == "":
			pending = label
		case label != "":
			c.put(label, value)
			pending = ""
		case pending != "":
			c.put(pending, line)
			pending = ""
		default:
			for _, word := range strings.Fields(line) {
				if word = trimWrapping(word); word != "" && !isHeaderWord(word) {
					bare = append(bare, word)
				}
			}
		}
	}
	c.putBare(bare)
	return c
}

// isHeaderWord reports whether a word belongs to a pasted header and not to
// its value.
func isHeaderWord(w string) bool {
	return strings.EqualFold(w, "basic") || strings.EqualFold(strings.TrimSuffix(w, ":"), "authorization")
}

func (c *Credentials) put(label, value string) {
	value = trimWrapping(strings.TrimSpace(value))
	switch label {
	case "company":
		c.Company = value
	case "public":
		if company, public, ok := strings.Cut(value, "+"); ok {
			c.Company, value = company, public
		}
		c.PublicKey = value
	case "private":
		c.PrivateKey = model.NewSecret(value)
	case "client":
		c.ClientID = strings.Trim(value, "{}")
	case "site":
		c.Site = value
	case "version":
		c.Version = value
	}
}

// putBare sorts words without labels by their shape.
func (c *Credentials) putBare(words []string) {
	var plain []string
	for _, w := range words {
		if decoded, err := base64.StdEncoding.DecodeString(w); err == nil && looksLikePair(string(decoded)) {
			w = string(decoded)
		}
		switch {
		case looksLikePair(w):
			company, keys, _ := strings.Cut(w, "+")
			public, private, _ := strings.Cut(keys, ":")
			c.Company, c.PublicKey = company, public
			if private != "" {
				c.PrivateKey = model.NewSecret(private)
			}
		case isGUID(w):
			c.ClientID = strings.Trim(w, "{}")
		case strings.Contains(w, "://") && c.Site == "":
			c.Site = w
		default:
			plain = append(plain, w)
		}
	}
	switch {
	case len(plain) == 1 && c.PublicKey != "" && c.PrivateKey.IsEmpty():
		c.PrivateKey = model.NewSecret(plain[0])
	case len(plain) == 1:
		c.Bare = model.NewSecret(plain[0])
	case len(plain) == 2 && c.PublicKey == "" && c.PrivateKey.IsEmpty():
		c.PublicKey, c.PrivateKey = plain[0], model.NewSecret(plain[1])
	}
}

// looksLikePair reports whether the word is "company+public" with or without
// ":private". Base64 also contains "+", but never this shape with sane parts.
func looksLikePair(w string) bool {
	company, keys, ok := strings.Cut(w, "+")
	if !ok || company == "" || keys == "" || strings.Contains(keys, "+") {
		return false
	}
	for _, r := range w {
		if r <= ' ' || r > '~' {
			return false
		}
	}
	public, _, _ := strings.Cut(keys, ":")
	return public != "" && !strings.ContainsAny(company, "/=:")
}

func isGUID(w string) bool {
	w = strings.Trim(w, "{}")
	if len(w) != 36 {
		return false
	}
	for i, r := range w {
		if dash := i == 8 || i == 13 || i == 18 || i == 23; dash != (r == '-') {
			return false
		}
		if r != '-' && !strings.ContainsRune("0123456789abcdefABCDEF", r) {
			return false
		}
	}
	return true
}
