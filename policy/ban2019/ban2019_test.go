package ban2019_test

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/leastrestrictive/interventions"
	"github.com/leastrestrictive/interventions/policy"
	"github.com/leastrestrictive/interventions/policy/ap354"
	"github.com/leastrestrictive/interventions/policy/ban2019"
	"github.com/leastrestrictive/interventions/policy/cbe3007"
	"github.com/leastrestrictive/interventions/policy/policytest"
)

const tick = time.Nanosecond

func start() time.Time { return policytest.Start() }

func open(tb require.TestingT, kind policy.Kind) *policy.Case {
	machine, ok := interventions.Lifecycle(kind)
	require.True(tb, ok)
	c, err := policy.Open(ban2019.Profile(), machine, policytest.Calendar(), "incident-0001")
	require.NoError(tb, err)
	return c
}

func begin(of ...policy.Credential) policy.Event {
	return policy.Event{ID: "start", Activity: policy.Initiate, At: start(), Student: "student-0001", Place: "room-a", Standing: of}
}

func exempt(f policy.Fact, a policy.Answer, from, until time.Time) policy.Credential {
	c := policy.Credential{Fact: f, Answer: a, From: from, Until: until, Issuer: "minister-01"}
	if f == policy.ExemptRoom {
		c.Subject = "room-a"
	}
	return c
}

// Live, a seclusion is refused without an exemption that holds at that instant, of the student or of the room; told, it is a finding.
func TestNoSeclusionBeginsWithoutAnExemption(t *testing.T) {
	student, room := policy.ExemptStudent, policy.ExemptRoom
	none := time.Time{}
	no := []policy.Credential{exempt(student, policy.No, none, none), exempt(room, policy.No, none, none)}
	with := func(cs ...policy.Credential) []policy.Credential { return append(slices.Clone(no), cs...) }
	elsewhere := exempt(room, policy.Yes, none, none)
	elsewhere.Subject = "room-b"
	for name, c := range map[string]struct {
		of    []policy.Credential
		want  policy.Outcome
		lacks []policy.Fact
	}{
		"none":                            {no, policy.Breached, nil},
		"of the student":                  {with(exempt(student, policy.Yes, none, none)), policy.Satisfied, nil},
		"of the room":                     {with(exempt(room, policy.Yes, none, none)), policy.Satisfied, nil},
		"of the student, nothing else":    {[]policy.Credential{exempt(student, policy.Yes, none, none)}, policy.Satisfied, nil},
		"of another room":                 {with(elsewhere), policy.Breached, nil},
		"from this instant on":            {with(exempt(student, policy.Yes, start(), none)), policy.Satisfied, nil},
		"not yet begun":                   {with(exempt(student, policy.Yes, start().Add(tick), none)), policy.Breached, nil},
		"until after this instant":        {with(exempt(room, policy.Yes, none, start().Add(tick))), policy.Satisfied, nil},
		"expired":                         {with(exempt(room, policy.Yes, none, start())), policy.Breached, nil},
		"withdrawn":                       {with(exempt(student, policy.Yes, start().Add(-time.Hour), none), exempt(student, policy.No, start(), none)), policy.Breached, nil},
		"nothing known of either":         {nil, policy.Undetermined, []policy.Fact{student, room}},
		"none of the room, and who knows": {no[1:], policy.Undetermined, []policy.Fact{student}},
	} {
		live := open(t, policy.Seclusion)
		_, err := live.Do(begin(c.of...))
		told := open(t, policy.Seclusion)
		_, add := told.Add(begin(c.of...))
		require.NoError(t, add, name)
		a := told.Assess(start())
		require.Equal(t, c.want.String(), a.Outcome(ban2019.NoSeclusionWithoutExemption).String(), name)
		if c.want == policy.Satisfied {
			require.NoError(t, err, name)
			require.Empty(t, slices.Collect(a.Findings()), name)
			continue
		}
		refused, ok := errors.AsType[*policy.RefusedError](err)
		require.True(t, ok, "%s: %v", name, err)
		require.Zero(t, live.Len(), name)
		require.Len(t, refused.Reasons, 1, name)
		found := slices.Collect(a.Findings())
		require.Len(t, found, 1, name)
		for _, f := range []policy.Finding{refused.Reasons[0], found[0]} {
			require.Equal(t, c.want, f.Outcome, name)
			require.Equal(t, []string{"reported 1", "reported 4"}, f.Clauses, name)
			var lacks []policy.Fact
			for _, m := range f.Missing {
				lacks = append(lacks, m.Fact)
			}
			require.Equal(t, c.lacks, lacks, name)
		}
		require.Contains(t, refused.Error(), "2019 ban reported 1")
	}
}

