package cbe3007

import (
	"sync"

	"github.com/leastrestrictive/interventions/policy"
)

// ID is the profile's name in logs and on command lines.
const ID = "cbe-ar-3007"

// Profile returns the regulation under the defaults of its readings. It is built once and immutable; [policy.Profile.Choose]
// gives it under other readings.
func Profile() *policy.Profile { return built() }

var built = sync.OnceValue(func() *policy.Profile {
	p, err := Regulation().Build()
	if err != nil {
		panic(err) // a fault in this package, which its tests find; no data from outside comes so far
	}
	return p
})

// Regulation returns the regulation as plain data, new on each call, for those who build their own upon it.
func Regulation() *policy.Regulation {
	return &policy.Regulation{
		ID:    ID,
		Short: "AR 3007",
		Instrument: policy.Instrument{
			Title:     "Seclusion, Physical Restraint, & Time-Out Rooms",
			Issuer:    "Calgary Board of Education",
			Number:    "Administrative Regulation 3007",
			Adopted:   policy.Date{Year: 2020, Month: 8, Day: 31},
			From:      policy.Date{Year: 2020, Month: 8, Day: 31},
			ReviewDue: "2025-08",
			Note:      "The next review was due in August 2025; our copy does not say whether it took place. 7(20) and its items (a) to (c) are illegible in it.",
		},
		Facts:    facts(),
		Readings: readings(),
		Rules:    rules(),
		Ledger:   ledger(),
	}
}
