package consent_test

import (
	"errors"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/leastrestrictive/interventions/consent"
	"github.com/leastrestrictive/interventions/policy"
	"github.com/leastrestrictive/interventions/policy/ap354"
	"github.com/leastrestrictive/interventions/policy/cbe3007"
	"github.com/leastrestrictive/interventions/policy/record"
	"github.com/leastrestrictive/interventions/seclusion"
)

// beginning is a seclusion for which everything is on record that a gate of AR 3007 asks for, except consent.
func beginning(at time.Time) seclusion.Initiation {
	var r seclusion.Initiation
	r.Incident, r.Student, r.Room, r.At, r.By = "incident-1", "student-1", "room-1", at, []policy.Person{{ID: "staff-1"}}
	r.DangerToOthers, r.SelfInjuryRisk = policy.Yes, policy.No
	r.Emergency, r.LessRestrictiveIneffective, r.ThreatCanBeDiminished = policy.Yes, policy.Yes, policy.Yes
	r.Standing = []policy.Credential{
		{Fact: policy.SpeechInadequate, Answer: policy.No}, {Fact: policy.DesignatedRoom, Subject: "room-1", Answer: policy.Yes},
		{Fact: policy.Trained, Subject: "staff-1", Answer: policy.Yes}, {Fact: policy.Qualified, Subject: "staff-1", Answer: policy.Yes},
		{Fact: policy.Authorized, Subject: "staff-1", Answer: policy.Yes},
	}
	return r
}

// begin begins one with what the consent says as it is known.
func begin(c *consent.Consent, at time.Time) (*seclusion.Incident, error) {
	r := beginning(at)
	r.Standing = append(r.Standing, c.Standing(policy.Seclusion, at)...)
	inc, _, err := seclusion.Initiate(cbe3007.Profile(), nil, r)
	return inc, err
}

func TestASeclusionAtTheInstantOfAWithdrawal(t *testing.T) {
	c, from := given(t), day(50)
	w := consent.Withdrawal{Entry: on(49), From: from} // on record a day before it takes effect
	ok(t)(c.Withdraw(w))

	inc, err := begin(c, from.Add(-nano))
	require.NoError(t, err)
	assert.Equal(t, policy.Satisfied, inc.Assess(from.Add(time.Hour)).Outcome(cbe3007.ConsentInWriting), "lawful when it began")

	for _, at := range []time.Time{from, from.Add(nano)} {
		_, err = begin(c, at)
		no, refused := errors.AsType[*policy.RefusedError](err)
		require.True(t, refused, "%v", err)
		require.Len(t, no.Reasons, 1)
		assert.Equal(t, cbe3007.ConsentInWriting, no.Reasons[0].Rule)
		assert.Equal(t, policy.Breached, no.Reasons[0].Outcome)
		assert.ErrorContains(t, err, "AR 3007 6(9)")
	}
}

// A withdrawal that comes to light after a seclusion, and took effect before it, is a finding from then on, and what was known at the
// time stays on record.
func TestAWithdrawalThatComesToLightAfterwards(t *testing.T) {
	c, start, found := given(t), day(60), day(60).Add(3*time.Hour)
	inc, err := begin(c, start)
	require.NoError(t, err)
	require.Equal(t, policy.Satisfied, inc.Assess(found).Outcome(cbe3007.ConsentInWriting))

	late := consent.Withdrawal{Entry: on(58)}
	late.Recorded = found
	ok(t)(c.Withdraw(late))
	attest := record.Attestation{Entry: record.Entry{At: found, Standing: c.Standing(policy.Seclusion, start)}}
	_, err = inc.Attest(attest)
	require.NoError(t, err)

	assert.Equal(t, policy.Breached, inc.Assess(found).Outcome(cbe3007.ConsentInWriting))
	assert.Equal(t, policy.Satisfied, inc.Known(found.Add(-nano)).Assess(found).Outcome(cbe3007.ConsentInWriting), "as it was known then")
	assert.Equal(t, policy.No, c.Covers(policy.Seclusion, start).Answer)
	assert.Equal(t, policy.Yes, c.Known(found.Add(-nano)).Covers(policy.Seclusion, start).Answer)

	again, err := seclusion.Replay(cbe3007.Profile(), nil, "incident-1", inc.Events())
	require.NoError(t, err)
	assert.Equal(t, policy.Breached, again.Assess(found).Outcome(cbe3007.ConsentInWriting), "its own events are enough")
}

