package cbe3007_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/leastrestrictive/interventions/policy"
	"github.com/leastrestrictive/interventions/policy/cbe3007"
)

// A trial is an incident that keeps a rule, and the same with one thing changed, which breaks it and nothing else.
type trial struct {
	clauses string // as the rule cites them
	rule    policy.RuleID
	kinds   []policy.Kind
	name    string            // where there is more than one for a rule
	under   [][]policy.Choice // each of these sets of answers; nil: the defaults
	held    time.Duration     // zero: as usual
	keeps   edit              // what it takes besides the flawless incident for the rule to have something to say
	besides []string          // what is found in either case
	breaks  edit
	with    []string // what is found besides by rules that say the same
	says    []string // what is found of the rule, in full
}

// ways are all sets of answers to some readings.
func ways(readings ...string) [][]policy.Choice {
	sets := [][]policy.Choice{nil}
	for _, r := range readings {
		var more [][]policy.Choice
		for _, s := range sets {
			for _, c := range answers() {
				if c.Reading == r {
					more = append(more, append(slices.Clone(s), c))
				}
			}
		}
		sets = more
	}
	return sets
}

func answer(reading, is string) policy.Choice { return policy.Choice{Reading: reading, Answer: is} }

var (
	sec       = []policy.Kind{policy.Seclusion}
	hold      = []policy.Kind{policy.Restraint}
	out       = []policy.Kind{policy.TimeOut}
	emergency = []policy.Kind{policy.Seclusion, policy.Restraint}
	otherTwo  = []policy.Kind{policy.Restraint, policy.TimeOut}
)

// stating are the trials of rules that ask one fact of an event: answered as it must not be, and not on record.
func stating(clauses string, rule policy.RuleID, kinds []policy.Kind, event string, f policy.Fact, keeps policy.Answer) []trial {
	wrong := policy.Yes
	if keeps == policy.Yes {
		wrong = policy.No
	}
	t := trial{clauses: clauses, rule: rule, kinds: kinds, name: string(f), breaks: on(event, state(wrong, f)), says: []string{"breached from 0s"}}
	silent := t
	silent.name, silent.breaks, silent.says = string(f)+" not on record", on(event, state(policy.NotRecorded, f)),
		[]string{"undetermined from 0s lacks " + string(f)}
	again := t // what begins again is asked again
	again.name, again.keeps, again.breaks, again.says = string(f)+" again", heldAgain, on("again", state(wrong, f)), []string{"breached from 12m0s"}
	return []trial{t, silent, again}
}

// filed are those of rules that ask the registers: no, not on record, expired at the start, and to come. Of a place it is said which.
func filed(clauses string, rule policy.RuleID, kinds []policy.Kind, f policy.Fact, subject string, under ...[]policy.Choice) []trial {
	of := ""
	if subject != "" {
		of = " of " + subject
	}
	dated := func(set func(c *policy.Credential, start time.Time)) edit {
		return on("start", func(e *policy.Event) {
			for i := range e.Standing {
				if c := &e.Standing[i]; c.Fact == f && c.Subject == subject {
					set(c, e.At)
				}
			}
		})
	}
	ends := func(off time.Duration) edit {
		return dated(func(c *policy.Credential, start time.Time) { c.Until = start.Add(off) })
	}
	comes := func(off time.Duration) edit {
		return dated(func(c *policy.Credential, start time.Time) { c.From = start.Add(off) })
	}
	broken := []string{"breached from 0s" + of}
	return []trial{
		{clauses: clauses, rule: rule, kinds: kinds, under: under, name: string(f), breaks: on("start", onFile(f, subject, policy.No)), says: broken},
		{clauses: clauses, rule: rule, kinds: kinds, under: under, name: string(f) + " not on record",
			breaks: on("start", onFile(f, subject, policy.NotRecorded)), says: []string{"undetermined from 0s" + of + " lacks " + string(f)}},
		{clauses: clauses, rule: rule, kinds: kinds, under: under, name: string(f) + " ran out", keeps: ends(tick), breaks: ends(0), says: broken},
		{clauses: clauses, rule: rule, kinds: kinds, under: under, name: string(f) + " to come", keeps: comes(0), breaks: comes(tick), says: broken},
	}
}

// tooFew are those of a document that lacks one item: it says that it does, it does not say, and there is no document.
func item(clauses string, rule policy.RuleID, kinds []policy.Kind, f policy.Fact, under ...[]policy.Choice) []trial {
	var ts []trial
	for _, u := range under {
		late := "flagged from 8m0s due 24h8m0s allowed 24h0m0s" // the debrief was the first to rest on it
		if slices.Contains(u, answer(cbe3007.ReadingDocumentedBy, cbe3007.EndOfDebriefTerm)) {
			late = "flagged from 8m0s due 86h0m0s allowed 85h52m0s"
		}
		own := [][]policy.Choice{u}
		ts = append(ts, trial{clauses: clauses, rule: rule, kinds: kinds, under: own, name: string(f), breaks: on("document", state(policy.No, f)),
			says: []string{late}},
			trial{clauses: clauses, rule: rule, kinds: kinds, under: own, name: string(f) + " not on record",
				breaks: on("document", state(policy.NotRecorded, f)),
				says:   []string{strings.Replace(late, "flagged", "undetermined", 1) + " lacks " + string(f)}})
	}
	return ts
}

const minute = time.Minute

