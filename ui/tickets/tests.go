package tickets

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"daybrief/model"
)

// isWords are the words that may follow "is:".
func isWords() []string {
	return []string{"breached", "risk", "waiting", "unassigned", "replied", "today", "new", "stale", "overdue",
		"parked", "untriaged", "incident", "child", "project", "service", "mine", "unknown", "escalated"}
}

// is makes the tests of "is:word"; commas part alternatives.
func (w *world) is(p word) (test, string) {
	var any []test
	for _, name := range strings.Split(strings.ToLower(p.value), ",") {
		t := w.state(name)
		if t == nil && name != "" {
			if began(name) && !strings.Contains(p.value, ",") {
				return nil, "" // still typing
			}
			return nil, fmt.Sprintf("is:%s is not known. Try %s.", name, strings.Join(isWords(), ", "))
		}
		if t != nil {
			any = append(any, t)
		}
	}
	if len(any) == 0 {
		return nil, ""
	}
	if w.me == "" && strings.Contains(strings.ToLower(p.value), "mine") {
		return nil, noMember
	}
	return func(r row) bool {
		for _, t := range any {
			if t(r) {
				return true
			}
		}
		return false
	}, ""
}

const noMember = "It is not known who you are. Set member in [me] of the configuration."

func began(name string) bool {
	for _, w := range isWords() {
		if strings.HasPrefix(w, name) {
			return true
		}
	}
	return false
}

// state is the test behind one word of "is:"; nil when there is none.
func (w *world) state(name string) test {
	switch name {
	case "breached":
		return func(r row) bool { return r.Clock.Breached() }
	case "risk", "atrisk", "at-risk":
		return func(r row) bool { return r.AtRisk }
	case "waiting", "paused":
		return func(r row) bool { return r.Waiting }
	case "unassigned":
		return func(r row) bool { return r.Unassigned() }
	case "replied":
		return func(r row) bool { return r.CustomerReplied }
	case "today":
		return func(r row) bool { return !r.Entered.IsZero() && !r.Entered.Before(w.today) }
	case "new":
		return func(r row) bool { return r.IsNew }
	case "stale":
		return func(r row) bool { return r.Stale }
	case "overdue":
		return func(r row) bool { return r.Overdue }
	case "parked":
		return func(r row) bool { return r.Parked }
	case "untriaged":
		return func(r row) bool { return r.Untriaged }
	case "incident":
		return func(r row) bool { return r.Incident != nil }
	case "child":
		return func(r row) bool { return r.Parent != 0 }
	case "project":
		return func(r row) bool { return r.Kind != model.ServiceTicket }
	case "service":
		return func(r row) bool { return r.Kind == model.ServiceTicket }
	case "mine":
		return func(r row) bool { return r.Mine }
	case "unknown":
		return func(r row) bool { return r.Clock.State == model.SLAUnknown }
	case "escalated":
		return func(r row) bool { return r.Escalation > 0 }
	}
	return nil
}

// owner looks at the owner and the other resources, by login and by name.
func (w *world) owner(p word) (test, string) {
	switch strings.ToLower(p.value) {
	case "me":
		if w.me == "" {
			return nil, noMember
		}
		return func(r row) bool { return r.Mine }, ""
	case "none", "nobody":
		return func(r row) bool { return r.Unassigned() }, ""
	}
	if p.op != ":" && p.op != "=" {
		return nil, "owner is text: use owner:" + p.value + "."
	}
	match := matcher(p)
	return func(r row) bool {
		o := r.Owner
		if match(strings.ToLower(o.Identifier.String())) || !o.Name.IsEmpty() && match(strings.ToLower(o.Name.String())) {
			return true
		}
		for _, res := range r.Resources {
			if match(strings.ToLower(res.String())) {
				return true
			}
		}
		return false
	}, ""
}

// priority compares by number when a number is given ("priority<=2"), else it
// is for texts to compare by name.
func (w *world) priority(p word) (test, bool) {
	n, err := strconv.Atoi(p.value)
	if err != nil {
		return nil, false
	}
	return func(r row) bool {
		rank := w.rank(r)
		return rank > 0 && compare(p.op, rank, n)
	}, true
}

// times compares how long ago or how far ahead something is.
func (w *world) times(name string, p word) (test, string) {
	d, ok := length(p.value)
	if !ok {
		return nil, fmt.Sprintf("“%s” is not a length of time. Write 90m, 4h, 3d or 2w.", p.value)
	}
	op := p.op
	if op == ":" || op == "=" {
		op = ">=" // "updated:3d": not for three days
		if name == "sla" || name == "scheduled" {
			op = "<="
		}
	}
	switch name {
	case "scheduled":
		return w.scheduled(op, d)
	case "sla":
		return func(r row) bool {
			s := r.Clock.State
			return (s == model.SLARunning || s == model.SLABreached) && compare(op, r.Clock.Left, d)
		}, ""
	case "updated":
		return func(r row) bool { return !r.Updated.IsZero() && compare(op, w.now.Sub(r.Updated), d) }, ""
	}
	return func(r row) bool { return !r.Entered.IsZero() && compare(op, w.now.Sub(r.Entered), d) }, ""
}

// scheduled tests how far ahead a ticket's next schedule entry is; one that runs
// is now. A ticket without one passes no such test.
func (w *world) scheduled(op string, d time.Duration) (test, string) {
	if w.unplanned != "" {
		return nil, w.unplanned
	}
	return func(r row) bool {
		from, planned := w.next(r.ID)
		return planned && compare(op, max(0, from.Sub(w.now)), d)
	}, ""
}

// next is when the next schedule entry of a ticket begins, or the one that runs
// began; false for none.
func (w *world) next(id model.TicketID) (start time.Time, planned bool) {
	for _, v := range w.visits(id) {
		from, to := v.Span(w.zone)
		if v.Ghost || v.Done || v.Start.IsZero() || !to.After(w.now) {
			continue
		}
		if !planned || from.Before(start) {
			start, planned = from, true
		}
	}
	return start, planned
}

// ids compares ticket numbers, or their beginnings.
func ids(p word, of func(row) model.TicketID) (test, string) {
	value := strings.TrimPrefix(p.value, "#")
	n, err := strconv.ParseInt(value, 10, 64)
	if err != nil {
		return nil, fmt.Sprintf("“%s” is not a ticket number.", p.value)
	}
	if p.op == ":" {
		return func(r row) bool { return strings.HasPrefix(strconv.FormatInt(int64(of(r)), 10), value) }, ""
	}
	return func(r row) bool { return compare(p.op, int64(of(r)), n) }, ""
}

// textOf is the text of a field.
func textOf(name string) func(row) string {
	switch name {
	case "board":
		return func(r row) string { return r.Board.Name.String() }
	case "company":
		return func(r row) string { return r.Company.Label().String() }
	case "contact":
		return func(r row) string { return r.Contact.Name.String() }
	case "status":
		return func(r row) string { return r.Status.Name.String() }
	case "priority":
		return func(r row) string { return r.Priority.Name.String() }
	case "team":
		return func(r row) string { return r.Team.Name.String() }
	case "type":
		return func(r row) string { return r.Type.String() }
	case "subtype":
		return func(r row) string { return r.SubType.String() }
	case "item":
		return func(r row) string { return r.Item.String() }
	case "site":
		return func(r row) string { return r.Site.String() }
	case "project":
		return func(r row) string { return r.Project.Name.String() }
	}
	return func(r row) string { return r.Summary.String() }
}
