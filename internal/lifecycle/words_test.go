package lifecycle

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/leastrestrictive/interventions/policy"
)

// lamp is a machine that is no intervention: its words are its own.
func lamp() Definition[uint8] {
	return Definition[uint8]{
		Kind: "lamp", States: []string{"new", "on", "off"}, Phases: []policy.Phase{policy.NotBegun, policy.After, policy.After},
		Words: []policy.Activity{"lamp/switch", "lamp/look", "lamp/break"},
		Moves: []Row[uint8]{{From: []uint8{0, 2}, Do: "lamp/switch", To: 1}, {From: []uint8{1}, Do: "lamp/break", To: 2}},
		Stays: []Stay[uint8]{{In: []uint8{0, 1, 2}, Do: []policy.Activity{"lamp/look"}}},
	}
}

// Of a table with words of its own nothing else has a transition: no standard activity, no record, nothing under the same prefix.
func TestATableOfItsOwnWords(t *testing.T) {
	m, err := New(lamp())
	require.NoError(t, err)
	var all []Transition[uint8]
	for tr := range m.Transitions() {
		all = append(all, tr)
	}
	assert.Equal(t, []Transition[uint8]{
		{From: 0, Do: "lamp/look", To: 0, Stay: true}, {From: 0, Do: "lamp/switch", To: 1},
		{From: 1, Do: "lamp/break", To: 2}, {From: 1, Do: "lamp/look", To: 1, Stay: true},
		{From: 2, Do: "lamp/look", To: 2, Stay: true}, {From: 2, Do: "lamp/switch", To: 1},
	}, all)
	for _, a := range append(words(), "lamp/brake", "look") {
		for s := range uint8(4) {
			next, ok := m.Next(s, a)
			assert.False(t, ok, "%s from %d", a, s)
			assert.Equal(t, s, next)
		}
	}
	assert.Zero(t, testing.AllocsPerRun(100, func() { m.Next(1, "lamp/break"); m.Next(1, "lamp/brake") }))
}

func TestFaultsInATableOfItsOwnWords(t *testing.T) {
	for want, spoil := range map[string]func(*Definition[uint8]){
		`Words: "switch" is no word under a prefix`:        func(d *Definition[uint8]) { d.Words[0] = "switch" },
		`Words: "initiate" is no word under a prefix`:      func(d *Definition[uint8]) { d.Words[0] = policy.Initiate },
		`Words: "Lamp/x" is no word under a prefix`:        func(d *Definition[uint8]) { d.Words[0] = "Lamp/x" },
		`Words: lamp/look is given twice`:                  func(d *Definition[uint8]) { d.Words[0] = "lamp/look" },
		`Words: a state in which a student is held`:        func(d *Definition[uint8]) { d.Phases[1] = policy.Held },
		`Moves[0]: "lamp/swich" is no word of the table`:   func(d *Definition[uint8]) { d.Moves[0].Do = "lamp/swich" },
		`Moves[0]: "correct" is no word of the table`:      func(d *Definition[uint8]) { d.Moves[0].Do = policy.Correct },
		`Stays[0]: "release" is no word of the table`:      func(d *Definition[uint8]) { d.Stays[0].Do[0] = policy.Release },
		`Stays[1]: lamp/look from "on" has been given in`:  func(d *Definition[uint8]) { d.Stays = append(d.Stays, Stay[uint8]{[]uint8{1}, d.Words[1:2]}) },
		`States: nothing leads to state 2, "off"`:          func(d *Definition[uint8]) { d.Moves = d.Moves[:1] },
		`Moves[0]: lamp/switch leads from "on" to itself`:  func(d *Definition[uint8]) { d.Moves[0].From[0] = 1 },
		`Moves[1]: lamp/break leads from "on" back to "ne`: func(d *Definition[uint8]) { d.Moves[1].To = 0 },
	} {
		d := lamp()
		spoil(&d)
		_, err := New(d)
		assert.ErrorContains(t, err, want)
	}
}