// trials is the whole regulation in incidents. They last eight minutes unless it is said otherwise.
func trials() []trial {
	var ts []trial
	add := func(t ...trial) { ts = append(ts, t...) }
	none := func(ss ...string) []string { return ss }
	documentedBy := ways(cbe3007.ReadingDocumentedBy)

	// It is asked when the student is held again, too; of what was so before anything was used, it is not.
	ranOut := func(f policy.Fact, subject string) edit {
		return on("start", func(e *policy.Event) { dated(f, subject, time.Time{}, e.At.Add(10*minute))(e) })
	}
	for _, q := range questions() {
		switch q.rule {
		case cbe3007.ConsentInWriting, cbe3007.InDesignatedRoom, cbe3007.ExclusionSpaceApproved:
		default:
			if !q.room {
				continue
			}
		}
		of := ""
		if q.subject != "" {
			of = " of " + q.subject
		}
		add(trial{clauses: q.clauses, rule: q.rule, kinds: q.kinds, name: "ran out when it began again", keeps: heldAgain,
			breaks: ranOut(q.fact, q.subject),
			says:   none("breached from 12m0s" + of)})
	}

	// What stands on file, 6 and 7(1) to 7(10).
	add(filed("6(9)", cbe3007.ConsentInWriting, allKinds, policy.WrittenConsent, "")...)
	add(filed("6(10)", cbe3007.StudentInvolvedBefore, allKinds, policy.StudentInvolved, "")...)
	add(filed("6(11)", cbe3007.PlanHoldsPrevention, allKinds, policy.PlanDocumentsPrevention, "")...)
	add(filed("6(12)", cbe3007.InformedByData, allKinds, policy.FunctionalData, "")...)
	add(filed("7(9)", cbe3007.InputToPlans, allKinds, policy.PlanInputOffered, "")...)
	add(filed("7(10)", cbe3007.PlanHoldsTransitions, allKinds, policy.PlanTransitions, "")...)
	add(filed("7(10)", cbe3007.PlanHoldsTransitions, allKinds, policy.PlanStepDown, "")...)
	add(filed("6(3)", cbe3007.ExclusionSpaceApproved, out, policy.ApprovedSpace, "room-a")...)
	room := ways(cbe3007.ReadingRoomClauses)
	add(filed("7(1)(a)", cbe3007.RoomKeepsDignity, sec, policy.RoomKeepsDignity, "room-a", room...)...)
	add(filed("7(1)(b)", cbe3007.RoomEasyToReach, sec, policy.RoomEasyAccess, "room-a", room...)...)
	add(filed("7(1)(c)", cbe3007.RoomObservable, sec, policy.RoomObservable, "room-a", room...)...)
	add(filed("7(1)(d)", cbe3007.RoomAwayFromStairs, sec, policy.RoomAwayFromStairs, "room-a", room...)...)
	add(filed("7(2)(a)", cbe3007.RoomMeetsRequirements, sec, policy.RoomMeetsRequirements, "room-a", room...)...)
	add(filed("7(2)(b)", cbe3007.RoomSafeAndHumane, sec, policy.RoomSafeAndHumane, "room-a", room...)...)
	add(filed("7(3)", cbe3007.RoomFreeOfHazards, sec, policy.RoomFreeOfHazards, "room-a", room...)...)
	add(filed("7(12)(a) 6(3)", cbe3007.InDesignatedRoom, sec, policy.DesignatedRoom, "room-a")...)
	add(trial{clauses: "7(12)(a) 6(3)", rule: cbe3007.InDesignatedRoom, kinds: sec, name: "in the same room again",
		keeps:   heldAgain,
		breaks:  on("again", func(e *policy.Event) { e.Place = "hallway" }),
		besides: nil,
		with: none("room-away-from-stairs undetermined", "room-easy-to-reach undetermined", "room-free-of-hazards undetermined",
			"room-keeps-dignity undetermined", "room-meets-requirements undetermined", "room-observable undetermined",
			"room-safe-and-humane undetermined"),
		says: none("undetermined from 12m0s of hallway lacks designated-room")})

	// The grounds.
	add(stating("7(11)", cbe3007.EmergencyOnly, sec, "start", policy.Emergency, policy.Yes)...)
	add(stating("7(21)", cbe3007.EmergencyOnly, hold, "start", policy.Emergency, policy.Yes)...)
	add(stating("7(11)(b)", cbe3007.LessRestrictiveFirst, sec, "start", policy.LessRestrictiveIneffective, policy.Yes)...)
	add(stating("7(11)(c)", cbe3007.SeclusionCanHelp, sec, "start", policy.ThreatCanBeDiminished, policy.Yes)...)
	add(trial{clauses: "7(11)(a)", rule: cbe3007.DangerImminent, kinds: sec, name: "of one is enough",
		keeps:  on("start", state(policy.No, policy.DangerToSelf)),
		breaks: on("start", state(policy.No, policy.DangerToOthers)), says: none("breached from 0s")},
		trial{clauses: "7(11)(a)", rule: cbe3007.DangerImminent, kinds: sec, name: "not on record",
			keeps:  on("start", state(policy.No, policy.DangerToSelf)),
			breaks: on("start", state(policy.NotRecorded, policy.DangerToOthers)), says: none("undetermined from 0s lacks danger-to-others")},
		trial{clauses: "7(11)(a)", rule: cbe3007.DangerImminent, kinds: sec, name: "of both", breaks: on("start", state(policy.No, policy.DangerToOthers)),
			under: [][]policy.Choice{{answer(cbe3007.ReadingDangerToWhom, cbe3007.SelfAndOthers)}}, says: none("breached from 0s")},
		trial{clauses: "7(11)(a)", rule: cbe3007.DangerImminent, kinds: sec, name: "again",
			keeps:  heldAgain,
			breaks: on("again", state(policy.No, dangers...)), says: none("breached from 12m0s")},
		trial{clauses: "7(11)(a)", rule: cbe3007.DangerImminent, kinds: sec, name: "of both, again", keeps: heldAgain,
			under:  [][]policy.Choice{{answer(cbe3007.ReadingDangerToWhom, cbe3007.SelfAndOthers)}},
			breaks: on("again", state(policy.No, policy.DangerToOthers)), says: none("breached from 12m0s")},
		trial{clauses: "7(12)(c)", rule: cbe3007.OnlyToPreventHarm, kinds: sec, keeps: on("review-4m0s", state(policy.No, policy.DangerToSelf)),
			breaks: on("review-4m0s", state(policy.No, dangers...)), says: none("breached from 4m0s")},
		trial{clauses: "7(12)(c)", rule: cbe3007.OnlyToPreventHarm, kinds: sec, name: "ends it",
			keeps:  on("review-6m0s", state(policy.No, policy.Continue, policy.DangerToSelf, policy.DangerToOthers)),
			breaks: on("review-6m0s", state(policy.Yes, policy.Continue)), says: none("breached from 6m0s")})

	// The people.
	for _, of := range []struct {
		clauses string
		kinds   []policy.Kind
		holding []policy.Fact
	}{
		{"6(8)", sec, []policy.Fact{policy.Trained, policy.Qualified, policy.Authorized}},
		{"6(8) 7(29)", out, []policy.Fact{policy.Trained, policy.Qualified, policy.Authorized}},
		{"6(8) 7(21)", hold, []policy.Fact{policy.TrainedTCI, policy.Qualified, policy.Authorized}},
	} {
		add(trial{clauses: of.clauses, rule: cbe3007.TrainedStaffBegin, kinds: of.kinds, name: "nobody is named", breaks: on("start", by()),
			keeps: plus(0, policy.Event{ID: "in", Activity: policy.Present, By: both}), says: none("undetermined from 0s lacks by")},
			trial{clauses: of.clauses, rule: cbe3007.TrainedStaffDeliver, kinds: of.kinds, name: "nobody is named", breaks: on("check-4m0s", by()),
				says: none("undetermined from 4m0s lacks by")},
			trial{clauses: of.clauses, rule: cbe3007.TrainedStaffDeliver, kinds: of.kinds, name: "nobody explains", breaks: on("why-4m0s", by()),
				says: none("undetermined from 5m0s lacks by")},
			trial{clauses: of.clauses, rule: cbe3007.TrainedStaffDeliver, kinds: of.kinds, name: "nobody steps down", keeps: steppedDown,
				breaks: on("down", by()), says: none("undetermined from 7m0s lacks by")})
		for _, f := range of.holding {
			third := func(id string) edit {
				return edits(on("start", holdsAll("staff-03")), on(id, by(staff("staff-03"), both)), alsoTold("staff-03"))
			}
			add(trial{clauses: of.clauses, rule: cbe3007.TrainedStaffBegin, kinds: of.kinds, name: string(f) + " again",
				keeps:  edits(heldAgain, third("again")),
				breaks: on("start", onFile(f, "staff-03", policy.No)), says: none("breached from 12m0s of staff-03")},
				trial{clauses: of.clauses, rule: cbe3007.TrainedStaffBegin, kinds: of.kinds, name: string(f), keeps: third("start"),
					breaks: on("start", onFile(f, "staff-03", policy.No)), says: none("breached from 0s of staff-03")},
				trial{clauses: of.clauses, rule: cbe3007.TrainedStaffBegin, kinds: of.kinds, name: string(f) + " not on record", keeps: third("start"),
					breaks: on("start", onFile(f, "staff-03", policy.NotRecorded)),
					says:   none(fmt.Sprintf("undetermined from 0s lacks %s of %q", f, "staff-03"))},
				trial{clauses: of.clauses, rule: cbe3007.TrainedStaffDeliver, kinds: of.kinds, name: string(f) + ", a check", keeps: third("check-4m0s"),
					breaks: on("start", onFile(f, "staff-03", policy.No)), says: none("breached from 4m0s of staff-03")},
				trial{clauses: of.clauses, rule: cbe3007.TrainedStaffDeliver, kinds: of.kinds, name: string(f) + ", a review", keeps: third("review-4m0s"),
					breaks: on("start", onFile(f, "staff-03", policy.NotRecorded)),
					says:   none(fmt.Sprintf("undetermined from 4m0s lacks %s of %q", f, "staff-03"))},
				trial{clauses: of.clauses, rule: cbe3007.TrainedStaffDeliver, kinds: of.kinds, name: string(f) + ", an explanation", keeps: third("why-4m0s"),
					breaks: on("start", onFile(f, "staff-03", policy.No)), says: none("breached from 5m0s of staff-03")},
				trial{clauses: of.clauses, rule: cbe3007.TrainedStaffDeliver, kinds: of.kinds, name: string(f) + ", a step-down",
					keeps:  edits(steppedDown, third("down")),
					breaks: on("start", onFile(f, "staff-03", policy.No)), says: none("breached from 7m0s of staff-03")})
		}
	}

	// The prohibitions.
	add(stating("7(28)(a)", cbe3007.RestraintNotToManageBehaviour, hold, "start", policy.AsBehaviourManagement, policy.No)...)
	add(stating("7(28)(b)", cbe3007.RestraintNotAsConsequence, hold, "start", policy.AsConsequence, policy.No)...)
	add(stating("7(28)(c)", cbe3007.RestraintNotAsCorporalPunishment, hold, "start", policy.AsCorporalPunishment, policy.No)...)
	add(stating("7(35)(a)", cbe3007.TimeOutNotUniversal, out, "start", policy.AsUniversalSupport, policy.No)...)
	add(stating("7(35)(b)", cbe3007.TimeOutNotToCalm, out, "start", policy.AsCalmingStrategy, policy.No)...)
	add(stating("7(35)(c)", cbe3007.TimeOutNotAsConsequence, out, "start", policy.AsConsequence, policy.No)...)
	add(stating("7(35)(d)", cbe3007.TimeOutNotInSecludedSpace, out, "start", policy.SecludedSpace, policy.No)...)
	for answer, uses := range map[string]int{cbe3007.ThirdInTenSchoolDays: 3, cbe3007.SecondInFiveSchoolDays: 2, cbe3007.FifthInTwentySchoolDays: 5} {
		add(trial{clauses: "7(35)(e)", rule: cbe3007.TimeOutNotRecurrent, kinds: out,
			under: [][]policy.Choice{{{Reading: cbe3007.ReadingRecurrent, Answer: answer}}},
			keeps: before(uses-2, policy.TimeOut), breaks: before(uses-1, policy.TimeOut), says: none("flagged from 0s")},
			trial{clauses: "7(35)(e)", rule: cbe3007.TimeOutNotRecurrent, kinds: out, name: "other kinds",
				under: [][]policy.Choice{{{Reading: cbe3007.ReadingRecurrent, Answer: answer}}},
				keeps: before(20, policy.Seclusion), breaks: before(uses-1, policy.TimeOut), says: none("flagged from 0s")})
	}
	risk := state(policy.Yes, policy.SelfInjuryRisk)
	add(trial{clauses: "7(20)(d)", rule: cbe3007.NotAtRiskOfSelfInjury, kinds: sec, keeps: without(string(policy.Review)),
		besides: none("key-staff-review-every-two-minutes breached"),
		breaks:  on("start", risk), with: none("no-self-injury-while-held breached"), says: none("breached from 0s")},
		trial{clauses: "7(20)(d)", rule: cbe3007.NotAtRiskOfSelfInjury, kinds: sec, name: "not on record",
			keeps:  plus(0, policy.Event{Activity: policy.Observe, Facts: stated(policy.No, policy.SelfInjuryRisk)}),
			breaks: on("start", state(policy.NotRecorded, policy.SelfInjuryRisk)), says: none("undetermined from 0s lacks self-injury-risk")},
		trial{clauses: "7(20)(d)", rule: cbe3007.NotContinuedAtRiskOfSelfInjury, kinds: sec, breaks: on("review-4m0s", risk),
			with: none("no-self-injury-while-held breached"), says: none("breached from 4m0s", "breached from 6m0s")},
		trial{clauses: "7(20)(d)", rule: cbe3007.NotContinuedAtRiskOfSelfInjury, kinds: sec, name: "seen before",
			keeps:  plus(5*minute, observed(policy.No, policy.SelfInjuryRisk)),
			breaks: on("seen", risk), with: none("no-self-injury-while-held breached"), says: none("breached from 6m0s")},
		trial{clauses: "7(20)(d)", rule: cbe3007.NoSelfInjuryWhileHeld, kinds: sec, name: "and let go",
			keeps:  edits(on("review-6m0s", state(policy.No, policy.Continue)), plus(5*minute, observed(policy.No, policy.SelfInjuryRisk))),
			breaks: on("seen", risk), says: none("breached from 5m0s until 8m0s due 5m0s was 3m0s")},
		trial{clauses: "7(20)(d)", rule: cbe3007.NoSelfInjuryWhileHeld, kinds: sec, name: "for a minute",
			keeps: edits(plus(4*minute+tick, observed(policy.No, policy.SelfInjuryRisk)),
				plus(5*minute+tick, observedAs("over", policy.No, policy.SelfInjuryRisk))),
			breaks: on("seen", risk), says: none("breached from 4m0.000000001s until 5m0.000000001s due 4m0.000000001s was 1m0s")},
		trial{clauses: "7(20)(d)", rule: cbe3007.NoSelfInjuryWhileHeld, kinds: sec, name: "not on record at first",
			keeps:  plus(3*minute, observed(policy.No, policy.SelfInjuryRisk)),
			breaks: on("start", state(policy.NotRecorded, policy.SelfInjuryRisk)),
			with:   none("not-at-risk-of-self-injury undetermined", "not-continued-at-risk-of-self-injury undetermined"),
			says:   none("undetermined from 0s until 3m0s was 3m0s lacks self-injury-risk")})

	// While the student is held.
	for _, of := range []struct {
		clauses string
		rule    policy.RuleID
		kinds   []policy.Kind
		fact    policy.Fact
	}{
		{"6(6)", cbe3007.SeenAndHeard, emergency, policy.VisualMonitoring}, {"6(6)", cbe3007.SeenAndHeard, emergency, policy.AuralMonitoring},
		{"7(13)", cbe3007.MeansToBeMonitored, sec, policy.MeansToBeMonitored}, {"7(23)", cbe3007.MeansToBeMonitored, hold, policy.MeansToBeMonitored},
		{"7(30)", cbe3007.VisibleAtAllTimes, out, policy.VisualMonitoring},
	} {
		add(trial{clauses: of.clauses, rule: of.rule, kinds: of.kinds, name: string(of.fact) + " for a while",
			keeps:  edits(plus(3*minute, observed(policy.Yes, of.fact)), plus(5*minute, observedAs("back", policy.Yes, of.fact))),
			breaks: on("seen", state(policy.No, of.fact)), says: none("breached from 3m0s until 5m0s was 2m0s")},
			trial{clauses: of.clauses, rule: of.rule, kinds: of.kinds, name: string(of.fact) + " to the end",
				keeps:  plus(3*minute, observed(policy.Yes, of.fact)),
				breaks: on("seen", state(policy.No, of.fact)), says: none("breached from 3m0s until 8m0s was 5m0s")},
			trial{clauses: of.clauses, rule: of.rule, kinds: of.kinds, name: string(of.fact) + " not on record at first",
				keeps:  plus(3*minute, observed(policy.Yes, of.fact)),
				breaks: on("start", state(policy.NotRecorded, of.fact)), says: none("undetermined from 0s until 3m0s was 3m0s lacks " + string(of.fact))})
	}
	add(trial{clauses: "6(7)", rule: cbe3007.SomebodyWhoCanCommunicate, kinds: sec, name: "leaves",
		keeps: edits(plus(3*minute, policy.Event{ID: "leaves", Activity: policy.Absent, By: staff("staff-01")}),
			plus(5*minute, policy.Event{Activity: policy.Present, By: both})),
		breaks: on("leaves", by(staff("staff-02"))), says: none("breached from 3m0s until 5m0s was 2m0s")},
		trial{clauses: "6(7)", rule: cbe3007.SomebodyWhoCanCommunicate, kinds: sec, name: "nobody known to",
			breaks: on("start", onFile(policy.CommunicatesWithThem, "staff-02", policy.NotRecorded)),
			says:   none("undetermined from 0s until 8m0s was 8m0s lacks communicates-with-them of \"staff-02\" lacks present")},
		trial{clauses: "6(7)", rule: cbe3007.SomebodyWhoCanCommunicate, kinds: sec, name: "speech not on record",
			breaks: on("start", onFile(policy.CommunicatesWithThem, "staff-02", policy.NotRecorded),
				onFile(policy.SpeechInadequate, "", policy.NotRecorded)),
			says: none("undetermined from 0s until 8m0s was 8m0s lacks speech-inadequate lacks communicates-with-them of \"staff-02\" lacks present")},
		trial{clauses: "7(16)(a)", rule: cbe3007.FaceToFaceEveryTwoMinutes, kinds: sec, breaks: without("check-4m0s"),
			says: none("breached from 2m0s until 6m0s due 4m0s allowed 2m0s was 4m0s")},
		trial{clauses: "7(16)(a)", rule: cbe3007.FaceToFaceEveryTwoMinutes, kinds: sec, name: "not face to face",
			breaks: on("check-4m0s", state(policy.No, policy.FaceToFace)),
			says:   none("breached from 2m0s until 6m0s due 4m0s allowed 2m0s was 4m0s")},
		trial{clauses: "7(16)(a)", rule: cbe3007.FaceToFaceEveryTwoMinutes, kinds: sec, name: "face to face or not is not on record",
			breaks: on("check-4m0s", state(policy.NotRecorded, policy.FaceToFace)),
			says:   none("undetermined from 2m0s until 6m0s due 4m0s allowed 2m0s was 4m0s lacks face-to-face")},
		trial{clauses: "7(16)(a)", rule: cbe3007.FaceToFaceEveryTwoMinutes, kinds: sec, name: "first and last",
			breaks: without("check-2m0s", "check-6m0s"), says: none("breached from 0s until 4m0s due 2m0s allowed 2m0s was 4m0s",
				"breached from 4m0s until 8m0s due 6m0s allowed 2m0s was 4m0s")})
	for _, who := range []struct {
		answer string
		fact   policy.Fact
	}{{cbe3007.TrainedInBoth, policy.TrainedFBA}, {cbe3007.TrainedInBoth, policy.TrainedTCI}, {cbe3007.NamedByPrincipal, policy.DesignatedKeyStaff}} {
		who1 := answer(cbe3007.ReadingKeyStaff, who.answer)
		together := [][]policy.Choice{{who1, answer(cbe3007.ReadingReviewing, cbe3007.Together)}}
		turns := [][]policy.Choice{{who1, answer(cbe3007.ReadingReviewing, cbe3007.ByTurns)}}
		review := trial{clauses: "7(16)(b)", rule: cbe3007.KeyStaffReviewEveryTwoMinutes, kinds: sec}
		and := func(name string, under [][]policy.Choice, breaks edit, says ...string) {
			review.name, review.under, review.breaks, review.says = string(who.fact)+", "+name, under, breaks, says
			add(review)
		}
		const gap = "breached from 2m0s until 6m0s due 4m0s allowed 2m0s was 4m0s"
		const whole = " from 0s until 8m0s due 2m0s allowed 2m0s was 8m0s"
		and("one", together, on("review-4m0s", by(both[:1])), gap)
		and("one twice", together, on("review-4m0s", by(both[:1], both[:1])), gap)
		review.keeps = edits(on("start", holdsAll("staff-09")), on("review-4m0s", by(staff("staff-09"))), alsoTold("staff-09"))
		and("somebody else", turns, on("start", onFile(who.fact, "staff-09", policy.No)), gap)
		review.keeps = nil
		and("left out", turns, without("review-4m0s"), gap)
		and("one is no key staff", together, on("start", onFile(who.fact, "staff-02", policy.No)), "breached"+whole)
		and("not on record", together, on("start", onFile(who.fact, "staff-02", policy.NotRecorded)),
			"undetermined"+whole+fmt.Sprintf(" lacks %s of %q", who.fact, "staff-02"))
		and("neither is", turns, on("start", onFile(who.fact, "staff-01", policy.No), onFile(who.fact, "staff-02", policy.No)), "breached"+whole)

		key := trial{clauses: "7(31)", rule: cbe3007.KeyStaffReviewTimeOut, kinds: out, under: [][]policy.Choice{{who1}}}
		key.name, key.breaks, key.says = string(who.fact)+", neither is",
			on("start", onFile(who.fact, "staff-01", policy.No), onFile(who.fact, "staff-02", policy.No)), none("breached from 0s due 8m0s allowed 8m0s")
		add(key)
		key.name, key.breaks, key.says = string(who.fact)+", none", without(string(policy.Review)), none("breached from 0s due 8m0s allowed 8m0s")
		add(key)
		key.name, key.breaks, key.says = string(who.fact)+", not face to face", each(policy.Review, state(policy.No, policy.FaceToFace)),
			none("breached from 0s due 8m0s allowed 8m0s")
		add(key)
		key.name, key.breaks, key.says = string(who.fact)+", not on record",
			on("start", onFile(who.fact, "staff-01", policy.NotRecorded), onFile(who.fact, "staff-02", policy.No)),
			none(fmt.Sprintf("undetermined from 0s due 8m0s allowed 8m0s lacks %s of %q", who.fact, "staff-01"))
		add(key)
	}
	add(trial{clauses: "7(17)", rule: cbe3007.SeclusionAtMostThirtyMinutes, kinds: sec, held: 30 * minute,
		breaks: edits(on("release", later(tick)), on("enough", later(tick)),
			plus(30*minute, policy.Event{Activity: policy.Monitor, By: both, Facts: is(policy.FaceToFace)}),
			plus(30*minute, policy.Event{Activity: policy.Review, By: both, Facts: is(policy.Continue, policy.DangerToOthers)})),
		says: none("breached from 0s until 30m0.000000001s due 30m0s allowed 30m0s was 30m0.000000001s")},
		trial{clauses: "7(17)", rule: cbe3007.SeclusionAtMostThirtyMinutes, kinds: sec, name: "in all", held: 28 * minute,
			keeps: edits(plus(40*minute, resumed()), plus(41*minute, policy.Event{Activity: policy.Monitor, By: both, Facts: is(policy.FaceToFace)}),
				plus(41*minute, policy.Event{Activity: policy.Review, By: both, Facts: is(policy.Continue, policy.DangerToOthers)}),
				plus(42*minute, let()), plus(42*minute, toldWhyItEnds())),
			breaks: on("let", later(tick)),
			says:   none("breached from 0s until 42m0.000000001s due 42m0s allowed 30m0s was 30m0.000000001s")},
		trial{clauses: "7(25)", rule: cbe3007.RestraintAtMostThirtyMinutes, kinds: hold, held: 30 * minute,
			breaks: edits(on("release", later(tick)), on("enough", later(tick))),
			says:   none("breached from 0s until 30m0.000000001s due 30m0s allowed 30m0s was 30m0.000000001s")},
		trial{clauses: "7(32)", rule: cbe3007.TimeOutAtMostFifteenMinutes, kinds: out, held: 15 * minute,
			breaks: edits(on("release", later(minute)), on("enough", later(minute))),
			says:   none("breached from 0s until 16m0s due 15m0s allowed 15m0s was 16m0s")})
	for i, kind := range emergency {
		clause, limit := []string{"7(18)", "7(26)"}[i], []string{"seclusion-at-most-thirty-minutes breached",
			"restraint-at-most-thirty-minutes breached"}[i]
		past := trial{clauses: clause, rule: cbe3007.PlanStepsPastThirtyMinutes, kinds: []policy.Kind{kind}, held: 35 * minute, besides: none(limit)}
		and := func(name string, breaks edit, says ...string) {
			past.name, past.breaks, past.says = name, breaks, says
			add(past)
		}
		const due = "flagged from 30m0s until 35m0s due 32m0s allowed 2m0s was 5m0s" // until the release: then they are owed no more
		and("left out", without("steps"), due)
		and("something else", on("steps", state(policy.No, policy.PlanStepsFollowed)), due)
		past.keeps = on("steps", later(-2*minute))
		and("followed before", without("steps"), due)
		past.keeps, past.held = edits(without("steps"), on("release", later(-minute)), on("enough", later(-minute))), 33*minute
		and("let out in time", edits(on("release", later(tick)), on("enough", later(tick))),
			"flagged from 30m0s until 32m0.000000001s due 32m0s allowed 2m0s was 2m0.000000001s")
		past.keeps, past.held = nil, 35*minute
		and("late", on("steps", later(2*minute)), "flagged from 30m0s until 33m0s due 32m0s allowed 2m0s was 3m0s")
		and("which is not on record", on("steps", state(policy.NotRecorded, policy.PlanStepsFollowed)),
			"undetermined from 30m0s until 35m0s due 32m0s allowed 2m0s was 5m0s lacks plan-steps-followed")
		if kind == policy.Seclusion {
			past.with = none("danger-imminent undetermined", "only-to-prevent-harm undetermined")
		}
		and("whether there is danger is not on record", edits(without("steps"), each(policy.Review, state(policy.NotRecorded, dangers...)),
			each(policy.Initiate, state(policy.NotRecorded, policy.DangerToOthers)),
			on("start", state(policy.No, policy.DangerToSelf))), "undetermined from 30m0s until 35m0s due 32m0s allowed 2m0s was 5m0s lacks danger-to-others")
	}

	// Explanations.
	for i, kind := range emergency {
		why := trial{clauses: []string{"7(14)", "7(24)"}[i], kinds: []policy.Kind{kind}}
		and := func(rule policy.RuleID, name string, breaks edit, says ...string) {
			why.rule, why.name, why.breaks, why.says = rule, name, breaks, says
			add(why)
		}
		never := func(f policy.Fact) edit { return each(policy.Explain, state(policy.No, f)) }
		and(cbe3007.InitiatingExplained, "left out", never(policy.ReasonsForInitiating), "flagged from 0s due 8m0s allowed 8m0s")
		and(cbe3007.InitiatingExplained, "not on record", on("why", state(policy.NotRecorded, policy.ReasonsForInitiating)),
			"undetermined from 0s due 8m0s allowed 8m0s lacks reasons-for-initiating")
		and(cbe3007.EndingExplained, "left out", never(policy.ReasonsForEnding), "flagged from 8m0s due 10m0s allowed 2m0s")
		and(cbe3007.EndingExplained, "not on record", on("why-over", state(policy.NotRecorded, policy.ReasonsForEnding)),
			"undetermined from 8m0s due 10m0s allowed 2m0s lacks reasons-for-ending")
		why.keeps = never(policy.ReasonsForInitiating)
		why.keeps = edits(why.keeps, on("why", state(policy.Yes, policy.ReasonsForInitiating)))
		and(cbe3007.InitiatingExplained, "late", on("why", later(8*minute)), "flagged from 0s until 8m30s due 8m0s allowed 8m0s was 8m30s")
		why.keeps = edits(never(policy.ReasonsForEnding), on("why-over", state(policy.Yes, policy.ReasonsForEnding), later(-minute)))
		and(cbe3007.EndingExplained, "late", on("why-over", later(4*minute)), "flagged from 8m0s until 11m0s due 10m0s allowed 2m0s was 3m0s")
		why.keeps, why.held = nil, 20*minute
		and(cbe3007.ContinuingExplained, "past half the limit", never(policy.ReasonsForContinuing), "flagged from 15m0s due 20m0s allowed 5m0s")
		and(cbe3007.ContinuingExplained, "which is not on record", each(policy.Explain, state(policy.NotRecorded, policy.ReasonsForContinuing)),
			"undetermined from 15m0s due 20m0s allowed 5m0s lacks reasons-for-continuing")
		why.held, why.under = 0, [][]policy.Choice{{answer(cbe3007.ReadingExplanations, cbe3007.AtEachDecision)}}
		and(cbe3007.ContinuingExplained, "at each decision", without("why-4m0s"), "flagged from 4m0s until 7m0s due 6m0s allowed 2m0s was 3m0s")
	}

	// How it ends.
	ends := func(clauses string, rule policy.RuleID, kinds []policy.Kind, f policy.Fact) {
		said := state(policy.No, f)
		all := edits(each(policy.End, said), each(policy.Release, said))
		t := trial{clauses: clauses, rule: rule, kinds: kinds, breaks: all, says: none("flagged from 8m0s due 86h0m0s allowed 85h52m0s")}
		add(t)
		t.name, t.breaks, t.says = "not on record", edits(all, on("end", state(policy.NotRecorded, f))),
			none("undetermined from 8m0s due 86h0m0s allowed 85h52m0s lacks "+string(f))
		add(t)
		t.name, t.keeps, t.breaks, t.says = "on the record of its beginning",
			edits(all, steppedDown, on("down", state(policy.Yes, f))), on("down", said),
			none("flagged from 8m0s due 86h0m0s allowed 85h52m0s")
		add(t)
	}
	ends("7(19)(a)", cbe3007.DoorOpenedWhenSafe, sec, policy.DoorOpened)
	ends("7(19)(b) 6(14)", cbe3007.StudentHelpsDecide, sec, policy.StudentHelpedDecide)
	ends("7(19)(c)", cbe3007.ObservedBeforeClass, sec, policy.ObservationPeriod)
	ends("7(19)(d)", cbe3007.StudentCanPlan, sec, policy.PreventionPlanOffered)
	ends("7(19)(e)", cbe3007.PlanForReentry, sec, policy.ReentryPlan)
	ends("7(27)(a) 6(14)", cbe3007.StudentHelpsDecide, hold, policy.StudentHelpedDecide)
	ends("7(27)(b)", cbe3007.ObservedBeforeClass, hold, policy.ObservationPeriod)
	ends("7(27)(c)", cbe3007.StudentCanPlan, hold, policy.PreventionPlanOffered)
	ends("7(27)(d)", cbe3007.PlanForReentry, hold, policy.ReentryPlan)
	ends("7(33) 6(14)", cbe3007.StudentHelpsDecide, out, policy.StudentHelpedDecide)
	add(trial{clauses: "6(13)", rule: cbe3007.ReleasedOnceDecided, kinds: allKinds, breaks: on("review-4m0s", state(policy.No, policy.Continue)),
		says: none("flagged from 4m0s until 8m0s due 6m0s allowed 2m0s was 4m0s")},
		trial{clauses: "6(13)", rule: cbe3007.ReleasedOnceDecided, kinds: allKinds, name: "what was decided is not on record",
			breaks: on("review-4m0s", state(policy.NotRecorded, policy.Continue)),
			says:   none("undetermined from 4m0s until 8m0s due 6m0s allowed 2m0s was 4m0s lacks continue")},
		trial{clauses: "7(4)", rule: cbe3007.RoomCleaned, kinds: sec, breaks: without("clean"),
			says: none("flagged from 8m0s due 26h8m0s allowed 26h0m0s")},
		trial{clauses: "7(4)", rule: cbe3007.RoomCleaned, kinds: sec, name: "only after the next use", breaks: on("clean", later(48*time.Hour)),
			says: none("flagged from 8m0s until 48h48m0s due 26h8m0s allowed 26h0m0s was 48h40m0s")})

	// Parents.
	unreached := on("contact", state(policy.No, policy.Reached))
	complain := on("debrief", state(policy.Yes, policy.ComplaintsExplained))
	for _, u := range ways(cbe3007.ReadingDayOfContact, cbe3007.ReadingAttemptExcuses) {
		anchor := "8m0s"
		allowed := "13h52m0s"
		if u[0].Answer == cbe3007.OfStart {
			anchor, allowed = "0s", "14h0m0s"
		}
		t := trial{clauses: "7(36)", rule: cbe3007.ParentsInformedSameDay, kinds: allKinds, under: [][]policy.Choice{u},
			with:   none("contact-documented flagged"),
			breaks: without("contact"), says: none("breached from " + anchor + " due 14h0m0s allowed " + allowed)}
		add(t)
		t.name, t.breaks = "somebody else", on("contact", to(staff("staff-09")))
		add(t)
		t.name, t.breaks, t.with = "of whom it is not said", on("contact", to()), none("contact-documented undetermined")
		t.says = none("undetermined from " + anchor + " due 14h0m0s allowed " + allowed + " lacks to")
		add(t)
		t.name, t.breaks, t.with = "reached or not is not on record", on("contact", state(policy.NotRecorded, policy.Reached)), nil
		t.says = none("undetermined from " + anchor + " due 14h0m0s allowed " + allowed + " lacks reached")
		add(t)
		was := map[string]string{"0s": "14h38m0s", "8m0s": "14h30m0s"}[anchor]
		t.name, t.breaks = "the next day", on("contact", later(14*time.Hour))
		t.says = none("breached from " + anchor + " until 14h38m0s due 14h0m0s allowed " + allowed + " was " + was)
		add(t)
		meanwhile := t
		meanwhile.name, meanwhile.keeps, meanwhile.breaks = "meanwhile", on("contact", later(-35*minute)), without("contact")
		meanwhile.with, meanwhile.says = none("contact-documented flagged"), none("breached from "+anchor+" due 14h0m0s allowed "+allowed)
		add(meanwhile)
		t.name, t.breaks, t.with = "tried", unreached, none("parents-informed-after-all flagged")
		t.says = none("excused from " + anchor + " due 14h0m0s allowed " + allowed)
		if u[1].Answer != cbe3007.EveryKind {
			t.kinds = emergency
		}
		add(t)
		if u[1].Answer != cbe3007.EveryKind { // a time-out is not named
			t.kinds, t.with, t.says = out, nil, none("breached from "+anchor+" due 14h0m0s allowed "+allowed)
			add(t)
		}
	}
	afterwards := plus(20*time.Hour, policy.Event{ID: "contact-2", Activity: policy.Contact, To: mother,
		Facts: is(policy.Reached, policy.ComplaintsExplained)})
	for _, kind := range allKinds {
		t := trial{clauses: "7(37)", rule: cbe3007.ParentsInformedAfterAll, kinds: []policy.Kind{kind}, keeps: edits(unreached, afterwards),
			besides: none("parents-informed-same-day excused")}
		if kind == policy.TimeOut {
			t.under = [][]policy.Choice{{answer(cbe3007.ReadingAttemptExcuses, cbe3007.EveryKind)}}
		}
		t.breaks, t.says = without("contact-2"), none("flagged from 14h0m0s due 29h30m0s allowed 15h30m0s")
		add(t)
		t.name, t.breaks, t.says = "not reached again", on("contact-2", state(policy.No, policy.Reached)),
			none("flagged from 14h0m0s due 29h30m0s allowed 15h30m0s")
		add(t)
		t.name, t.breaks, t.says = "late", on("contact-2", later(10*time.Hour)),
			none("flagged from 14h0m0s until 30h0m0s due 29h30m0s allowed 15h30m0s was 16h0m0s")
		add(t)
		t.name, t.breaks, t.says = "not on record", on("contact-2", state(policy.NotRecorded, policy.Reached)),
			none("undetermined from 14h0m0s due 29h30m0s allowed 15h30m0s lacks reached")
		add(t)
	}
	add(trial{clauses: "7(48)", rule: cbe3007.ComplaintsProcessExplained, kinds: allKinds, keeps: complain, name: "at neither",
		breaks: edits(on("contact", state(policy.No, policy.ComplaintsExplained)), on("debrief", state(policy.No, policy.ComplaintsExplained))),
		says:   none("flagged from 8m0s due 86h0m0s allowed 85h52m0s")},
		trial{clauses: "7(48)", rule: cbe3007.ComplaintsProcessExplained, kinds: allKinds,
			keeps: on("contact", state(policy.No, policy.ComplaintsExplained)), name: "not on record",
			breaks: on("debrief", state(policy.NotRecorded, policy.ComplaintsExplained)),
			says:   none("undetermined from 8m0s due 86h0m0s allowed 85h52m0s lacks complaints-explained")},
		trial{clauses: "7(48)", rule: cbe3007.ComplaintsProcessExplained, kinds: allKinds,
			keeps: on("debrief", state(policy.No, policy.ComplaintsExplained)), name: "at the contact only",
			breaks: on("contact", state(policy.No, policy.ComplaintsExplained)), says: none("flagged from 8m0s due 86h0m0s allowed 85h52m0s")})

	// The debrief.
	for _, d := range ways(cbe3007.ReadingDebriefDays) {
		add(trial{clauses: "7(38)", rule: cbe3007.DebriefWithinThreeDays, kinds: allKinds, under: [][]policy.Choice{d}, breaks: without("debrief"),
			says: none("breached from 8m0s due 86h0m0s allowed 85h52m0s")},
			trial{clauses: "7(38)", rule: cbe3007.DebriefWithinThreeDays, kinds: allKinds, under: [][]policy.Choice{d}, name: "late",
				breaks: on("debrief", later(3*24*time.Hour)), says: none("breached from 8m0s until 96h8m0s due 86h0m0s allowed 85h52m0s was 96h0m0s")})
	}
	for _, of := range []struct {
		clauses string
		rule    policy.RuleID
		without [][]policy.Person
		says    string
	}{
		{"7(39)(a)", cbe3007.DebriefWithPrincipal, [][]policy.Person{both, mother, student}, "breached should from 24h8m0s"},
		{"7(39)(b)", cbe3007.DebriefWithStaffInvolved, [][]policy.Person{both[:1], head, mother, student}, "breached should from 24h8m0s of staff-02"},
		{"7(39)(c)", cbe3007.DebriefWithParent, [][]policy.Person{both, head, student}, "breached should from 24h8m0s"},
		{"7(40)", cbe3007.DebriefWithStudent, [][]policy.Person{both, head, mother}, "breached from 24h8m0s"},
	} {
		t := trial{clauses: of.clauses, rule: of.rule, kinds: allKinds, breaks: on("debrief", by(of.without...)), says: none(of.says)}
		if of.rule == cbe3007.DebriefWithStudent {
			t.breaks = edits(t.breaks, on("debrief", state(policy.No, policy.StudentCouldNotTakePart)))
		}
		add(t)
	}
	add(trial{clauses: "7(40)", rule: cbe3007.DebriefWithStudent, kinds: allKinds, name: "not possible",
		breaks: on("debrief", by(both, head, mother), state(policy.Yes, policy.StudentCouldNotTakePart)), says: none("excused from 24h8m0s")},
		trial{clauses: "7(40)", rule: cbe3007.DebriefWithStudent, kinds: allKinds, name: "possible or not is not on record",
			breaks: on("debrief", by(both, head, mother)), says: none("undetermined from 24h8m0s lacks student-could-not-take-part")},
		trial{clauses: "7(41)", rule: cbe3007.SupportsMadeKnown, kinds: emergency, breaks: without("support"),
			says: none("flagged from 8m0s due 86h0m0s allowed 85h52m0s")},
		trial{clauses: "7(41)", rule: cbe3007.SupportsMadeKnown, kinds: emergency, name: "not all of them", breaks: on("support", to(both[:1])),
			says: none("flagged from 8m0s due 86h0m0s allowed 85h52m0s")},
		trial{clauses: "7(41)", rule: cbe3007.SupportsMadeKnown, kinds: emergency, name: "who is not on record", breaks: on("support", to()),
			says: none("undetermined from 8m0s due 86h0m0s allowed 85h52m0s lacks to")})

	// The documentation.
	noDocument := without("document")
	for _, u := range documentedBy {
		term := "flagged from 8m0s due 24h8m0s allowed 24h0m0s"
		if u[0].Answer == cbe3007.EndOfDebriefTerm {
			term = "flagged from 8m0s due 86h0m0s allowed 85h52m0s"
		}
		own := [][]policy.Choice{u}
		items := none("course-documented flagged", "details-documented flagged", "prevention-documented flagged", "safety-documented flagged")
		understanding := each(policy.Explain, state(policy.No, policy.UnderstandingRecorded))
		add(trial{clauses: "7(43)", rule: cbe3007.Documented, kinds: []policy.Kind{policy.Seclusion, policy.TimeOut}, under: own, breaks: noDocument,
			with: items, says: none(term)},
			trial{clauses: "7(43) 7(22)", rule: cbe3007.Documented, kinds: hold, under: own, breaks: noDocument,
				with: append(slices.Clone(items), "hands-on-documented flagged"), says: none(term)},
			trial{clauses: "7(15) 7(43)(d)", rule: cbe3007.UnderstandingDocumented, kinds: sec, under: own, keeps: understanding,
				breaks: on("document", state(policy.No, policy.UnderstandingRecorded)), says: none(term)},
			trial{clauses: "7(43)(d)", rule: cbe3007.UnderstandingDocumented, kinds: otherTwo, under: own, keeps: understanding,
				breaks: on("document", state(policy.No, policy.UnderstandingRecorded)), says: none(term)},
			trial{clauses: "7(15) 7(43)(d)", rule: cbe3007.UnderstandingDocumented, kinds: sec, under: own, name: "with the explanation",
				keeps: edits(understanding, on("document", state(policy.No, policy.UnderstandingRecorded)),
					on("why-over", state(policy.Yes, policy.UnderstandingRecorded))),
				breaks: on("why-over", state(policy.No, policy.UnderstandingRecorded)), says: none(term)},
			trial{clauses: "7(43)(e)", rule: cbe3007.ContactDocumented, kinds: allKinds, under: own, breaks: on("contact", to(head)),
				with: none("parents-informed-same-day breached"), says: none(term)},
			trial{clauses: "7(43)(e)", rule: cbe3007.ContactDocumented, kinds: allKinds, under: own, name: "with whom is not on record",
				breaks: on("contact", to()),
				with:   none("parents-informed-same-day undetermined"), says: none(strings.Replace(term, "flagged", "undetermined", 1) + " lacks to")})
		for _, h := range ways(cbe3007.ReadingHandsOn) {
			both := append(slices.Clone(u), h...)
			add(item("7(22)", cbe3007.HandsOnDocumented, hold, policy.HandsOnJustified, both)...)
		}
	}
	add(trial{clauses: "7(22)", rule: cbe3007.HandsOnDocumented, kinds: hold, name: "whether it was a transfer is not on record",
		breaks: edits(on("document", state(policy.No, policy.HandsOnJustified)), on("start", state(policy.NotRecorded, policy.ForTransfer))),
		says:   none("undetermined from 8m0s due 24h8m0s allowed 24h0m0s lacks for-transfer")})
	add(item("7(43)(a)", cbe3007.PreventionDocumented, allKinds, policy.PreventionRecorded, documentedBy...)...)
	add(item("7(43)(b)", cbe3007.DetailsDocumented, allKinds, policy.DetailsRecorded, documentedBy...)...)
	add(item("7(43)(c)", cbe3007.CourseDocumented, emergency, policy.CourseRecorded, documentedBy...)...)
	add(item("7(43)(c) 7(34)", cbe3007.CourseDocumented, out, policy.CourseRecorded, documentedBy...)...)
	add(item("7(43)(f)", cbe3007.SafetyDocumented, allKinds, policy.SafetyMeasuresRecorded, documentedBy...)...)

	// Reports.
	add(trial{clauses: "7(45)", rule: cbe3007.ReportedToDirector, kinds: sec, breaks: without("report"),
		says: none("flagged from 8m0s due 86h0m0s allowed 85h52m0s")},
		trial{clauses: "7(45)", rule: cbe3007.ReportedToDirector, kinds: sec, name: "to somebody else", breaks: on("report", to(head)),
			says: none("flagged from 8m0s due 86h0m0s allowed 85h52m0s")},
		trial{clauses: "7(45)", rule: cbe3007.ReportedToDirector, kinds: sec, name: "to whom is not on record", breaks: on("report", to()),
			says: none("undetermined from 8m0s due 86h0m0s allowed 85h52m0s lacks to")},
		trial{clauses: "7(45)", rule: cbe3007.ReportedToDirector, kinds: sec, name: "late", breaks: on("report", later(3*24*time.Hour)),
			says: none("flagged from 8m0s until 97h8m0s due 86h0m0s allowed 85h52m0s was 97h0m0s")},
		trial{clauses: "7(47)", rule: cbe3007.ReportOnForm, kinds: sec, breaks: on("report", state(policy.No, policy.OnDebriefingForm)),
			says: none("breached from 25h8m0s")},
		trial{clauses: "7(47)", rule: cbe3007.ReportOnForm, kinds: sec, name: "not on record",
			breaks: on("report", state(policy.NotRecorded, policy.OnDebriefingForm)), says: none("undetermined from 25h8m0s lacks on-debriefing-form")})
	for _, u := range ways(cbe3007.ReadingDirectorNotified) {
		late := "flagged should from 8m0s until 35h8m0s due 29h30m0s allowed 29h22m0s was 35h0m0s"
		if u[0].Answer == cbe3007.IsDemanded {
			late = strings.Replace(late, " should", "", 1)
		}
		elsewhere := on("start", onFile(policy.DesignatedRoom, "room-a", policy.No))
		t := trial{clauses: "7(46)", rule: cbe3007.DirectorNotified, kinds: sec, under: [][]policy.Choice{u},
			besides: none("in-designated-room breached"), says: none(late)}
		t.keeps, t.breaks = edits(elsewhere, on("report", later(10*time.Hour)), plus(time.Hour, called())), without("called")
		add(t)
		t.name, t.breaks = "not reached", on("called", state(policy.No, policy.Reached))
		add(t)
		t.name, t.keeps, t.breaks = "by the report", elsewhere, on("report", later(10*time.Hour))
		add(t)
	}
	return ts
}