// By whom it was exempted stays on record with the start.
func TestAnExemptionSaysByWhom(t *testing.T) {
	c := open(t, policy.Seclusion)
	kept, err := c.Do(begin(exempt(policy.ExemptStudent, policy.Yes, start().AddDate(0, -1, 0), start().AddDate(0, 1, 0))))
	require.NoError(t, err)
	require.Equal(t, "minister-01", kept.Standing[0].Issuer)
	for e := range c.Assess(start()).Events() {
		require.Equal(t, "minister-01", e.Standing[0].Issuer)
		require.Equal(t, start().AddDate(0, 1, 0), e.Standing[0].Until)
	}
}

// A new start is asked again: of the place where it takes place then.
func TestANewStartIsAskedAgain(t *testing.T) {
	c := open(t, policy.Seclusion)
	b := exempt(policy.ExemptRoom, policy.No, time.Time{}, time.Time{})
	b.Subject = "room-b"
	_, err := c.Do(begin(exempt(policy.ExemptRoom, policy.Yes, time.Time{}, time.Time{}), exempt(policy.ExemptStudent, policy.No, time.Time{}, time.Time{}), b))
	require.NoError(t, err)
	_, err = c.Do(policy.Event{Activity: policy.Release, At: start().Add(time.Minute)})
	require.NoError(t, err)
	again := policy.Event{Activity: policy.Resume, At: start().Add(2 * time.Minute), Place: "room-b"}
	require.ErrorContains(t, c.Ask(again), "2019 ban")
	again.Place = "room-a"
	require.NoError(t, c.Ask(again))
}

// What the ban is about is seclusion.
func TestOfOtherKindsItSaysNothing(t *testing.T) {
	for _, kind := range []policy.Kind{policy.Restraint, policy.TimeOut} {
		c := open(t, kind)
		_, err := c.Do(begin())
		require.NoError(t, err)
		require.Empty(t, slices.Collect(c.Assess(start()).All()))
	}
}

func TestReleaseIsNeverRefused(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := open(t, policy.Seclusion)
		e := begin()
		for _, f := range []policy.Fact{policy.ExemptStudent, policy.ExemptRoom} {
			if a := policy.Answer(rapid.IntRange(0, 2).Draw(t, string(f))); a != policy.NotRecorded {
				e.Standing = append(e.Standing, exempt(f, a, time.Time{}, start().Add(time.Duration(rapid.IntRange(-3, 3).Draw(t, "until"))*time.Hour)))
			}
		}
		_, err := c.Add(e)
		require.NoError(t, err)
		way := rapid.SampledFrom([]policy.Activity{policy.Release, policy.End, policy.Interrupt, policy.StepDown}).Draw(t, "way")
		_, err = c.Do(policy.Event{Activity: way, At: start().Add(time.Hour)})
		require.NoError(t, err)
	})
}

// A student or a room is looked at together: one exemption of the two is enough, so neither alone can tell.
func TestInspection(t *testing.T) {
	look := func(place, student string, of ...policy.Credential) policy.Outcome {
		a, err := ban2019.Profile().Inspect(policytest.Calendar(), policy.Event{At: start(), Kind: policy.Seclusion, Place: place, Student: student, Standing: of})
		require.NoError(t, err)
		return a.Outcome(ban2019.NoSeclusionWithoutExemption)
	}
	none := time.Time{}
	yes, no := exempt(policy.ExemptRoom, policy.Yes, none, none), exempt(policy.ExemptRoom, policy.No, none, none)
	notStudent := exempt(policy.ExemptStudent, policy.No, none, none)
	require.Equal(t, policy.Satisfied, look("room-a", "student-0001", yes))
	require.Equal(t, policy.Breached, look("room-a", "student-0001", no, notStudent))
	require.Equal(t, policy.Undetermined, look("room-a", "student-0001", no))
	require.Equal(t, policy.NotApplicable, look("room-a", "", no))
	require.Equal(t, policy.NotApplicable, look("", "student-0001", notStudent))
}

// Before the day from which on the order was to be in force it binds nobody: neither a gate nor a finding is of it, and the record says why.
func TestItIsNotInForceBeforeSeptember2019(t *testing.T) {
	zone := start().Location()
	no := []policy.Credential{exempt(policy.ExemptStudent, policy.No, time.Time{}, time.Time{}), exempt(policy.ExemptRoom, policy.No, time.Time{}, time.Time{})}
	first := time.Date(2019, 9, 1, 0, 0, 0, 0, zone)
	for at, inForce := range map[time.Time]bool{first.Add(-tick): false, first: true, first.AddDate(0, -6, 0): false, first.AddDate(1, 0, 0): true} {
		c := open(t, policy.Seclusion)
		e := begin(no...)
		e.At = at
		require.Equal(t, inForce, c.Ask(e) != nil, "%v", at)
		_, err := c.Add(e)
		require.NoError(t, err)
		a := c.Assess(at.Add(time.Hour))
		if inForce {
			require.Equal(t, policy.Breached, a.Outcome(ban2019.NoSeclusionWithoutExemption))
			require.Equal(t, policy.NotApplicable, a.Outcome(policy.NotInForce))
			continue
		}
		require.Equal(t, policy.NotApplicable, a.Outcome(ban2019.NoSeclusionWithoutExemption), "%v", at)
		require.Equal(t, policy.Flagged, a.Outcome(policy.NotInForce), "%v", at)
	}
}

