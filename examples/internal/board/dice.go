package board

import (
	"math/bits"
	"math/rand/v2"
)

// dice are thrown for one incident. Nothing but the generator itself, whose numbers are part of its definition, and whole numbers: how
// the standard package makes a range or a float of them may change, and floats round in another way on other machines.
type dice struct{ pcg rand.PCG }

// n is a number from 0 below limit.
func (d *dice) n(limit int) int {
	high, _ := bits.Mul64(d.pcg.Uint64(), uint64(limit))
	return int(high)
}

// between is a number from low to high.
func (d *dice) between(low, high int) int { return low + d.n(high-low+1) }

// often is true so many times in 10,000.
func (d *dice) often(times int) bool { return d.n(10_000) < times }

// along is a number that lies as often between any two neighbours of marks as between any others.
func (d *dice) along(marks []int) int {
	i := d.n(len(marks) - 1)
	return d.between(marks[i], marks[i+1])
}
