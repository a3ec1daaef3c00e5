package cwtest

import "math/bits"

// dice is a small seeded generator (splitmix64). It is a value: a new one for
// each thing that is made up keeps that thing the same whatever was made
// before it.
type dice struct{ state uint64 }

func newDice(seed uint64, tags ...uint64) *dice {
	d := &dice{state: seed*0x9e3779b97f4a7c15 + 0x1234567}
	for _, t := range tags {
		d.state = d.next() ^ t*0xd6e8feb86659fd93
	}
	return d
}

func (d *dice) next() uint64 {
	d.state += 0x9e3779b97f4a7c15
	z := d.state
	z = (z ^ z>>30) * 0xbf58476d1ce4e5b9
	z = (z ^ z>>27) * 0x94d049bb133111eb
	return z ^ z>>31
}

// n is a number in [0, n); 0 when n is not positive.
func (d *dice) n(n int) int {
	if n <= 0 {
		return 0
	}
	hi, _ := bits.Mul64(d.next(), uint64(n))
	return int(hi)
}

// between is a number in [low, high].
func (d *dice) between(low, high int) int { return low + d.n(high-low+1) }

// permille is true so many times in a thousand.
func (d *dice) permille(p int) bool { return d.n(1000) < p }

// weighted picks an index in proportion to the weights.
func (d *dice) weighted(weights ...int) int {
	sum := 0
	for _, w := range weights {
		sum += w
	}
	at := d.n(sum)
	for i, w := range weights {
		if at -= w; at < 0 {
			return i
		}
	}
	return 0
}

// pick is one of a list.
func pick[T any](d *dice, list []T) T {
	var none T
	if len(list) == 0 {
		return none
	}
	return list[d.n(len(list))]
}
