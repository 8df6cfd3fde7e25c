package cbe3007_test

import (
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/leastrestrictive/interventions/policy"
	"github.com/leastrestrictive/interventions/policy/cbe3007"
)

// One incident keeps every rule; each case below changes one thing in it, and breaks just what it is named after.
func TestEachRuleIsKeptAndBroken(t *testing.T) {
	start := time.Date(2025, 10, 6, 10, 0, 0, 0, edmonton(t))
	long := start.Add(30 * 24 * time.Hour)
	calm := kept(start, 8*time.Minute)
	require.Empty(t, found(tell(t, ar(), weekdays(t), calm).Assess(long)), "the incident that keeps everything")
	for name := range ar().Rules() {
		o := tell(t, ar(), weekdays(t), calm).Assess(long).Outcome(name.Name)
		applies := len(name.Kinds) == 0 || slices.Contains(name.Kinds, policy.Seclusion)
		if want := map[bool]policy.Outcome{true: policy.Satisfied, false: policy.NotApplicable}[applies]; !slices.Contains([]policy.RuleID{
			cbe3007.SomebodyWhoCanCommunicate, cbe3007.PlanStepsPastThirtyMinutes, cbe3007.ParentsInformedAfterAll}, name.Name) {
			require.Equal(t, want.String(), o.String(), name.Name)
		}
	}
	over := kept(start, 33*time.Minute)
	outsider := staff("staff-03")
	needsHelp := func(e *policy.Event) { onFile(policy.SpeechInadequate, "", policy.Yes)(e) }
	someone := func(e *policy.Event) {
		needsHelp(e)
		onFile(policy.CommunicatesWithThem, "staff-02", policy.Yes)(e)
		onFile(policy.CommunicatesWithThem, "staff-01", policy.No)(e)
	}
	leaves := append(change(calm, "start", someone),
		policy.Event{ID: "leaves", Activity: policy.Absent, At: start.Add(3 * time.Minute), By: staff("staff-02")},
		policy.Event{ID: "back", Activity: policy.Present, At: start.Add(5 * time.Minute), By: staff("staff-02")})
	injury := append(slices.Clone(calm), policy.Event{ID: "injury", Activity: policy.Observe, At: start.Add(5 * time.Minute), Facts: is(policy.SelfInjuryRisk)})
	tried := change(calm, "contact", state(policy.Reached, policy.No))
	for _, c := range []struct {
		clause string
		events []policy.Event
		want   []string
	}{
		{"7(11)(a)", change(calm, "start", state(policy.DangerToOthers, policy.No)), []string{"danger-imminent undetermined"}},
		{"7(11)(a) no danger", change(change(calm, "start", state(policy.DangerToOthers, policy.No)), "start", state(policy.DangerToSelf, policy.No)),
			[]string{"danger-imminent breached"}},
		{"7(11)(b)", change(calm, "start", state(policy.LessRestrictiveIneffective, policy.No)), []string{"less-restrictive-first breached"}},
		{"7(11)(b) not recorded", change(calm, "start", state(policy.LessRestrictiveIneffective, policy.NotRecorded)), []string{"less-restrictive-first undetermined"}},
		{"7(11)(c)", change(calm, "start", state(policy.ThreatCanBeDiminished, policy.No)), []string{"seclusion-can-help breached"}},
		{"6(8) begin", change(calm, "start", onFile(policy.Qualified, "staff-02", policy.No)),
			[]string{"trained-staff-begin breached", "trained-staff-deliver breached"}},
		{"6(8) deliver", change(calm, "check-2m0s", by(outsider)),
			[]string{"debrief-with-staff-involved breached", "trained-staff-deliver undetermined"}},
		{"6(9)", change(calm, "start", onFile(policy.WrittenConsent, "", policy.No)), []string{"consent-in-writing breached"}},
		{"6(9) not recorded", change(calm, "start", onFile(policy.WrittenConsent, "", policy.NotRecorded)), []string{"consent-in-writing undetermined"}},
		{"7(12)(a)", change(calm, "start", func(e *policy.Event) { e.Place = "hallway" }), []string{"in-designated-room undetermined"}},
		{"7(12)(a) not designated", change(calm, "start", onFile(policy.DesignatedRoom, "room-a", policy.No)), []string{"in-designated-room breached"}},
		{"7(20)(d)", change(calm, "start", state(policy.SelfInjuryRisk, policy.Yes)),
			[]string{"no-self-injury-while-held breached", "not-at-risk-of-self-injury breached", "not-continued-at-risk-of-self-injury breached"}},
		{"7(20)(d) while held", injury, []string{"no-self-injury-while-held breached", "not-continued-at-risk-of-self-injury breached"}},
		{"7(20)(d) and let go", change(injury, "review-6m0s", state(policy.Continue, policy.No)), []string{"no-self-injury-while-held breached"}},
		{"6(6)", change(calm, "start", state(policy.AuralMonitoring, policy.No)), []string{"seen-and-heard breached"}},
		{"6(6) not recorded", change(calm, "start", state(policy.AuralMonitoring, policy.NotRecorded)), []string{"seen-and-heard undetermined"}},
		{"6(7)", leaves, []string{"somebody-who-can-communicate breached"}},
		{"6(7) kept", change(change(leaves, "leaves", nil), "back", nil), nil},
		{"6(7) not recorded", change(calm, "start", needsHelp), []string{"somebody-who-can-communicate undetermined"}},
		{"7(16)(a)", change(calm, "check-4m0s", nil), []string{"face-to-face-every-two-minutes breached"}},
		{"7(16)(a) not face to face", change(calm, "check-4m0s", state(policy.FaceToFace, policy.No)), []string{"face-to-face-every-two-minutes breached"}},
		{"7(16)(a) not recorded how", change(calm, "check-4m0s", state(policy.FaceToFace, policy.NotRecorded)),
			[]string{"face-to-face-every-two-minutes undetermined"}},
		{"7(16)(b) one", change(calm, "review-4m0s", by(staff("staff-01"))), []string{"key-staff-review-every-two-minutes breached"}},
		{"7(16)(b) one twice", change(calm, "review-4m0s", by(staff("staff-01", "staff-01"))), []string{"key-staff-review-every-two-minutes breached"}},
		{"7(16)(b) untrained", change(calm, "start", onFile(policy.TrainedFBA, "staff-02", policy.No)), []string{"key-staff-review-every-two-minutes breached"}},
		{"7(16)(b) training not recorded", change(calm, "start", onFile(policy.TrainedFBA, "staff-02", policy.NotRecorded)),
			[]string{"key-staff-review-every-two-minutes undetermined"}},
		{"7(17) and 7(18)", over, []string{"plan-steps-past-thirty-minutes flagged", "seclusion-at-most-thirty-minutes breached"}},
		{"7(18) followed", append(slices.Clone(over), policy.Event{Activity: policy.Escalate, At: start.Add(31 * time.Minute), Facts: is(policy.PlanStepsFollowed)}),
			[]string{"seclusion-at-most-thirty-minutes breached"}},
		{"7(18) danger over", append(slices.Clone(over), policy.Event{Activity: policy.Observe, At: start.Add(29 * time.Minute),
			Facts: stated(policy.No, policy.DangerToSelf, policy.DangerToOthers)}), []string{"seclusion-at-most-thirty-minutes breached"}},
		{"7(19)(a)", change(calm, "release", state(policy.DoorOpened, policy.No)), []string{"door-opened-when-safe undetermined"}},
		{"7(19)(b), 6(14)", change(calm, "end", state(policy.StudentHelpedDecide, policy.No)), []string{"student-helps-decide flagged"}},
		{"7(19)(c)", change(calm, "end", state(policy.ObservationPeriod, policy.No)), []string{"observed-before-class flagged"}},
		{"7(19)(d)", change(calm, "end", state(policy.PreventionPlanOffered, policy.No)), []string{"student-can-plan flagged"}},
		{"7(19)(e)", change(calm, "end", state(policy.ReentryPlan, policy.No)), []string{"plan-for-re-entry flagged"}},
		{"7(19)(e) not recorded", change(calm, "end", state(policy.ReentryPlan, policy.NotRecorded)), []string{"plan-for-re-entry undetermined"}},
		{"7(19) not at all", change(calm, "end", nil), []string{"observed-before-class flagged", "plan-for-re-entry flagged", "student-can-plan flagged",
			"student-helps-decide flagged"}},
		{"7(36)", change(calm, "contact", nil), []string{"parents-informed-same-day breached"}},
		{"7(36) somebody else", change(calm, "contact", func(e *policy.Event) { e.To = as(policy.Teacher, "staff-09") }),
			[]string{"parents-informed-same-day breached"}},
		{"7(36) during", change(calm, "contact", at(start.Add(3*time.Minute))), nil},
		{"7(37) open", tried, []string{"parents-informed-after-all flagged", "parents-informed-same-day excused"}},
		{"7(37) done", append(tried, policy.Event{Activity: policy.Contact, At: start.Add(23 * time.Hour), To: as(policy.Parent, "parent-01"), Facts: is(policy.Reached)}),
			[]string{"parents-informed-same-day excused"}},
		{"7(36) reached or not is not recorded", change(calm, "contact", state(policy.Reached, policy.NotRecorded)),
			[]string{"parents-informed-same-day undetermined"}},
		{"7(38)", change(calm, "debrief", nil), []string{"debrief-within-three-days breached"}},
		{"7(39)(a)", change(calm, "debrief", by(staff("staff-01", "staff-02"), as(policy.Parent, "parent-01"))), []string{"debrief-with-principal breached"}},
		{"7(39)(b)", change(calm, "debrief", by(staff("staff-01"), as(policy.Principal, "principal-01"), as(policy.Parent, "parent-01"))),
			[]string{"debrief-with-staff-involved breached"}},
		{"7(39)(c)", change(calm, "debrief", by(staff("staff-01", "staff-02"), as(policy.Principal, "principal-01"))), []string{"debrief-with-parent breached"}},
		{"7(39) nobody recorded", change(calm, "debrief", by()), []string{"debrief-with-parent undetermined", "debrief-with-principal undetermined",
			"debrief-with-staff-involved undetermined"}},
		{"7(4)", append(change(calm, "clean", nil), policy.Event{Activity: policy.NextUse, At: start.Add(3 * time.Hour)}), []string{"room-cleaned flagged"}},
		{"7(4) no next use", change(calm, "clean", nil), nil},
		{"7(45)", change(calm, "report", nil), []string{"reported-to-director flagged"}},
		{"7(45) to somebody else", change(calm, "report", func(e *policy.Event) { e.To = as(policy.Principal, "principal-01") }),
			[]string{"reported-to-director flagged"}},
	} {
		t.Run(c.clause, func(t *testing.T) {
			require.Equal(t, c.want, found(tell(t, ar(), weekdays(t), c.events).Assess(long)))
		})
	}
}

