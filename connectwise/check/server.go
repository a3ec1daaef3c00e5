package check

import (
	"errors"
	"fmt"
	"strings"
	"sync"
	"time"

	"daybrief/connectwise"
	"daybrief/model"
)

// known is what the steps have found out for one another.
type known struct {
	input Input

	lock   sync.Mutex
	at     connectwise.Site
	client *connectwise.Client
	asked  time.Time // when the company was asked about, for the clock
	answer time.Time
	hello  error // what the first signed request came to
	levels []model.Permission
	board  int64 // one that can be seen
	names  connectwise.List
}

func (k *known) setSite(s connectwise.Site) {
	k.lock.Lock()
	defer k.lock.Unlock()
	k.at = s
}

func (k *known) site() connectwise.Site {
	k.lock.Lock()
	defer k.lock.Unlock()
	return k.at
}

func (k *known) close() {
	if k.client != nil {
		k.client.Close()
	}
}

// connect makes the client that all later steps share.
func (k *known) connect() (*connectwise.Client, error) {
	auth, err := connectwise.NewBasic(k.input.Company, k.input.PublicKey, k.input.PrivateKey, k.input.ClientID)
	var signer connectwise.Auth = auth
	if err != nil {
		// Asking about the company needs no keys; what does comes after "parts".
		signer = unsigned{err}
	}
	transport := k.input.Transport
	if transport == nil {
		transport = connectwise.NewTransport(k.input.Route)
	}
	opts := []connectwise.Option{connectwise.WithTransport(transport), connectwise.WithNow(k.input.Now), connectwise.WithTimeout(k.input.StepTime)}
	if k.input.Version != "" {
		opts = append(opts, connectwise.WithVersion(k.input.Version))
	}
	if k.input.Log != nil {
		opts = append(opts, connectwise.WithLog(k.input.Log))
	}
	c, err := connectwise.New(k.site(), k.input.Company, signer, opts...)
	if err != nil {
		return nil, err
	}
	k.client = c
	return c, nil
}

// company asks the server where the API of the company is. No key is sent.
func (c *run) company() Result {
	client, err := c.connect()
	if err != nil {
		if parts, there := c.result("parts"); there && parts.Code == codeOf(err) {
			return skipped("company", parts) // has been said
		}
		return c.failed(err, "the company")
	}
	c.asked = c.in.Now()
	d, err := client.Discover(c.ctx)
	c.answer = c.in.Now()
	if err != nil {
		return c.failedOn(err, "the company")
	}
	return fine(fmt.Sprintf("%s, API at %s", d.CompanyName, d.APIHost))
}

// failedOn is failed with the finer words for certificates.
func (c *run) failedOn(err error, thing string) Result {
	if early(err) {
		return c.found("tls-not-yet-valid", "{host}", c.site().Host())
	}
	return c.failed(err, thing)
}

// most is how far two clocks may be apart before deadlines are judged wrongly.
const most = 5 * time.Minute

func (c *run) clock() Result {
	server := c.client.ServerDate()
	if server.IsZero() {
		return fine("the server does not tell its time")
	}
	// The middle of the request is when the server wrote it, give or take.
	ours := c.asked.Add(c.answer.Sub(c.asked) / 2)
	skew := ours.Sub(server).Round(time.Second)
	if skew.Abs() <= most {
		return fine("right")
	}
	way := "ahead of"
	if skew < 0 {
		way = "behind"
	}
	return c.found("clock-wrong", "{span}", skew.Abs().String(), "{way}", way)
}

// api sends the first signed request. Refused keys are an answer of the API:
// they are judged by the steps that follow.
func (c *run) api() Result {
	_, err := c.client.System.Info(c.ctx)
	c.hello = err
	p := problem(err)
	switch {
	case err == nil, p != nil && (p.Kind == model.Unauthorized || p.Kind == model.Forbidden || p.Code == "client-id-refused"):
		return fine("")
	case p != nil && p.Kind == model.NotFound:
		return c.found("api-not-found", "{host}", p.Host).saying(err)
	}
	return c.failedOn(err, "its version")
}

func (c *run) clientID() Result {
	switch p := problem(c.hello); {
	case p != nil && p.Code == "client-id-refused":
		return c.failed(c.hello, "its version")
	case p != nil && p.Kind == model.Unauthorized:
		return Result{State: Skip, Code: CodeNotNeeded, What: "can't be told while the keys are refused"}
	}
	return fine("")
}

// keys tells refused keys apart by the server's own words.
func (c *run) keys() Result {
	p := problem(c.hello)
	if p == nil || p.Kind != model.Unauthorized {
		return fine("")
	}
	code := "keys-refused"
	var e *connectwise.Error
	if errors.As(c.hello, &e) {
		switch said := strings.ToLower(e.Message); {
		case strings.Contains(said, "usernotauthenticated"):
			code = "keys-unknown"
		case strings.Contains(said, "incorrect public/private"):
			code = "keys-wrong-pair"
		}
	}
	return c.found(code, "{host}", p.Host).saying(c.hello)
}

func (c *run) version() Result {
	if p := problem(c.hello); p != nil && p.Kind == model.Forbidden {
		r := c.found("denied-version", "{row}", row("My Company").String())
		return r.saying(c.hello)
	}
	switch release := c.client.Release(); {
	case release == "":
		return c.found("version-unknown")
	case !c.client.HasGoals():
		return c.found("no-goal-fields", "{release}", release)
	default:
		return fine(release)
	}
}
