package cli

import (
	"context"
	"errors"
	"log/slog"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"daybrief/connectwise"
	"daybrief/connectwise/check"
	"daybrief/internal/secret"
	"daybrief/internal/settings"
	"daybrief/internal/terminal"
	"daybrief/model"
)

const checkLong = `Tests the address, the keys and every permission that daybrief uses, one small
question at a time (at most 21 requests, all of them reads), and names for each
fault what is wrong and who can mend it how. The output holds no secret and can
be pasted into a ticket as it is.

Exit codes, the first that applies: 2 something in the configuration is wrong;
4 the keys were refused; 1 the server could not be reached or is not the API;
5 it works, but something is missing; 0 all is well.`

func checkCommand(p *program) *cobra.Command {
	format := choice{"text", []string{"text", "json"}}
	limit := lengthFlag{90 * time.Second, time.Second, time.Hour}
	cmd := &cobra.Command{
		Use: "check", Short: "Test address, keys and permissions; name each fault and its cure", Long: checkLong, Args: noArguments,
		RunE: p.run(func(ctx context.Context, _ *cobra.Command) error {
			return p.check(ctx, format.value == "json", limit.value)
		}),
	}
	cmd.Flags().Var(&format, "format", "output format")
	cmd.Flags().Var(&limit, "timeout", "give up after this time")
	return cmd
}

func (p *program) check(ctx context.Context, asJSON bool, limit time.Duration) error {
	ctx, stop := terminal.Signals(ctx)
	defer stop()
	log, err := p.logger(false)
	if err != nil {
		return err
	}
	report, in, err := p.examine(ctx, log)
	if err != nil {
		return err
	}
	in.WholeTime = limit
	var say func(check.Result)
	if !asJSON {
		if err := p.print(report.head(p.marks())); err != nil {
			return err
		}
		say = report.inOrder(p)
		for _, r := range report.checks {
			say(r)
		}
	}
	switch {
	case report.broken:
	case report.gateway != nil:
		report.askGateway(ctx, p, limit, log, say)
	default:
		report.checks = append(report.checks, check.Run(ctx, in, say)...)
	}
	if report.usage != nil && ctx.Err() == nil {
		report.askUsage(ctx, p, limit, log, say)
	}
	if ctx.Err() != nil {
		return terminal.Ended(ctx)
	}
	report.judge()
	out := report.foot()
	if asJSON {
		out = report.json()
	}
	if err := p.print(out); err != nil {
		return err
	}
	return &coded{report.exit, nil}
}

// examine reads what there is on this computer: the configuration with the
// sources of its settings, and the private key.
func (p *program) examine(ctx context.Context, log *slog.Logger) (*checkReport, check.Input, error) {
	path, own, err := p.configPath()
	if err != nil {
		return nil, check.Input{}, err
	}
	r := &checkReport{version: p.version(), at: p.opts.Now(), file: path, fileFrom: p.configSource()}
	l, err := kinds().Load(path)
	if err != nil {
		r.broken = true
		r.checks = append(r.checks, configurationFault(path, err))
		return r, check.Input{}, nil
	}
	r.checks = append(r.checks, check.Result{ID: stepConfiguration, State: check.OK})
	r.warnings = l.Warnings
	if l.Settings.Usage.On() {
		r.usage = l
	}
	if l.Settings.Connection.Through() {
		r.gateway = l
		named, _ := settings.Named(path)
		r.settings = append(gatewayRows(l.Settings, named), usageRows(l.Settings.Usage, named)...)
		return r, check.Input{}, nil
	}
	in := check.Input{
		Site: l.Settings.Connection.Site, Company: l.Settings.Connection.Company, PublicKey: l.Settings.Connection.PublicKey,
		ClientID: l.Settings.Connection.ClientID, Member: l.Settings.Me.Member,
		Transport: p.opts.Transport, Route: p.route(), Now: p.opts.Now, Version: p.version(), Log: log,
	}
	terminal.NoCoreDump()
	found, err := p.keyStore(l.Settings.Connection, path, own, 0).Find(ctx)
	source := string(found.Source)
	switch {
	case err == nil:
		in.PrivateKey = found.Key
	case ctx.Err() != nil:
		return nil, in, terminal.Ended(ctx)
	default:
		source, in.KeyFault = "none", keyFault(err)
	}
	named, _ := settings.Named(path)
	r.settings = append(settingRows(l.Settings, named, source), usageRows(l.Settings.Usage, named)...)
	return r, in, nil
}

// keyFault is why a private key can't be had; "" when there simply is none.
func keyFault(err error) string {
	var u *secret.Unavailable
	switch {
	case errors.As(err, &u) && u.How != secret.RingAbsent:
		return u.Error()
	case errors.Is(err, secret.ErrNone):
		return ""
	}
	return strings.TrimSuffix(model.Disarmed(err.Error()), ".")
}

// The codes of the step that only this program can look at.
const (
	stepConfiguration = "configuration"
	noConfiguration   = "no-configuration"
	badConfiguration  = "bad-configuration"
)

// configurationFaults are the faults of that step, as the catalogue has them.
func configurationFaults() []check.Fault {
	return []check.Fault{
		{Code: noConfiguration, State: check.Fail, Blame: check.Settings, What: "There is no configuration at {file}.", Cure: "Make one with \"daybrief setup\"."},
		{Code: badConfiguration, State: check.Fail, Blame: check.Settings, What: "{why}", Cure: "Fix the file; \"daybrief config check\" lists every fault of it."},
	}
}

func configurationFault(path string, err error) check.Result {
	f, fill := configurationFaults()[0], strings.NewReplacer("{file}", path)
	if !settings.IsMissing(err) {
		f, fill = configurationFaults()[1], strings.NewReplacer("{why}", err.Error())
	}
	return check.Result{ID: stepConfiguration, State: f.State, Code: f.Code, What: model.Disarmed(fill.Replace(f.What)), Cure: f.Cure}
}

// keyStore makes the keyStore of the key of a connection. The wait for the keyring
// may be longer than usual where somebody may have to unlock it.
func (m *machine) keyStore(c settings.Connection, file string, own bool, wait time.Duration) *secret.KeyStore {
	o := secret.Options{
		Environ: m.environ, Command: c.PrivateKeyCommand, File: settings.Expand(c.PrivateKeyFile, m.env),
		Store: keyStore(file), OwnFolder: own, Ring: m.opts.Ring, RingTime: wait, Found: m.known.add,
	}
	if site, err := connectwise.ParseSite(c.Site); err == nil && c.Company != "" {
		o.Account = account(site, c.Company)
	}
	return secret.New(o)
}
