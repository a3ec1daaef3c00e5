package cli

import (
	"strconv"
	"strings"
	"time"

	"daybrief/internal/mixpanel"
	"daybrief/internal/secret"
	"daybrief/internal/settings"
	"daybrief/model"
	use "daybrief/model/usage"
)

// usageZone is the zone of the days that product usage is counted by.
func usageZone(u settings.Usage, own *time.Location) *time.Location {
	if zone, err := time.LoadLocation(u.Zone); err == nil && u.Zone != "" {
		return zone // the settings refuse what is none
	}
	return own
}

// usageRules say how product usage is judged.
func usageRules(s settings.Settings, hours model.Hours, zone *time.Location) use.Rules {
	return use.Rules{Zone: usageZone(s.Usage, zone), Hours: hours, Companies: s.Usage.Companies}
}

// usageStore is where the secret of the service account is looked for, that
// product usage is read with. It has a file of its own beside the configuration.
func usageStore(p *program, u settings.Usage, file string, own bool) *secret.KeyStore {
	o := secret.Options{
		Word: secret.Usage(), Environ: p.environ, Command: u.Secret.Command, File: settings.Expand(u.Secret.File, p.env),
		Store: strings.TrimSuffix(keyStore(file), ".key"), OwnFolder: own, Ring: p.opts.Ring, RingTime: scriptWait,
	}
	if o.Store != "" {
		o.Store += ".mixpanel.key"
	}
	if base, err := mixpanel.ParseBase(u.Region, u.Base); err == nil && u.Account != "" {
		o.Account = u.Account + " " + strconv.Itoa(u.Project) + "@" + base.Host()
	}
	return secret.New(o)
}