// And one that is taken back again: the withdrawal was another student's.
func TestAWithdrawalThatNeverWas(t *testing.T) {
	c, start := given(t), day(60)
	ok(t)(c.Withdraw(consent.Withdrawal{Entry: on(58)}))
	r := beginning(start)
	r.Told, r.Standing = true, append(r.Standing, c.Standing(policy.Seclusion, start)...)
	inc, _, err := seclusion.Initiate(cbe3007.Profile(), nil, r)
	require.NoError(t, err)
	require.Equal(t, policy.Breached, inc.Assess(day(61)).Outcome(cbe3007.ConsentInWriting))
	ok(t)(c.Correct(consent.Correction{Entry: noted(61), Amends: "e4"}))
	_, err = inc.Attest(record.Attestation{Entry: record.Entry{At: day(61), Standing: c.Standing(policy.Seclusion, start)}})
	require.NoError(t, err)
	assert.Equal(t, policy.Satisfied, inc.Assess(day(61)).Outcome(cbe3007.ConsentInWriting))
}

// What cannot be told is no finding of a breach: it is undetermined, and the gate names the fact.
func TestWhatCannotBeToldIsUndetermined(t *testing.T) {
	c := open(t, mother)
	ok(t)(c.Inform(information(1)))
	ok(t)(c.Give(consent.Grant{Entry: on(2), Kinds: everyOne}))
	_, err := begin(c, day(3))
	no, refused := errors.AsType[*policy.RefusedError](err)
	require.True(t, refused, "%v", err)
	require.Len(t, no.Reasons, 1)
	assert.Equal(t, policy.Undetermined, no.Reasons[0].Outcome)
	assert.Equal(t, policy.WrittenConsent, no.Reasons[0].Missing[0].Fact)
}

func TestTheStudentAndThePlans(t *testing.T) {
	c := given(t)
	facts := func(at time.Time) map[policy.Fact]policy.Answer {
		all := map[policy.Fact]policy.Answer{}
		s := c.Standing(policy.TimeOut, at)
		for _, f := range []policy.Fact{policy.StudentInvolved, policy.PlanInputOffered} {
			all[f] = counts(s, f, at)
		}
		return all
	}
	both := func(involved, input policy.Answer) map[policy.Fact]policy.Answer {
		return map[policy.Fact]policy.Answer{policy.StudentInvolved: involved, policy.PlanInputOffered: input}
	}
	assert.Equal(t, both(policy.NotRecorded, policy.NotRecorded), facts(day(4)), "nothing is made of silence")
	ok(t)(c.Involve(consent.Involvement{Entry: on(5), Involved: policy.Yes, InputOffered: policy.Yes}))
	assert.Equal(t, both(policy.No, policy.NotRecorded), facts(day(5).Add(-nano)), "not yet")
	assert.Equal(t, both(policy.Yes, policy.NotRecorded), facts(day(5)), "the student could, of the parent it is not on record")
	i := information(6)
	i.InputOffered = policy.Yes
	ok(t)(c.Inform(i))
	assert.Equal(t, both(policy.Yes, policy.NotRecorded), facts(day(6).Add(-nano)))
	assert.Equal(t, both(policy.Yes, policy.Yes), facts(day(6)))
	ok(t)(c.Involve(consent.Involvement{Entry: on(7), InputOffered: policy.No}))
	assert.Equal(t, both(policy.Yes, policy.No), facts(day(7)), "the latest that says something counts")

	own := open(t, consent.Parties{Consent: "consent-1", Student: "student-1", As: consent.IndependentStudent})
	ok(t)(own.Involve(consent.Involvement{Entry: on(5), InputOffered: policy.Yes}))
	assert.Equal(t, policy.Yes, counts(own.Standing(policy.TimeOut, day(6)), policy.PlanInputOffered, day(6)), "student and person in one")
	assert.Equal(t, policy.NotRecorded, counts(own.Standing(policy.TimeOut, day(6)), policy.StudentInvolved, day(6)))
}

