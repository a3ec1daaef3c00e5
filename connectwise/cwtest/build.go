package cwtest

import (
	"cmp"
	"slices"
	"strings"
)

// newWorld makes the tenant as it is at the clock's present time.
func newWorld(o Options) *world {
	w := &world{seed: o.Seed, size: min(o.Size, Large), zone: o.Zone, still: o.Still, born: o.Now().Unix(), words: newVocabulary(),
		queue: queue{lastTicket: 104200}, diary: diary{lastEntry: 51000}}
	w.priorities = []priority{
		{3, "Priority 1 - Critical", 1, "Critical", "Red"}, {4, "Priority 2 - High", 2, "High", "Orange"},
		{5, "Priority 3 - Medium", 3, "Medium", "Yellow"}, {8, "Priority 4 - Low", 4, "Low", "Blue"},
		{9, "Priority 5 - Whenever", 5, "Low", "Gray"},
	}
	f := founder{w}
	f.hire()
	f.makeBoards()
	f.makeCompanies()
	f.makeTickets(cmp.Or(o.Open, w.scale(150, 900, 6000)))
	f.makeSchedule()
	return w
}

// founder makes a tenant as it is on its first day.
type founder struct{ *world }

// hire makes the members: technicians first, then who has left, then those who
// are no people.
func (w founder) hire() {
	n := w.scale(5, 25, 300)
	d := newDice(w.seed, 'm')
	taken := map[string]bool{}
	for i := range n {
		p := person{first: pick(d, w.words.first), last: pick(d, w.words.last), title: pick(d, technicianTitles()), class: "F", hours: 8}
		switch i {
		case 1:
			p.first, p.last, p.title = "Ava", "Cole", "Senior Engineer"
		case 2:
			// A login that holds another one: a server-side "contains" finds
			// both, a careful client only the one it meant.
			p.first, p.last, p.login = "Adam", "Cole", "acole2"
		case 3:
			p.hours = 6
		}
		w.addMember(p, taken)
	}
	w.me = 1
	for range 1 + n/12 {
		w.addMember(person{first: pick(d, w.words.first), last: pick(d, w.words.last), title: "Former colleague", class: "F", inactive: true}, taken)
	}
	for range 1 + n/25 {
		w.addMember(person{first: pick(d, w.words.first), last: pick(d, w.words.last), gone: true}, taken)
	}
	w.addMember(person{login: "DaybriefAPI", first: "Daybrief", last: "API", class: "A"}, taken)
	w.addMember(person{login: "zadmin", first: "System", last: "Administrator", gone: true}, taken)
}

func (w founder) addMember(p person, taken map[string]bool) {
	if p.login == "" {
		base := plain(p.first)[:1] + plain(p.last)
		p.login = base
		for k := 3; taken[p.login] || p.login == "acole" && len(w.members) != 1; k++ {
			p.login = base + digits(k, 1)
		}
	}
	taken[p.login] = true
	p.id = 150 + int64(len(w.members))*3
	w.members = append(w.members, p)
}

// staff is how many of the members are working technicians; they come first.
func (w *world) staff() int { return w.scale(5, 25, 300) }

// The places of the statuses on every board.
const (
	slotNew = iota
	slotEmail
	slotAssigned
	slotReplied
	slotScheduled
	slotWorking
	slotCustomer
	slotVendor
	slotCompleted
	slotResolved
	slotClosed
	slotCancelled
	slotOld
	slots
)

func (w founder) makeBoards() {
	n := w.scale(3, 10, 40)
	names := boardNames()
	for i := range n {
		name := names[i%len(names)]
		if i >= len(names) {
			name += " " + regionNames()[(i/len(names)-1)%6]
		}
		w.addBoard(name, strings.HasPrefix(name, "Projects"), false)
	}
	if n > 3 {
		w.addBoard("Legacy Migration (do not use)", false, true)
	}
}

