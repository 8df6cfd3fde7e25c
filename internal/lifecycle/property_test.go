package lifecycle

import (
	"fmt"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/leastrestrictive/interventions/policy"
)

// drawn is a sound definition, and where it leads as a plain map.
type drawn struct {
	Definition[uint8]
	leads map[place]uint8
}

func moving() []policy.Activity {
	return slices.DeleteFunc(policy.Activities(), policy.Activity.IsRecord)
}

func endsHolding(a policy.Activity) bool {
	return a == policy.Release || a == policy.End || a == policy.Interrupt
}

// mayLead is the safety of a move, said a second time and differently.
func mayLead(from policy.Phase, a policy.Activity, to policy.Phase) bool {
	if to == policy.Held {
		return from == policy.Held && !endsHolding(a) || from != policy.Held && (a == policy.Initiate || a == policy.Resume)
	}
	return to == policy.After || from == policy.NotBegun && to == policy.NotBegun
}

// soundDefinition builds a definition that has no fault: first a way to each state, then what the safety of the held demands,
// then whatever else is allowed, all of it scattered over rows of many shapes.
func soundDefinition() *rapid.Generator[drawn] {
	return rapid.Custom(func(t *rapid.T) drawn {
		n := rapid.IntRange(1, 12).Draw(t, "states")
		d := drawn{Definition[uint8]{Kind: "ourboard/drawn"}, map[place]uint8{}}
		for i := range n {
			d.States = append(d.States, fmt.Sprintf("state %d", i))
			d.Phases = append(d.Phases, policy.NotBegun)
			if i > 0 {
				d.Phases[i] = rapid.SampledFrom([]policy.Phase{policy.Held, policy.After}).Draw(t, "phase")
			}
		}
		if slices.Contains(d.Phases, policy.Held) {
			d.Phases[n-1] = policy.After
		}
		var others []uint8
		for i := 1; i < n; i++ {
			others = append(others, uint8(i))
		}
		reached := []uint8{0}
		if n > 1 {
			for _, to := range rapid.Permutation(others).Draw(t, "order") {
				var ways []place
				for _, from := range reached {
					for _, a := range moving() {
						if _, taken := d.leads[place{from, a}]; !taken && mayLead(d.Phases[from], a, d.Phases[to]) {
							ways = append(ways, place{from, a})
						}
					}
				}
				d.leads[rapid.SampledFrom(ways).Draw(t, "way")] = to
				reached = append(reached, to)
			}
		}
		for from := range uint8(n) {
			for _, a := range moving() {
				if _, taken := d.leads[place{from, a}]; taken {
					continue
				}
				demanded := d.Phases[from] == policy.Held && (endsHolding(a) || a == policy.StepDown)
				if !demanded && rapid.IntRange(0, 2).Draw(t, "none") > 0 {
					continue
				}
				var to []uint8
				for s := range uint8(n) {
					if mayLead(d.Phases[from], a, d.Phases[s]) {
						to = append(to, s)
					}
				}
				if len(to) > 0 {
					d.leads[place{from, a}] = rapid.SampledFrom(to).Draw(t, "to")
				}
			}
		}

		for from := range uint8(n) {
			for _, a := range moving() {
				to, ok := d.leads[place{from, a}]
				if !ok {
					continue
				}
				alone := rapid.Bool().Draw(t, "in a row of its own")
				if to == from {
					i := slices.IndexFunc(d.Stays, func(s Stay[uint8]) bool { return slices.Equal(s.In, []uint8{from}) })
					if alone || i < 0 {
						d.Stays = append(d.Stays, Stay[uint8]{In: []uint8{from}, Do: []policy.Activity{a}})
					} else {
						d.Stays[i].Do = append(d.Stays[i].Do, a)
					}
					continue
				}
				i := slices.IndexFunc(d.Moves, func(r Row[uint8]) bool { return r.Do == a && r.To == to })
				if alone || i < 0 {
					d.Moves = append(d.Moves, Row[uint8]{From: []uint8{from}, Do: a, To: to})
				} else {
					d.Moves[i].From = append(d.Moves[i].From, from)
				}
			}
		}
		if len(d.Moves) > 1 {
			d.Moves = rapid.Permutation(d.Moves).Draw(t, "moves")
		}
		return d
	})
}

func TestPropertyTheTableIsThePlainMap(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := soundDefinition().Draw(t, "definition")
		m, err := New(d.Definition)
		require.NoError(t, err)
		require.True(t, sound(d.Definition))
		for s := range 256 {
			for _, a := range words() {
				to, legal := d.leads[place{uint8(s), a}]
				if a.IsRecord() && s < len(d.States) {
					to, legal = uint8(s), true
				}
				if !legal {
					to = uint8(s)
				}
				next, ok := m.Next(uint8(s), a)
				if ok != legal || next != to {
					t.Fatalf("%q from %d: %d, %t; the map says %d, %t", a, s, next, ok, to, legal)
				}
			}
		}
		count := 0
		for tr := range m.Transitions() {
			if !tr.Do.IsRecord() {
				count++
				assert.Equal(t, d.leads[place{tr.From, tr.Do}], tr.To)
			}
		}
		assert.Equal(t, len(d.leads), count)
	})
}

