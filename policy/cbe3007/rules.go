package cbe3007

import (
	"slices"
	"time"

	"github.com/leastrestrictive/interventions/policy"
)

var (
	seclusion  = []policy.Kind{policy.Seclusion}
	restraint  = []policy.Kind{policy.Restraint}
	timeOut    = []policy.Kind{policy.TimeOut}
	emergency  = []policy.Kind{policy.Seclusion, policy.Restraint}
	every      []policy.Kind // no kind named is every kind
	begins     = []policy.Activity{policy.Initiate, policy.Resume}
	asked      = []policy.Activity{policy.Initiate, policy.Resume, policy.Inspect} // of standing facts, without an incident too
	delivers   = []policy.Activity{policy.Explain, policy.Monitor, policy.Review, policy.StepDown}
	intervener = []policy.Fact{policy.Trained, policy.Qualified, policy.Authorized}
	parent     = policy.Who{AtLeast: 1, Role: policy.Parent}
	director   = policy.Who{AtLeast: 1, Role: policy.Director}
)

// interval is that of 7(16). Where a text that has no term speaks of what goes on meanwhile, it is the documented default too.
const interval = 2 * time.Minute

// debriefTerm is the documented default where a duty has no term: the end of that of the debrief, 7(38).
func debriefTerm() policy.Term { return policy.Days(3, policy.LocalDay) }

func danger() policy.Condition {
	return policy.Any(policy.Is(policy.DangerToSelf), policy.Is(policy.DangerToOthers))
}

