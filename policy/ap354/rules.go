package ap354

import (
	"slices"

	"github.com/leastrestrictive/interventions/policy"
)

var (
	onlySeclusion = []policy.Kind{policy.Seclusion}
	onlyRestraint = []policy.Kind{policy.Restraint}
	onlyTimeOut   = []policy.Kind{policy.TimeOut}
	emergency     = []policy.Kind{policy.Seclusion, policy.Restraint}
	begins        = []policy.Activity{policy.Initiate, policy.Resume}
	asked         = []policy.Activity{policy.Initiate, policy.Resume, policy.Inspect} // of standing facts, without an incident too
	parent        = policy.Who{AtLeast: 1, Role: policy.Parent}
)

func danger() policy.Condition {
	return policy.Any(policy.Is(policy.DangerToSelf), policy.Is(policy.DangerToOthers))
}

// soon is the documented default of what is owed as soon as possible: the end of the next school day.
func soon() policy.Term { return policy.AsSoonAsPossible(policy.EndOfNext(policy.SchoolDay)) }

func rules() []policy.Rule {
	return slices.Concat(grounds(), environment(), whileHeld(), prohibitions(), school(), plans(), contact(), patterns(), records())
}

func must(name policy.RuleID, demand string, kinds []policy.Kind, clauses ...string) policy.Header {
	return policy.Header{Name: name, Clauses: clauses, Demand: demand, Kinds: kinds}
}

// gate is for what must not begin, or go on, without it.
func gate(name policy.RuleID, demand string, kinds []policy.Kind, clauses ...string) policy.Header {
	h := must(name, demand, kinds, clauses...)
	h.Gate = true
	return h
}

// under puts a rule under one more answer to a reading.
func under(h policy.Header, reading, answer string) policy.Header {
	h.Under = append(slices.Clone(h.Under), policy.Choice{Reading: reading, Answer: answer})
	return h
}

func holds(on []policy.Activity, h policy.Header, c policy.Condition) policy.Rule {
	return policy.At{Header: h, On: on, Holds: c}
}

// goesOn asks of a review that decides to go on.
func goesOn(h policy.Header, c policy.Condition) policy.Rule {
	h.When = policy.Is(policy.Continue)
	return holds([]policy.Activity{policy.Review}, h, c)
}

// leave is for what must hold as long as the student is held; where it does not, they have to be let go.
func leave(h policy.Header, c policy.Condition) policy.Rule {
	return policy.During{Header: h, Phase: policy.Held, Holds: c, ReleaseDue: true}
}

// grounds are what it needs to begin and to go on, 1 and 1.1.
func grounds() []policy.Rule {
	return []policy.Rule{
		holds(begins, gate(EmergencyOnly, "an emergency in exceptional circumstances", emergency, "1"), policy.Is(policy.Emergency)),
		holds(begins, gate(NotToManageBehaviour, "not to manage behaviour", emergency, "1"), policy.IsNot(policy.AsBehaviourManagement)),
		holds(begins, gate(DangerImminent, "imminent danger of harm to self or others", emergency, "1"), danger()),
		goesOn(gate(NotContinuedWithoutDanger, "no going on without danger", emergency, "1"), danger()),
		leave(under(must(DangerWhileHeld, "danger until the release", emergency, "1"), ReadingWhileDanger, Throughout), danger()),
		holds(begins, gate(LastResort, "a measure of last resort", emergency, "1.1"), policy.Is(policy.LessRestrictiveIneffective)),
	}
}

// environment are the demands on the place of a seclusion, 2.1.
func environment() []policy.Rule {
	place := func(name policy.RuleID, demand string, f policy.Fact) policy.Rule {
		return holds(asked, must(name, demand, onlySeclusion, "2.1"), policy.Is(f))
	}
	return []policy.Rule{
		place(EnvironmentSafeAndHumane, "a safe and humane environment", policy.RoomSafeAndHumane),
		place(EnvironmentToCode, "an environment that meets the codes", policy.RoomMeetsRequirements),
		place(EnvironmentFreeOfHazards, "nothing in it that may harm", policy.RoomFreeOfHazards),
	}
}

