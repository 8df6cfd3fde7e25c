package cbe3007_test

import (
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/leastrestrictive/interventions/policy"
	"github.com/leastrestrictive/interventions/policy/cbe3007"
)

// An openQuestion is an incident in which the answer to a reading changes what is found.
type openQuestion struct {
	reading string
	kind    policy.Kind
	rule    policy.RuleID
	events  []policy.Event
	comes   map[string]policy.Outcome // to what, by answer
}

func openQuestions(tb testing.TB) []openQuestion {
	zone := edmonton(tb)
	start := monday(tb)
	midnight := time.Date(2025, 10, 6, 23, 56, 0, 0, zone)
	thursday := time.Date(2025, 10, 9, 10, 0, 0, 0, zone)
	base := kept(start, usual)
	unexplained := each(policy.Explain, state(policy.No, policy.ReasonsForContinuing)).of(kept(start, 20*minute))
	once := on("why-16m0s", state(policy.Yes, policy.ReasonsForContinuing)).of(unexplained)
	unsaid := each(policy.Review, state(policy.NotRecorded, dangers...)).of(without("steps").of(kept(start, 35*minute)))
	undesignated := on("start", onFile(policy.DesignatedRoom, "room-a", policy.No))
	tried := on("contact", state(policy.No, policy.Reached)).of(base)
	type o = map[string]policy.Outcome
	qs := []openQuestion{
		{cbe3007.ReadingDangerToWhom, policy.Seclusion, cbe3007.DangerImminent, on("start", state(policy.No, policy.DangerToSelf)).of(base),
			o{cbe3007.SelfOrOthers: policy.Satisfied, cbe3007.SelfAndOthers: policy.Breached}},
		{cbe3007.ReadingDangerLasts, policy.Seclusion, cbe3007.PlanStepsPastThirtyMinutes, unsaid,
			o{cbe3007.UntilRecordedOtherwise: policy.Flagged, cbe3007.TwoMinutes: policy.Undetermined}},
		{cbe3007.ReadingDangerLasts, policy.Restraint, cbe3007.PlanStepsPastThirtyMinutes, unsaid,
			o{cbe3007.UntilRecordedOtherwise: policy.Flagged, cbe3007.TwoMinutes: policy.Undetermined}},
		{cbe3007.ReadingDangerLasts, policy.Seclusion, cbe3007.OnlyToPreventHarm, unsaid,
			o{cbe3007.UntilRecordedOtherwise: policy.Satisfied, cbe3007.TwoMinutes: policy.Undetermined}},
		{cbe3007.ReadingKeyStaff, policy.Seclusion, cbe3007.KeyStaffReviewEveryTwoMinutes,
			on("start", onFile(policy.DesignatedKeyStaff, "staff-02", policy.No)).of(base),
			o{cbe3007.TrainedInBoth: policy.Satisfied, cbe3007.NamedByPrincipal: policy.Breached}},
		{cbe3007.ReadingKeyStaff, policy.TimeOut, cbe3007.KeyStaffReviewTimeOut, on("start", onFile(policy.TrainedTCI, "staff-01", policy.No),
			onFile(policy.TrainedFBA, "staff-02", policy.No)).of(base),
			o{cbe3007.TrainedInBoth: policy.Breached, cbe3007.NamedByPrincipal: policy.Satisfied}},
		{cbe3007.ReadingReviewing, policy.Seclusion, cbe3007.KeyStaffReviewEveryTwoMinutes,
			edits(on("review-2m0s", by(both[:1])), on("review-4m0s", by(both[1:]))).of(base),
			o{cbe3007.Together: policy.Breached, cbe3007.ByTurns: policy.Satisfied}},
		{cbe3007.ReadingHandsOn, policy.Restraint, cbe3007.HandsOnDocumented, edits(on("document", state(policy.No, policy.HandsOnJustified)),
			on("start", state(policy.No, policy.ForTransfer))).of(base),
			o{cbe3007.WhenForTransfer: policy.NotApplicable, cbe3007.EveryRestraint: policy.Flagged}},
		{cbe3007.ReadingHandsOn, policy.Restraint, cbe3007.HandsOnDocumented, edits(on("document", state(policy.No, policy.HandsOnJustified)),
			on("start", state(policy.NotRecorded, policy.ForTransfer))).of(base),
			o{cbe3007.WhenForTransfer: policy.Undetermined, cbe3007.EveryRestraint: policy.Flagged}},
		{cbe3007.ReadingRecurrent, policy.TimeOut, cbe3007.TimeOutNotRecurrent, before(1, policy.TimeOut).of(base),
			o{cbe3007.ThirdInTenSchoolDays: policy.Satisfied, cbe3007.SecondInFiveSchoolDays: policy.Flagged,
				cbe3007.FifthInTwentySchoolDays: policy.Satisfied}},
		{cbe3007.ReadingRecurrent, policy.TimeOut, cbe3007.TimeOutNotRecurrent, before(2, policy.TimeOut).of(base),
			o{cbe3007.ThirdInTenSchoolDays: policy.Flagged, cbe3007.SecondInFiveSchoolDays: policy.Flagged,
				cbe3007.FifthInTwentySchoolDays: policy.Satisfied}},
		{cbe3007.ReadingAttemptExcuses, policy.TimeOut, cbe3007.ParentsInformedSameDay, tried,
			o{cbe3007.SeclusionAndRestraint: policy.Breached, cbe3007.EveryKind: policy.Excused}},
		{cbe3007.ReadingAttemptExcuses, policy.TimeOut, cbe3007.ParentsInformedAfterAll, tried,
			o{cbe3007.SeclusionAndRestraint: policy.NotApplicable, cbe3007.EveryKind: policy.Flagged}},
	}
	for _, kind := range emergency {
		qs = append(qs,
			openQuestion{cbe3007.ReadingExplanations, kind, cbe3007.ContinuingExplained, unexplained,
				o{cbe3007.AtHalfTheLimit: policy.Flagged, cbe3007.AtEachDecision: policy.Flagged, cbe3007.AtStartAndEnd: policy.NotApplicable}},
			openQuestion{cbe3007.ReadingExplanations, kind, cbe3007.ContinuingExplained, once,
				o{cbe3007.AtHalfTheLimit: policy.Satisfied, cbe3007.AtEachDecision: policy.Flagged, cbe3007.AtStartAndEnd: policy.NotApplicable}})
	}
	for _, kind := range allKinds {
		qs = append(qs,
			openQuestion{cbe3007.ReadingDayOfContact, kind, cbe3007.ParentsInformedSameDay, kept(midnight, usual),
				o{cbe3007.OfLastRelease: policy.Satisfied, cbe3007.OfStart: policy.Breached}},
			openQuestion{cbe3007.ReadingDebriefDays, kind, cbe3007.DebriefWithinThreeDays, on("debrief", later(4*24*time.Hour)).of(kept(thursday, usual)),
				o{cbe3007.CalendarDays: policy.Breached, cbe3007.SchoolDays: policy.Satisfied}})
		for r := range map[policy.RuleID]bool{cbe3007.Documented: true, cbe3007.DetailsDocumented: true} {
			qs = append(qs, openQuestion{cbe3007.ReadingDocumentedBy, kind, r, on("document", later(26*time.Hour)).of(base),
				o{cbe3007.ReportDebriefOrClose: policy.Flagged, cbe3007.EndOfDebriefTerm: policy.Satisfied}})
		}
	}
	for r, f := range map[policy.RuleID]policy.Fact{cbe3007.RoomKeepsDignity: policy.RoomKeepsDignity, cbe3007.RoomEasyToReach: policy.RoomEasyAccess,
		cbe3007.RoomObservable: policy.RoomObservable, cbe3007.RoomAwayFromStairs: policy.RoomAwayFromStairs,
		cbe3007.RoomMeetsRequirements: policy.RoomMeetsRequirements,
		cbe3007.RoomSafeAndHumane:     policy.RoomSafeAndHumane, cbe3007.RoomFreeOfHazards: policy.RoomFreeOfHazards} {
		qs = append(qs, openQuestion{cbe3007.ReadingRoomClauses, policy.Seclusion, r,
			edits(undesignated, on("start", onFile(f, "room-a", policy.No))).of(base),
			o{cbe3007.AnySpace: policy.Breached, cbe3007.DesignatedRooms: policy.NotApplicable}})
	}
	return qs
}