// before puts earlier uses on record, the day before.
func before(n int, kind policy.Kind) edit {
	return func(es []policy.Event) []policy.Event {
		for i := range n {
			es = append(es, policy.Event{ID: fmt.Sprint("earlier-", kind, i), Activity: policy.Earlier,
				At:    es[0].At.AddDate(0, 0, -3).Add(time.Duration(i) * time.Hour),
				Other: &policy.Part{Incident: fmt.Sprint("before-", kind, i), Kind: kind}})
		}
		return es
	}
}

// holdsAll gives somebody every training.
func holdsAll(id string) func(*policy.Event) {
	return func(e *policy.Event) {
		for _, f := range trainings {
			onFile(f, id, policy.Yes)(e)
		}
	}
}

// alsoTold lets somebody who took part be among those who reflect on it, and are told of the supports.
func alsoTold(id string) edit {
	more := func(ps *[]policy.Person) { *ps = append(*ps, staff(id)...) }
	return edits(on("debrief", func(e *policy.Event) { more(&e.By) }), on("support", func(e *policy.Event) { more(&e.To) }))
}

// heldAgain lets the student be held for another minute, and be told why it ends.
var heldAgain = edits(plus(12*minute, resumed()), plus(13*minute, let()), plus(13*minute, toldWhyItEnds()))

