package cli

import (
	"strings"
	"testing"

	"daybrief/ui/setup"
)

// A proxy in the environment that is not the address of one used to be ignored:
// "check" found everything in order, and requests took another way than the
// person believed.
func TestAMalformedProxyIsNamed(t *testing.T) {
	t.Parallel()
	const variable = "HTTPS_PROXY=http://user:CANARY@::bad::"
	hand := func(t *testing.T) *desk {
		d := newDesk(t)
		d.configure("")
		d.env = append(d.env, variable)
		d.opts.Transport = nil // the way to the network; nothing gets on it
		return d
	}
	says := func(t *testing.T, text string) {
		t.Helper()
		text = strings.Join(strings.Fields(text), " ")
		for _, want := range []string{"HTTPS_PROXY in the environment is not the address of a proxy", "http://proxy.example:3128, or unset it"} {
			if !strings.Contains(text, want) {
				t.Errorf("%q is not said:\n%s", want, text)
			}
		}
		if strings.Contains(text, "CANARY") {
			t.Errorf("the proxy's password is printed:\n%s", text)
		}
	}
	t.Run("check", func(t *testing.T) {
		t.Parallel()
		d := hand(t)
		code, out, _ := d.run("check")
		if code != exitUsage {
			t.Errorf("code %d", code)
		}
		says(t, out)
		if _, c := d.checkJSON(); c.code("proxy") != "proxy-address" || c.code("dns") != "skipped" || c.Result != "configuration" {
			t.Errorf("%+v", c)
		}
	})
	t.Run("brief", func(t *testing.T) {
		t.Parallel()
		code, out, errs := hand(t).run("brief")
		if code != exitUsage {
			t.Errorf("code %d", code)
		}
		says(t, out+errs)
	})
	t.Run("wizard", func(t *testing.T) {
		t.Parallel()
		d := hand(t)
		o := d.server.Options()
		s := &wizardServer{newProgram(d.env, Streams{}, d.opts)}
		got := s.Try(t.Context(), setup.ProbeSite, setup.Answers{Site: "https://psa.example", Company: o.Company}, setup.Keys{})
		if got.Problem == nil || got.Field != setup.FieldSite {
			t.Fatalf("%+v", got)
		}
		says(t, got.Problem.Error()+" "+got.Problem.Cure.String())
	})
}