// Each reading has an incident whose finding it changes, under each of its answers; the finding says so, whichever was chosen; and
// where nobody has chosen, it cannot be told, and says why.
func TestReadings(t *testing.T) {
	now := monday(t).AddDate(0, 1, 0)
	tried := map[policy.Choice]bool{}
	for _, q := range openQuestions(t) {
		t.Run(q.reading+"/"+string(q.kind)+"/"+string(q.rule), func(t *testing.T) {
			for id, want := range q.comes {
				tried[answer(q.reading, id)] = true
				p := under(t, answer(q.reading, id))
				a := tell(t, p, q.kind, weekdays(t), q.events).Assess(now)
				require.Equal(t, want.String(), a.Outcome(q.rule).String(), id)
				for _, f := range findings(a, q.rule) {
					if f.Outcome == want {
						require.Contains(t, f.Readings, q.reading, "under %s, %s", id, said(f, f.From))
					}
				}
			}
			undecided := under(t, policy.Choice{Reading: q.reading})
			a := tell(t, undecided, q.kind, weekdays(t), q.events).Assess(now)
			require.Equal(t, policy.Undetermined.String(), a.Outcome(q.rule).String())
			i := slices.IndexFunc(findings(a, q.rule), func(f policy.Finding) bool { return slices.Contains(f.Readings, q.reading) })
			require.GreaterOrEqual(t, i, 0, "no finding names the reading")
			require.Contains(t, findings(a, q.rule)[i].Missing, policy.Missing{Fact: "reading", Subject: q.reading})
			require.Equal(t, policy.Satisfied, a.Outcome(cbe3007.ConsentInWriting), "what does not hang on it is found")
		})
	}
	for _, c := range answers() {
		if c.Reading != cbe3007.ReadingDirectorNotified { // that one changes how strongly it is said: below
			require.True(t, tried[c], "%v", c)
		}
	}
}