// steppedDown begins a step-down shortly before the release.
var steppedDown = plus(7*minute, policy.Event{ID: "down", Activity: policy.StepDown, By: both})

// resumed holds the student again, as the flawless incident began.
func resumed() policy.Event {
	e := initiation(time.Time{})
	return policy.Event{ID: "again", Activity: policy.Resume, By: both, Place: e.Place, Facts: e.Facts}
}

func let() policy.Event {
	return policy.Event{ID: "let", Activity: policy.Release, By: both, Facts: is(policy.DoorOpened)}
}

func toldWhyItEnds() policy.Event {
	return policy.Event{ID: "why-over-again", Activity: policy.Explain, By: both[:1], Facts: is(policy.ReasonsForEnding)}
}

func observed(a policy.Answer, fs ...policy.Fact) policy.Event { return observedAs("seen", a, fs...) }

func observedAs(id string, a policy.Answer, fs ...policy.Fact) policy.Event {
	return policy.Event{ID: id, Activity: policy.Observe, Facts: stated(a, fs...)}
}

func called() policy.Event {
	return policy.Event{ID: "called", Activity: policy.Contact, To: director, Facts: is(policy.Reached)}
}

// Each rule, for each kind that it speaks of and under each answer that it stands under, in an incident that keeps it and in one
// that breaks nothing else.
func TestEachRuleIsKeptAndBroken(t *testing.T) {
	start := monday(t)
	now := start.AddDate(0, 1, 0)
	for _, c := range trials() {
		sets := c.under
		if sets == nil {
			sets = [][]policy.Choice{nil}
		}
		for _, kind := range c.kinds {
			for _, choices := range sets {
				name := fmt.Sprintf("%s/%s/%s", strings.ReplaceAll(c.clauses, " ", ","), kind, c.rule)
				if c.name != "" {
					name += "/" + c.name
				}
				for _, u := range choices {
					name += "/" + u.Answer
				}
				t.Run(name, func(t *testing.T) {
					p := under(t, choices...)
					held := c.held
					if held == 0 {
						held = usual
					}
					good := c.keeps.of(kept(start, held))
					a := tell(t, p, kind, weekdays(t), good).Assess(now)
					require.Equal(t, c.besides, found(a), "where it is kept")
					require.Equal(t, policy.Satisfied.String(), a.Outcome(c.rule).String())

					bad := c.breaks.of(good)
					a = tell(t, p, kind, weekdays(t), bad).Assess(now)
					var says []string
					for _, f := range findings(a, c.rule) {
						says = append(says, said(f, start))
						want := strings.Fields(c.clauses)
						if f.Outcome == policy.Excused && c.rule == cbe3007.ParentsInformedSameDay { // 7(40) is an exception to itself
							want = append(want, "7(37)")
						}
						require.Equal(t, want, f.Clauses)
						require.Equal(t, "AR 3007", f.Document)
					}
					require.Equal(t, c.says, says)
					want := slices.Concat(c.besides, c.with, []string{string(c.rule) + " " + a.Outcome(c.rule).String()})
					slices.Sort(want)
					require.Equal(t, slices.Compact(want), found(a), "and nothing else")
					refuses(t, p, kind, bad, a)
				})
			}
		}
	}
}

