package cli

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"daybrief/briefing"
	"daybrief/briefing/render"
	"daybrief/internal/feed"
	"daybrief/internal/terminal"
	"daybrief/model"
)

const briefLong = `Prints today's briefing and exits. It needs no terminal and writes no escape
sequence.

Exit codes, the first that applies: 4 the keys were refused; 1 nothing could be
had at all; 5 a section of this briefing could not be answered (ask for others
with --section, or leave it out of [briefing] sections); 3 something needs
attention; 0 all is well.

The section "changed" compares with the last run of the same member and role,
which is kept on this computer; with --since it goes by the tickets' own times.`

// briefing is what the flags of brief say.
type briefFlags struct {
	demo     bool
	made     *made
	format   choice
	member   string
	sections choices
	limit    count
	all      bool
	timeout  lengthFlag
	since    sinceFlag
}

func briefCommand(p *program) *cobra.Command {
	var formats []string
	for _, f := range render.Formats() {
		formats = append(formats, string(f))
	}
	b := &briefFlags{
		made: newMade(), format: choice{"text", formats},
		sections: choices{allowed: briefing.IDs()},
		timeout:  lengthFlag{time.Minute, time.Second, time.Hour},
	}
	cmd := &cobra.Command{
		Use: "brief", Short: "Print today's briefing and exit", Long: briefLong, Args: noArguments,
		RunE: p.run(func(ctx context.Context, cmd *cobra.Command) error { return b.run(ctx, p, cmd) }),
	}
	f := cmd.Flags()
	f.BoolVar(&b.demo, "demo", false, "use the made-up company of \"daybrief demo\": no account, no network")
	f.Var(&b.format, "format", "output format")
	f.StringVar(&b.member, "member", "", "for which member: a `LOGIN` or a member's number (default: the configuration's)")
	f.Var(&b.sections, "section", "print only this section (repeatable)")
	f.Var(&b.limit, "limit", "list at most so many items of a section; 0: all (default 7; json: all)")
	f.BoolVar(&b.all, "all", false, "all items, every section and its rule, tickets also where they stand further up")
	f.Var(&b.timeout, "timeout", "stop asking after this time, and print what there is")
	f.Var(&b.since, "since", "what changed since this moment (90m, 8h, 3d, 08:30, 2026-03-09) instead of since the last run")
	p.whom.flags(cmd)
	b.made.flags(cmd, "with --demo: ")
	return cmd
}

func (b *briefFlags) run(ctx context.Context, p *program, cmd *cobra.Command) error {
	if err := b.check(cmd); err != nil {
		return err
	}
	defer lean(p)()
	ctx, stop := terminal.Signals(ctx)
	defer stop()
	log, err := p.logger(false)
	if err != nil {
		return err
	}
	t, err := b.tenant(ctx, p, log)
	if err != nil {
		return err
	}
	if !t.asksUsage(b) {
		t.set.Usage.Source = "" // no section needs it, and it may take its time
	}
	t.want(b)
	began := t.now()
	past := p.readPast(ctx, t)
	snap, err := t.gatherDays(ctx, b.timeout.value, past.closedFor(t))
	if err != nil {
		return err
	}
	snap = past.with(ctx, t, snap)
	rules, lookup, err := t.rules(b, snap)
	if err != nil {
		return err
	}
	rules = rules.Settled()
	if rules.Since, err = b.since.at(t.now(), rules.Zone); err != nil {
		return err
	}
	look := p.lookStore(t, "brief "+string(rules.Role)+" "+rules.Member)
	made := briefing.Build(snap, p.lastLook(look, t.now(), snap), lookup, rules, t.now())
	if len(b.sections.values) == 0 || slices.Contains(b.sections.values, briefing.SectionNow) {
		t.quote(ctx, made, b.timeout.value-t.now().Sub(began))
	}
	out, _ := render.As(render.Format(b.format.value), made, b.options(cmd))
	if err := p.print(string(out)); err != nil {
		return err
	}
	p.keepLook(look, snap, t.now())
	return verdict(made, snap)
}

// check refuses flags that make no sense together.
func (b *briefFlags) check(cmd *cobra.Command) error {
	if !b.demo {
		for _, name := range b.made.names() {
			if cmd.Flags().Changed(name) {
				return usage("--%s is about the made-up company: add --demo", name)
			}
		}
	}
	if strings.TrimSpace(b.member) != b.member || len(b.member) > 100 {
		return usage("--member must be a login or a number")
	}
	return nil
}

// options are what is written: seven rows a section, all in JSON.
func (b *briefFlags) options(cmd *cobra.Command) render.Options {
	o := render.Options{Limit: b.limit.value, All: b.all, Sections: b.sections.values}
	if !cmd.Flags().Changed("limit") && !b.all && b.format.value != string(render.FormatJSON) {
		o.Limit = briefRows
	}
	return o
}

// briefRows are the rows a section in a briefing that somebody reads.
const briefRows = 7

