package elements

import (
	"strings"
	"testing"

	"daybrief/model"
)

func TestParsePaste(t *testing.T) {
	t.Parallel()
	const user, org, token = "Zk+9/aa7Q0pLwTn3x5ZbR1sLcE8uYhGf3PiNoWtQkM4=", "0f1e2d3c4b5a69788796a5b4c3d2e1f0", "Tok+en/9pXo2LmP7sTqW4uYbN1cDzE6hJg8aFi3RtKx="
	const url, header = "https://api.openconnectors.us2.ext.hana.ondemand.com/elements/api-v2", "User " + user + ", Organization " + org + ", Element " + token
	all := Pasted{Secrets: Secrets{model.NewSecret(user), model.NewSecret(org), model.NewSecret(token)}}
	at := all
	at.Base = url
	two := Pasted{Secrets: Secrets{User: all.User, Organization: all.Organization}}
	for _, c := range []struct {
		name, text string
		want       Pasted
	}{
		{"the header", "Authorization: " + header, all},
		{"its value", header, all},
		{"without the name, as a document has it", "  : " + header + " \n", all},
		{"no blanks after commas", strings.ReplaceAll(header, ", ", ","), all},
		{"small letters", strings.NewReplacer("User", "user", "Organization", "organisation", "Element", "element").Replace(header), all},
		{"curl, single quotes", "curl -X GET '" + url + "/hubs/crm/ping' \\\n  -H 'Authorization: " + header + "' \\\n  -H 'Accept: application/json'", at},
		{"curl, double quotes", "curl -X GET \"" + url + "/hubs/crm/ping\" -H \"Authorization: " + header + "\"", at},
		{"curl, --header=", "curl --compressed --header=\"Authorization: " + header + "\" --user-agent x/12345 " + url + "/ping", at},
		{"curl for cmd", "curl -X GET \"" + url + "/hubs/crm/incidents?pageSize=1^&page=1\" ^\r\n -H ^\"Authorization: " + strings.ReplaceAll(header, "=", "^=") + "^\" ^\r\n -H ^\"Accept: application/json^\"", at},
		{"curl for PowerShell", "curl.exe -X GET \"" + url + "/ping\" `\r\n -H \"Authorization: " + header + "\" `\r\n -H \"Accept: application/json\"", at},
		{"Invoke-RestMethod", "Invoke-RestMethod -Uri '" + url + "/ping' -Headers @{ 'Authorization' = '" + header + "' }", at},
		{"a header in two lines", strings.Replace("Authorization: "+header, ", E", ",\n  E", 1), all},
		{"quotes of a word processor", "Authorization: “" + header + "”", all},
		{"JSON of a program", `{"headers": {"Authorization": "` + header + `"}}`, all},
		{"the page Secrets", "Secrets\nOrganization Secret\n" + org + "\nUser Secret\n" + user + "\n", two},
		{"the same in lines", "Organization Secret: " + org + "\r\nUser Secret:\t" + user, two},
		{"variables", "DAYBRIEF_USER_SECRET=" + user + "\nexport DAYBRIEF_ORGANIZATION_SECRET='" + org + "'\nDAYBRIEF_ELEMENT_TOKEN = " + token, all},
		{"our own JSON", `{"user_secret": "` + user + `", "organization_secret": "` + org + `", "elementToken": "` + strings.ReplaceAll(token, "=", `\u003d`) + `"}`, all},
		{"a page's address", "https://my.openconnectors.us2.ext.hana.ondemand.com/instances/77", Pasted{Base: url, Instance: 77}},
		{"a call about an instance", "GET " + url + "/instances/77", Pasted{Base: url, Instance: 77}},
		{"an instance", `{"id":77,"name":"CW","token":"` + token + `","element":{"id":3012,"key":"connectwisecrmrest"},"valid":true}`, Pasted{Secrets: Secrets{Element: all.Element}, Instance: 77}},
		{"a bare secret", user, Pasted{}},
		{"the example of a document", "Authorization: User <INSERT_USER_SECRET>, Organization <INSERT_USER_SECRET>, Element <INSERT_ELEMENT_TOKEN>", Pasted{}},
		{"sentences", "The user secret of this organization is an element that the user keeps to himself.", Pasted{}},
		{"another address", "https://psa.example.com/v4_6_release", Pasted{}},
		{"nothing", "", Pasted{}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			got := ParsePaste(c.text)
			words := func(p Pasted) [3]string {
				return [3]string{p.User.Reveal(), p.Organization.Reveal(), p.Element.Reveal()}
			}
			if words(got) != words(c.want) || got.Base != c.want.Base || got.Instance != c.want.Instance {
				t.Errorf("got %q %q %d, want %q %q %d", words(got), got.Base, got.Instance, words(c.want), c.want.Base, c.want.Instance)
			}
		})
	}
}

func FuzzParsePaste(f *testing.F) {
	f.Add("curl -H 'Authorization: User Zk+9/aa7, Organization 0f1e2d, Element x/y+z=9' https://api.cloud-elements.com/elements/api-v2/instances/7")
	f.Fuzz(func(t *testing.T, text string) {
		p := ParsePaste(text)
		for _, s := range []model.Secret{p.User, p.Organization, p.Element} {
			if word, bad := Tidy(s.Reveal()); bad != "" || word != s.Reveal() {
				t.Errorf("%q is no secret", s.Reveal())
			}
		}
		if p.Base != "" {
			if b, err := ParseBase(p.Base); err != nil || b.String() != p.Base {
				t.Errorf("%q: %v", p.Base, err)
			}
		}
	})
}