// whileHeld are the demands while the student is held, 2.3 to 2.5.
func whileHeld() []policy.Rule {
	communicates := must(SomebodyWhoCanCommunicate, "somebody there who can communicate with the student", onlySeclusion, "2.5")
	communicates.When = policy.Is(policy.SpeechInadequate)
	calm := policy.IsNot(policy.SelfInjuriousBehaviour)
	return []policy.Rule{
		policy.During{Header: must(SeenAndHeard, "seen and heard without a gap", emergency, "2.3"), Phase: policy.Held,
			Holds: policy.All(policy.Is(policy.VisualMonitoring), policy.Is(policy.AuralMonitoring))},
		holds(begins, gate(NotDuringSelfInjury, "no severe self-injury", onlySeclusion, "2.4"), calm),
		goesOn(gate(NotContinuedDuringSelfInjury, "no going on during severe self-injury", onlySeclusion, "2.4"), calm),
		leave(must(NoSelfInjuryWhileHeld, "no severe self-injury while held", onlySeclusion, "2.4"), calm),
		policy.During{Header: communicates, Phase: policy.Held,
			Holds: policy.Attended(policy.Who{AtLeast: 1, Holding: []policy.Fact{policy.CommunicatesWithThem}})},
	}
}

// prohibitions are what it must never be used for, or with, 3. What 1.1 says of positive supports, 3.3 says of educational ones.
func prohibitions() []policy.Rule {
	never := func(name policy.RuleID, demand string, f policy.Fact, clauses ...string) policy.Rule {
		return holds(begins, gate(name, demand, emergency, clauses...), policy.IsNot(f))
	}
	rs := []policy.Rule{
		never(NotAsPunishment, "not as punishment or discipline", policy.AsConsequence, "3.1"),
		never(NotToForceCompliance, "not to force compliance", policy.ToForceCompliance, "3.1"),
		holds(begins, gate(NotForProperty, "not for the sake of property alone", emergency, "3.2"),
			policy.Any(policy.IsNot(policy.StopsPropertyDamage), danger())),
		never(NotInPlaceOfSupport, "not in place of educational support", policy.InPlaceOfSupport, "3.3", "1.1"),
	}
	dangerous := func(kinds []policy.Kind, f policy.Fact) {
		rs = append(rs, holds(asked, gate(NotWhereDangerous, "no condition that makes it dangerous", kinds, "3.4"), policy.IsNot(f)),
			leave(must(NotDangerousWhileHeld, "no condition becomes known that makes it dangerous", kinds, "3.4"), policy.IsNot(f)))
	}
	dangerous(onlySeclusion, policy.SeclusionContraindicated)
	dangerous(onlyRestraint, policy.RestraintContraindicated)
	return rs
}

// school are the principal's duties that stand whether anything happens or not, 4 and 4.1, and the training of those who work with
// the student, 4.2. How many individuals 4 wants it does not say, so one is enough.
func school() []policy.Rule {
	onStaff := func(h policy.Header, atLeast int, holding ...policy.Fact) policy.Rule {
		return holds([]policy.Activity{policy.Inspect}, h, policy.OnStaff(policy.Who{AtLeast: atLeast, Holding: holding}))
	}
	return []policy.Rule{
		onStaff(must(StaffTrainedToDefuse, "staff trained to defuse a crisis", emergency, "4"), 1, policy.TrainedDeescalation),
		onStaff(must(TwoResourceStaff, "two resource staff designated and trained", emergency, "4.1"), 2, policy.ResourceStaff, policy.Trained),
		holds([]policy.Activity{policy.Initiate, policy.Resume, policy.Monitor, policy.Review},
			must(PracticalTraining, "staff with practical training", emergency, "4.2"), policy.By(policy.Who{Each: true, Holding: []policy.Fact{policy.Trained}})),
	}
}

// plans are the demands on a use that was planned beforehand, 5. None is a gate: an emergency need not have been planned.
func plans() []policy.Rule {
	planned := func(name policy.RuleID, demand string, force policy.Force, c policy.Condition) policy.Rule {
		h := must(name, demand, emergency, "5")
		h.Force, h.When = force, policy.Is(policy.PlannedMeasure)
		return holds([]policy.Activity{policy.Initiate, policy.Inspect}, h, c)
	}
	return []policy.Rule{
		planned(ParentsInPlan, "parents involved in the plan", policy.Must, policy.Is(policy.PlanInputOffered)),
		planned(ConsentToPlan, "informed consent to the plan", policy.Must, policy.Any(policy.Is(policy.InformedConsent), policy.Is(policy.WrittenConsent))),
		planned(StudentInPlan, "the student involved, where appropriate", policy.Should, policy.Is(policy.StudentInvolved)),
	}
}

