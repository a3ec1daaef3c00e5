package cwtest

// campaign is what marketing does to sell.
type campaign struct {
	id       int64
	name     string
	inactive bool
}

func campaignID(i int) int64 { return 40 + int64(i)*3 }

func campaignName(id int64) string {
	names := [...]string{"Spring security check", "Backup week", "Phones for all", "Windows ends", "Breakfast at the office", "Open day", "Newsletter"}
	n := int(id-40) / 3
	if n < len(names) {
		return names[n]
	}
	return names[n%len(names)] + " " + digits(n/len(names)+1, 1)
}

func (s sales) campaignCount() int { return s.w.scale(8, 20, 60) }

func (s sales) campaigns(yield func(*campaign)) {
	for i := range s.campaignCount() {
		d := newDice(s.w.seed, 'C', uint64(i))
		c := campaign{id: campaignID(i), name: campaignName(campaignID(i)), inactive: d.permille(250)}
		yield(&c)
	}
}