// What a gate of AR 3007 refuses live, it refuses for each of its clauses; what is not a gate it judges.
func TestGates(t *testing.T) {
	gates := map[policy.RuleID]bool{}
	for h := range ar().Rules() {
		if h.Gate {
			gates[h.Name] = true
		}
	}
	require.Equal(t, map[policy.RuleID]bool{cbe3007.DangerImminent: true, cbe3007.LessRestrictiveFirst: true, cbe3007.SeclusionCanHelp: true,
		cbe3007.TrainedStaffBegin: true, cbe3007.ConsentInWriting: true, cbe3007.InDesignatedRoom: true, cbe3007.NotAtRiskOfSelfInjury: true,
		cbe3007.NotContinuedAtRiskOfSelfInjury: true}, gates)
}

func TestLedgerAccountsForEveryClauseOnce(t *testing.T) {
	entries := ar().Ledger()
	require.Len(t, entries, 131)
	for _, e := range entries {
		require.NotEqual(t, policy.Unaccounted, e.Carrier, e.Clause)
		require.NotEmpty(t, e.Label, e.Clause)
	}
}

func TestTheInstrumentSaysThatItsReviewIsPast(t *testing.T) {
	i := ar().Instrument()
	require.Equal(t, "2025-08", i.ReviewDue)
	require.Equal(t, "2020-08-31", i.From.String())
}

// Before it was in force, the regulation demanded nothing.
func TestNothingAppliesBeforeTheRegulationWasInForce(t *testing.T) {
	for day, want := range map[int]policy.Outcome{30: policy.NotApplicable, 31: policy.Breached} {
		start := time.Date(2020, 8, day, 23, 50, 0, 0, edmonton(t))
		es := change(kept(start, 8*time.Minute), "check-4m0s", nil)
		a := tell(t, ar(), weekdays(t), es).Assess(start.Add(time.Hour))
		require.Equal(t, want, a.Outcome(cbe3007.FaceToFaceEveryTwoMinutes), "August %d", day)
		require.Equal(t, want == policy.NotApplicable, a.Outcome(policy.NotInForce) == policy.Flagged, "and it is said")
	}
}
