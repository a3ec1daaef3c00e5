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
	// Bare is a single word without any label: whatever the field it was
	// pasted into asks for.
	Bare model.Secret
}

// ParseCredentials reads keys as people paste them: "company+public",
// "company+public:private", a ready "Basic …" header, a block of labelled
// lines ("Public Key: …", "Private Key" with the value on the next line), or
// two bare lines, public key first, as the API Keys tab shows them.
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

// cutLabel recognises "Public Key: value" in the ways people write it. The
// label is one of "company", "public", "private" and "client", or empty.
func cutLabel(line string) (label, value string) {
	head, rest := line, ""
	if i := strings.IndexAny(line, ":=\t"); i >= 0 {
		head, rest = line[:i], line[i+1:]
	}
	key := strings.Map(func(r rune) rune {
		if r >= 'A' && r <= 'Z' {
			return r + 'a' - 'A'
		}
		if r >= 'a' && r <= 'z' {
			return r
		}
		return -1
	}, head)
	switch key {
	case "company", "companyid", "companyname", "logincompany", "logincompanyid", "connectwisecompany", "connectwisecompanyid":
		label = "company"
	case "public", "publickey", "apipublickey", "publicapikey", "pubkey", "connectwisepublickey":
		label = "public"
	case "private", "privatekey", "apiprivatekey", "privateapikey", "privkey", "secret", "connectwiseprivatekey":
		label = "private"
	case "client", "clientid", "connectwiseclientid":
		label = "client"
	default:
		return "", ""
	}
	return label, trimWrapping(strings.TrimSpace(rest))
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
		c.ClientID = value
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
