package cwtest

import "strconv"

// device is a configuration: a thing that the provider looks after for a
// company, made up when somebody asks.
type device struct {
	id       int64
	company  *companyRow
	user     contact // the zero contact for what nobody sits at
	name     string
	kind     int64 // number of the type
	tag      string
	serial   string
	login    string
	warranty int64
	active   bool
}

// deviceKinds are the types, and the names that devices of them bear.
func deviceKinds() []struct{ kind, name string } {
	return []struct{ kind, name string }{
		{"Server", "DC01"}, {"Firewall", "FW01"}, {"Workstation", "WS07"}, {"Laptop", "NB03"},
		{"Printer", "PR02"}, {"Switch", "SW01"}, {"Workstation", "WS12"}, {"Access Point", "AP04"},
	}
}

// device makes number k (from 0) of a company. What people sit at has a user,
// and of some the agent has not reported who.
func (w *world) device(c int32, k int) device {
	co := &companyRow{&w.companies[c], companyID(c)}
	d := newDice(w.seed, 'v', uint64(c), uint64(k))
	made := deviceKinds()[k]
	dev := device{
		id: co.id*16 + int64(k) + 1, company: co, kind: int64(k + 8), name: co.code + "-" + made.name,
		tag: strconv.Itoa(d.between(1000, 9999)), serial: "SN" + strconv.Itoa(d.between(1_000_000, 9_999_999)), active: !d.permille(40),
	}
	if made.kind == "Workstation" || made.kind == "Laptop" {
		if dev.user = w.contact(c, d.n(co.contacts+1)); dev.user.id == 0 || d.permille(500) {
			dev.login = plain(pick(d, w.words.last))
		}
	}
	if !d.permille(250) {
		dev.warranty = dateOnly(w.midnight(w.born, d.between(-500, 1100)))
	}
	return dev
}

func (r records) devices(yield func(*device)) {
	for i := range r.world.companies {
		for k := range deviceKinds() {
			d := r.world.device(int32(i), k)
			yield(&d)
		}
	}
}

// devicesOf hands out the devices that a ticket is about: none for most, one
// for many, and all that the company has for a few.
func (r records) devicesOf(t *ticket) each[device] {
	return func(yield func(*device)) {
		d := newDice(r.world.seed, 'V', uint64(t.id))
		amount := d.weighted(55, 33, 9, 3)
		if amount == 0 {
			return
		}
		others := []int{0, 300, 1000}[amount-1]
		sure := d.n(len(deviceKinds()))
		for k := range deviceKinds() {
			if k == sure || d.permille(others) {
				dev := r.world.device(t.company, k)
				yield(&dev)
			}
		}
	}
}

func deviceShape() *resource[device] {
	type R = device
	return &resource[R]{name: "configuration", id: func(r *R) int64 { return r.id }, fields: []field[R]{
		key("id", func(r *R) int64 { return r.id }),
		text("name", func(r *R) string { return r.name }),
		object("type", key("id", func(r *R) int64 { return r.kind }), text("name", func(r *R) string { return deviceKinds()[r.kind-8].kind })),
		object("status", constant[R]("id", intOf(1)), constant[R]("name", textOf("Active"))),
		object("company", key("id", func(r *R) int64 { return r.company.id }), text("identifier", func(r *R) string { return r.company.code }),
			text("name", func(r *R) string { return r.company.name })),
		ref("contact", func(r *R) int64 { return r.user.id }, func(r *R) string { return r.user.name() }),
		text("deviceIdentifier", func(r *R) string { return r.name }),
		text("tagNumber", func(r *R) string { return r.tag }),
		text("serialNumber", func(r *R) string { return r.serial }),
		text("lastLoginName", func(r *R) string { return r.login }),
		when("warrantyExpirationDate", func(r *R) int64 { return r.warranty }),
		flag("activeFlag", func(r *R) bool { return r.active }),
	}, blank: "_info site modelNumber ipAddress osType osInfo notes"}
}

// deviceRefShape is what the list of a ticket holds of each.
func deviceRefShape() *resource[device] {
	type R = device
	return &resource[R]{name: "configurationReference", id: func(r *R) int64 { return r.id }, fields: []field[R]{
		key("id", func(r *R) int64 { return r.id }),
		text("deviceIdentifier", func(r *R) string { return r.name }),
	}, blank: "_info"}
}