func rules() []policy.Rule {
	return slices.Concat(grounds(), prohibitions(), rooms(), plans(), school(), whileHeld(), explanations(), ending(), contact(), debrief(),
		records(), reports())
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

// grounds are what an intervention needs to begin.
func grounds() []policy.Rule {
	either := under(gate(DangerImminent, "imminent danger of harm", seclusion, "7(11)(a)"), ReadingDangerToWhom, SelfOrOthers)
	both := under(gate(DangerImminent, "imminent danger of harm", seclusion, "7(11)(a)"), ReadingDangerToWhom, SelfAndOthers)
	goesOn := gate(OnlyToPreventHarm, "no going on without danger of harm", seclusion, "7(12)(c)")
	goesOn.When = policy.Is(policy.Continue)
	// 6(8), 7(21) and 7(29) say one thing of one kind each; for a restraint the training is that in therapeutic crisis intervention.
	people := func(on []policy.Activity, header func(policy.RuleID, string, []policy.Kind, ...string) policy.Header,
		name policy.RuleID, demand string) []policy.Rule {
		staff := func(kinds []policy.Kind, holding []policy.Fact, clauses ...string) policy.Rule {
			return holds(on, header(name, demand, kinds, clauses...),
				policy.By(policy.Who{Each: true, Holding: holding}))
		}
		return []policy.Rule{staff(seclusion, intervener, "6(8)"), staff(timeOut, intervener, "6(8)", "7(29)"),
			staff(restraint, []policy.Fact{policy.TrainedTCI, policy.Qualified, policy.Authorized}, "6(8)", "7(21)")}
	}
	exclusion := must(ExclusionSpaceApproved, "an approved exclusion space", timeOut, "6(3)")
	exclusion.When = policy.Is(policy.ExclusionSpace)
	return slices.Concat([]policy.Rule{
		holds(begins, gate(EmergencyOnly, "an emergency or exceptional circumstances", seclusion, "7(11)"), policy.Is(policy.Emergency)),
		holds(begins, gate(EmergencyOnly, "an emergency or exceptional circumstances", restraint, "7(21)"), policy.Is(policy.Emergency)),
		holds(begins, either, danger()),
		holds(begins, both, policy.All(policy.Is(policy.DangerToSelf), policy.Is(policy.DangerToOthers))),
		holds(begins, gate(LessRestrictiveFirst, "less restrictive interventions not possible or ineffective", seclusion, "7(11)(b)"),
			policy.Is(policy.LessRestrictiveIneffective)),
		holds(begins, gate(SeclusionCanHelp, "a threat that seclusion can diminish", seclusion, "7(11)(c)"), policy.Is(policy.ThreatCanBeDiminished)),
		holds([]policy.Activity{policy.Review}, goesOn, danger()),
	}, people(begins, gate, TrainedStaffBegin, "begun by trained, qualified and authorized staff"),
		people(delivers, must, TrainedStaffDeliver, "delivered by trained, qualified and authorized staff"), []policy.Rule{
			holds(asked, gate(ConsentInWriting, "written informed consent", every, "6(9)"), policy.Is(policy.WrittenConsent)),
			holds(asked, gate(InDesignatedRoom, "a secure room designated for seclusion", seclusion, "7(12)(a)", "6(3)"), policy.Is(policy.DesignatedRoom)),
			holds(asked, exclusion, policy.Is(policy.ApprovedSpace)),
		})
}

// prohibitions are what an intervention must never be used for, or with.
func prohibitions() []policy.Rule {
	never := func(name policy.RuleID, demand string, kinds []policy.Kind, clause string, f policy.Fact) policy.Rule {
		return holds(begins, gate(name, demand, kinds, clause), policy.IsNot(f))
	}
	goesOn := gate(NotContinuedAtRiskOfSelfInjury, "no going on at risk of serious self-injury or suicide", seclusion, "7(20)(d)")
	goesOn.When = policy.Is(policy.Continue)
	recurrent := func(answer string, uses, days int) policy.Rule {
		return policy.Count{Header: under(must(TimeOutNotRecurrent, "no recurrent strategy", timeOut, "7(35)(e)"), ReadingRecurrent, answer),
			Of: timeOut, Per: policy.AboutStudent, Reaches: uses, Days: days, Period: policy.SchoolDay}
	}
	return []policy.Rule{
		never(NotAtRiskOfSelfInjury, "no risk of serious self-injury or suicide", seclusion, "7(20)(d)", policy.SelfInjuryRisk),
		holds([]policy.Activity{policy.Review}, goesOn, policy.IsNot(policy.SelfInjuryRisk)),
		policy.During{Header: must(NoSelfInjuryWhileHeld, "no risk of serious self-injury or suicide while held", seclusion, "7(20)(d)"),
			Phase: policy.Held, Holds: policy.IsNot(policy.SelfInjuryRisk), ReleaseDue: true},
		never(RestraintNotToManageBehaviour, "not to manage behaviour", restraint, "7(28)(a)", policy.AsBehaviourManagement),
		never(RestraintNotAsConsequence, "not as a consequence or punishment", restraint, "7(28)(b)", policy.AsConsequence),
		never(RestraintNotAsCorporalPunishment, "not as a physical punishment", restraint, "7(28)(c)", policy.AsCorporalPunishment),
		never(TimeOutNotUniversal, "not as a support for everybody", timeOut, "7(35)(a)", policy.AsUniversalSupport),
		never(TimeOutNotToCalm, "not to calm", timeOut, "7(35)(b)", policy.AsCalmingStrategy),
		never(TimeOutNotAsConsequence, "not as a consequence", timeOut, "7(35)(c)", policy.AsConsequence),
		never(TimeOutNotInSecludedSpace, "not in a secluded space", timeOut, "7(35)(d)", policy.SecludedSpace),
		recurrent(ThirdInTenSchoolDays, 3, 10),
		recurrent(SecondInFiveSchoolDays, 2, 5),
		recurrent(FifthInTwentySchoolDays, 5, 20),
	}
}

// rooms are the demands on the place, 7(1) to 7(3).
func rooms() []policy.Rule {
	var rs []policy.Rule
	room := func(name policy.RuleID, demand, clause string, f policy.Fact) {
		h := must(name, demand, seclusion, clause)
		designated := under(h, ReadingRoomClauses, DesignatedRooms)
		designated.When = policy.Is(policy.DesignatedRoom)
		rs = append(rs, holds(asked, under(h, ReadingRoomClauses, AnySpace), policy.Is(f)), holds(asked, designated, policy.Is(f)))
	}
	room(RoomKeepsDignity, "a room that keeps the student's dignity", "7(1)(a)", policy.RoomKeepsDignity)
	room(RoomEasyToReach, "a room that staff reach promptly", "7(1)(b)", policy.RoomEasyAccess)
	room(RoomObservable, "a room that can be observed continuously", "7(1)(c)", policy.RoomObservable)
	room(RoomAwayFromStairs, "a room away from elevators, stairs and exits", "7(1)(d)", policy.RoomAwayFromStairs)
	room(RoomMeetsRequirements, "a room that meets safety and facility requirements", "7(2)(a)", policy.RoomMeetsRequirements)
	room(RoomSafeAndHumane, "a safe and humane room", "7(2)(b)", policy.RoomSafeAndHumane)
	room(RoomFreeOfHazards, "nothing in the room that may harm", "7(3)", policy.RoomFreeOfHazards)
	return rs
}

// plans are the demands on a student's plans, before anything is used.
func plans() []policy.Rule {
	before := []policy.Activity{policy.Initiate, policy.Inspect}
	return []policy.Rule{
		holds(before, must(StudentInvolvedBefore, "the student involved beforehand", every, "6(10)"), policy.Is(policy.StudentInvolved)),
		holds(before, must(PlanHoldsPrevention, "a plan that holds interventions and prevention", every, "6(11)"), policy.Is(policy.PlanDocumentsPrevention)),
		holds(before, must(InformedByData, "informed by functional data", every, "6(12)"), policy.Is(policy.FunctionalData)),
		holds(before, must(InputToPlans, "parents and student could give input to the plans", every, "7(9)"), policy.Is(policy.PlanInputOffered)),
		holds(before, must(PlanHoldsTransitions, "a plan that holds transitions and step-down", every, "7(10)"),
			policy.All(policy.Is(policy.PlanTransitions), policy.Is(policy.PlanStepDown))),
	}
}

// school are the principal's duties that stand whether anything happens or not, 7(6). They are asked by an inspection only.
func school() []policy.Rule {
	ready := func(name policy.RuleID, demand string, kinds []policy.Kind, clause string, c policy.Condition) policy.Rule {
		return holds([]policy.Activity{policy.Inspect}, must(name, demand, kinds, clause), c)
	}
	return []policy.Rule{
		ready(TrainingInPositiveSupports, "staff training: positive behaviour supports", every, "7(6)(a)(i)", policy.Is(policy.TrainingPositiveSupports)),
		ready(TrainingInEmergencies, "staff training: emergencies and aggression", every, "7(6)(a)(ii)", policy.Is(policy.TrainingEmergencies)),
		ready(TrainingInTrauma, "staff training: trauma, crisis, problem solving", every, "7(6)(a)(iii)", policy.Is(policy.TrainingTraumaInformed)),
		ready(TrainingInAssessment, "staff training: functional assessment", every, "7(6)(a)(iv)", policy.Is(policy.TrainingFunctionalAssessment)),
		ready(TwoKeyStaffTrained, "two key staff trained", every, "7(6)(b)",
			policy.OnStaff(policy.Who{AtLeast: 2, Holding: []policy.Fact{policy.TrainedFBA, policy.TrainedTCI}})),
		ready(ExpectationsKnown, "expectations and guidelines communicated", every, "7(6)(c)", policy.Is(policy.ExpectationsCommunicated)),
		ready(PreventionProceduresKnown, "procedures for preventing seclusion", seclusion, "7(6)(d)", policy.Is(policy.PreventionProcedures)),
		ready(StaffAvailable, "staff available", seclusion, "7(6)(e)", policy.Is(policy.StaffAvailable)),
	}
}

// keyStaff calls f for each answer to who key staff are.
func keyStaff(h policy.Header, f func(h policy.Header, holding []policy.Fact)) {
	f(under(h, ReadingKeyStaff, TrainedInBoth), []policy.Fact{policy.TrainedFBA, policy.TrainedTCI})
	f(under(h, ReadingKeyStaff, NamedByPrincipal), []policy.Fact{policy.DesignatedKeyStaff})
}

// whileHeld are the demands while the student is held.
func whileHeld() []policy.Rule {
	during := func(h policy.Header, c policy.Condition) policy.Rule {
		return policy.During{Header: h, Phase: policy.Held, Holds: c}
	}
	limit := func(name policy.RuleID, demand string, kinds []policy.Kind, clause string, most time.Duration) policy.Rule {
		return policy.Limit{Header: must(name, demand, kinds, clause), Phase: policy.Held, Most: policy.For(most)}
	}
	// The text gives no time for the steps. Those followed before count, unless holding began again
	// since, and whoever is let out meanwhile needs none.
	steps := func(kinds []policy.Kind, clause string) policy.Rule {
		h := must(PlanStepsPastThirtyMinutes, "the plan's steps followed", kinds, clause)
		h.When = danger()
		return policy.Due{Header: h, After: policy.Reaches(policy.Held, policy.For(30*time.Minute), policy.Amount{}),
			Holds: policy.Any(onRecord(policy.PlanStepsFollowed, policy.Escalate), policy.In(policy.After)),
			By:    policy.NotStated(policy.Within(policy.For(interval)))}
	}
	communicates := must(SomebodyWhoCanCommunicate, "somebody there who can communicate with the student", seclusion, "6(7)")
	communicates.When = policy.Is(policy.SpeechInadequate)
	means := policy.Is(policy.MeansToBeMonitored)
	rs := []policy.Rule{
		during(must(SeenAndHeard, "seen and heard without a gap", emergency, "6(6)"),
			policy.All(policy.Is(policy.VisualMonitoring), policy.Is(policy.AuralMonitoring))),
		during(communicates, policy.Attended(policy.Who{AtLeast: 1, Holding: []policy.Fact{policy.CommunicatesWithThem}})),
		during(must(MeansToBeMonitored, "the means to be seen and heard", seclusion, "7(13)"), means),
		during(must(MeansToBeMonitored, "the means to be seen and heard", restraint, "7(23)"), means),
		during(must(VisibleAtAllTimes, "visible at all times", timeOut, "7(30)"), policy.Is(policy.VisualMonitoring)),
		policy.Every{Header: must(FaceToFaceEveryTwoMinutes, "face-to-face monitoring", seclusion, "7(16)(a)"),
			Phase: policy.Held, Act: policy.Act{Do: policy.Monitor, Holding: policy.Is(policy.FaceToFace)}, Gap: policy.For(interval)},
	}
	keyStaff(must(KeyStaffReviewEveryTwoMinutes, "two key staff review", seclusion, "7(16)(b)"), func(h policy.Header, holding []policy.Fact) {
		reviewed := func(answer string, atLeast int) policy.Rule {
			return policy.Every{Header: under(h, ReadingReviewing, answer), Phase: policy.Held,
				Act: policy.Act{Do: policy.Review, By: policy.Who{AtLeast: atLeast, Holding: holding}}, Gap: policy.For(interval)}
		}
		rs = append(rs, reviewed(Together, 2), reviewed(ByTurns, 1))
	})
	keyStaff(must(KeyStaffReviewTimeOut, "key staff review face to face", timeOut, "7(31)"), func(h policy.Header, holding []policy.Fact) {
		rs = append(rs, policy.Due{Header: h, After: policy.On(policy.Act{Do: policy.Initiate}), By: policy.Upon(policy.Release),
			Act: policy.Act{Do: policy.Review, By: policy.Who{AtLeast: 1, Holding: holding}, Holding: policy.Is(policy.FaceToFace)}})
	})
	return append(rs,
		limit(SeclusionAtMostThirtyMinutes, "at most thirty minutes in all", seclusion, "7(17)", 30*time.Minute),
		limit(RestraintAtMostThirtyMinutes, "at most thirty minutes in all", restraint, "7(25)", 30*time.Minute),
		limit(TimeOutAtMostFifteenMinutes, "at most fifteen minutes in all", timeOut, "7(32)", 15*time.Minute),
		steps(seclusion, "7(18)"),
		steps(restraint, "7(26)"),
	)
}

// explanations are the reasons that the student is given throughout, 7(14) and 7(24). How often is a reading. Why it begins and
// goes on is explained meanwhile, so the release is the documented default.
func explanations() []policy.Rule {
	var rs []policy.Rule
	for _, of := range []struct {
		kinds  []policy.Kind
		clause string
	}{{seclusion, "7(14)"}, {restraint, "7(24)"}} {
		explained := func(name policy.RuleID, demand string, after policy.Anchor, f policy.Fact, by policy.Term) policy.Due {
			return policy.Due{Header: must(name, demand, of.kinds, of.clause), After: after,
				Act: policy.Act{Do: policy.Explain, Holding: policy.Is(f)}, By: policy.NotStated(by)}
		}
		const why = "the student told why it goes on"
		half := explained(ContinuingExplained, why, policy.Reaches(policy.Held, policy.For(15*time.Minute), policy.Amount{}),
			policy.ReasonsForContinuing, policy.Upon(policy.Release))
		half.Header = under(half.Header, ReadingExplanations, AtHalfTheLimit)
		each := explained(ContinuingExplained, why, policy.On(policy.Act{Do: policy.Review, Holding: policy.Is(policy.Continue)}),
			policy.ReasonsForContinuing, policy.Within(policy.For(interval)))
		each.Header = under(each.Header, ReadingExplanations, AtEachDecision)
		end := explained(EndingExplained, "the student told why it ends", policy.LastRelease(), policy.ReasonsForEnding, policy.Within(policy.For(interval)))
		end.Act, end.Holds = policy.Act{}, onRecord(policy.ReasonsForEnding, policy.Explain) // while held, too
		rs = append(rs, explained(InitiatingExplained, "the student told why it begins", policy.On(policy.Act{Do: policy.Initiate}),
			policy.ReasonsForInitiating, policy.Upon(policy.Release)), half, each, end)
	}
	return rs
}

// ending are the demands on how it ends: as quickly as possible, and by a step-down.
func ending() []policy.Rule {
	// What a step-down holds may stand on the record of its beginning or of its end; that the door was opened, on the release too.
	stepDown := func(name policy.RuleID, demand string, f policy.Fact, kinds []policy.Kind, clauses ...string) policy.Rule {
		records := []policy.Activity{policy.StepDown, policy.End}
		if f == policy.DoorOpened {
			records = append(records, policy.Release)
		}
		return policy.Due{Header: must(name, demand, kinds, clauses...), After: policy.LastRelease(),
			Holds: onRecord(f, records...), By: policy.NotStated(debriefTerm())}
	}
	const helps, observed = "step-down: the student helps decide", "step-down: readiness observed"
	const canPlan, reentry = "step-down: the student can plan prevention", "step-down: plan for coming back to class"
	return []policy.Rule{
		policy.Due{Header: must(ReleasedOnceDecided, "released once a review decides to end it", every, "6(13)"),
			After: policy.On(policy.Act{Do: policy.Review, Holding: policy.IsNot(policy.Continue)}), Holds: policy.In(policy.After),
			By: policy.AsSoonAsPossible(policy.Within(policy.For(interval)))},
		stepDown(DoorOpenedWhenSafe, "step-down: door opened when safe", policy.DoorOpened, seclusion, "7(19)(a)"),
		stepDown(StudentHelpsDecide, helps, policy.StudentHelpedDecide, seclusion, "7(19)(b)", "6(14)"),
		stepDown(StudentHelpsDecide, helps, policy.StudentHelpedDecide, restraint, "7(27)(a)", "6(14)"),
		stepDown(StudentHelpsDecide, helps, policy.StudentHelpedDecide, timeOut, "7(33)", "6(14)"),
		stepDown(ObservedBeforeClass, observed, policy.ObservationPeriod, seclusion, "7(19)(c)"),
		stepDown(ObservedBeforeClass, observed, policy.ObservationPeriod, restraint, "7(27)(b)"),
		stepDown(StudentCanPlan, canPlan, policy.PreventionPlanOffered, seclusion, "7(19)(d)"),
		stepDown(StudentCanPlan, canPlan, policy.PreventionPlanOffered, restraint, "7(27)(c)"),
		stepDown(PlanForReentry, reentry, policy.ReentryPlan, seclusion, "7(19)(e)"),
		stepDown(PlanForReentry, reentry, policy.ReentryPlan, restraint, "7(27)(d)"),
		policy.Due{Header: must(RoomCleaned, "room sanitized and cleaned", seclusion, "7(4)"),
			After: policy.LastRelease(), Act: policy.Act{Do: policy.Clean}, By: policy.NotStated(policy.BeforeNextUse())},
	}
}

// onRecord holds where one of these records states the fact. One from before a resumption is of another time.
func onRecord(f policy.Fact, records ...policy.Activity) policy.Condition {
	var anywhere []policy.Condition
	for _, a := range records {
		anywhere = append(anywhere, policy.OnRecordSinceHeld(policy.Act{Do: a, Holding: policy.Is(f)}))
	}
	if len(anywhere) == 1 {
		return anywhere[0]
	}
	return policy.Any(anywhere...)
}

// contact is informing the parents, 7(36) and 7(37).
func contact() []policy.Rule {
	reached := policy.Act{Do: policy.Contact, To: parent, Holding: policy.Is(policy.Reached)}
	var rs []policy.Rule
	sameDay := func(kinds []policy.Kind, attemptExcuses bool, answers ...string) {
		h := must(ParentsInformedSameDay, "parents informed the same day", kinds, "7(36)")
		if attemptExcuses {
			h.Unless, h.Except = policy.OnRecordThatDay(policy.Act{Do: policy.Contact, To: parent}), []string{"7(37)"}
		}
		for _, a := range answers {
			h = under(h, ReadingAttemptExcuses, a)
		}
		rs = append(rs, policy.Due{Header: under(h, ReadingDayOfContact, OfLastRelease), After: policy.LastRelease(), Act: reached,
			By: policy.EndOf(policy.LocalDay), FromStart: true},
			policy.Due{Header: under(h, ReadingDayOfContact, OfStart), After: policy.On(policy.Act{Do: policy.Initiate}), Act: reached,
				By: policy.EndOf(policy.LocalDay), FromStart: true})
	}
	sameDay(emergency, true)
	sameDay(timeOut, false, SeclusionAndRestraint) // 7(37) does not name it
	sameDay(timeOut, true, EveryKind)
	after := func(kinds []policy.Kind) policy.Due {
		return policy.Due{Header: must(ParentsInformedAfterAll, "parents informed as soon as possible", kinds, "7(37)"),
			After: policy.Comes(ParentsInformedSameDay, policy.Excused), Act: reached, By: policy.AsSoonAsPossible(policy.EndOfNext(policy.SchoolDay))}
	}
	too := after(timeOut)
	too.Header = under(too.Header, ReadingAttemptExcuses, EveryKind)
	return append(rs, after(emergency), too)
}

// debrief is the reflection and review after it, 7(38) to 7(41).
func debrief() []policy.Rule {
	within := func(term policy.Term, answer string) policy.Rule {
		return policy.Due{Header: under(must(DebriefWithinThreeDays, "debrief within three days", every, "7(38)"), ReadingDebriefDays, answer),
			After: policy.LastRelease(), Act: policy.Act{Do: policy.Debrief}, By: term}
	}
	with := func(name policy.RuleID, demand string, w policy.Who, clause string) policy.At {
		h := must(name, demand, every, clause)
		h.Force = policy.Should
		if w.Everyone { // over several meetings together
			return policy.At{Header: h, On: []policy.Activity{policy.Debrief}, Holds: policy.By(w)}
		}
		return policy.At{Header: h, On: []policy.Activity{policy.Debrief}, Holds: policy.OnRecordSinceHeld(policy.Act{Do: policy.Debrief, By: w})}
	}
	student := with(DebriefWithStudent, "debrief with the student, where possible", policy.Who{AtLeast: 1, Role: policy.Student}, "7(40)")
	student.Force = policy.Must
	student.Unless, student.Except = policy.Is(policy.StudentCouldNotTakePart), []string{"7(40)"}
	return []policy.Rule{
		within(policy.Days(3, policy.LocalDay), CalendarDays),
		within(policy.Days(3, policy.SchoolDay), SchoolDays),
		with(DebriefWithPrincipal, "debrief with the principal", policy.Who{AtLeast: 1, Role: policy.Principal}, "7(39)(a)"),
		with(DebriefWithStaffInvolved, "debrief with the staff involved", policy.Who{Everyone: true}, "7(39)(b)"),
		with(DebriefWithParent, "debrief with the parent or guardian", parent, "7(39)(c)"),
		student,
		policy.Due{Header: must(SupportsMadeKnown, "staff told of the supports for them", emergency, "7(41)"), After: policy.LastRelease(),
			Act: policy.Act{Do: policy.Support, To: policy.Who{Everyone: true}}, By: policy.NotStated(debriefTerm())},
	}
}

// records are what the documentation holds, 7(43) and what says the same of one kind. By when is a reading.
func records() []policy.Rule {
	var rs []policy.Rule
	add := func(d policy.Due) {
		d.After = policy.LastRelease()
		h := d.Header
		d.Header, d.By = under(h, ReadingDocumentedBy, ReportDebriefOrClose), policy.NotStated(policy.Earliest(policy.Upon(policy.Report),
			policy.Upon(policy.Debrief), policy.Upon(policy.Close), debriefTerm()))
		rs = append(rs, d)
		d.Header, d.By = under(h, ReadingDocumentedBy, EndOfDebriefTerm), policy.NotStated(debriefTerm())
		rs = append(rs, d)
	}
	holding := func(name policy.RuleID, demand string, f policy.Fact, kinds []policy.Kind, clauses ...string) {
		add(policy.Due{Header: must(name, demand, kinds, clauses...), Holds: onRecord(f, policy.Document)})
	}
	whole := policy.Act{Do: policy.Document}
	add(policy.Due{Header: must(Documented, "documented", []policy.Kind{policy.Seclusion, policy.TimeOut}, "7(43)"), Act: whole})
	add(policy.Due{Header: must(Documented, "documented", restraint, "7(43)", "7(22)"), Act: whole})
	holding(PreventionDocumented, "on record: prevention strategies used", policy.PreventionRecorded, every, "7(43)(a)")
	holding(DetailsDocumented, "on record: date, time, location, staff", policy.DetailsRecorded, every, "7(43)(b)")
	holding(CourseDocumented, "on record: initiation, observing, ending", policy.CourseRecorded, emergency, "7(43)(c)")
	holding(CourseDocumented, "on record: its start, observing and end", policy.CourseRecorded, timeOut, "7(43)(c)", "7(34)")
	understood := onRecord(policy.UnderstandingRecorded, policy.Explain, policy.Document)
	add(policy.Due{Header: must(UnderstandingDocumented, "on record: the student's understanding", seclusion, "7(15)", "7(43)(d)"), Holds: understood})
	add(policy.Due{Header: must(UnderstandingDocumented, "on record: the student's understanding",
		[]policy.Kind{policy.Restraint, policy.TimeOut}, "7(43)(d)"), Holds: understood})
	// When a parent was contacted is read from the contacts themselves.
	add(policy.Due{Header: must(ContactDocumented, "on record: when the parent was contacted", every, "7(43)(e)"),
		Holds: policy.OnRecord(policy.Act{Do: policy.Contact, To: parent})})
	holding(SafetyDocumented, "on record: measures for the safety of all", policy.SafetyMeasuresRecorded, every, "7(43)(f)")
	transfer := under(must(HandsOnDocumented, "on record: why hands were laid on", restraint, "7(22)"), ReadingHandsOn, WhenForTransfer)
	transfer.When = policy.OnRecord(policy.Act{Do: policy.Initiate, Holding: policy.Is(policy.ForTransfer)})
	justified := onRecord(policy.HandsOnJustified, policy.Document)
	add(policy.Due{Header: transfer, Holds: justified})
	add(policy.Due{Header: under(must(HandsOnDocumented, "on record: why hands were laid on", restraint, "7(22)"), ReadingHandsOn, EveryRestraint),
		Holds: justified})
	return rs
}

// reports are who else is told, 7(45) to 7(48).
func reports() []policy.Rule {
	form := must(ReportOnForm, "reported on the debriefing notes form", seclusion, "7(47)")
	form.When = policy.To(director)
	notified := func(force policy.Force, answer string) policy.Rule {
		h := under(must(DirectorNotified, "the director notified of a site that is not approved", seclusion, "7(46)"), ReadingDirectorNotified, answer)
		h.Force, h.When = force, policy.IsNot(policy.DesignatedRoom)
		return policy.Due{Header: h, After: policy.LastRelease(), By: policy.AsSoonAsPossible(policy.EndOfNext(policy.SchoolDay)),
			Holds: policy.Any(policy.OnRecord(policy.Act{Do: policy.Contact, To: director, Holding: policy.Is(policy.Reached)}),
				policy.OnRecord(policy.Act{Do: policy.Report, To: director}))}
	}
	explained := policy.Is(policy.ComplaintsExplained)
	return []policy.Rule{
		policy.Due{Header: must(ReportedToDirector, "reported to the director of Inclusive Education", seclusion, "7(45)"),
			After: policy.LastRelease(), Act: policy.Act{Do: policy.Report, To: director}, By: policy.NotStated(debriefTerm())},
		notified(policy.Should, IsExpected),
		notified(policy.Must, IsDemanded),
		holds([]policy.Activity{policy.Report}, form, policy.Is(policy.OnDebriefingForm)),
		policy.Due{Header: must(ComplaintsProcessExplained, "parents told how to complain and appeal", every, "7(48)"), After: policy.LastRelease(),
			Holds: policy.Any(policy.OnRecord(policy.Act{Do: policy.Contact, To: parent, Holding: explained}),
				policy.OnRecord(policy.Act{Do: policy.Debrief, By: parent, Holding: explained})), By: policy.NotStated(debriefTerm())},
	}
}
