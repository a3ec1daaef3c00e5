package connectwise

import (
	"errors"
	"net/http"
	"strings"
	"testing"

	"daybrief/model"
)

func TestProxyOfTheEnvironment(t *testing.T) {
	t.Parallel()
	const bad = "bad"
	for _, c := range []struct {
		name string
		env  map[string]string
		host string
		want string
	}{
		{"none", nil, "https://psa.example", ""},
		{"with a scheme", map[string]string{"HTTPS_PROXY": "http://user:pw@proxy.example:3128"}, "https://psa.example", "http://user:pw@proxy.example:3128"},
		{"without a scheme", map[string]string{"HTTPS_PROXY": "proxy.example:3128"}, "https://psa.example", "http://proxy.example:3128"},
		{"only a name", map[string]string{"HTTPS_PROXY": "proxy"}, "https://psa.example", "http://proxy"},
		{"an address", map[string]string{"https_proxy": "socks5://[2001:db8::1]:1080"}, "https://psa.example", "socks5://[2001:db8::1]:1080"},
		{"of another scheme", map[string]string{"HTTP_PROXY": "proxy.example"}, "https://psa.example", ""},
		{"small letters first", map[string]string{"https_proxy": "one.example", "HTTPS_PROXY": "::bad::"}, "https://psa.example", "http://one.example"},
		{"this computer", map[string]string{"HTTP_PROXY": "::bad::"}, "http://127.0.0.1:8080", ""},
		{"not needed", map[string]string{"HTTPS_PROXY": "::bad::", "NO_PROXY": ".example"}, "https://psa.example", ""},
		{"nothing but colons", map[string]string{"HTTPS_PROXY": "::bad::"}, "https://psa.example", bad},
		{"an escape", map[string]string{"HTTPS_PROXY": "http://proxy%zz"}, "https://psa.example", bad},
		{"a blank", map[string]string{"HTTPS_PROXY": "http://my proxy"}, "https://psa.example", bad},
		{"no host", map[string]string{"HTTPS_PROXY": "http://:3128"}, "https://psa.example", bad},
		{"a scheme alone", map[string]string{"HTTPS_PROXY": "http://"}, "https://psa.example", bad},
		{"a port that is none", map[string]string{"HTTPS_PROXY": "proxy.example:99999"}, "https://psa.example", bad},
		{"a scheme that is none", map[string]string{"HTTPS_PROXY": "htp://proxy.example"}, "https://psa.example", bad},
		{"a password with a mistake", map[string]string{"HTTPS_PROXY": "http://user:CANARY%@proxy"}, "https://psa.example", bad},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, c.host, nil)
			if err != nil {
				t.Fatal(err)
			}
			got, err := EnvironmentProxy(func(name string) string { return c.env[name] })(r)
			if c.want == bad {
				var p *model.Problem
				if !errors.As(err, &p) || p.Code != CodeProxyAddress || p.Kind != model.Misconfigured || strings.Contains(err.Error(), "CANARY") ||
					!strings.Contains(p.What.String(), "HTTPS_PROXY") {
					t.Errorf("%v, %v", got, err)
				}
				return
			}
			text := ""
			if got != nil {
				text = got.String()
			}
			if err != nil || text != c.want {
				t.Errorf("%q, %v; want %q", text, err, c.want)
			}
		})
	}
}
