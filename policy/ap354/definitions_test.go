package ap354_test

import (
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/leastrestrictive/interventions/policy"
	"github.com/leastrestrictive/interventions/policy/ap354"
)

const (
	contact   = policy.PhysicalContact
	restricts = policy.RestrictsFreedom
	escorts   = policy.Escort
	moves     = policy.MovesFromDanger
	guides    = policy.TeachingGuidance
	wished    = policy.AskedForPlace
	alone     = policy.Alone
	kept      = policy.CannotLeave
	shut      = policy.DoorShut
	reduces   = policy.ReducesReinforcement
)

// A sort of contact, or of space: what is so, what is not, and what it is by definition. Where missing is given, it cannot be told for
// want of that. What stands neither in yes nor in no is not recorded.
type space struct {
	name    string
	yes, no []policy.Fact
	is      policy.RuleID
	kind    policy.Kind
	missing []policy.Fact
}

type facts = []policy.Fact

var spaces = []space{
	{"a hold", facts{contact, restricts}, facts{escorts, moves, guides}, ap354.IsRestraint, policy.Restraint, nil},
	{"an escort", facts{contact, escorts}, nil, ap354.PhysicalEscort, "", nil},
	{"an escort by the arm", facts{contact, escorts, restricts}, nil, ap354.PhysicalEscort, "", nil},
	{"pulled back from the road", facts{contact, moves, restricts}, facts{escorts}, ap354.BriefContact, "", nil},
	{"a fight that is broken up", facts{contact, moves}, facts{escorts}, ap354.BriefContact, "", nil},
	{"a hand that guides", facts{contact, guides}, facts{escorts, moves}, ap354.GuidanceWhenTeaching, "", nil},
	{"an escort out of a fight", facts{contact, escorts, moves, guides}, nil, ap354.PhysicalEscort, "", nil},
	{"a hand on the shoulder", facts{contact}, facts{escorts, moves, guides, restricts, alone, reduces, wished}, "", "", nil},
	{"no contact, whatever it is called", facts{escorts, moves, guides, restricts}, facts{contact, alone, reduces, wished}, "", "", nil},
	{"a hold of which no more is known", facts{contact, restricts}, nil, "", "", facts{escorts}},
	{"a hold that was no escort", facts{contact, restricts}, facts{escorts}, "", "", facts{moves}},
	{"a hold that was neither", facts{contact, restricts}, facts{escorts, moves}, "", "", facts{guides}},
	{"a contact of which no more is known", facts{contact}, facts{escorts, moves, guides}, "", "", facts{restricts}},

	{"locked in", facts{alone, kept, shut}, facts{contact}, ap354.IsSeclusion, policy.Seclusion, nil},
	{"somebody stands in the door", facts{alone, kept}, facts{contact, shut}, ap354.IsSeclusion, policy.Seclusion, nil},
	{"the door held shut", facts{alone, shut}, facts{contact}, ap354.IsSeclusion, policy.Seclusion, nil},
	{"kept in, and somebody with them", facts{kept, shut}, facts{contact, alone, reduces, wished}, "", "", nil},
	{"alone, and free to go", facts{alone}, facts{contact, kept, shut, reduces, wished}, "", "", nil},
	{"alone, and who knows", facts{alone}, facts{contact}, "", "", facts{kept, shut}},
	{"kept in, and who knows", facts{kept, shut}, facts{contact}, "", "", facts{alone}},
	{"a seclusion that is called a time-out", facts{alone, shut, reduces}, facts{contact}, ap354.IsSeclusion, policy.Seclusion, nil},

	{"asked for, and free to go", facts{wished, alone}, facts{contact, kept, shut, reduces}, ap354.PlaceAskedFor, "", nil},
	{"asked for, then shut in", facts{wished, alone, shut}, facts{contact, kept}, ap354.IsSeclusion, policy.Seclusion, nil},
	{"asked for, then prevented from leaving", facts{wished, alone, kept}, facts{contact, shut}, ap354.IsSeclusion, policy.Seclusion, nil},
	{"asked for, and asked to leave again", facts{alone, kept}, facts{contact, wished}, ap354.IsSeclusion, policy.Seclusion, nil},
	{"asked for, and who knows whether they can leave", facts{wished, alone}, facts{contact, shut}, "", "", facts{kept}},
	{"asked for, and a time-out all the same", facts{wished, alone, reduces}, facts{contact, kept, shut}, ap354.IsTimeOut, policy.TimeOut, nil},
	{"asked for, and perhaps a time-out", facts{wished, alone}, facts{contact, kept, shut}, "", "", facts{reduces}},

	{"quiet time in class", facts{reduces}, facts{contact, alone}, ap354.IsTimeOut, policy.TimeOut, nil},
	{"a time-out room with its door open", facts{reduces, alone}, facts{contact, kept, shut}, ap354.IsTimeOut, policy.TimeOut, nil},
	{"an ordinary lesson", nil, facts{contact, alone, reduces, wished}, "", "", nil},
	{"nothing is known", nil, nil, "", "", facts{contact, escorts}},
}

func (s space) stated() []policy.Stated {
	return slices.Concat(stated(policy.Yes, s.yes...), stated(policy.No, s.no...))
}

