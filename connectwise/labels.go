package connectwise

import "strings"

// cutLabel recognises "Public Key: value" in the ways people write it: with a
// colon, an equals sign, a tab, or nothing but a blank in between. The label is
// one of "company", "public", "private", "client", "site" and "version", or
// empty. The value is empty when the line holds the label alone.
func cutLabel(line string) (label, value string) {
	if i := strings.IndexAny(line, ":=\t"); i >= 0 {
		if label = labelOf(line[:i]); label != "" {
			return label, trimWrapping(strings.TrimSpace(line[i+1:]))
		}
		return "", ""
	}
	// A key may spell "pubKEY12": a label has no digits.
	const digits = "0123456789"
	if !strings.ContainsAny(line, digits) {
		if label = labelOf(line); label != "" {
			return label, ""
		}
	}
	if i := strings.LastIndexByte(line, ' '); i >= 0 && !strings.ContainsAny(line[:i], digits) {
		return labelOf(line[:i]), trimWrapping(line[i+1:])
	}
	return "", ""
}

// labelOf says what a label asks for. Whose product it is does not matter.
func labelOf(text string) string {
	key := strings.Map(func(r rune) rune {
		switch {
		case r >= 'A' && r <= 'Z':
			return r + 'a' - 'A'
		case r >= 'a' && r <= 'z':
			return r
		}
		return -1
	}, text)
	for _, brand := range []string{"connectwise", "daybrief", "manage", "cwm", "cw", "psa"} {
		key = strings.TrimPrefix(key, brand)
	}
	switch key {
	case "company", "companyid", "companyname", "logincompany", "logincompanyid", "companyidentifier":
		return "company"
	case "public", "publickey", "apipublickey", "publicapikey", "pubkey", "username", "apiusername", "apikeypublic":
		return "public"
	case "private", "privatekey", "apiprivatekey", "privateapikey", "privkey", "secret", "password", "apipassword", "apikeyprivate":
		return "private"
	case "client", "clientid", "apiclientid":
		return "client"
	case "site", "domain", "siteurl", "url", "apiurl", "baseurl", "host", "hostname", "server", "serverurl", "instance", "address", "region":
		return "site"
	case "apiversion", "version", "codebase":
		return "version"
	}
	return ""
}
