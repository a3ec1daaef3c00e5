package cwtest

import "strings"

// vocabulary is the words that the tenant is made of. It is made once a world:
// lists at package level could be changed by anybody.
type vocabulary struct {
	first, last, titles, cities     []string
	trades, places, kinds, exotic   []string
	servers, apps, devices, vendors []string
	topics                          []topic
	replies, internals, works       []string
	chasers, thanks, solved         []string
	hostile                         []string
}

func newVocabulary() *vocabulary {
	v := &vocabulary{first: firstNames(), last: lastNames(), titles: jobTitles(), cities: cityNames(),
		trades: companyTrades(), places: companyPlaces(), kinds: companyKinds(), exotic: exoticCompanies(),
		servers: serverNames(), apps: appNames(), devices: deviceNames(), vendors: vendorNames(), hostile: hostileTexts()}
	v.topics = append(append(officeTopics(), serverTopics()...), peopleTopics()...)
	v.replies, v.internals, v.works = technicianReplies(), internalNotes(), workNotes()
	v.chasers, v.thanks, v.solved = customerChasers(), customerThanks(), solutions()
	return v
}

// topic is one kind of trouble, as customers and monitors describe it. The
// words in braces are filled in by fill.
type topic struct {
	kind     string // the ticket's type
	weight   int
	alert    bool // comes from monitoring, not from a person
	subjects []string
	says     []string
}

// fill puts made-up particulars into a pattern.
func (v *vocabulary) fill(d *dice, pattern string) string {
	for strings.Contains(pattern, "{") {
		before, rest, _ := strings.Cut(pattern, "{")
		slot, after, _ := strings.Cut(rest, "}")
		pattern = before + v.particular(d, slot) + after
	}
	return capital(pattern)
}

func (v *vocabulary) particular(d *dice, slot string) string {
	switch slot {
	case "person":
		return pick(d, v.first) + " " + pick(d, v.last)
	case "first":
		return pick(d, v.first)
	case "server":
		return pick(d, v.servers) + digits(d.between(1, 4), 2)
	case "app":
		return pick(d, v.apps)
	case "device":
		return pick(d, v.devices)
	case "vendor":
		return pick(d, v.vendors)
	case "city":
		return pick(d, v.cities)
	case "percent":
		return digits(d.between(85, 99), 1) + "%"
	case "drive":
		return string("CDEFS"[d.n(5)]) + ":"
	case "days":
		return digits(d.between(2, 29), 1)
	case "small":
		return digits(d.between(2, 9), 1)
	case "many":
		return digits(d.between(11, 240), 1)
	case "desk":
		return "PC-" + digits(d.between(3, 980), 3)
	case "floor":
		return pick(d, []string{"ground floor", "first floor", "second floor", "third floor", "level 4"})
	case "weekday":
		return pick(d, []string{"Monday", "Tuesday", "Wednesday", "Thursday", "Friday"})
	}
	return slot
}

// capital makes the first letter of a sentence a capital.
func capital(s string) string {
	if s != "" && s[0] >= 'a' && s[0] <= 'z' {
		return string(s[0]-'a'+'A') + s[1:]
	}
	return s
}

func digits(n, width int) string {
	s := ""
	for n > 0 || width > 0 {
		s = string(rune('0'+n%10)) + s
		n, width = n/10, width-1
	}
	return s
}

func phoneNumber(d *dice) string { return "555-01" + digits(d.n(100), 2) }

// plain makes a name fit for an address: letters a to z only.
func plain(s string) string {
	var b strings.Builder
	for _, r := range strings.ToLower(s) {
		switch {
		case r >= 'a' && r <= 'z' || r >= '0' && r <= '9':
			b.WriteRune(r)
		case r == 'é' || r == 'è' || r == 'ë':
			b.WriteByte('e')
		case r == 'ö' || r == 'ø' || r == 'ó':
			b.WriteByte('o')
		case r == 'ü':
			b.WriteByte('u')
		case r == 'å' || r == 'ä' || r == 'ã':
			b.WriteByte('a')
		case r == 'í':
			b.WriteByte('i')
		case r == 'ł':
			b.WriteByte('l')
		case r == 'ñ':
			b.WriteByte('n')
		}
	}
	return b.String()
}

func sourceName(i uint8) string {
	return [...]string{"Email Connector", "Phone", "Portal", "Monitoring", "Chat"}[i%5]
}
