package policy_test

import (
	"errors"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"

	"github.com/leastrestrictive/interventions/policy"
	"github.com/leastrestrictive/interventions/seclusion"
)

// defining are definitions of our board: a place that was asked for is none, one that cannot be left is a seclusion.
func defining() *policy.Regulation {
	r := sketch()
	define := func(name policy.RuleID, c policy.Condition, kinds ...policy.Kind) policy.At {
		h := head(name)
		h.Kinds = kinds
		return policy.At{Header: h, Holds: c}
	}
	strict := define("asked-for", policy.All(policy.Is(policy.AskedForPlace), policy.IsNot(policy.CannotLeave)))
	strict.Under = []policy.Choice{{Reading: "which", Answer: "this"}}
	lax := define("asked-for", policy.Is(policy.AskedForPlace))
	lax.Under = []policy.Choice{{Reading: "which", Answer: "that"}}
	r.Definitions = []policy.At{strict, lax,
		define("secluded", policy.All(policy.Is(policy.Alone), policy.Is(policy.CannotLeave)), policy.Seclusion),
		define("held", policy.Is(policy.RestrictsFreedom), policy.Restraint)}
	return r
}

func saying(yes, no []policy.Fact) (facts []policy.Stated) {
	for _, f := range yes {
		facts = append(facts, policy.Stated{Fact: f, Answer: policy.Yes})
	}
	for _, f := range no {
		facts = append(facts, policy.Stated{Fact: f, Answer: policy.No})
	}
	return facts
}

func TestClassify(t *testing.T) {
	all := func(fs ...policy.Fact) []policy.Fact { return fs }
	p := buildOK(t, defining())
	for _, c := range []struct {
		yes, no []policy.Fact
		kind    policy.Kind
		rule    policy.RuleID
		want    policy.Outcome
		lacks   []string
	}{
		{all(policy.Alone, policy.CannotLeave), all(policy.AskedForPlace), policy.Seclusion, "secluded", policy.Satisfied, nil},
		{all(policy.Alone, policy.CannotLeave, policy.AskedForPlace), nil, policy.Seclusion, "secluded", policy.Satisfied, nil},
		{all(policy.AskedForPlace), all(policy.CannotLeave), "", "asked-for", policy.Satisfied, nil},
		{all(policy.RestrictsFreedom), all(policy.AskedForPlace, policy.Alone), policy.Restraint, "held", policy.Satisfied, nil},
		{nil, all(policy.AskedForPlace, policy.Alone, policy.RestrictsFreedom), "", "", policy.NotApplicable, nil},
		{all(policy.AskedForPlace), nil, "", "", policy.Undetermined, []string{"cannot-leave"}},
		{all(policy.Alone), all(policy.AskedForPlace), "", "", policy.Undetermined, []string{"cannot-leave"}},
		{all(policy.RestrictsFreedom), all(policy.AskedForPlace), "", "", policy.Undetermined, []string{"alone", "cannot-leave"}},
		{nil, nil, "", "", policy.Undetermined, []string{"asked-for-place", "cannot-leave"}},
	} {
		f := p.Classify(saying(c.yes, c.no)...)
		assert.Equal(t, c.want, f.Outcome, "%+v", c)
		assert.Equal(t, c.kind, f.Kind, "%+v", c)
		assert.Equal(t, c.rule, f.Rule, "%+v", c)
		assert.Equal(t, c.lacks, lacks(f), "%+v", c)
		assert.Equal(t, "OB 1", f.Document)
		if c.want == policy.Satisfied {
			assert.Equal(t, []string{"1"}, f.Clauses)
		}
	}
}

func TestClassifyUnderAnotherReadingAndAnUndecidedOne(t *testing.T) {
	locked := saying([]policy.Fact{policy.Alone, policy.CannotLeave, policy.AskedForPlace}, nil)
	lax := chosen(t, defining(), policy.Choice{Reading: "which", Answer: "that"})
	assert.Equal(t, policy.RuleID("asked-for"), lax.Classify(locked...).Rule)
	open := chosen(t, defining(), policy.Choice{Reading: "which"})
	f := open.Classify(locked...)
	assert.Equal(t, policy.Undetermined, f.Outcome)
	assert.Equal(t, []string{"which"}, f.Readings)
	shared := open.Classify(saying([]policy.Fact{policy.Alone, policy.CannotLeave}, []policy.Fact{policy.AskedForPlace})...)
	assert.Equal(t, policy.Seclusion, shared.Kind, "both answers say so")
	assert.Equal(t, policy.NotApplicable, buildOK(t, sketch()).Classify(locked...).Outcome, "there are no definitions")
}

func TestDefinitionsAreSaidInWords(t *testing.T) {
	var texts []string
	for h := range buildOK(t, defining()).Definitions() {
		assert.Equal(t, "definition", h.Form())
		texts = append(texts, h.Text())
	}
	assert.Equal(t, []string{
		"Something, where the student asked to be there and has not asked to leave and the student can leave freely. Under the reading which: “this”.",
		"Something, where the student is alone in a room or an area and the student cannot leave freely, or is prevented from it.",
		"Something, where the contact restricts or immobilizes.",
	}, texts)
}

