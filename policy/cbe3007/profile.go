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

var built = sync.OnceValue(func() *policy.Profile { return Regulation().MustBuild() })

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
		Facts:       facts(),
		Readings:    readings(),
		Definitions: definitions(),
		Rules:       rules(),
		Ledger:      ledger(),
	}
}

// The definitions, as Finding.Rule of [policy.Profile.Classify] names them.
const (
	IsRestraint policy.RuleID = "is-restraint"
	IsSeclusion policy.RuleID = "is-seclusion"
	IsTimeOut   policy.RuleID = "is-time-out"
)

// definitions are those of section 5 that a contact or a space can be held against.
func definitions() []policy.At {
	define := func(name policy.RuleID, says, clause string, kind policy.Kind, c policy.Condition) policy.At {
		return policy.At{Header: policy.Header{Name: name, Clauses: []string{clause}, Demand: says, Kinds: []policy.Kind{kind}}, Holds: c}
	}
	return []policy.At{
		define(IsRestraint, "a physical restraint", "5: Physical Restraint", policy.Restraint,
			policy.All(policy.Is(policy.PhysicalContact), policy.Is(policy.RestrictsFreedom))),
		define(IsSeclusion, "a seclusion", "5: Seclusion", policy.Seclusion, // the door locked, blocked or held shut
			policy.All(policy.Is(policy.Alone), policy.Any(policy.Is(policy.CannotLeave), policy.Is(policy.DoorShut)))),
		define(IsTimeOut, "a time-out", "5: Time Out", policy.TimeOut, policy.Is(policy.ReducesReinforcement)),
	}
}
