package cli

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"daybrief/connectwise"
	"daybrief/connectwise/check"
	"daybrief/internal/secret"
	"daybrief/internal/settings"
	"daybrief/internal/terminal"
	"daybrief/model"
)

const setupLong = `Sets daybrief up: without flags the wizard, step by step. With flags it asks
nothing, for scripts:

  printf %s "$KEY" | daybrief setup --site na.myconnectwise.net --company acme \
    --public-key AbCd --client-id 0000-... --member jdoe --private-key-stdin

Through a gateway (Cloud Elements, SAP Open Connectors):

  printf '{"user_secret": "%s", "organization_secret": "%s"}' "$U" "$O" |
    daybrief setup --provider cloud-elements --instance 12345 --secrets-stdin

The use of your own products by your clients, as Mixpanel counts it:

  printf %s "$SECRET" | daybrief setup --usage-project 12345 \
    --usage-account NAME --usage-secret-stdin

The same through a gateway, whose two secrets come as above, or are there already:

  daybrief setup --usage-instance 48152

What is not given stays as the configuration has it, so that a new key needs no
more than --private-key-stdin. Everything is tried at the server before it is
saved; when it is refused, nothing has changed.

--handout prints one page for the administrator who makes the keys: what to
click, which permissions, what to hand back and how (--handout=text, markdown
or html).`

// setupFlags are what the flags of setup say.
type setupFlags struct {
	site, company, public, client, member, zone string
	base, username, apiVersion                  string
	instance                                    uint64
	role, provider                              choice
	stdin, password, secrets, noCheck           bool
	store, handout                              choice
	usage                                       usageFlags
}

func setupCommand(p *program) *cobra.Command {
	f := &setupFlags{
		role: choice{"", []string{"technician", "dispatcher", "manager"}}, store: choice{"", []string{"keyring", "file"}},
		usage:   newUsageFlags(),
		handout: choice{"", []string{"text", "markdown", "html"}}, provider: choice{"", []string{"connectwise", "cloud-elements", "open-connectors"}},
	}
	cmd := &cobra.Command{
		Use: "setup", Short: "Make the configuration: the wizard, or with flags for scripts", Long: setupLong, Args: f.words,
		RunE: p.run(func(ctx context.Context, cmd *cobra.Command) error { return f.run(ctx, p, cmd) }),
	}
	s := cmd.Flags()
	s.StringVar(&f.site, "site", "", "the `ADDRESS` that you use in the browser")
	s.StringVar(&f.company, "company", "", "the company `ID` of the login screen")
	s.StringVar(&f.public, "public-key", "", "the public `KEY` of the API member")
	s.StringVar(&f.client, "client-id", "", "the client `ID` from developer.connectwise.com")
	s.StringVar(&f.member, "member", "", "your own `LOGIN`, not the API member's")
	s.Var(&f.role, "role", "what the briefing is for")
	s.StringVar(&f.zone, "zone", "", "your time `ZONE`, like Europe/Berlin (default: the system's)")
	s.StringVar(&f.username, "username", "", "company+public key in one `WORD`, as another program's connector wants it")
	s.BoolVar(&f.password, "password-stdin", false, "the same as --private-key-stdin, by the connector's name")
	s.StringVar(&f.apiVersion, "api-version", "", "taken and not needed: the server tells its `RELEASE`")
	s.Var(&f.provider, "provider", "the way in: directly, or through a gateway that has the keys")
	s.StringVar(&f.base, "base", "", "the gateway's `ADDRESS` (default: Cloud Elements' own)")
	s.Uint64Var(&f.instance, "instance", 0, "the number `N` of the element instance at the gateway")
	s.BoolVar(&f.secrets, "secrets-stdin", false, "read the gateway's secrets from standard input, as JSON or as a copied header")
	s.BoolVar(&f.stdin, "private-key-stdin", false, "read the private key from standard input")
	f.usage.add(s)
	s.Var(&f.store, "store", "where to keep the private key (default: the keyring, else a file that only you can read)")
	s.BoolVar(&f.noCheck, "no-check", false, "save without asking the server")
	s.Var(&f.handout, "handout", "print the page for the administrator")
	s.Lookup("handout").NoOptDefVal = "text"
	return cmd
}