// refuses tells an incident live: what a gate forbids is refused for what is found of it afterwards, and nothing else is. A review
// is refused only for what is broken, never for what is missing.
func refuses(t *testing.T, p *policy.Profile, kind policy.Kind, es []policy.Event, a policy.Assessment) {
	gates := map[policy.RuleID]bool{}
	for _, d := range declarations(t) {
		gates[d.Name] = gates[d.Name] || d.Gate && d.kind == kind && d.stands(p)
	}
	on := map[string]policy.Activity{}
	for e := range a.Events() {
		on[e.ID] = e.Activity
	}
	want := map[string]bool{}
	for f := range a.Findings() {
		if gates[f.Rule] && (f.Outcome == policy.Breached || on[f.Occurrence] != policy.Review) {
			want[fmt.Sprint(f.Rule, " ", f.Occurrence, " ", f.Outcome)] = true
		}
	}
	got := map[string]bool{}
	c, err := policy.Open(p, machine(kind), weekdays(t), "incident-0001")
	require.NoError(t, err)
	for e := range tell(t, p, kind, weekdays(t), es).Assess(a.Now()).Events() {
		if _, err = c.Do(e); err == nil {
			continue
		}
		no, ok := errors.AsType[*policy.RefusedError](err)
		require.True(t, ok, "%s: %v", e.ID, err)
		for _, r := range no.Reasons {
			got[fmt.Sprint(r.Rule, " ", e.ID, " ", r.Outcome)] = true
		}
		_, err = c.Add(e)
		require.NoError(t, err)
	}
	require.Equal(t, want, got, "what is refused live")
}