func (b *briefFlags) tenant(ctx context.Context, p *program, log *slog.Logger) (*tenant, error) {
	if !b.demo {
		return p.connect(ctx, log)
	}
	return p.demoTenant(b.made, 0)
}

// gather asks for everything once. A time that runs out is no failure: what has
// not come by then is marked as missing.
func (t *tenant) gather(ctx context.Context, limit time.Duration) (*model.Snapshot, error) {
	return t.gatherDays(ctx, limit, 0)
}

// gatherDays is gather with closed tickets of so many days.
func (t *tenant) gatherDays(ctx context.Context, limit time.Duration, closedDays int) (*model.Snapshot, error) {
	inner, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	f := t.poller(closedDays)
	err := feed.Run(inner, f, t.provider, nil, t.now)
	if ctx.Err() != nil {
		return nil, terminal.Ended(ctx)
	}
	if err != nil && !errors.Is(err, context.DeadlineExceeded) {
		return nil, err
	}
	return f.Snapshot(), nil
}

// asksUsage reports whether a section is to be printed that needs product usage.
func (t *tenant) asksUsage(b *briefFlags) bool {
	r := rulesOf(t.set, t.zone).Settled()
	switch {
	case len(b.sections.values) > 0:
		return slices.Contains(b.sections.values, briefing.SectionUsage)
	case r.Sections != nil:
		return slices.Contains(r.Sections, briefing.SectionUsage)
	}
	return b.all || slices.Contains(briefing.Order(r.Role), briefing.SectionUsage)
}

// rules are the settings' with what the flags say on top.
func (t *tenant) rules(b *briefFlags, snap *model.Snapshot) (briefing.Rules, *model.Lookup, error) {
	r := rulesOf(t.set, t.zone)
	if len(b.sections.values) > 0 {
		r.Sections = b.sections.values
	}
	lookup := model.NewLookup(snap, r.Policy)
	if b.member == "" {
		return r, lookup, nil
	}
	r.Member = b.member
	if !snap.Members.Known() {
		return r, lookup, nil // it can't be checked; the briefing says why
	}
	m := lookup.Member(b.member)
	if id, err := strconv.ParseInt(b.member, 10, 64); m == nil && err == nil {
		m = lookup.MemberByID(model.MemberID(id))
	}
	if m == nil && !snap.HealthOf(model.SourceMembers).Whole() {
		return r, lookup, nil // likewise
	}
	if m == nil {
		return r, lookup, usage("there is no active member %q; --member takes a login or a member's number", b.member)
	}
	r.Member = m.Identifier.String()
	return r, lookup, nil
}

// verdict is the exit code of a briefing that has been printed, with a sentence
// when something failed.
func verdict(b *briefing.Briefing, s *model.Snapshot) error {
	var first *model.Problem
	had, short := false, false
	for _, h := range s.Health {
		other := h.Source == model.SourceUsage // another service: what it refuses says nothing of the keys
		had = had || !h.At.IsZero() && !other
		short = short || !other && (h.Missing() != "" || h.Doubt != "")
		if !h.Failing() {
			continue
		}
		if h.Problem.Kind == model.Unauthorized && !other {
			return &coded{exitAuth, h.Problem}
		}
		if first == nil {
			first = h.Problem
		}
	}
	switch {
	case !had && first != nil && first.Kind == model.Misconfigured:
		return &coded{exitUsage, first}
	case !had && first != nil:
		return &coded{exitFailed, first}
	case !had:
		return &coded{exitFailed, errors.New("the server has not answered in time")}
	}
	if first != nil {
		if i := slices.IndexFunc(b.Sections, lacksData); i >= 0 {
			return &coded{exitPartial, fmt.Errorf("%s could not be answered: %s", b.Sections[i].ID, b.Sections[i].Unavailable)}
		}
	}
	if b.NeedsAttention {
		return &coded{exitAttention, nil}
	}
	if untold(b) { // whether anything needs somebody is not known then
		return &coded{exitPartial, errors.New("now could not be answered: " + b.Now.Unavailable)}
	}
	if n := b.Now; n.Partial != "" && n.Unavailable == "" && (first != nil || short) { // that nothing needs anybody is not known then
		return &coded{exitPartial, fmt.Errorf("now could not be answered in full: %s", n.Partial)}
	}
	return nil
}

// untold reports whether nobody can tell what needs somebody, for a reason that the
// sections share which were asked for: who is in the scope is not known.
func untold(b *briefing.Briefing) bool {
	why := b.Now.Unavailable
	return why != "" && why != model.NoMember && slices.ContainsFunc(b.Sections, func(s briefing.Section) bool { return s.Unavailable == why })
}

// lacksData reports whether a section is unavailable because of data, and not
// because nobody said whose day it is or what to compare with.
func lacksData(s briefing.Section) bool {
	switch s.ID {
	case briefing.SectionDataHealth, briefing.SectionChanged:
		return false
	}
	return s.Unavailable != "" && s.Unavailable != model.NoMember
}
