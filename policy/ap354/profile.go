package ap354

import (
	"sync"

	"github.com/leastrestrictive/interventions/policy"
)

// ID is the profile's name in logs and on command lines.
const ID = "ap-354"

// Profile returns the procedure under the defaults of its readings. It is built once and immutable; [policy.Profile.Choose] gives it
// under other readings.
func Profile() *policy.Profile { return built() }

var built = sync.OnceValue(func() *policy.Profile { return Regulation().MustBuild() })

// Regulation returns the procedure as plain data, new on each call, for those who build their own upon it.
func Regulation() *policy.Regulation {
	return &policy.Regulation{
		ID:    ID,
		Short: "AP 354",
		Instrument: policy.Instrument{
			Title:   "Physical Restraint, Seclusion & Time Out",
			Issuer:  "school division of Alberta that our copy does not name",
			Number:  "Administrative Procedure 354",
			Adopted: policy.Date{Year: 2019, Month: 5, Day: 6},
			Note: "The printed date of revision is 2019-05-06; from when on it is in force is not stated. It cites two documents of November 2019, so " +
				"our copy was changed after its date. It sets no duration, no interval of checks, no step-down and no debrief; and of a time-out it " +
				"says what that is, and demands nothing.",
		},
		Readings:    readings(),
		Definitions: definitions(),
		Rules:       rules(),
		Ledger:      ledger(),
	}
}

// The definitions, as Finding.Rule of [policy.Profile.Classify] names them.
const (
	PhysicalEscort       policy.RuleID = "physical-escort"
	BriefContact         policy.RuleID = "brief-contact"
	GuidanceWhenTeaching policy.RuleID = "guidance-when-teaching"
	IsRestraint          policy.RuleID = "is-restraint"
	IsSeclusion          policy.RuleID = "is-seclusion"
	IsTimeOut            policy.RuleID = "is-time-out"
	PlaceAskedFor        policy.RuleID = "place-asked-for"
)

// definitions are those before clause 1. What is not a restraint stands before what is one. A place that the student asked for stands
// last: the text takes it out of seclusion alone, so it may still be a time-out.
func definitions() []policy.At {
	const (
		restraint = "unnumbered: physical restraint"
		seclusion = "unnumbered: seclusion"
		timeOut   = "unnumbered: time-out"
	)
	define := func(name policy.RuleID, says string, of []policy.Kind, c policy.Condition, clauses ...string) policy.At {
		return policy.At{Header: policy.Header{Name: name, Clauses: clauses, Demand: says, Kinds: of}, Holds: c}
	}
	byReading := func(answer string, d policy.At) policy.At {
		d.Under = []policy.Choice{{Reading: ReadingAskedForPlace, Answer: answer}}
		return d
	}
	contact := func(f policy.Fact) policy.Condition {
		return policy.All(policy.Is(policy.PhysicalContact), policy.Is(f))
	}
	prevented := policy.Any(policy.Is(policy.CannotLeave), policy.Is(policy.DoorShut)) // locked, blocked or held shut
	confined := policy.All(policy.Is(policy.Alone), prevented)
	asked := policy.Is(policy.AskedForPlace)
	const notAsked = "no seclusion: the student asked for the place"
	return []policy.At{
		define(PhysicalEscort, "no restraint: a physical escort", nil, contact(policy.Escort), restraint+", bullet 1"),
		define(BriefContact, "no restraint: brief contact to move from danger or end a fight", nil, contact(policy.MovesFromDanger), restraint+", bullet 2"),
		define(GuidanceWhenTeaching, "no restraint: guidance when teaching a skill", nil, contact(policy.TeachingGuidance), restraint+", bullet 2"),
		define(IsRestraint, "a physical restraint", onlyRestraint, contact(policy.RestrictsFreedom), restraint),
		byReading(UntilPrevented, define(IsSeclusion, "a seclusion", onlySeclusion, confined, seclusion)),
		byReading(OnceAskedFor, define(IsSeclusion, "a seclusion", onlySeclusion, policy.All(confined, policy.Not(asked)), seclusion, seclusion+", bullet 1")),
		define(IsTimeOut, "a time-out", onlyTimeOut, policy.Is(policy.ReducesReinforcement), timeOut, timeOut+", bullet 3"),
		byReading(UntilPrevented, define(PlaceAskedFor, notAsked, nil, policy.All(asked, policy.Not(prevented)), seclusion+", bullet 1")),
		byReading(OnceAskedFor, define(PlaceAskedFor, notAsked, nil, asked, seclusion+", bullet 1")),
	}
}