// The table leaves nothing out: each declaration, for each of its kinds and under its answers, by its clauses.
func TestTheTrialsAreComplete(t *testing.T) {
	type key struct {
		rule policy.RuleID
		kind policy.Kind
	}
	tried := map[key][]trial{}
	for _, c := range trials() {
		for _, k := range c.kinds {
			tried[key{c.rule, k}] = append(tried[key{c.rule, k}], c)
		}
	}
	names := map[policy.RuleID]bool{}
	for _, d := range declarations(t) {
		names[d.Name] = true
		if slices.Contains(ofSchool, d.Name) {
			continue // those are asked in an inspection
		}
		require.True(t, slices.ContainsFunc(tried[key{d.Name, d.kind}], func(c trial) bool {
			sets := c.under
			if sets == nil {
				sets = [][]policy.Choice{nil}
			}
			return c.clauses == strings.Join(d.Clauses, " ") && slices.ContainsFunc(sets, func(s []policy.Choice) bool { return d.stands(under(t, s...)) })
		}), "%s of %s under %v, %v", d.Name, d.kind, d.Under, d.Clauses)
	}
	seen := map[policy.RuleID]bool{}
	for _, c := range answers() {
		for h := range under(t, c).Rules() {
			seen[h.Name] = true
		}
	}
	require.Equal(t, names, seen)
}

