package policy_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/leastrestrictive/interventions/policy"
	"github.com/leastrestrictive/interventions/seclusion"
)

// A condition that must hold throughout a phase turns with the act that it asks for, and not with the next fact.
func TestDuringTurnsWithTheActThatItAsksFor(t *testing.T) {
	for name, c := range map[string]struct {
		holds policy.Condition
		want  time.Duration
	}{
		"until then": {policy.Not(policy.OnRecord(policy.Act{Do: policy.Explain})), 6 * time.Minute},
		"from then":  {policy.OnRecord(policy.Act{Do: policy.Explain}), 3 * time.Minute},
	} {
		p := buildOK(t, &policy.Regulation{ID: "ourboard", Short: "OB", Rules: []policy.Rule{policy.During{
			Header: policy.Header{Name: "r", Clauses: []string{"1"}, Demand: "d"}, Phase: policy.Held, Holds: c.holds}}})
		s := openScene(t, p, seclusion.Lifecycle(), nil, october(6, 10, 0))
		s.tell(0, policy.Initiate)
		s.tell(3*time.Minute, policy.Explain)
		s.tell(9*time.Minute, policy.Release)
		f := s.one(time.Hour, "r")
		require.Equal(t, policy.Breached, f.Outcome, name)
		require.Equal(t, c.want, f.Measured, name)
	}
}

// What recurs is demanded for as long as its When holds: the gap begins where it begins to hold, and ends where it ceases to.
func TestEveryIsDemandedWhileItsWhenHolds(t *testing.T) {
	p := buildOK(t, &policy.Regulation{ID: "ourboard", Short: "OB", Rules: []policy.Rule{policy.Every{
		Header: policy.Header{Name: "r", Clauses: []string{"1"}, Demand: "d", When: policy.Is(policy.DangerToSelf)},
		Phase:  policy.Held, Act: policy.Act{Do: policy.Monitor}, Gap: policy.For(3 * time.Minute)}}})
	open := func(at0 policy.Answer) *scene {
		s := openScene(t, p, seclusion.Lifecycle(), nil, october(6, 10, 0))
		s.tell(0, policy.Initiate, stating(at0, policy.DangerToSelf))
		return s
	}
	s := open(policy.Yes)
	s.tell(2*time.Minute, policy.Observe, stating(policy.No, policy.DangerToSelf))
	require.Equal(t, policy.Satisfied, s.outcome(9*time.Minute, "r"), "over before it was due")
	s = open(policy.No)
	require.Equal(t, policy.NotApplicable, s.outcome(5*time.Minute, "r"))
	s.tell(5*time.Minute, policy.Observe, stating(policy.Yes, policy.DangerToSelf))
	s.flips(8*time.Minute, "r", policy.Pending, policy.Pending, policy.Breached)
	s = open(policy.Yes)
	s.tell(4*time.Minute, policy.Observe, stating(policy.No, policy.DangerToSelf))
	require.Equal(t, 4*time.Minute, s.one(time.Hour, "r").Measured, "broken for as long as it was demanded")
}

// What an undetermined finding lacked stays on it after the fact has come.
func TestWhatWasNotOnRecordIsNamedAfterItCame(t *testing.T) {
	p := buildOK(t, &policy.Regulation{ID: "ourboard", Short: "OB", Rules: []policy.Rule{policy.During{
		Header: policy.Header{Name: "r", Clauses: []string{"1"}, Demand: "d"}, Phase: policy.Held, Holds: policy.Is(policy.VisualMonitoring)}}})
	s := openScene(t, p, seclusion.Lifecycle(), nil, october(6, 10, 0))
	s.tell(0, policy.Initiate)
	s.tell(3*time.Minute, policy.Observe, stating(policy.Yes, policy.VisualMonitoring))
	f := s.one(time.Hour, "r")
	require.Equal(t, policy.Undetermined, f.Outcome)
	require.Equal(t, []policy.Missing{{Fact: policy.VisualMonitoring}}, f.Missing)
}

// A During cannot follow another rule's outcome, and says so when it is built.
func TestDuringDoesNotAskForAnOutcome(t *testing.T) {
	_, err := (&policy.Regulation{ID: "ourboard", Short: "OB", Rules: []policy.Rule{
		policy.During{Header: policy.Header{Name: "r", Clauses: []string{"1"}, Demand: "d"}, Phase: policy.Held, Holds: policy.RuleIs("s", policy.Breached)},
		policy.Limit{Header: policy.Header{Name: "s", Clauses: []string{"1"}, Demand: "d"}, Phase: policy.Held, Most: policy.For(time.Minute)},
	}}).Build()
	require.EqualError(t, err, "profile ourboard has 1 faults:\n\trule r: holds asks for another rule's outcome, which a During cannot follow")
}
