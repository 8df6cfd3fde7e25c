package record_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/leastrestrictive/interventions/policy"
	"github.com/leastrestrictive/interventions/policy/record"
)

var (
	noon   = time.Date(2025, 10, 6, 12, 0, 0, 0, time.FixedZone("", -6*60*60))
	parent = []policy.Person{{ID: "parent-01", Role: policy.Parent}}
	entry  = record.Entry{At: noon, Recorded: noon.Add(time.Hour), By: []policy.Person{{ID: "staff-01"}}, ID: "e-7", Sequence: 3,
		Glass:    &policy.BreakGlass{By: policy.Person{ID: "principal-01"}, Reason: "a reason"},
		Facts:    []policy.Stated{{Fact: "ourboard/nurse-told", Answer: policy.Yes}},
		Standing: []policy.Credential{{Fact: policy.TrainedTCI, Subject: "staff-01", Answer: policy.Yes}}}
)

// Each record makes its event, with everything that the entry says, its own fields first, and nothing that nobody recorded.
func TestEveryFieldArrives(t *testing.T) {
	yes := func(fs ...policy.Fact) (s []policy.Stated) {
		for _, f := range fs {
			s = append(s, policy.Stated{Fact: f, Answer: policy.Yes})
		}
		return append(s, entry.Facts...)
	}
	amends := policy.Amendment{Event: "e-1", At: noon}
	for _, c := range []struct {
		got   policy.Event
		want  policy.Activity
		facts []policy.Stated
		to    bool
	}{
		{record.Presence{Entry: entry}.Present(), policy.Present, entry.Facts, false},
		{record.Presence{Entry: entry}.Absent(), policy.Absent, entry.Facts, false},
		{record.Observation{Entry: entry, DangerToSelf: policy.Yes, DangerToOthers: policy.Yes, SelfInjuryRisk: policy.Yes, VisualMonitoring: policy.Yes,
			AuralMonitoring: policy.Yes, DoorShut: policy.Yes}.Observe(), policy.Observe, yes(policy.DangerToSelf, policy.DangerToOthers,
			policy.SelfInjuryRisk, policy.VisualMonitoring, policy.AuralMonitoring, policy.DoorShut), false},
		{record.Observation{Entry: entry}.Observe(), policy.Observe, entry.Facts, false},
		{record.Check{Entry: entry, FaceToFace: policy.Yes}.Monitor(), policy.Monitor, yes(policy.FaceToFace), false},
		{record.Review{Observation: record.Observation{Entry: entry, DangerToOthers: policy.Yes}, Continue: policy.Yes}.Review(), policy.Review,
			yes(policy.DangerToOthers, policy.Continue), false},
		{record.StepDown{Entry: entry, ObservationPeriod: policy.Yes}.StepDown(), policy.StepDown, yes(policy.ObservationPeriod), false},
		{record.StepDown{Entry: entry, ReentryPlan: policy.Yes}.End(), policy.End, yes(policy.ReentryPlan), false},
		{record.Release{Entry: entry}.Release(), policy.Release, entry.Facts, false},
		{record.Explanation{Entry: entry, UnderstandingRecorded: policy.Yes}.Explain(), policy.Explain, yes(policy.UnderstandingRecorded), false},
		{record.Approval{Entry: entry}.Approve(), policy.Approve, entry.Facts, false},
		{record.Escalation{Entry: entry, To: parent, PlanStepsFollowed: policy.Yes}.Escalate(), policy.Escalate, yes(policy.PlanStepsFollowed), true},
		{record.Contact{Entry: entry, To: parent, Reached: policy.Yes}.Contact(), policy.Contact, yes(policy.Reached), true},
		{record.Support{Entry: entry, To: parent}.Support(), policy.Support, entry.Facts, true},
		{record.Cleaning{Entry: entry}.Clean(), policy.Clean, entry.Facts, false},
		{record.Documentation{Entry: entry}.Document(), policy.Document, entry.Facts, false},
		{record.Debrief{Entry: entry}.Debrief(), policy.Debrief, entry.Facts, false},
		{record.Report{Entry: entry, To: parent}.Report(), policy.Report, entry.Facts, true},
		{record.NextUse{Entry: entry}.NextUse(), policy.NextUse, entry.Facts, false},
		{record.Attestation{Entry: entry}.Attest(), policy.Attest, entry.Facts, false},
		{record.Closing{Entry: entry}.Close(), policy.Close, entry.Facts, false},
		{record.Other{Entry: entry, Activity: "ourboard/nurse-called", To: parent}.Other(), "ourboard/nurse-called", entry.Facts, true},
	} {
		want := policy.Event{ID: "e-7", Activity: c.want, At: noon, Recorded: noon.Add(time.Hour), Sequence: 3, By: entry.By, Glass: entry.Glass,
			Facts: c.facts, Standing: entry.Standing}
		if c.to {
			want.To = parent
		}
		require.Equal(t, want, c.got, c.want)
		require.NoError(t, c.got.Check(), c.want)
	}
	i := record.Interruption{Entry: entry, Why: "fire alarm"}.Interrupt()
	require.Equal(t, policy.Text("fire alarm"), i.Reason)
	require.NoError(t, i.Check())
	into := policy.Part{Incident: "incident-0002", Kind: policy.Seclusion}
	v := record.Conversion{Entry: entry, Into: into}.Convert()
	require.Equal(t, &into, v.Other)
	require.NoError(t, v.Check())
	c := record.Correction{Entry: entry, Amends: amends, Why: "a slip"}.Correct()
	require.Equal(t, &amends, c.Amends)
	require.Equal(t, policy.Text("a slip"), c.Reason)
	require.NoError(t, c.Check())
}

// What a kind's own record adds comes first, and nobody else's slice is written to.
func TestWithLeavesTheEntryAsItWas(t *testing.T) {
	facts := make([]policy.Stated, 1, 4)
	facts[0] = entry.Facts[0]
	e := record.Entry{At: noon, Facts: facts}
	more := e.With(policy.Stated{Fact: policy.DoorOpened, Answer: policy.Yes}, policy.Stated{Fact: policy.FaceToFace})
	require.Equal(t, []policy.Stated{{Fact: policy.DoorOpened, Answer: policy.Yes}, facts[0]}, more.Facts)
	require.Equal(t, entry.Facts, e.Facts)
	require.Zero(t, facts[:4][1])
	require.Equal(t, []policy.Stated{{Fact: policy.Emergency, Answer: policy.No}, facts[0]},
		record.Grounds{Emergency: policy.No}.Stated(facts[0], policy.Stated{Fact: policy.ForTransfer}))
}

// A record is plain input and makes one event, which a case takes or a log holds.
func ExampleContact() {
	e := record.Contact{
		Entry:   record.Entry{At: noon, By: []policy.Person{{ID: "staff-01"}}},
		To:      []policy.Person{{ID: "parent-01", Role: policy.Parent}},
		Reached: policy.No,
	}.Contact()
	fmt.Println(e.Activity, e.To[0].Role, e.Answer(policy.Reached), e.Answer(policy.FaceToFace))
	// Output: contact parent no not recorded
}
