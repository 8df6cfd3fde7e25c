package ap354_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/leastrestrictive/interventions/policy"
	"github.com/leastrestrictive/interventions/policy/ap354"
)

// clauses are all clauses of AP 354 in the order of the document. Each is printed in the copy at hand.
const clauses = `
unnumbered: preamble 1; unnumbered: preamble 2; unnumbered: preamble 3; unnumbered: preamble 4; unnumbered: physical restraint;
unnumbered: physical restraint, bullet 1; unnumbered: physical restraint, bullet 2; unnumbered: seclusion; unnumbered: seclusion, bullet 1;
unnumbered: seclusion room; unnumbered: time-out; unnumbered: time-out, bullet 1; unnumbered: time-out, bullet 2;
unnumbered: time-out, bullet 3; 1; 1.1; 2.1; 2.2; 2.3; 2.4; 2.5; 3.1; 3.2; 3.3; 3.4; 4; 4.1; 4.2; 5; 5.1; 6; 6.1; 6.2; 6.3; 7; 7.1; 8; closing
`

func TestTheLedgerAccountsForEveryClauseOnce(t *testing.T) {
	want := strings.Split(strings.Join(strings.Fields(clauses), " "), "; ")
	var got []string
	for _, e := range ap().Ledger() {
		got = append(got, e.Clause)
		require.Equal(t, "printed", e.Source, e.Clause)
		require.NotEmpty(t, e.Label, e.Clause)
	}
	require.Equal(t, want, got)
	require.Len(t, got, 38)
}

// Nothing is put off. What no rule carries says why, and what a rule or a definition carries says so.
func TestTheLedgerDefersNothing(t *testing.T) {
	cited := map[string]policy.Carrier{}
	for _, c := range answers() {
		for h := range under(t, c).Rules() {
			for _, clause := range slices.Concat(h.Clauses, h.Except) {
				cited[clause] = policy.CarriedByRules
			}
		}
		for h := range under(t, c).Definitions() {
			for _, clause := range h.Clauses {
				cited[clause] = policy.CarriedByDefinition
			}
		}
	}
	for _, e := range ap().Ledger() {
		switch e.Carrier {
		case policy.CarriedByRules:
			require.Equal(t, policy.CarriedByRules, cited[e.Clause], "%s is cited by no rule", e.Clause)
		case policy.CarriedByDefinition:
			if e.Clause != "unnumbered: seclusion room" { // no clause speaks of one
				require.Equal(t, policy.CarriedByDefinition, cited[e.Clause], "%s is cited by no definition", e.Clause)
			}
		case policy.LeftToJudgement:
			require.NotEmpty(t, e.Reason, e.Clause)
			require.Zero(t, cited[e.Clause], e.Clause)
		case policy.Silent:
			require.Zero(t, cited[e.Clause], e.Clause)
		default:
			require.Failf(t, "not accounted for", "%s: %s", e.Clause, e.Carrier)
		}
		delete(cited, e.Clause)
	}
	require.Empty(t, cited, "cited, and no clause")
}

// What the text is silent about no rule makes up: no length, no interval, no debrief, no step-down, and nothing at all for a time-out.
func TestSilenceIsSaidAsSilence(t *testing.T) {
	for _, c := range answers() {
		for h := range under(t, c).Rules() {
			require.NotContains(t, []string{"limit", "every"}, h.Form(), h.Name)
			require.NotEmpty(t, h.Kinds, h.Name)
			require.NotContains(t, h.Kinds, policy.TimeOut, h.Name)
			require.NotContains(t, h.Text(), "debrief", h.Name)
			require.NotContains(t, h.Text(), "step-down", h.Name)
		}
	}
	note := ap().Instrument().Note
	for _, of := range []string{"duration", "interval", "step-down", "debrief", "time-out", "in force is not stated"} {
		require.Contains(t, note, of)
	}
}

// All of it is demanded, but for what 5 says of students: they should be involved, where that is appropriate.
func TestHowStronglyItIsSaid(t *testing.T) {
	for _, c := range answers() {
		for h := range under(t, c).Rules() {
			want := policy.Must
			if h.Name == ap354.StudentInPlan {
				want = policy.Should
			}
			require.Equal(t, want, h.Force, h.Name)
		}
	}
}

// What may not begin, or go on, without it: 1, 1.1, 2.4 and 3. All else is judged and stands in nobody's way.
func TestWhichRulesAreGates(t *testing.T) {
	gates := map[policy.RuleID]bool{}
	for h := range ap().Rules() {
		gates[h.Name] = h.Gate
	}
	for r, gate := range gates {
		require.Equal(t, slices.Contains([]policy.RuleID{ap354.EmergencyOnly, ap354.NotToManageBehaviour, ap354.DangerImminent,
			ap354.NotContinuedWithoutDanger, ap354.LastResort, ap354.NotDuringSelfInjury, ap354.NotContinuedDuringSelfInjury, ap354.NotAsPunishment,
			ap354.NotToForceCompliance, ap354.NotForProperty, ap354.NotInPlaceOfSupport, ap354.NotWhereDangerous}, r), gate, r)
	}
}

func TestTheInstrumentSaysWhatIsKnown(t *testing.T) {
	in := ap().Instrument()
	require.Equal(t, "2019-05-06", in.Adopted.String())
	require.True(t, in.From.IsZero())
	require.True(t, in.Until.IsZero())
	require.False(t, in.TextNotHeld)
	require.Empty(t, in.ReviewDue)
	require.Equal(t, "AP 354", ap().Short())
	require.Equal(t, "ap-354", ap().ID())
}

// The procedure is data: whoever builds upon it gets a copy of their own.
func TestTheRegulationIsNewOnEachCall(t *testing.T) {
	r := ap354.Regulation()
	r.Rules, r.Ledger[0].Clause, r.Readings[0].ID, r.Definitions[0].Name = r.Rules[:1], "other", "other", "other"
	p, err := ap354.Regulation().Build()
	require.NoError(t, err)
	require.Equal(t, ap().Fingerprint(), p.Fingerprint())
}
