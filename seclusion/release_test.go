package seclusion_test

import (
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/leastrestrictive/interventions/policy"
	"github.com/leastrestrictive/interventions/policy/cbe3007"
	"github.com/leastrestrictive/interventions/policy/record"
	"github.com/leastrestrictive/interventions/seclusion"
)

var releases = []policy.Activity{policy.StepDown, policy.Release, policy.End, policy.Interrupt}

// A profile that gates a way out does not build, so that no profile can refuse one.
func TestAProfileThatGatesAReleaseDoesNotBuild(t *testing.T) {
	for _, out := range releases {
		r := cbe3007.Regulation()
		r.Ledger = nil
		r.Rules = append(r.Rules, policy.At{Header: policy.Header{Name: "no-way-out", Clauses: []string{"x"}, Demand: "a reason", Gate: true},
			On: []policy.Activity{out}, Holds: policy.Is(policy.StudentHelpedDecide)})
		_, err := r.Build()
		bad, ok := errors.AsType[*policy.ProfileError](err)
		require.True(t, ok, "%s", out)
		require.Equal(t, []policy.Fault{{Where: "rule no-way-out", What: fmt.Sprintf("a gate on %s: release is never refused", out)}}, bad.Faults)
	}
}

func entry(after time.Duration, ids ...string) record.Entry {
	e := record.Entry{At: monday.Add(after)}
	for _, id := range ids {
		e.By = append(e.By, policy.Person{ID: id, Role: policy.SchoolStaff})
	}
	return e
}

// begin is a told start, without anything that a gate wants.
func begin(t *testing.T) *seclusion.Incident {
	e := entry(0, "staff-01")
	e.Told = true
	inc, _, err := seclusion.Initiate(cbe3007.Profile(), week(), seclusion.Initiation{Observation: record.Observation{Entry: e}, Incident: "incident-0001"})
	require.NoError(t, err)
	return inc
}

// Live, a start that lacks everything is refused with every reason at once, and nothing has happened.
func TestALiveStartIsRefusedWithEveryReason(t *testing.T) {
	inc, e, err := seclusion.Initiate(cbe3007.Profile(), week(),
		seclusion.Initiation{Observation: record.Observation{Entry: entry(0, "staff-01")}, Incident: "incident-0001"})
	require.Nil(t, inc)
	require.Zero(t, e)
	no, ok := errors.AsType[*policy.RefusedError](err)
	require.True(t, ok)
	require.Equal(t, policy.Initiate, no.Activity)
	require.Equal(t, "not begun", no.State)
	var clauses []string
	for i := range no.Reasons {
		clauses = append(clauses, no.Reasons[i].Clauses[0])
		require.Equal(t, policy.Undetermined, no.Reasons[i].Outcome)
		require.NotEmpty(t, no.Reasons[i].Missing)
	}
	require.Equal(t, []string{"7(11)", "7(11)(a)", "7(11)(b)", "7(11)(c)", "6(8)", "6(9)", "7(12)(a)", "7(20)(d)"}, clauses)
}

// Who must act anyway breaks the glass; name and reason stay on record, and every gate becomes a finding.
func TestBreakingTheGlass(t *testing.T) {
	e := entry(0, "staff-01")
	e.Glass = &policy.BreakGlass{By: policy.Person{ID: "principal-01", Role: policy.Principal}, Reason: "words about a child"}
	inc, kept, err := seclusion.Initiate(cbe3007.Profile(), week(), seclusion.Initiation{Observation: record.Observation{Entry: e}, Incident: "incident-0001"})
	require.NoError(t, err)
	require.Equal(t, e.Glass, kept.Glass)
	found := map[policy.RuleID]policy.Outcome{}
	for f := range inc.Assess(monday).Findings() {
		found[f.Rule] = f.Outcome
		require.NotContains(t, f.String(), "words about a child")
	}
	require.Equal(t, policy.Flagged, found[policy.BrokenGlass])
	for _, r := range []policy.RuleID{cbe3007.EmergencyOnly, cbe3007.DangerImminent, cbe3007.ConsentInWriting,
		cbe3007.InDesignatedRoom, cbe3007.TrainedStaffBegin} {
		require.Equal(t, policy.Undetermined, found[r], r)
	}
	require.NotContains(t, fmt.Sprintf("%v %+v %#v", kept.Glass, kept.Glass, *kept.Glass), "words about a child")
}