// AP 354 asks for informed consent to what is planned, and not for writing.
func TestConsentInWordsToAPlan(t *testing.T) {
	c := open(t, mother)
	ok(t)(c.Inform(information(1)))
	ok(t)(c.Give(consent.Grant{Entry: on(2), Kinds: everyOne, Written: policy.No}))
	outcome := func(at time.Time) policy.Outcome {
		s := append(c.Standing(policy.Seclusion, at), policy.Credential{Fact: policy.PlannedMeasure, Answer: policy.Yes})
		inc, _, err := seclusion.Initiate(ap354.Profile(), nil, seclusion.Initiation{Incident: "incident-1", Student: "student-1", Room: "room-1",
			Observation: record.Observation{Entry: record.Entry{At: at, Told: true, Standing: s}}})
		require.NoError(t, err)
		return inc.Assess(at).Outcome(ap354.ConsentToPlan)
	}
	assert.Equal(t, policy.Breached, outcome(day(2).Add(-nano)))
	assert.Equal(t, policy.Satisfied, outcome(day(2)))
}

func TestTwoParentsWhoDiffer(t *testing.T) {
	father := consent.Parties{Consent: "consent-3", Student: "student-1", Person: "parent-2", As: consent.Parent}
	hers, his := given(t), open(t, father)
	covers := func(how consent.Reading, at time.Time) string {
		all, err := consent.Of("student-1", how, hers, his)
		require.NoError(t, err)
		return all.Covers(policy.Seclusion, at).String()
	}
	ok(t)(his.Request(consent.Request{Entry: on(1), Kinds: everyOne}))
	ok(t)(his.Inform(information(2)))
	assert.Equal(t, "no: not answered", covers(consent.EachAsked, day(20)))
	assert.Equal(t, "yes", covers(consent.OneIsEnough, day(20)))
	ok(t)(his.Give(consent.Grant{Entry: on(21), Written: policy.Yes}))
	assert.Equal(t, "yes", covers(consent.EachAsked, day(21)))
	ok(t)(his.Withdraw(consent.Withdrawal{Entry: on(30)}))
	for _, how := range []consent.Reading{consent.EachAsked, consent.OneIsEnough} {
		assert.Equal(t, "yes", covers(how, day(30).Add(-nano)))
		assert.Equal(t, "no: withdrawn at 2025-10-01T12:00:00Z", covers(how, day(30)), "a withdrawal by either counts")
	}
	all, err := consent.Of("student-1", consent.OneIsEnough, hers, his)
	require.NoError(t, err)
	got := all.Covers(policy.Seclusion, day(30))
	assert.Equal(t, "consent-3", got.Reasons[0].Consent)
	for _, s := range all.Standing(policy.Seclusion, day(30)) {
		assert.Empty(t, s.Issuer)
		assert.Equal(t, "student-1", s.Subject)
	}
	one, err := consent.Of("student-1", consent.EachAsked, hers)
	require.NoError(t, err)
	assert.Equal(t, hers.Standing(policy.Seclusion, day(30)), one.Standing(policy.Seclusion, day(30)))
}