// contact is informing the parents, 5.1: as soon as possible, with efforts made and documented before the bell. Whoever was reached while
// the student was still held was not told too late. One documented attempt is efforts: how many are reasonable the text does not say.
// Where the bell has rung by then, or there is none that day, it does not say until when either; so much is sure, that the end of that
// day is not too late, and that the end of the next school day is.
func contact() []policy.Rule {
	return []policy.Rule{
		policy.Due{Header: must(ParentsInformed, "parents informed as soon as possible", emergency, "5.1"), After: policy.LastRelease(), FromStart: true,
			Act: policy.Act{Do: policy.Contact, To: parent, Holding: policy.Is(policy.Reached)}, By: soon()},
		policy.Due{Header: must(EffortsDocumented, "an attempt to reach them made and documented", emergency, "5.1"), After: policy.LastRelease(),
			FromStart: true, Act: policy.Act{Do: policy.Contact, To: parent, Documented: true}, Before: true,
			By: policy.Otherwise(policy.EndOf(policy.SchoolDay), policy.Unsettled(policy.EndOf(policy.LocalDay), policy.EndOfNext(policy.SchoolDay)))},
	}
}

// patterns are the uses that call for a review of the strategies, 6.1 to 6.3.
func patterns() []policy.Rule {
	var rs []policy.Rule
	pattern := func(name, revised policy.RuleID, demand, clause string, per policy.About) {
		count := func(answer string, uses, days int) {
			of := func(together string, kinds ...policy.Kind) {
				h := under(under(must(name, demand, kinds, clause), ReadingKindsTogether, together), ReadingRepeated, answer)
				rs = append(rs, policy.Count{Header: h, Of: kinds, Per: per, Reaches: uses, Days: days, Period: policy.SchoolDay})
			}
			of(EitherKind, emergency...)
			of(EachByItself, policy.Seclusion)
			of(EachByItself, policy.Restraint)
		}
		count(ThirdInTwentySchoolDays, 3, 20)
		count(SecondInTenSchoolDays, 2, 10)
		count(FifthInFortySchoolDays, 5, 40)
		rs = append(rs, policy.Due{Header: must(revised, "strategies reviewed and revised", emergency, clause, "6"), After: policy.Comes(name, policy.Flagged),
			Act: policy.Act{Do: policy.Document, Holding: policy.Is(policy.StrategiesRevised)}, By: policy.NotStated(policy.Days(10, policy.SchoolDay))})
	}
	pattern(RepeatedForStudent, RevisedForStudent, "repeated use for one student", "6.1", policy.AboutStudent)
	pattern(MultipleInClassroom, RevisedForClassroom, "multiple uses in one classroom", "6.2", policy.AboutPlace)
	pattern(RepeatedByOne, RevisedForStaff, "repeated use by one individual", "6.3", policy.AboutPerson)
	return rs
}

// records are the documentation and the reports, 7 and 7.1. What is forwarded goes by way of the principal, so there is a day more for it.
func records() []policy.Rule {
	reported := func(name policy.RuleID, demand string, to policy.Role, by policy.Term) policy.Rule {
		return policy.Due{Header: must(name, demand, emergency, "7.1"), After: policy.LastRelease(),
			Act: policy.Act{Do: policy.Report, To: policy.Who{AtLeast: 1, Role: to}}, By: policy.NotStated(by)}
	}
	return []policy.Rule{
		policy.Due{Header: must(Documented, "documented in detail as soon as possible", emergency, "7"), After: policy.LastRelease(),
			Act: policy.Act{Do: policy.Document, Holding: policy.Is(policy.DetailsRecorded)}, By: soon()},
		reported(ReportedToPrincipal, "reported to the principal", policy.Principal, policy.EndOfNext(policy.SchoolDay)),
		reported(ForwardedToSuperintendent, "forwarded to the assistant superintendent", policy.AssistantSuperintendent, policy.Days(2, policy.SchoolDay)),
	}
}