// A live activity without a place changes nothing; told, it is kept and is a finding until other events explain it.
func TestWhatHasNoPlace(t *testing.T) {
	inc := begin(t)
	_, err := inc.Release(seclusion.Release{Entry: entry(2 * time.Minute)})
	require.NoError(t, err)
	_, err = inc.Release(seclusion.Release{Entry: entry(9 * time.Minute)})
	no, ok := errors.AsType[*policy.TransitionError](err)
	require.True(t, ok)
	require.Equal(t, "released", no.State)
	require.Equal(t, "release has no place when the incident is released; if it happened, tell it", err.Error())

	again := entry(9 * time.Minute)
	again.Told = true
	_, err = inc.Release(seclusion.Release{Entry: again})
	require.NoError(t, err)
	unexplained := func() (n int) {
		for f := range inc.Assess(monday.Add(time.Hour)).Findings() {
			if f.Rule == policy.Unexplained {
				n++
			}
		}
		return n
	}
	require.Equal(t, 1, unexplained())
	back := entry(5 * time.Minute)
	back.Told = true
	_, err = inc.Resume(seclusion.Resumption{Observation: record.Observation{Entry: back}})
	require.NoError(t, err)
	require.Equal(t, 0, unexplained(), "a resumption between the two explains the second")
	require.Equal(t, 6*time.Minute, inc.Assess(monday.Add(time.Hour)).Held())
}

// A review that decides to go on is refused where danger is known to be over, if the profile gates that, and never for silence.
func TestProlongingIsRefusedOnlyForWhatIsKnown(t *testing.T) {
	r := cbe3007.Regulation()
	r.Ledger = nil
	r.Rules = append(r.Rules, policy.At{Header: policy.Header{Name: "danger-goes-on", Clauses: []string{"x"}, Demand: "danger goes on", Gate: true},
		On: []policy.Activity{policy.Review}, Holds: policy.Is(policy.DangerToOthers)})
	p, err := r.Build()
	require.NoError(t, err)
	for danger, refused := range map[policy.Answer]bool{policy.Yes: false, policy.No: true, policy.NotRecorded: false} {
		for decision, bites := range map[policy.Answer]bool{policy.Yes: true, policy.No: false, policy.NotRecorded: false} {
			c := told(t, p, nil, []policy.Event{{Activity: policy.Initiate, At: monday}})
			err := c.Ask(policy.Event{Activity: policy.Review, At: monday.Add(time.Minute), Facts: record.Facts(
				policy.Stated{Fact: policy.Continue, Answer: decision}, policy.Stated{Fact: policy.DangerToOthers, Answer: danger})})
			require.Equal(t, refused && bites, err != nil, "danger %s, go on %s: %v", danger, decision, err)
		}
	}
}

// What is not under a prefix has a verb of its own: no back door opens a real one.
func TestOtherIsOnlyForWhatStandsUnderAPrefix(t *testing.T) {
	inc := begin(t)
	e := entry(time.Minute)
	e.Told = true
	_, err := inc.Other(record.Other{Entry: e, Activity: policy.Release})
	require.ErrorContains(t, err, "activity")
	require.Equal(t, seclusion.Secluded, inc.State())
}

// AR 3007 refuses a review that decides to go on at risk of self-injury, 7(20)(d); one that ends it is taken.
func TestAReviewThatGoesOnAtRiskOfSelfInjuryIsRefused(t *testing.T) {
	inc := begin(t)
	r := record.Review{Observation: record.Observation{Entry: entry(time.Minute, "staff-01"), SelfInjuryRisk: policy.Yes}, Continue: policy.Yes}
	_, err := inc.Review(r)
	no, ok := errors.AsType[*policy.RefusedError](err)
	require.True(t, ok)
	require.Equal(t, []string{"7(20)(d)"}, no.Reasons[0].Clauses)
	r.Continue = policy.No
	_, err = inc.Review(r)
	require.NoError(t, err)
}
