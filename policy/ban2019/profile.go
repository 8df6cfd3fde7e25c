package ban2019

import (
	"sync"

	"github.com/leastrestrictive/interventions/policy"
)

// ID is the profile's name in logs and on command lines.
const ID = "ban-2019"

// Profile returns the ban, and judges as if it had taken effect. An exemption is a standing fact, of a student or of a room, by whom it
// was given and from when until when. It is built once and immutable.
func Profile() *policy.Profile { return built() }

var built = sync.OnceValue(func() *policy.Profile { return Regulation().MustBuild() })

// Regulation returns the ban as plain data, new on each call, for those who build their own upon it.
func Regulation() *policy.Regulation {
	const reported = "reported"
	return &policy.Regulation{
		ID:         ID,
		Short:      "2019 ban",
		Instrument: ban(),
		Rules: []policy.Rule{policy.At{
			Header: policy.Header{Name: NoSeclusionWithoutExemption, Clauses: []string{"reported 1", "reported 4"},
				Demand: "an exemption from the ban on seclusion rooms", Kinds: []policy.Kind{policy.Seclusion}, Gate: true},
			On:    []policy.Activity{policy.Initiate, policy.Resume, policy.Inspect},
			Holds: policy.Any(policy.Is(policy.ExemptStudent), policy.Is(policy.ExemptRoom)),
		}},
		Ledger: []policy.LedgerEntry{
			{Clause: "reported 1", Label: "rooms banned, with few exceptions", Source: reported, Carrier: policy.CarriedByRules},
			{Clause: "reported 2", Label: "from 1 September 2019 on", Source: reported, Carrier: policy.Silent},
			{Clause: "reported 3", Label: "announced in March 2019", Source: reported, Carrier: policy.Silent},
			{Clause: "reported 4", Label: "exemptions in exceptional circumstances, under oversight: how an advocate read the order", Source: reported,
				Carrier: policy.CarriedByRules},
		},
	}
}

func ban() policy.Instrument {
	return policy.Instrument{
		Title:       "The ban on seclusion rooms",
		Issuer:      "Minister of Education of Alberta",
		Number:      "Ministerial Order 006/2019",
		Adopted:     policy.Date{Year: 2019, Month: 3, Day: 1},
		From:        policy.Date{Year: 2019, Month: 9, Day: 1},
		Repealed:    policy.Date{Year: 2019, Month: 8, Day: 28},
		TextNotHeld: true,
		Note: "Its text is not held: what stands here a newspaper reported, and a board that needs the order itself has to look elsewhere. It " +
			"was repealed on 2019-08-28, before it took effect; what became of it is on public record. The profile judges as if it had taken effect.",
	}
}

// Instruments returns what the province ordered on seclusion in 2019, in the order of time: the ban, the interim standards, the standards.
// None of the texts is held. [policy.InForce] says which of them, and of other instruments, were in force on a day.
func Instruments() []policy.Instrument {
	const issuer, note = "Minister of Education of Alberta", "On public record; its text is not held, so no profile carries it."
	const interim = note + " That it was in force from the day on which it was made, until the standards took its place, is inferred."
	return []policy.Instrument{ban(), {
		Title: "Interim standards for seclusion and physical restraint", Issuer: issuer, Number: "Ministerial Order 039/2019",
		Adopted: policy.Date{Year: 2019, Month: 8, Day: 28}, From: policy.Date{Year: 2019, Month: 8, Day: 28},
		Until: policy.Date{Year: 2019, Month: 11, Day: 1}, TextNotHeld: true, Note: interim,
	}, {
		Title: "Standards for seclusion and physical restraint", Issuer: issuer, Number: "Ministerial Order 042/2019",
		From: policy.Date{Year: 2019, Month: 11, Day: 1}, TextNotHeld: true, Note: note,
	}}
}
