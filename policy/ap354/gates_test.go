package ap354_test

import (
	"errors"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/leastrestrictive/interventions"
	"github.com/leastrestrictive/interventions/policy"
	"github.com/leastrestrictive/interventions/policy/ap354"
	"github.com/leastrestrictive/interventions/policy/policytest"
)

// A ground is what a gate asks for: a fact and the answer that lets it begin.
type ground struct {
	clause string
	rule   policy.RuleID
	fact   policy.Fact
	wanted policy.Answer
	kinds  []policy.Kind
	onFile bool
}

var grounds = []ground{
	{"1", ap354.EmergencyOnly, policy.Emergency, policy.Yes, emergency, false},
	{"1", ap354.NotToManageBehaviour, policy.AsBehaviourManagement, policy.No, emergency, false},
	{"1.1", ap354.LastResort, policy.LessRestrictiveIneffective, policy.Yes, emergency, false},
	{"2.4", ap354.NotDuringSelfInjury, policy.SelfInjuriousBehaviour, policy.No, emergency[:1], false},
	{"3.1", ap354.NotAsPunishment, policy.AsConsequence, policy.No, emergency, false},
	{"3.1", ap354.NotToForceCompliance, policy.ToForceCompliance, policy.No, emergency, false},
	{"3.3", ap354.NotInPlaceOfSupport, policy.InPlaceOfSupport, policy.No, emergency, false},
	{"3.4", ap354.NotWhereDangerous, policy.SeclusionContraindicated, policy.No, emergency[:1], true},
	{"3.4", ap354.NotWhereDangerous, policy.RestraintContraindicated, policy.No, emergency[1:], true},
}

// live asks whether an incident may begin now, by the machine that the kind really has.
func live(t *testing.T, kind policy.Kind, change func(begin, files *policy.Event)) *policy.RefusedError {
	t.Helper()
	es := flawless(t, kind)
	begin, files := *find(t, es, "start"), *find(t, es, "on-file")
	change(&begin, &files)
	machine, ok := interventions.Lifecycle(kind)
	require.True(t, ok)
	c, err := policy.Open(ap(), machine, policytest.Calendar(), "incident-0001")
	require.NoError(t, err)
	_, err = c.Add(files)
	require.NoError(t, err)
	_, err = c.Do(begin)
	refused, ok := errors.AsType[*policy.RefusedError](err)
	if !ok {
		require.NoError(t, err)
		require.Equal(t, 2, c.Len())
		return nil
	}
	require.Equal(t, 1, c.Len(), "nothing has changed")
	return refused
}

func opposite(a policy.Answer) policy.Answer { return policy.Yes + policy.No - a }

func TestGatesRefuseLive(t *testing.T) {
	for _, kind := range emergency {
		require.Nil(t, live(t, kind, func(_, _ *policy.Event) {}), kind)
		for _, g := range grounds {
			answered := func(a policy.Answer) *policy.RefusedError {
				return live(t, kind, func(begin, files *policy.Event) {
					if g.onFile {
						file(files, a, g.fact, "")
					} else {
						state(begin, a, g.fact)
					}
				})
			}
			if !slices.Contains(g.kinds, kind) {
				require.Nil(t, answered(opposite(g.wanted)), "%s of a %s", g.rule, kind)
				continue
			}
			require.Nil(t, answered(g.wanted), "%s of a %s", g.rule, kind)
			no := answered(opposite(g.wanted))
			require.Len(t, no.Reasons, 1, g.rule)
			require.Equal(t, g.rule, no.Reasons[0].Rule)
			require.Equal(t, policy.Breached, no.Reasons[0].Outcome, g.rule)
			require.Equal(t, g.clause, no.Reasons[0].Clauses[0], g.rule)
			require.Contains(t, no.Error(), "AP 354 "+g.clause)
			missing := answered(policy.NotRecorded)
			require.Len(t, missing.Reasons, 1, g.rule)
			require.Equal(t, policy.Undetermined, missing.Reasons[0].Outcome, g.rule)
			require.Equal(t, []policy.Fact{g.fact}, lacks(missing.Reasons[0]), g.rule)
			require.Contains(t, missing.Error(), string(g.fact))
		}
	}
}

