package cli

import (
	"context"
	"errors"
	"strings"

	"github.com/spf13/cobra"

	"daybrief/internal/secret"
	"daybrief/internal/settings"
	"daybrief/internal/terminal"
)

func logoutCommand(p *program) *cobra.Command {
	return &cobra.Command{
		Use:   "logout",
		Short: "Remove the private key, and every other secret, from every place where daybrief keeps them",
		Long: `Removes the private key from the keyring and from daybrief's own file, and says
what was removed. The configuration stays. A key in DAYBRIEF_PRIVATE_KEY or
behind private_key_command or private_key_file is yours: it is named, not removed.

To take the key's rights away for good, delete it in ConnectWise: System,
Members, API Members, the member, API Keys.`,
		Args: noArguments,
		RunE: p.run(func(ctx context.Context, _ *cobra.Command) error { return p.logout(ctx) }),
	}
}

func (p *program) logout(ctx context.Context) error {
	ctx, stop := terminal.Signals(ctx)
	defer stop()
	path, own, err := p.configPath()
	if err != nil {
		return err
	}
	var c settings.Connection
	var set settings.Settings
	l, err := kinds().Load(path)
	switch {
	case err == nil:
		c, set = l.Settings.Connection, l.Settings
	case !settings.IsMissing(err):
		p.say("the configuration can't be read, so it is not known under which name the keyring has a key: " + err.Error())
	}
	var r secret.Removal
	p.patiently(func() {
		addRemoval(&r, p.keyStore(c, path, own, scriptWait).Remove(ctx), "the "+secret.PrivateKey().Noun)
		for i, st := range p.gatewayStores(c, path, own) {
			addRemoval(&r, st.Remove(ctx), "the gateway's "+secret.Gateway()[i].Noun)
		}
		if set.Usage.Through() && !c.Through() {
			for i, st := range usageGatewayStores(p, set, path, own) {
				addRemoval(&r, st.Remove(ctx), "the gateway's "+secret.Gateway()[i].Noun)
			}
		}
		addRemoval(&r, usageStore(p, set.Usage, path, own).Remove(ctx), "the "+secret.Usage().Noun)
	})
	if ctx.Err() != nil {
		return terminal.Ended(ctx)
	}
	for _, line := range append(r.Kept, r.Failed...) {
		p.say(line)
	}
	if err := p.print(removedFrom(r)); err != nil {
		return err
	}
	if len(r.Failed) > 0 {
		return &coded{exitFailed, errors.New("some of it could not be removed")}
	}
	return nil
}

// addRemoval adds what came of removing another secret, which has a name.
func addRemoval(r *secret.Removal, more secret.Removal, noun string) {
	for _, where := range more.Removed {
		r.Removed = append(r.Removed, noun+" from "+where)
	}
	r.Kept, r.Failed = append(r.Kept, more.Kept...), append(r.Failed, more.Failed...)
}

func removedFrom(r secret.Removal) string {
	if len(r.Removed) == 0 {
		return "There was no stored secret.\n"
	}
	return "Removed " + strings.Join(r.Removed, "; ") + ".\n"
}
