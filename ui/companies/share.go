package companies

// share shares out the lines below the facts. Each section gets the least that
// is worth its rule; from the bottom, sections go where even that is too much;
// what is left goes round in the order of what is asked most often.
func (p *pane) share(room int) {
	want := [sections]int{
		openTickets: 2 + p.tickets.table.Len(),
		people:      p.contacts.want(&p.page),
		agreements:  titled(len(p.agreements.lines)),
		agenda:      titled(len(p.entries.lines)),
	}
	p.rooms, want = p.least(want, room)
	p.air = 0
	left := room - sum(p.rooms)
	grow := func(i, to int) {
		n := max(0, min(left, min(want[i], to)-p.rooms[i]))
		p.rooms[i] += n
		left -= n
	}
	if p.contacts.active {
		grow(people, want[people])
	}
	grow(openTickets, 8)
	if gaps := p.gaps(); left >= gaps && (p.h >= 24 || sum(want)+gaps <= room) {
		p.air = 1
		left -= gaps
	}
	for _, s := range []struct{ section, to int }{
		{agreements, 5}, {people, 7}, {agenda, 1 + mostVisits}, {openTickets, want[openTickets]}, {people, want[people]}, {agreements, want[agreements]},
	} {
		grow(s.section, s.to)
	}
}

// least is what each section needs to be worth its rule. A section that has to
// go wants nothing any more.
func (p *pane) least(want [sections]int, room int) (least, still [sections]int) {
	least = [sections]int{min(want[0], 5), min(want[1], 3), min(want[2], 2), min(want[3], 2)}
	if room < 12 {
		least[openTickets] = min(want[openTickets], 7) // a low pane is for the tickets first
	}
	if p.contacts.active {
		least[openTickets], least[people] = min(want[0], 3), min(want[1], 6)
	}
	for _, i := range []int{agenda, agreements, people} {
		if sum(least) > room && !(i == people && p.contacts.active) {
			least[i], want[i] = 0, 0
		}
	}
	if over := sum(least) - room; over > 0 {
		least[openTickets] = max(0, least[openTickets]-over)
		least[people] = min(least[people], room)
		if p.contacts.active && least[openTickets] < 3 {
			least[openTickets], want[openTickets] = 0, 0 // no room for a row
		}
	}
	return least, want
}

// gaps is how many blank lines would part the sections.
func (p *pane) gaps() int {
	n := -1
	for _, h := range p.rooms {
		if h > 0 {
			n++
		}
	}
	return n
}

// titled is the room for n lines and their rule; none for no lines.
func titled(n int) int {
	if n == 0 {
		return 0
	}
	return n + 1
}

func sum(list [sections]int) (n int) {
	for _, v := range list {
		n += v
	}
	return n
}