// Which instruments bound whom on the days on which something changed.
func TestWhatWasInForceWhen(t *testing.T) {
	all := append(ban2019.Instruments(), ap354.Profile().Instrument(), cbe3007.Profile().Instrument())
	const interim, standards, ap, ar = "Ministerial Order 039/2019", "Ministerial Order 042/2019", "Administrative Procedure 354", "Administrative Regulation 3007"
	numbers := func(is []policy.Instrument) string {
		var ns []string
		for _, i := range is {
			ns = append(ns, i.Number)
		}
		return strings.Join(ns, ", ")
	}
	day := func(y int, m time.Month, d int) policy.Date { return policy.Date{Year: y, Month: m, Day: d} }
	for _, c := range []struct {
		on          policy.Date
		in, unclear string
	}{
		{day(2019, 2, 28), "", ""},
		{day(2019, 3, 1), "", ""}, // made, and to be in force from September on
		{day(2019, 5, 5), "", ""},
		{day(2019, 5, 6), "", ap}, // its printed revision
		{day(2019, 8, 27), "", ap},
		{day(2019, 8, 28), interim, ap},
		{day(2019, 8, 31), interim, ap},
		{day(2019, 9, 1), interim, ap}, // the ban was repealed before
		{day(2019, 10, 31), interim, ap},
		{day(2019, 11, 1), standards, ap},
		{day(2020, 8, 30), standards, ap},
		{day(2020, 8, 31), standards + ", " + ar, ap},
		{day(2025, 10, 9), standards + ", " + ar, ap},
	} {
		in, unclear := policy.InForce(c.on, all...)
		require.Equal(t, c.in, numbers(in), "%v", c.on)
		require.Equal(t, c.unclear, numbers(unclear), "%v", c.on)
	}
}

// Each of the orders is known, and none of their texts is held.
func TestTheTextsAreNotHeld(t *testing.T) {
	is := ban2019.Instruments()
	require.Len(t, is, 3)
	require.Equal(t, ban2019.Profile().Instrument(), is[0])
	for _, i := range is {
		require.True(t, i.TextNotHeld, i.Number)
		require.Contains(t, i.Note, "text is not held", i.Number)
		require.Equal(t, "Minister of Education of Alberta", i.Issuer)
	}
	ban := is[0]
	require.Equal(t, "Ministerial Order 006/2019", ban.Number)
	require.Equal(t, []string{"2019-03-01", "2019-09-01", "2019-08-28"}, []string{ban.Adopted.String(), ban.From.String(), ban.Repealed.String()})
	is[0].Title = "other"
	require.NotEqual(t, "other", ban2019.Instruments()[0].Title, "new on each call")
	for _, p := range []*policy.Profile{ap354.Profile(), cbe3007.Profile()} {
		require.False(t, p.Instrument().TextNotHeld, p.ID())
	}
}

// All that is known is reported, and says so.
func TestTheLedgerSaysThatItIsReported(t *testing.T) {
	var clauses []string
	for _, e := range ban2019.Profile().Ledger() {
		clauses = append(clauses, e.Clause)
		require.Equal(t, "reported", e.Source, e.Clause)
		require.NotEmpty(t, e.Label, e.Clause)
		require.Contains(t, []policy.Carrier{policy.CarriedByRules, policy.Silent}, e.Carrier, e.Clause)
	}
	require.Equal(t, []string{"reported 1", "reported 2", "reported 3", "reported 4"}, clauses)
	rules := 0
	for h := range ban2019.Profile().Rules() {
		rules++
		require.Equal(t, ban2019.NoSeclusionWithoutExemption, h.Name)
		require.True(t, h.Gate)
	}
	require.Equal(t, 1, rules)
}

// The ban is data: whoever builds upon it gets a copy of their own.
func TestTheRegulationIsNewOnEachCall(t *testing.T) {
	r := ban2019.Regulation()
	r.Rules, r.Ledger[0].Clause = nil, "other"
	p, err := ban2019.Regulation().Build()
	require.NoError(t, err)
	require.Equal(t, ban2019.Profile().Fingerprint(), p.Fingerprint())
}