func TestWhatItIsByDefinition(t *testing.T) {
	clause := map[policy.RuleID]string{ap354.PhysicalEscort: "unnumbered: physical restraint, bullet 1",
		ap354.BriefContact: "unnumbered: physical restraint, bullet 2", ap354.GuidanceWhenTeaching: "unnumbered: physical restraint, bullet 2",
		ap354.IsRestraint: "unnumbered: physical restraint", ap354.PlaceAskedFor: "unnumbered: seclusion, bullet 1",
		ap354.IsSeclusion: "unnumbered: seclusion", ap354.IsTimeOut: "unnumbered: time-out"}
	tried := map[policy.RuleID]bool{}
	for _, s := range spaces {
		f := ap().Classify(s.stated()...)
		want := policy.NotApplicable
		switch {
		case s.missing != nil:
			want = policy.Undetermined
		case s.is != "":
			want = policy.Satisfied
			require.Equal(t, clause[s.is], f.Clauses[0], s.name)
			require.NotEmpty(t, f.Demand, s.name)
		}
		require.Equal(t, want.String(), f.Outcome.String(), s.name)
		require.Equal(t, s.is, f.Rule, s.name)
		require.Equal(t, s.kind, f.Kind, s.name)
		require.Equal(t, s.missing, lacks(f), s.name)
		tried[s.is] = true
	}
	for d := range ap().Definitions() {
		require.True(t, tried[d.Name], "%s is not in the table", d.Name)
		require.NotEmpty(t, d.Text(), d.Name)
	}
}

// What is known more of a thing does not make it another: what the facts on record decide, they decide whatever the others are.
func TestWhatIsDecidedStaysDecided(t *testing.T) {
	all := facts{contact, restricts, escorts, moves, guides, wished, alone, kept, shut, reduces}
	for _, s := range spaces {
		if s.missing != nil {
			continue
		}
		of := ap().Classify(s.stated()...)
		for _, f := range all {
			for _, a := range []policy.Answer{policy.Yes, policy.No} {
				more := append(s.stated(), policy.Stated{Fact: f, Answer: a}) // a fact that is stated already stays as it was
				is := ap().Classify(more...)
				require.Equal(t, of.Rule, is.Rule, "%s, and %s %s", s.name, f, a)
				require.Equal(t, of.Outcome, is.Outcome, "%s, and %s %s", s.name, f, a)
				require.Empty(t, is.Missing, "%s, and %s %s", s.name, f, a)
			}
		}
	}
}

// When the place stops being one that the student asked for is a reading.
func TestTheReadingOfAPlaceAskedFor(t *testing.T) {
	once := under(t, answer(ap354.ReadingAskedForPlace, ap354.OnceAskedFor))
	open := under(t, answer(ap354.ReadingAskedForPlace, ""))
	in := space{yes: facts{wished, alone, shut}, no: facts{contact, reduces}}.stated()
	require.Equal(t, ap354.IsSeclusion, ap().Classify(in...).Rule)
	require.Equal(t, ap354.PlaceAskedFor, once.Classify(in...).Rule)
	require.Empty(t, once.Classify(in...).Kind)
	f := open.Classify(in...)
	require.Equal(t, policy.Undetermined, f.Outcome)
	require.Equal(t, []policy.Missing{{Fact: "reading", Subject: ap354.ReadingAskedForPlace}}, f.Missing)

	again := space{yes: facts{alone, shut}, no: facts{contact, reduces, wished}}.stated()
	for _, p := range []*policy.Profile{ap(), once, open} {
		require.Equal(t, ap354.IsSeclusion, p.Classify(again...).Rule, "who asked to leave, and cannot, is secluded by any reading")
	}
	require.Equal(t, facts{wished}, lacks(once.Classify(space{yes: facts{alone, shut}, no: facts{contact}}.stated()...)))
}

// Whatever it is called, a student who is alone and prevented from leaving is secluded, for as long as the facts say so.
func TestATimeOutThatIsASeclusionSaysSo(t *testing.T) {
	const deemed = policy.RuleID("record/deemed-seclusion")
	events := func(asked policy.Answer) []policy.Event {
		begin := policy.Event{ID: "start", Activity: policy.Initiate, At: start(), Facts: stated(policy.No, alone, shut)}
		state(&begin, asked, wished)
		return []policy.Event{begin,
			{ID: "in", Activity: policy.Observe, At: start().Add(2 * time.Minute), Facts: stated(policy.Yes, alone, shut)},
			{ID: "out", Activity: policy.Observe, At: start().Add(5 * time.Minute), Facts: stated(policy.No, shut)},
			{ID: "release", Activity: policy.Release, At: start().Add(9 * time.Minute)}}
	}
	a := judge(t, ap(), policy.TimeOut, events(policy.NotRecorded), later())
	require.Equal(t, []string{"record/deemed-seclusion flagged"}, found(a))
	f := finding(t, a, deemed)
	require.Equal(t, 3*time.Minute, f.Measured)
	require.Equal(t, []string{"unnumbered: seclusion"}, f.Clauses)

	once := under(t, answer(ap354.ReadingAskedForPlace, ap354.OnceAskedFor))
	require.Empty(t, found(judge(t, once, policy.TimeOut, events(policy.Yes), later())), "they asked for it")
	require.Equal(t, []string{"record/deemed-seclusion flagged"}, found(judge(t, ap(), policy.TimeOut, events(policy.Yes), later())))
	require.Equal(t, []string{"record/deemed-seclusion flagged"}, found(judge(t, once, policy.TimeOut, events(policy.No), later())))
}