// spoilt takes a sound definition and changes a little of it, mostly for the worse; now and then it makes up everything.
func spoilt() *rapid.Generator[Definition[uint8]] {
	number := rapid.OneOf(rapid.Uint8Range(0, 12), rapid.Uint8())
	numbers := rapid.SliceOfN(number, 0, 4)
	word := rapid.SampledFrom(words())
	name := rapid.SampledFrom([]string{"", "a", "b", "c", "d", "e", "f"})
	phase := rapid.Map(rapid.Uint8Range(0, 4), func(p uint8) policy.Phase { return policy.Phase(p) })
	row := rapid.Custom(func(t *rapid.T) Row[uint8] {
		return Row[uint8]{numbers.Draw(t, "from"), word.Draw(t, "do"), number.Draw(t, "to")}
	})
	stay := rapid.Custom(func(t *rapid.T) Stay[uint8] {
		return Stay[uint8]{numbers.Draw(t, "in"), rapid.SliceOfN(word, 0, 4).Draw(t, "do")}
	})
	kind := rapid.SampledFrom([]policy.Kind{policy.Seclusion, "", "Quiet Room", "ourboard/quiet"})
	madeUp := rapid.Custom(func(t *rapid.T) Definition[uint8] {
		return Definition[uint8]{
			Kind:   kind.Draw(t, "kind"),
			States: rapid.SliceOfN(name, 0, 260).Draw(t, "states"),
			Phases: rapid.SliceOfN(phase, 0, 260).Draw(t, "phases"),
			Moves:  rapid.SliceOf(row).Draw(t, "moves"),
			Stays:  rapid.SliceOf(stay).Draw(t, "stays"),
		}
	})
	changed := rapid.Custom(func(t *rapid.T) Definition[uint8] {
		d := soundDefinition().Draw(t, "sound").Definition
		for range rapid.IntRange(0, 3).Draw(t, "changes") {
			s := rapid.IntRange(0, len(d.States)-1).Draw(t, "state")
			switch what := rapid.IntRange(0, 9).Draw(t, "change"); {
			case what == 0:
				d.Kind = kind.Draw(t, "kind")
			case what == 1:
				d.States[s] = name.Draw(t, "name")
			case what == 2 && s < len(d.Phases):
				d.Phases[s] = phase.Draw(t, "phase")
			case what == 3:
				d.Phases = d.Phases[:min(s, len(d.Phases))]
			case what == 4:
				d.Moves = append(d.Moves, row.Draw(t, "move"))
			case what == 5:
				d.Stays = append(d.Stays, stay.Draw(t, "stay"))
			case what == 6 && len(d.Moves) > 0:
				d.Moves[rapid.IntRange(0, len(d.Moves)-1).Draw(t, "move")].To = number.Draw(t, "to")
			case what == 7 && len(d.Moves) > 0:
				d.Moves[rapid.IntRange(0, len(d.Moves)-1).Draw(t, "move")].Do = word.Draw(t, "do")
			case what == 8 && len(d.Moves) > 0:
				i := rapid.IntRange(0, len(d.Moves)-1).Draw(t, "move")
				d.Moves = slices.Delete(d.Moves, i, i+1)
			case what == 9 && len(d.Stays) > 0:
				i := rapid.IntRange(0, len(d.Stays)-1).Draw(t, "stay")
				d.Stays = slices.Delete(d.Stays, i, i+1)
			}
		}
		return d
	})
	return rapid.OneOf(changed, changed, changed, madeUp)
}

func TestPropertyWhatIsUnsoundIsRefusedInWords(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := spoilt().Draw(t, "definition")
		m, err := New(d)
		if sound(d) {
			require.NoError(t, err)
			return
		}
		require.Nil(t, m)
		var pe *policy.ProfileError
		require.ErrorAs(t, err, &pe)
		require.NotEmpty(t, pe.Faults)
		for _, f := range pe.Faults {
			assert.NotEmpty(t, f.Where)
			assert.NotEmpty(t, f.What)
		}
		again, _ := New(d)
		require.Nil(t, again)
	})
}

// sound says whether a definition is without fault, and nothing about the faults: the plainest reading of the rules.
func sound(d Definition[uint8]) bool {
	n := len(d.States)
	if !policy.WellNamed(string(d.Kind)) || n < 1 || n > 250 || len(d.Phases) != n || d.Phases[0] != policy.NotBegun {
		return false
	}
	names := map[string]bool{"": true}
	for i, name := range d.States {
		if names[name] || i > 0 && d.Phases[i] != policy.Held && d.Phases[i] != policy.After {
			return false
		}
		names[name] = true
	}
	leads := map[place]uint8{}
	add := func(from uint8, a policy.Activity, to uint8) bool {
		_, twice := leads[place{from, a}]
		if twice || int(from) >= n || int(to) >= n || !slices.Contains(moving(), a) || !mayLead(d.Phases[from], a, d.Phases[to]) {
			return false
		}
		leads[place{from, a}] = to
		return true
	}
	for _, r := range d.Moves {
		if len(r.From) == 0 {
			return false
		}
		for _, from := range r.From {
			if from == r.To || !add(from, r.Do, r.To) {
				return false
			}
		}
	}
	for _, s := range d.Stays {
		if len(s.In) == 0 || len(s.Do) == 0 {
			return false
		}
		for _, in := range s.In {
			for _, a := range s.Do {
				if !add(in, a, in) {
					return false
				}
			}
		}
	}
	reached := map[uint8]bool{0: true}
	for range n {
		for at, to := range leads {
			if reached[at.from] {
				reached[to] = true
			}
		}
	}
	for s, phase := range d.Phases {
		for _, a := range moving() {
			_, ok := leads[place{uint8(s), a}]
			if !ok && phase == policy.Held && (endsHolding(a) || a == policy.StepDown) {
				return false
			}
		}
	}
	return len(reached) == n
}