// 1 and 3.2: danger to one of the two is enough, and lets damage to property be stopped with it.
func TestGatesOfDangerAndProperty(t *testing.T) {
	yes, no, silent := policy.Yes, policy.No, policy.NotRecorded
	imminent, property := ap354.DangerImminent, ap354.NotForProperty
	for _, c := range []struct {
		self, others, damage policy.Answer
		refused              []policy.RuleID
		outcomes             []policy.Outcome
	}{
		{yes, no, no, nil, nil},
		{no, yes, no, nil, nil},
		{yes, silent, yes, nil, nil},
		{silent, yes, silent, nil, nil},
		{no, no, no, []policy.RuleID{imminent}, []policy.Outcome{policy.Breached}},
		{no, no, yes, []policy.RuleID{imminent, property}, []policy.Outcome{policy.Breached, policy.Breached}},
		{no, no, silent, []policy.RuleID{imminent, property}, []policy.Outcome{policy.Breached, policy.Undetermined}},
		{no, silent, no, []policy.RuleID{imminent}, []policy.Outcome{policy.Undetermined}},
		{silent, no, yes, []policy.RuleID{imminent, property}, []policy.Outcome{policy.Undetermined, policy.Undetermined}},
		{silent, silent, silent, []policy.RuleID{imminent, property}, []policy.Outcome{policy.Undetermined, policy.Undetermined}},
	} {
		for _, kind := range emergency {
			refused := live(t, kind, func(begin, _ *policy.Event) {
				state(begin, c.self, policy.DangerToSelf)
				state(begin, c.others, policy.DangerToOthers)
				state(begin, c.damage, policy.StopsPropertyDamage)
			})
			if c.refused == nil {
				require.Nil(t, refused, "%+v", c)
				continue
			}
			require.NotNil(t, refused, "%+v", c)
			var rules []policy.RuleID
			var outcomes []policy.Outcome
			for _, r := range refused.Reasons {
				rules, outcomes = append(rules, r.Rule), append(outcomes, r.Outcome)
			}
			require.Equal(t, c.refused, rules, "%+v", c)
			require.Equal(t, c.outcomes, outcomes, "%+v", c)
		}
	}
}

// Whoever asks with nothing at hand hears every reason at once. What is judged and not gated is none of them.
func TestARefusalHoldsEveryReason(t *testing.T) {
	want := map[policy.Kind]int{policy.Seclusion: 10, policy.Restraint: 9}
	for _, kind := range emergency {
		c := open(t, ap(), kind, policytest.Calendar(), nil)
		_, err := c.Do(policy.Event{Activity: policy.Initiate, At: start()})
		refused, ok := errors.AsType[*policy.RefusedError](err)
		require.True(t, ok, "%v", err)
		require.Len(t, refused.Reasons, want[kind])
		for _, r := range refused.Reasons {
			require.NotEmpty(t, r.Missing, r.Rule)
			require.NotContains(t, []string{"2.1", "2.3", "2.5", "4.2", "5"}, r.Clauses[0], r.Rule)
		}
		broken, err := c.Do(policy.Event{Activity: policy.Initiate, At: start(), Glass: &policy.BreakGlass{By: person("ash")[0], Reason: "no time"}})
		require.NoError(t, err, "who must act anyway breaks the glass")
		require.Equal(t, policy.Flagged, finding(t, c.Assess(start()), policy.BrokenGlass).Outcome)
		require.Equal(t, "ash", broken.Glass.By.ID)
	}
}