// A no is over once the same person has said yes since, even if that has run out or been replaced: they are not against it any more.
func TestANoThatIsOver(t *testing.T) {
	father := consent.Parties{Consent: "consent-3", Student: "student-1", Person: "parent-2", As: consent.Parent}
	again := father
	again.Consent = "consent-4"
	hers, his, later := given(t), open(t, father), open(t, again)
	ok(t)(his.Refuse(consent.Refusal{Entry: on(11)}))
	ok(t)(later.Inform(information(12)))
	ok(t)(later.Give(consent.Grant{Entry: on(20), Kinds: everyOne, Until: day(40), Written: policy.Yes}))
	all := map[consent.Reading]*consent.Together{}
	for _, how := range []consent.Reading{consent.EachAsked, consent.OneIsEnough} {
		var err error
		all[how], err = consent.Of("student-1", how, hers, his, later)
		require.NoError(t, err)
	}
	for at, want := range map[int][2]string{
		19: {"no: refused at 2025-09-12T12:00:00Z", "no: refused at 2025-09-12T12:00:00Z"}, 20: {"yes", "yes"},
		40: {"no: refused at 2025-09-12T12:00:00Z; expired at 2025-10-11T12:00:00Z", "yes"},
	} {
		assert.Equal(t, want[0], all[consent.EachAsked].Covers(policy.Seclusion, day(at)).String(), "day %d", at)
		assert.Equal(t, want[1], all[consent.OneIsEnough].Covers(policy.Seclusion, day(at)).String(), "day %d", at)
	}
}

// A newer plan takes the place of an older one, without a gap.
func TestANewerPlan(t *testing.T) {
	older, second := given(t), mother
	second.Consent = "consent-2"
	newer := open(t, second)
	ok(t)(newer.Inform(information(40)))
	ok(t)(newer.Give(consent.Grant{Entry: on(41), Kinds: []policy.Kind{policy.Seclusion}, Plan: "plan-2", From: day(50), Written: policy.Yes}))
	ok(t)(older.Supersede(consent.Supersession{Entry: on(41), Other: "consent-2", From: day(50)}))
	both, err := consent.Of("student-1", consent.EachAsked, older, newer)
	require.NoError(t, err)
	for at, plan := range map[time.Time]string{day(50).Add(-nano): "plan-1", day(50): "plan-2"} {
		got := both.Covers(policy.Seclusion, at)
		assert.Equal(t, []string{"yes", plan}, []string{got.String(), got.Plan})
	}
	assert.Equal(t, "no: superseded by consent-2 at 2025-10-21T12:00:00Z; given for another kind", both.Covers(policy.Restraint, day(50)).String())

	// What the same person says no to counts against all that they gave before, in whichever consent.
	ok(t)(newer.Refuse(consent.Refusal{Entry: on(60), Kinds: []policy.Kind{policy.Seclusion}}))
	latest := mother
	latest.Consent = "consent-4"
	for n, want := range map[int]string{60: "no: refused at 2025-10-31T12:00:00Z", 62: "yes"} {
		c := open(t, latest)
		ok(t)(c.Inform(information(39)))
		ok(t)(c.Give(consent.Grant{Entry: on(n), Kinds: everyOne, Written: policy.Yes}))
		all, err := consent.Of("student-1", consent.OneIsEnough, older, newer, c)
		require.NoError(t, err)
		assert.Equal(t, want, all.Covers(policy.Seclusion, day(62)).String(), "given on day %d", n)
	}
}

func TestOfOneStudentOnly(t *testing.T) {
	other := mother
	other.Student = "student-2"
	for _, err := range []error{
		third(consent.Of("student-1", consent.EachAsked, given(t), open(t, other))), third(consent.Of("student-1", consent.EachAsked, nil)),
		third(consent.Of("", consent.EachAsked)), third(consent.Of("student-1", 9)),
	} {
		_, isRecord := errors.AsType[*policy.RecordError](err)
		assert.True(t, isRecord, "%v", err)
	}
	nobody, err := consent.Of("student-1", consent.OneIsEnough)
	require.NoError(t, err)
	assert.Equal(t, "no: nobody was asked", nobody.Covers(policy.Seclusion, day(1)).String())
	assert.Equal(t, policy.No, counts(nobody.Standing(policy.Seclusion, day(1)), policy.WrittenConsent, day(1)))
}

func third(_ *consent.Together, err error) error { return err }