func TestFaultsOfADefinition(t *testing.T) {
	for want, spoil := range map[string]func(d *policy.At){
		"its name must be lower-case letters, digits and hyphens": func(d *policy.At) { d.Name = "No Name" },
		"cites no clause, or says nothing":                        func(d *policy.At) { d.Clauses = nil },
		"is of one kind, or of none":                              func(d *policy.At) { d.Kinds = []policy.Kind{policy.Seclusion, policy.Restraint} },
		"always holds":                                            func(d *policy.At) { d.Holds = policy.Condition{} },
		"has a name, clauses, a demand, a kind, readings and Holds, and nothing else": func(d *policy.At) { d.Gate = true },
		"asks for designated-room, which is no fact of an act and no lasting one":     func(d *policy.At) { d.Holds = policy.Is(policy.DesignatedRoom) },
		"asks for more than facts":                                       func(d *policy.At) { d.Holds = policy.Follows(policy.Seclusion) },
		`stands under reading "none", answer "such", which there is not`: func(d *policy.At) { d.Under = []policy.Choice{{Reading: "none", Answer: "such"}} },
	} {
		r := defining()
		spoil(&r.Definitions[2])
		_, err := r.Build()
		bad, ok := errors.AsType[*policy.ProfileError](err)
		if assert.True(t, ok, want) {
			assert.Contains(t, faultLines(bad), "definition "+string(r.Definitions[2].Name)+": "+want)
		}
	}
	r := defining()
	r.Definitions[1].Under = nil
	_, err := r.Build()
	assert.ErrorContains(t, err, "definition asked-for: stands twice under the same readings")
	r = defining()
	r.Ledger = []policy.LedgerEntry{{Clause: "1", Label: "x", Source: "printed", Carrier: policy.Silent}}
	_, err = r.Build()
	assert.ErrorContains(t, err, "cites 1, which the ledger does not give to definitions")
}

// A time-out whose door is held shut is by definition a seclusion for as long as it is.
func TestDeemedAnotherKindWhileTheFactsHold(t *testing.T) {
	r := defining()
	r.Definitions[2].Holds = policy.All(policy.Is(policy.Alone), policy.Any(policy.Is(policy.CannotLeave), policy.Is(policy.DoorShut)))
	s := openScene(t, buildOK(t, r), gripMachine(policy.TimeOut), nil, october(6, 10, 0))
	s.tell(0, policy.Initiate, stating(policy.Yes, policy.Alone))
	const deemed policy.RuleID = "record/deemed-seclusion"
	assert.Empty(t, s.all(minute, deemed), "whether they can leave is not on record: nothing is claimed")
	s.tell(2*minute, policy.Observe, stating(policy.Yes, policy.DoorShut), stating(policy.No, policy.AskedForPlace))
	assert.Empty(t, s.all(2*minute, deemed), "no time has passed")
	f := s.one(5*minute, deemed)
	assert.Equal(t, policy.Flagged, f.Outcome)
	assert.Equal(t, 3*minute, f.Measured)
	assert.Equal(t, "by definition something, OB 1 1", f.String())
	s.tell(6*minute, policy.Observe, stating(policy.No, policy.DoorShut, policy.CannotLeave))
	f = s.one(time.Hour, deemed)
	assert.Equal(t, 4*minute, f.Measured, "it was one until the door was let go")

	secluded := openScene(t, buildOK(t, r), seclusion.Lifecycle(), nil, october(6, 10, 0))
	secluded.tell(0, policy.Initiate, stating(policy.Yes, policy.Alone, policy.DoorShut), stating(policy.No, policy.AskedForPlace))
	assert.Empty(t, secluded.all(time.Hour, deemed), "it is what it is called")
}

// Of two definitions of one kind either is enough, whichever stands first.
func TestDeemedByEitherOfTwoDefinitions(t *testing.T) {
	shut := policy.At{Header: head("shut-in"), Holds: policy.Is(policy.DoorShut)}
	alone := policy.At{Header: head("kept-alone"), Holds: policy.Is(policy.Alone)}
	shut.Kinds, alone.Kinds = []policy.Kind{policy.Seclusion}, []policy.Kind{policy.Seclusion}
	for _, ds := range [][]policy.At{{shut, alone}, {alone, shut}} {
		for _, f := range []policy.Fact{policy.DoorShut, policy.Alone} {
			r := sketch()
			r.Definitions = ds
			s := openScene(t, buildOK(t, r), gripMachine(policy.TimeOut), nil, october(6, 10, 0))
			s.tell(0, policy.Initiate, stating(policy.No, policy.DoorShut, policy.Alone))
			assert.Empty(t, s.all(minute, "record/deemed-seclusion"))
			s.tell(minute, policy.Observe, stating(policy.Yes, f))
			found := s.one(3*minute, "record/deemed-seclusion")
			assert.Equal(t, 2*minute, found.Measured, "%s of %s and %s", f, ds[0].Name, ds[1].Name)
		}
	}
}