// A review that decides to go on is refused where it breaks a clause, and never for what is missing; one that ends it never.
func TestGatesOnGoingOn(t *testing.T) {
	review := func(kind policy.Kind, change func(e *policy.Event)) error {
		e := policy.Event{Activity: policy.Review, At: start().Add(2 * time.Minute), Facts: stated(policy.Yes, policy.Continue)}
		change(&e)
		c := open(t, ap(), kind, policytest.Calendar(), []policy.Event{{Activity: policy.Initiate, At: start()}})
		return c.Ask(e)
	}
	calm := func(e *policy.Event) { state(e, policy.No, policy.DangerToSelf, policy.DangerToOthers) }
	hurt := func(e *policy.Event) { state(e, policy.Yes, policy.SelfInjuriousBehaviour) }
	for _, kind := range emergency {
		require.NoError(t, review(kind, func(*policy.Event) {}))
		require.ErrorContains(t, review(kind, calm), "AP 354 1")
		require.NoError(t, review(kind, func(e *policy.Event) { calm(e); state(e, policy.No, policy.Continue) }))
		require.NoError(t, review(kind, func(e *policy.Event) { calm(e); state(e, policy.NotRecorded, policy.Continue) }))
	}
	require.ErrorContains(t, review(policy.Seclusion, hurt), "AP 354 2.4")
	require.NoError(t, review(policy.Restraint, hurt))
}

// What held before a release does not hold for a new start.
func TestGatesOnANewStart(t *testing.T) {
	for _, kind := range emergency {
		es := flawless(t, kind)
		begin := *find(t, es, "start")
		c := open(t, ap(), kind, policytest.Calendar(), []policy.Event{*find(t, es, "on-file"), begin, *find(t, es, "release")})
		again := policy.Event{Activity: policy.Resume, At: start().Add(10 * time.Minute)}
		require.Error(t, c.Ask(again))
		again.Facts = begin.Facts
		require.NoError(t, c.Ask(again))
	}
}

// What is told has happened, whatever a gate would have said: the same reasons are findings then.
func TestWhatHappenedIsNeverRefused(t *testing.T) {
	for _, kind := range emergency {
		es := flawless(t, kind)
		state(find(t, es, "start"), policy.Yes, policy.AsConsequence, policy.ToForceCompliance, policy.AsBehaviourManagement)
		require.Equal(t, []string{"not-as-punishment breached", "not-to-force-compliance breached", "not-to-manage-behaviour breached"},
			found(judge(t, ap(), kind, es, later())))
	}
}

// Nobody is kept in for what is not on record: whatever has been told, a student who is held is let go, live and without a word.
func TestReleaseIsNeverRefused(t *testing.T) {
	all := policy.Facts()
	rapid.Check(t, func(t *rapid.T) {
		kind := rapid.SampledFrom(emergency).Draw(t, "kind")
		es := []policy.Event{{Activity: policy.Initiate, At: start()}}
		for range rapid.IntRange(0, 6).Draw(t, "events") {
			e := policy.Event{At: start().Add(time.Duration(rapid.IntRange(0, 600).Draw(t, "at")) * time.Second)}
			e.Activity = rapid.SampledFrom([]policy.Activity{policy.Observe, policy.Review, policy.Monitor, policy.Absent}).Draw(t, "does")
			state(&e, rapid.SampledFrom([]policy.Answer{policy.Yes, policy.No}).Draw(t, "answer"), all[rapid.IntRange(0, len(all)-1).Draw(t, "fact")].Name)
			es = append(es, e)
		}
		p := under(t, rapid.SampledFrom(answers()).Draw(t, "under"))
		machine, ok := interventions.Lifecycle(kind)
		require.True(t, ok)
		for _, way := range []policy.Activity{policy.StepDown, policy.Release, policy.End, policy.Interrupt} {
			c, err := policy.Open(p, machine, nil, "incident-0001")
			require.NoError(t, err)
			for _, e := range es {
				_, err := c.Add(e)
				require.NoError(t, err)
			}
			_, err = c.Do(policy.Event{Activity: way, At: start().Add(time.Hour)})
			require.NoError(t, err, "%s of a %s", way, kind)
		}
	})
}
