package policy_test

import (
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/leastrestrictive/interventions/policy"
	"github.com/leastrestrictive/interventions/policy/ap354"
	"github.com/leastrestrictive/interventions/policy/ban2019"
	"github.com/leastrestrictive/interventions/policy/cbe3007"
	"github.com/leastrestrictive/interventions/restraint"
	"github.com/leastrestrictive/interventions/seclusion"
	"github.com/leastrestrictive/interventions/timeout"
)

// ordinary acts and facts, among which an incident is often one as people write them.
var (
	ordinaryActs = []policy.Activity{policy.Monitor, policy.Monitor, policy.Review, policy.Review, policy.Observe, policy.Explain, policy.Present, policy.Absent,
		policy.Escalate, policy.StepDown, policy.Release, policy.Resume, policy.End, policy.Contact, policy.Debrief, policy.Document, policy.Report, policy.Support,
		policy.Clean, policy.Close, policy.Attest, policy.Earlier, policy.Correct}
	ordinaryFacts = []policy.Fact{policy.Emergency, policy.DangerToSelf, policy.DangerToOthers, policy.VisualMonitoring, policy.AuralMonitoring,
		policy.MeansToBeMonitored, policy.SelfInjuryRisk, policy.FaceToFace, policy.Continue, policy.Reached, policy.Trained, policy.TrainedFBA, policy.TrainedTCI,
		policy.DesignatedKeyStaff, policy.DesignatedRoom, policy.RoomSafeAndHumane, policy.WrittenConsent, policy.ReasonsForContinuing, policy.DoorOpened,
		policy.PlanStepsFollowed, policy.DetailsRecorded}
)

// drawShipped draws one of the profiles that ship, some answer to each of its readings, and an incident, and judges it.
func drawShipped(t *rapid.T) policy.Assessment {
	p := rapid.SampledFrom([]*policy.Profile{cbe3007.Profile(), cbe3007.Profile(), ap354.Profile(), ban2019.Profile()}).Draw(t, "profile")
	var choices []policy.Choice
	for r := range p.Readings() {
		if rapid.IntRange(0, 5).Draw(t, "chosen") == 0 {
			choices = append(choices, policy.Choice{Reading: r.ID, Answer: rapid.SampledFrom(append([]string{"", r.Default}, r.Alternatives...)).Draw(t, r.ID)})
		}
	}
	p, err := p.Choose(choices...)
	require.NoError(t, err)
	machines := []policy.Lifecycle{seclusion.Lifecycle(), restraint.Lifecycle(), timeout.Lifecycle()}
	c, err := policy.Open(p, rapid.SampledFrom(machines).Draw(t, "machine"), rapid.SampledFrom([]policy.Calendar{schoolYear(), nil}).Draw(t, "calendar"), "i-1")
	require.NoError(t, err)
	now := october(6, 10, 0)
	for _, e := range policy.DrawEvents(t, ordinaryFacts, ordinaryActs) {
		if e, err := c.Add(e); err == nil && e.At.After(now) {
			now = e.At
		}
	}
	return c.Assess(now.Add(rapid.SampledFrom([]time.Duration{0, time.Minute, 20 * time.Hour, 200 * time.Hour}).Draw(t, "later")))
}

func TestWhatShipsIsJudgedTogetherAsApart(t *testing.T) {
	hung := 0
	rapid.Check(t, func(t *rapid.T) {
		a := drawShipped(t)
		for f := range a.All() {
			hung += len(f.Readings)
		}
		require.Equal(t, a.NaiveAll(), append([]policy.Finding{}, slices.Collect(a.All())...))
		require.Equal(t, a.NaiveFindings(), append([]policy.Finding{}, slices.Collect(a.Findings())...))
	})
	require.Positive(t, hung)
}

// What lists much of one rule finds its like by a table: the hostile logs, and two worlds of one of them.
func TestLongListsAreJudgedTogetherAsApart(t *testing.T) {
	undecided, err := cbe3007.Profile().Choose(policy.Choice{Reading: cbe3007.ReadingExplanations}, policy.Choice{Reading: cbe3007.ReadingDayOfContact})
	require.NoError(t, err)
	for name, event := range hostile() {
		for _, p := range []*policy.Profile{cbe3007.Profile(), undecided} {
			a := toldUnder(t, p, event, 60).Assess(october(7, 10, 0))
			require.Equal(t, a.NaiveAll(), slices.Collect(a.All()), name)
			require.Equal(t, a.NaiveFindings(), slices.Collect(a.Findings()), name)
		}
	}
}