// words lets "--handout html" pass for "--handout=html". Any other word may be a
// secret that somebody meant for a flag, so it is not repeated.
func (f *setupFlags) words(cmd *cobra.Command, args []string) error {
	if len(args) == 1 && cmd.Flags().Changed("handout") && f.handout.value == "text" && f.handout.Set(args[0]) == nil {
		return nil
	}
	if len(args) > 0 {
		return errors.New("\"daybrief setup\" takes no words after its flags; a private key comes through standard input (--private-key-stdin) and never on the command line")
	}
	return nil
}

// silent reports whether the flags ask for a setup without questions.
func (f *setupFlags) silent() bool {
	return f.stdin || f.password || f.secrets || f.instance > 0 || f.username+f.base+f.provider.value+f.site+f.company+f.public+f.client+f.member+f.zone+f.role.value+f.store.value != ""
}

func (f *setupFlags) run(ctx context.Context, p *program, cmd *cobra.Command) error {
	switch {
	case cmd.Flags().Changed("handout"):
		return p.print(p.marks().plain(handout(f.handout.value)))
	case f.usage.given():
		return setupUsage(ctx, p, f)
	case f.silent():
		ctx, stop := terminal.Signals(ctx)
		defer stop()
		return f.silently(ctx, p)
	}
	tty, err := p.terminal()
	if err != nil {
		return usage("the setup asks questions and needs a terminal for that; without one, use its flags (daybrief setup --help)")
	}
	return wizard{p, tty}.run(ctx)
}

// silently is the setup for scripts: read, try, save, or change nothing.
func (f *setupFlags) silently(ctx context.Context, p *program) error {
	path, own, err := p.configPath()
	if err != nil {
		return err
	}
	before, err := present(path)
	if err != nil {
		return err
	}
	want := before
	if c := want.Connection; f.provider.value != "connectwise" && (f.provider.value != "" || c.Through()) {
		g := &gatewaySetup{p: p, flags: f, path: path, own: own, before: before, want: want}
		return g.run(ctx)
	}
	if f.provider.value != "" {
		want.Connection.Provider = f.provider.value
	}
	if err := f.apply(&want); err != nil {
		return &coded{exitUsage, err}
	}
	for _, remark := range f.mended() {
		p.say(remark)
	}
	if err := complete(path, want); err != nil {
		return err
	}
	terminal.NoCoreDump()
	t := &installer{p: p, path: path, own: own, before: before, want: want}
	key, err := t.key(ctx, f)
	if err != nil {
		return err
	}
	if !f.noCheck {
		if err := p.tried(ctx, want, key); err != nil {
			return err
		}
	}
	notes, err := t.save(ctx, key, f.stdin, secret.Place(f.store.value))
	for _, n := range notes {
		p.say(n)
	}
	if err != nil && ctx.Err() == nil {
		return &coded{exitFailed, err}
	}
	if err != nil {
		return err
	}
	return p.print(t.lastWord(f.stdin))
}

// present is the configuration as it is, or the defaults. One that is broken is
// not written over.
func present(path string) (settings.Settings, error) {
	l, err := kinds().Load(path)
	switch {
	case err == nil:
		return l.Settings, nil
	case settings.IsMissing(err):
		return settings.Default(), nil
	}
	return settings.Settings{}, &coded{exitUsage, fmt.Errorf("%w\nnothing was changed: mend or remove that file first", err)}
}

