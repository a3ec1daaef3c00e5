package elements

import (
	"context"
	"encoding/json"
	"errors"
	"strconv"
	"strings"
	"time"

	"daybrief/model"
)

// blameKept is how long an answer about the instance is believed when a secret
// is to be blamed: a refusal that stays must not be asked about each time.
const blameKept = 15 * time.Minute

// Instance is an element instance as the gateway describes it.
type Instance struct {
	ID       int64
	Name     model.Text
	Key      model.Text // of the element: "connectwisecrmrest"
	Hub      model.Text // "crm"
	Disabled bool
	// Invalid is true when the gateway says that its keys do not work.
	Invalid bool
	token   string
}

// Instance reads the instance, which needs the user secret and the organization
// secret only.
func (c *Client) Instance(ctx context.Context) (Instance, error) {
	q := question{op: "read the instance", path: "/instances/" + strconv.FormatInt(c.o.Instance, 10), platform: true}
	a, err := c.ask(ctx, q)
	if err != nil {
		var p *model.Problem
		if errors.As(err, &p) && p.Code == codeBadSecrets {
			blamed := *p
			blamed.Code, blamed.What = "account-secrets-refused", model.Clean(c.o.Base.host+" refused the user secret or the organization secret.")
			blamed.Cure = model.Clean("Copy both again: the profile menu of the gateway, Secrets.")
			return Instance{}, &blamed
		}
		return Instance{}, err
	}
	var w struct {
		ID       int64
		Name     string
		Token    string
		Disabled bool
		Valid    *bool
		Element  struct{ Key, Hub string }
	}
	if err := json.Unmarshal(a.body, &w); err != nil || w.Element.Key == "" {
		return Instance{}, c.problem(model.BadReply, "unexpected-shape", c.o.Base.host+" sent something other than an instance.", "Check that the base is your gateway's.")
	}
	return Instance{
		ID: w.ID, Name: model.Clean(w.Name), Key: model.Clean(w.Element.Key), Hub: model.Clean(w.Element.Hub),
		Disabled: w.Disabled, Invalid: w.Valid != nil && !*w.Valid, token: w.Token,
	}, nil
}

// Suits asks whether the instance is one of the element's.
func (c *Client) Suits(ctx context.Context) (Instance, error) {
	i, err := c.Instance(ctx)
	if err == nil {
		err = c.fit(i)
	}
	return i, err
}

// Fits asks whether the secrets open an instance of ConnectWise, and says what it
// found.
func (c *Client) Fits(ctx context.Context) (model.Text, error) {
	name := model.Clean("accepted")
	if c.o.Instance > 0 {
		i, err := c.Suits(ctx)
		if err == nil {
			err = c.owns(i)
		}
		if err != nil {
			return model.Text{}, err
		}
		name = i.Name
	}
	return name, c.reads(ctx)
}

// reads is why tickets can't be read; nil when they can.
func (c *Client) reads(ctx context.Context) error {
	row, err := c.first(ctx, objectTickets)
	var p *model.Problem
	switch {
	case errors.As(err, &p) && p.Kind == model.NotFound:
		return c.noTickets()
	case err == nil && len(row) > 0:
		return c.readable(row)
	}
	return err
}

// owns is why the token can't be used for the instance: that of another one would
// read somebody else's tickets. nil when it can, or when there is none.
func (c *Client) owns(i Instance) error {
	if token := c.signing().Element; i.token == "" || token.IsEmpty() || token.Reveal() == i.token {
		return nil
	}
	return c.blamed(c.problem(model.Unauthorized, codeBadSecrets, "", ""), "element-token-refused", "The element token is not that of instance "+strconv.FormatInt(c.o.Instance, 10)+".")
}

// fit is why the instance is of no use; nil when it is.
func (c *Client) fit(i Instance) error {
	number, want := strconv.FormatInt(c.o.Instance, 10), c.o.Element
	switch {
	case !want.is(i.Key.String()):
		return c.problem(model.Misconfigured, "other-element", "Instance "+number+" is of the element "+i.Key.String()+" and not of "+want.Vendor+".", "Take the number of the "+want.Vendor+" instance.")
	case !i.Hub.IsEmpty() && !strings.EqualFold(i.Hub.String(), want.Hub):
		return c.problem(model.Misconfigured, "other-hub", "Instance "+number+" belongs to the hub "+i.Hub.String()+"; daybrief needs the element "+want.Title+".", "Make an instance of "+want.Title+".")
	case i.Disabled:
		return c.problem(model.Misconfigured, "instance-disabled", "Instance "+number+" is switched off.", "Switch it on at the gateway.")
	}
	return nil
}

// prepared sees to it that there is an element token: it is read from the
// instance once.
func (c *Client) prepared(ctx context.Context) error {
	if !c.signing().Element.IsEmpty() {
		return nil
	}
	select {
	case c.ready <- struct{}{}:
		defer func() { <-c.ready }()
	case <-ctx.Done():
		return c.party().Unanswered(ctx, ctx.Err())
	}
	if !c.signing().Element.IsEmpty() {
		return nil
	}
	i, err := c.Suits(ctx)
	if err != nil {
		return err
	}
	token, bad := Tidy(i.token)
	if token == "" || bad != "" {
		return c.problem(model.BadReply, "no-token", c.o.Base.host+" does not tell the token of the instance.", "Store the element token; the page of the instance shows it.")
	}
	word := model.NewSecret(token)
	c.o.Found(word)
	c.mu.Lock()
	defer c.mu.Unlock()
	c.secrets.Element, c.instance, c.asked = word, i, c.o.Now()
	return nil
}

// blame finds out which secret a refusal is about, where the instance can tell.
func (c *Client) blame(ctx context.Context, err error) error {
	var p *model.Problem
	if !errors.As(err, &p) || p.Code != codeBadSecrets || c.o.Instance <= 0 {
		return err
	}
	i, other := c.known(ctx)
	if other == nil {
		other = c.fit(i)
	}
	switch {
	case errors.As(other, new(*model.Problem)):
		return other
	case c.owns(i) != nil:
		return c.owns(i)
	case i.Invalid:
		return c.blamed(p, "instance-invalid", "The gateway says that the keys of instance "+strconv.FormatInt(c.o.Instance, 10)+" do not work.")
	}
	return c.blamed(p, "element-token-refused", c.o.Base.host+" refused the element token; the other two secrets are right.")
}

func (c *Client) blamed(p *model.Problem, code, what string) error {
	b := *p
	b.Code, b.What, b.Cure = code, model.Clean(what), model.Clean("Copy the token again from the page of the instance, or forget it: with the number of the instance daybrief finds it.")
	return &b
}

// known is the instance, asked for now and then only.
func (c *Client) known(ctx context.Context) (Instance, error) {
	c.mu.Lock()
	i, age := c.instance, c.o.Now().Sub(c.asked)
	fresh := !c.asked.IsZero() && age >= 0 && age < blameKept
	c.mu.Unlock()
	if fresh {
		return i, nil
	}
	i, err := c.Instance(ctx)
	if err == nil {
		c.mu.Lock()
		c.instance, c.asked = i, c.o.Now()
		c.mu.Unlock()
	}
	return i, err
}