func (w founder) addBoard(name string, project, inactive bool) {
	i := len(w.boards)
	b := board{id: int64(i)*3 + 4, name: name, project: project, inactive: inactive, from: len(w.statuses)}
	for _, t := range w.words.topics {
		if !slices.Contains(b.types, t.kind) {
			b.types = append(b.types, t.kind)
		}
	}
	for s := range slots {
		w.statuses = append(w.statuses, makeStatus(int32(i), s, int64(211+len(w.statuses)*2)))
	}
	b.to = len(w.statuses)
	d := newDice(w.seed, 't', uint64(i))
	for k := range d.between(1, 3) {
		t := team{id: b.id*10 + int64(k) + 1, name: [...]string{"First Line", "Second Line", "Dispatch"}[k], leader: int32(d.n(w.staff()))}
		for m := range w.staff() {
			if d.permille(w.scale(700, 350, 60)) {
				t.members = append(t.members, int32(m))
			}
		}
		b.teams = append(b.teams, t)
	}
	w.boards = append(w.boards, b)
}

// makeStatus names and means the status of a place. "Completed" is a closing
// status on every other board only, and the waiting ones have two names.
func makeStatus(board int32, slot int, id int64) status {
	odd := board%2 == 1
	name := [...]string{"New", "New (email)", "Assigned", "Customer Responded", "Scheduled", "In Progress", "Waiting on Customer",
		"Waiting on Vendor", "Completed", "Resolved", ">Closed", "Cancelled", "zz Old - do not use"}[slot]
	if odd {
		switch slot {
		case slotCustomer:
			name = "Waiting Client Response"
		case slotVendor:
			name = "On Hold"
		}
	}
	means := [...]escalation{notResponded, notResponded, responded, responded, planned, planned, noEscalation, noEscalation,
		resolved, resolved, resolved, resolved, notResponded}[slot]
	return status{id: id, board: board, name: name, sort: int64(slot+1) * 10, initial: slot == slotNew,
		closed: slot == slotClosed || slot == slotCancelled || slot == slotCompleted && odd, inactive: slot == slotOld, means: means}
}

func (w founder) makeCompanies() {
	d := newDice(w.seed, 'c')
	v := w.words
	taken := map[string]bool{}
	for i := range w.scale(100, 400, 2500) {
		name := w.companyName(d, i, taken)
		code := strings.ToUpper(plain(name))
		if len(code) < 3 {
			code = "CUST"
		}
		code = code[:min(len(code), 10)] + digits(i, 1)
		c := company{code: code, name: name, city: pick(d, v.cities), territory: pick(d, []string{"North", "South", "Main"}),
			status: "Active", phone: phoneNumber(d), web: strings.ToLower(code) + ".example", people: d.between(3, 180),
			agreements: d.weighted(15, 60, 25), contacts: d.between(2, 6), deleted: d.permille(8), vendor: d.permille(30)}
		c.entered = w.midnight(w.born, -d.between(30, 3000)).Unix()
		c.updated = c.entered + int64(d.n(20*86400))
		if d.permille(20) {
			c.status = "Inactive"
		}
		w.companies = append(w.companies, c)
	}
	for i := range w.scale(3, 12, 60) {
		c := int32(d.n(len(w.companies)))
		w.projects = append(w.projects, project{id: 600 + int64(i), company: c,
			name:   pick(d, []string{"Office move", "Server refresh", "Cloud migration", "New phone system", "Wi-Fi rollout", "Security baseline"}) + " " + w.companies[c].city,
			phases: []string{"Preparation", "Build", "Rollout", "Handover"}})
	}
}

func (w founder) companyName(d *dice, i int, taken map[string]bool) string {
	v := w.words
	if i%17 == 3 && i/17 < len(v.exotic) {
		return v.exotic[i/17]
	}
	for {
		name := pick(d, v.places) + " " + pick(d, v.trades)
		if d.permille(700) {
			name += " " + pick(d, v.kinds)
		}
		if !taken[name] {
			taken[name] = true
			return name
		}
	}
}