// apply puts the flags into the settings.
func (f *setupFlags) apply(s *settings.Settings) error {
	if f.site != "" {
		site, err := connectwise.ParseSite(f.site)
		if err != nil {
			return err
		}
		s.Connection.Site = site.URL()
	}
	f.connectorForm()
	public := connectwise.ParseCredentials(f.public)
	if !public.PrivateKey.IsEmpty() {
		return errors.New("--public-key holds a private key as well, which every user of this computer can see now: make a new pair in ConnectWise, and send its private key through --private-key-stdin")
	}
	if public.PublicKey == "" {
		public.PublicKey = public.Bare.Reveal()
	}
	if bad := settings.OneCredential(f.company); bad != "" {
		return errors.New("--company " + bad)
	}
	for _, v := range []struct {
		from string
		to   *string
	}{
		{public.Company, &s.Connection.Company}, {f.company, &s.Connection.Company}, {public.PublicKey, &s.Connection.PublicKey},
		{strings.Trim(f.client, "{}"), &s.Connection.ClientID}, {f.member, &s.Me.Member}, {f.role.value, &s.Me.Role}, {f.zone, &s.Me.Zone},
	} {
		if word := strings.Trim(strings.TrimSpace(model.Disarmed(v.from)), "\"'"); word != "" {
			*v.to = word
		}
	}
	return nil
}

// complete names the flags that are missing, and what is wrong with the others.
func complete(path string, s settings.Settings) error {
	var flags []string
	for _, need := range []struct{ value, flag string }{
		{s.Connection.Site, "--site"}, {s.Connection.Company, "--company"}, {s.Connection.PublicKey, "--public-key"}, {s.Connection.ClientID, "--client-id"},
	} {
		if need.value == "" {
			flags = append(flags, need.flag)
		}
	}
	if len(flags) > 0 {
		return usage("missing: %s; what they are is in \"daybrief setup --handout\"", strings.Join(flags, ", "))
	}
	if _, err := connectwise.NewBasic(s.Connection.Company, s.Connection.PublicKey, model.NewSecret("x"), s.Connection.ClientID); err != nil {
		return err
	}
	if _, err := settings.Parse(path, []byte("[me]\nzone = "+quoted(s.Me.Zone)+"\n")); err != nil {
		return usage("--zone is not a time zone that is known here: use an IANA name like \"Europe/Berlin\", or leave it out")
	}
	return nil
}

// quoted is text of a disarmed flag as TOML.
func quoted(s string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(s) + `"`
}

// tried asks the server whether all this works. What stands in the way is an
// error, and nothing is saved; what is merely missing is said.
func (p *program) tried(ctx context.Context, s settings.Settings, key model.Secret) error {
	log, err := p.logger(false)
	if err != nil {
		return err
	}
	results := check.Run(ctx, check.Input{
		Site: s.Connection.Site, Company: s.Connection.Company, PublicKey: s.Connection.PublicKey, ClientID: s.Connection.ClientID,
		PrivateKey: key, Member: s.Me.Member, Transport: p.opts.Transport, Route: p.route(), Now: p.opts.Now, Version: p.version(), Log: log,
	}, nil)
	if ctx.Err() != nil {
		return terminal.Ended(ctx)
	}
	verdict := check.Judge(results)
	for _, r := range results {
		if r.State == check.Fail || r.State == check.Warn {
			p.say(strings.TrimSpace(r.What + " " + r.Cure))
		}
	}
	return refusedBy(verdict)
}

// mended says what the documents of other programs make people type, and what
// was made of it.
func (f *setupFlags) mended() (remarks []string) {
	if f.apiVersion != "" {
		remarks = append(remarks, "--api-version is not needed: the server tells its release")
	}
	if site, err := connectwise.ParseSite(f.site); err == nil && strings.Contains(f.site, "api-"+site.Host()) {
		remarks = append(remarks, "--site names the host of the API; the address for people is "+site.Host()+", and daybrief finds the API by it")
	}
	return remarks
}

// connectorForm takes the form of another program's connector for ours: Username
// is company and public key, Password the private key.
func (f *setupFlags) connectorForm() {
	if f.public == "" {
		f.public = f.username
	}
	f.stdin = f.stdin || f.password
}
