package cbe3007_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/leastrestrictive/interventions/policy"
	"github.com/leastrestrictive/interventions/policy/cbe3007"
)

// clauses are all clauses of AR 3007 in the order of the document. Where the marker of one is lost in the copy at hand, but its place
// is certain, "restored" stands before it; where its text is lost, "lost" does.
const clauses = `
1; 2; 3; 4, bullet 1; 4, bullet 2; 4, bullet 3; 4, bullet 4; 4, bullet 5; 5: CBE; 5: De-escalation; 5: Employee;
5: Functional Behaviour Analysis; 5: Individual Program Plan; 5: Parent; 5: Physical Restraint; 5: Response to Intervention;
5: School Learning Team; 5: Seclusion; 5: Seclusion room; 5: Student; 5: Student Support Plan; 5: Therapeutic Crisis Intervention;
5: Time Out; 5: Trauma Informed Practice; 6(1); 6(2); 6(3); 6(4); 6(5); 6(6); 6(7); 6(8); 6(9); 6(10); 6(11); 6(12); 6(13); 6(14);
restored 7(1)(a); restored 7(1)(b); restored 7(1)(c); restored 7(1)(d); 7(2)(a); 7(2)(b); 7(3); 7(4); 7(5); 7(6)(a)(i);
restored 7(6)(a)(ii); 7(6)(a)(iii); 7(6)(a)(iv); restored 7(6)(b); restored 7(6)(c); 7(6)(d); restored 7(6)(e); 7(7); 7(8); 7(9); 7(10);
7(11); 7(11)(a); 7(11)(b); restored 7(11)(c); 7(12)(a); 7(12)(b); restored 7(12)(c); 7(13); 7(14); 7(15); 7(16)(a); 7(16)(b); 7(17); 7(18);
7(19)(a); 7(19)(b); 7(19)(c); 7(19)(d); 7(19)(e); lost 7(20); lost 7(20)(a); lost 7(20)(b); lost 7(20)(c); 7(20)(d); 7(21); 7(22); 7(23);
7(24); 7(25); 7(26); restored 7(27)(a); 7(27)(b); restored 7(27)(c); 7(27)(d); 7(28)(a); restored 7(28)(b); 7(28)(c); 7(29); 7(30); 7(31);
7(32); 7(33); 7(34); 7(35)(a); 7(35)(b); 7(35)(c); 7(35)(d); 7(35)(e); 7(36); 7(37); 7(38); 7(39)(a); 7(39)(b); 7(39)(c); 7(40); 7(41);
7(42); 7(43); 7(43)(a); 7(43)(b); 7(43)(c); 7(43)(d); 7(43)(e); 7(43)(f); 7(44); 7(45); 7(46); 7(47); 7(48); 7(49); 8; 9
`

func TestTheLedgerAccountsForEveryClauseOnce(t *testing.T) {
	var want, got []string
	for c := range strings.SplitSeq(strings.Join(strings.Fields(clauses), " "), "; ") {
		want = append(want, c)
	}
	for _, e := range ar().Ledger() {
		mark := map[string]string{"printed": "", "restored": "restored ", "not-in-source": "lost "}
		source, ok := mark[e.Source]
		require.True(t, ok, "%s: %q", e.Clause, e.Source)
		got = append(got, source+e.Clause)
		require.NotEmpty(t, e.Label, e.Clause)
		require.Equal(t, e.Source == "not-in-source", e.Carrier == policy.NotInSource, "%s: what is lost is carried by nothing, and nothing else is", e.Clause)
	}
	require.Equal(t, want, got)
}

// Nothing is put off. What no rule carries says why, and what a rule carries says so.
func TestTheLedgerDefersNothing(t *testing.T) {
	cited := map[string]bool{}
	for _, d := range declarations(t) {
		for _, c := range slices.Concat(d.Clauses, d.Except) {
			cited[c] = true
		}
	}
	byRules := map[string]bool{}
	for _, e := range ar().Ledger() {
		require.NotContains(t, []policy.Carrier{policy.Unaccounted, policy.Deferred}, e.Carrier, e.Clause)
		require.Equal(t, e.Carrier == policy.LeftToJudgement, e.Reason != "", "%s: %q", e.Clause, e.Reason)
		byRules[e.Clause] = e.Carrier == policy.CarriedByRules
	}
	for c, yes := range byRules {
		require.Equal(t, yes, cited[c], "%s", c)
	}
	for c := range cited {
		require.True(t, byRules[c], "%s is cited, and no clause that rules carry", c)
	}
}

// The answers of a reading are of clauses that rules carry, and each changes a rule or a fact.
func TestTheLedgerKnowsTheClausesOfReadings(t *testing.T) {
	known := map[string]policy.Carrier{}
	for _, e := range ar().Ledger() {
		known[e.Clause] = e.Carrier
	}
	n := 0
	for r, chosen := range ar().Readings() {
		n++
		require.Equal(t, r.Default, chosen, r.ID)
		require.NotEmpty(t, r.Alternatives, r.ID)
		require.NotEmpty(t, r.Why, r.ID)
		require.True(t, strings.HasSuffix(r.Question, "?"), r.ID)
		for _, c := range r.Clauses {
			require.Equal(t, policy.CarriedByRules, known[c], "%s of %s", c, r.ID)
		}
	}
	require.Equal(t, 13, n)
}

// The regulation is data: whoever builds upon it gets a copy of their own.
func TestTheRegulationIsNewOnEachCall(t *testing.T) {
	r := cbe3007.Regulation()
	r.Rules, r.Ledger[0].Clause = r.Rules[:1], "changed"
	p, err := cbe3007.Regulation().Build()
	require.NoError(t, err)
	require.Equal(t, ar().Fingerprint(), p.Fingerprint())
	require.Equal(t, "1", ar().Ledger()[0].Clause)
}