// Begun elsewhere, or of another kind, the rules that do not speak of it say nothing.
func TestRulesOfOtherKindsSayNothing(t *testing.T) {
	start := monday(t)
	for _, kind := range allKinds {
		es := each(policy.Monitor, state(policy.No, policy.FaceToFace)).of([]policy.Event{{Activity: policy.Initiate, At: start},
			{Activity: policy.Release, At: start.Add(40 * minute)}})
		a := tell(t, ar(), kind, weekdays(t), es).Assess(start.AddDate(0, 1, 0))
		speaks := map[policy.RuleID]bool{}
		for _, d := range declarations(t) {
			speaks[d.Name] = speaks[d.Name] || d.kind == kind
		}
		for r, yes := range speaks {
			if !yes {
				require.Equal(t, policy.NotApplicable, a.Outcome(r), "%s of a %s", r, kind)
			}
		}
	}
}

// What a gate of AR 3007 refuses live, it refuses for each of its clauses; what is not a gate it judges.
func TestGates(t *testing.T) {
	gates := map[policy.RuleID][]policy.Kind{}
	for _, d := range declarations(t) {
		if d.Gate && !slices.Contains(gates[d.Name], d.kind) {
			gates[d.Name] = append(gates[d.Name], d.kind)
		}
	}
	require.Equal(t, map[policy.RuleID][]policy.Kind{
		cbe3007.EmergencyOnly: emergency, cbe3007.DangerImminent: sec, cbe3007.LessRestrictiveFirst: sec, cbe3007.SeclusionCanHelp: sec,
		cbe3007.OnlyToPreventHarm: sec, cbe3007.TrainedStaffBegin: {policy.Seclusion, policy.TimeOut, policy.Restraint},
		cbe3007.ConsentInWriting: allKinds,
		cbe3007.InDesignatedRoom: sec, cbe3007.NotAtRiskOfSelfInjury: sec, cbe3007.NotContinuedAtRiskOfSelfInjury: sec,
		cbe3007.RestraintNotToManageBehaviour: hold, cbe3007.RestraintNotAsConsequence: hold, cbe3007.RestraintNotAsCorporalPunishment: hold,
		cbe3007.TimeOutNotUniversal: out, cbe3007.TimeOutNotToCalm: out, cbe3007.TimeOutNotAsConsequence: out, cbe3007.TimeOutNotInSecludedSpace: out,
	}, gates)
}