// Whether 7(46) expects or demands changes how strongly a finding is put, and no outcome: as soon as possible is never a breach.
func TestTheReadingOfWhatIsExpectedChangesTheForce(t *testing.T) {
	start := monday(t)
	es := edits(on("start", onFile(policy.DesignatedRoom, "room-a", policy.No)), without("report")).of(kept(start, usual))
	for id, force := range map[string]policy.Force{cbe3007.IsExpected: policy.Should, cbe3007.IsDemanded: policy.Must} {
		p := under(t, answer(cbe3007.ReadingDirectorNotified, id))
		f := finding(t, tell(t, p, policy.Seclusion, weekdays(t), es).Assess(start.AddDate(0, 1, 0)), cbe3007.DirectorNotified)
		require.Equal(t, policy.Flagged, f.Outcome, id)
		require.Equal(t, force, f.Force, id)
		require.Equal(t, []string{cbe3007.ReadingDirectorNotified}, f.Readings, id)
		called := plus(time.Hour, called()).of(es)
		f = finding(t, tell(t, p, policy.Seclusion, weekdays(t), called).Assess(start.AddDate(0, 1, 0)), cbe3007.DirectorNotified)
		require.Equal(t, policy.Satisfied, f.Outcome, id)
		require.Equal(t, []string{cbe3007.ReadingDirectorNotified}, f.Readings, "kept, it hangs on it all the same")
	}
}

// Each set of answers is a profile of its own, to whoever stores or compares them.
func TestEachAnswerHasAFingerprintOfItsOwn(t *testing.T) {
	seen := map[string]string{ar().Fingerprint(): "the defaults"}
	for r := range ar().Readings() {
		require.Equal(t, ar().Fingerprint(), under(t, answer(r.ID, r.Default)).Fingerprint(), r.ID)
		for _, other := range append(slices.Clone(r.Alternatives), "") {
			p := under(t, answer(r.ID, other))
			require.Empty(t, seen[p.Fingerprint()], "%s of %s", other, r.ID)
			seen[p.Fingerprint()] = other + " of " + r.ID
		}
	}
}

// No answer lets through what the text says without a doubt: the readings change how much is demanded, not what counts as done.
func TestNoReadingExcusesAnEmptyRecord(t *testing.T) {
	start := monday(t)
	es := []policy.Event{{Activity: policy.Initiate, At: start}, {Activity: policy.Release, At: start.Add(40 * minute)}}
	for _, kind := range allKinds {
		limit := map[policy.Kind]policy.RuleID{policy.Seclusion: cbe3007.SeclusionAtMostThirtyMinutes,
			policy.Restraint: cbe3007.RestraintAtMostThirtyMinutes,
			policy.TimeOut:   cbe3007.TimeOutAtMostFifteenMinutes}[kind]
		for _, c := range answers() {
			a := tell(t, under(t, c), kind, weekdays(t), es).Assess(start.AddDate(0, 1, 0))
			for _, r := range []policy.RuleID{limit, cbe3007.DebriefWithinThreeDays, cbe3007.ParentsInformedSameDay} {
				require.Equal(t, policy.Breached, a.Outcome(r), "%s of a %s under %v", r, kind, c)
			}
			require.Equal(t, policy.Flagged, a.Outcome(cbe3007.Documented), "%s under %v", kind, c)
			require.Equal(t, policy.Undetermined, a.Outcome(cbe3007.ConsentInWriting), "%s under %v", kind, c)
		}
	}
}