func TestTheInstrumentSaysThatItsReviewIsPast(t *testing.T) {
	i := ar().Instrument()
	require.Equal(t, "2025-08", i.ReviewDue)
	require.Equal(t, "2020-08-31", i.From.String())
}

// Before it was in force, the regulation demanded nothing.
func TestNothingAppliesBeforeTheRegulationWasInForce(t *testing.T) {
	for _, kind := range allKinds {
		for day, inForce := range map[int]bool{30: false, 31: true} {
			start := time.Date(2020, 8, day, 23, 50, 0, 0, edmonton(t))
			es := []policy.Event{{Activity: policy.Initiate, At: start}, {Activity: policy.Release, At: start.Add(31 * minute)}}
			a := tell(t, ar(), kind, weekdays(t), es).Assess(start.AddDate(0, 1, 0))
			for _, d := range declarations(t) {
				if !inForce {
					require.Equal(t, policy.NotApplicable, a.Outcome(d.Name), "%s of a %s on August %d", d.Name, kind, day)
				}
			}
			require.Equal(t, !inForce, a.Outcome(policy.NotInForce) == policy.Flagged, "and it is said")
			require.Equal(t, inForce, a.Outcome(cbe3007.DebriefWithinThreeDays) == policy.Breached)
		}
	}
}
