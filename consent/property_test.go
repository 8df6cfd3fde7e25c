package consent_test

import (
	"fmt"
	"math/rand"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/leastrestrictive/interventions/consent"
	"github.com/leastrestrictive/interventions/policy"
	"github.com/leastrestrictive/interventions/policy/cbe3007"
	"github.com/leastrestrictive/interventions/seclusion"
)

// source is where random choices come from: rapid, or the bytes of a fuzz target.
type source func(n int) int

func drawn(t *rapid.T) source {
	return func(n int) int { return rapid.IntRange(0, n-1).Draw(t, "") }
}

func pick[T any](s source, of ...T) T { return of[s(len(of))] }

func someKinds(s source) (kinds []policy.Kind) {
	for _, k := range everyOne {
		if s(2) == 0 {
			kinds = append(kinds, k)
		}
	}
	return kinds
}

// anyEvent is some well-formed event. There are few days, so that many fall on one instant.
func anyEvent(s source, id int) consent.Event {
	e := consent.Event{ID: fmt.Sprintf("x%d", id), At: day(s(8)), By: []policy.Person{{ID: "staff-1"}}, Note: "why"}
	e.Recorded = e.At.Add(time.Duration(pick(s, 0, 0, 1, 24, 100)) * time.Hour)
	e.Sequence = int32(pick(s, 0, 0, 0, 1, 2))
	instant := func() time.Time {
		if s(2) == 0 {
			return time.Time{}
		}
		return day(s(9))
	}
	window := func() {
		e.Kinds, e.From = someKinds(s), instant()
		if s(2) == 0 {
			e.Until = day(9 + s(3))
		} else if e.From.IsZero() {
			e.Until = instant()
		}
	}
	answer := func() policy.Answer {
		return pick(s, policy.Yes, policy.Yes, policy.Yes, policy.No, policy.NotRecorded)
	}
	e.Activity = pick(s, consent.Ask, consent.Inform, consent.Inform, consent.Involve, consent.Give, consent.Give, consent.Give, consent.Refuse,
		consent.Withdraw, consent.Withdraw, consent.Supersede, consent.Correct)
	switch e.Activity {
	case consent.Ask:
		window()
	case consent.Inform:
		e.Language, e.Understood, e.InputOffered = pick(s, "en", "en", ""), answer(), answer()
		if s(4) > 0 {
			e.Explained = []string{"leaflet-1"}
		}
		if s(3) == 0 {
			e.Kinds = someKinds(s)
		}
	case consent.Involve:
		e.Involved, e.InputOffered = answer(), answer()
	case consent.Give:
		window()
		e.Written = answer()
	case consent.Refuse, consent.Withdraw, consent.Supersede:
		if s(2) == 0 {
			e.Kinds = someKinds(s)
		}
		if e.Activity != consent.Refuse {
			e.From = instant()
		}
	case consent.Correct:
		e.Amends = fmt.Sprintf("x%d", s(12))
		if s(2) == 0 {
			if instead := anyEvent(s, id); instead.Activity != consent.Correct {
				e.Instead = &instead
			}
		}
	}
	return e
}

func anyEvents(s source) (es []consent.Event) {
	if s(3) > 0 { // mostly something is there to be covered
		es = append(es, consent.Event{ID: "x90", Activity: consent.Inform, At: day(0), Explained: []string{"leaflet-1"}, Language: "en", Understood: policy.Yes})
		es = append(es, consent.Event{ID: "x91", Activity: consent.Give, At: day(s(3)), Kinds: everyOne, Until: day(9 + s(3)), Written: policy.Yes})
	}
	for i := range s(10) {
		es = append(es, anyEvent(s, i))
	}
	return es
}

func build(tb require.TestingT, p consent.Parties, es []consent.Event) *consent.Consent {
	c := open(tb, p)
	for _, e := range es {
		_, err := c.Tell(e)
		require.NoError(tb, err)
	}
	return c
}

// instants are each day, and one nanosecond before and after it.
func instants() (ts []time.Time) {
	for d := range 13 {
		ts = append(ts, day(d).Add(-nano), day(d), day(d).Add(nano))
	}
	return ts
}

// some are a few of them, for what takes long.
func some(s source) (ts []time.Time) {
	all := instants()
	for range 5 {
		ts = append(ts, pick(s, all...))
	}
	return ts
}

// naive says by the words of the package alone what a consent covers: it knows no machine. It takes the events without corrections.
func naive(es []consent.Event, kind policy.Kind, at time.Time) (written, informed policy.Answer) {
	effect := func(e consent.Event) (t time.Time, late bool) {
		if (e.Activity == consent.Withdraw || e.Activity == consent.Supersede) && e.From.After(e.At) {
			return e.From, true
		}
		return e.At, false
	}
	order := []policy.Activity{consent.Ask, consent.Inform, consent.Involve, consent.Give, consent.Refuse, consent.Withdraw, consent.Supersede}
	es = slices.Clone(es)
	slices.SortFunc(es, func(a, b consent.Event) int {
		ta, la := effect(a)
		tb, lb := effect(b)
		switch {
		case !ta.Equal(tb):
			return ta.Compare(tb)
		case la != lb && lb:
			return -1
		case la != lb:
			return 1
		case !a.At.Equal(b.At):
			return a.At.Compare(b.At)
		case a.Sequence != b.Sequence:
			return int(a.Sequence - b.Sequence)
		case a.Activity != b.Activity:
			return slices.Index(order, a.Activity) - slices.Index(order, b.Activity)
		case len(a.ID) != len(b.ID):
			return len(a.ID) - len(b.ID)
		case a.ID < b.ID:
			return -1
		}
		return 1
	})
	about := func(e consent.Event) bool { return len(e.Kinds) == 0 || slices.Contains(e.Kinds, kind) }
	// Where a consent was superseded, nothing but a no opens it again, and then a yes can be given.
	superseded, anything := false, false
	var best *consent.Event
	var start, until time.Time
	var asked, forThis *consent.Event
	inf := policy.No
	told := policy.No
	var unsure bool
	for i := range es {
		e := es[i]
		if x, _ := effect(e); x.After(at) {
			break
		}
		switch e.Activity {
		case consent.Ask:
			asked = &es[i]
			if !about(e) || superseded {
				break
			}
			forThis, anything = &es[i], true
		case consent.Inform:
			if !about(e) || superseded {
				break
			}
			anything = true
			switch {
			case e.Understood == policy.No:
			case e.Understood == policy.Yes && e.Language != "" && len(e.Explained) > 0:
				told = policy.Yes
			case told == policy.No:
				told = policy.NotRecorded
			}
		case consent.Give:
			nothingSaid := len(e.Kinds) == 0 && (asked == nil || len(asked.Kinds) == 0)
			its := e.Kinds
			if len(its) == 0 && asked != nil {
				its = asked.Kinds
			}
			if superseded || !nothingSaid && !slices.Contains(its, kind) {
				break
			}
			anything = true
			s, u := e.At, e.Until
			from := e.From
			if forThis != nil && from.IsZero() {
				from = forThis.From
			}
			if forThis != nil && u.IsZero() {
				u = forThis.Until
			}
			if from.After(s) {
				s = from
			}
			if !s.After(at) && (best == nil || !s.Before(start)) {
				best, start, until, inf, unsure = &es[i], s, u, told, nothingSaid
			}
		case consent.Refuse, consent.Withdraw:
			if about(e) {
				best, superseded, anything = nil, false, true
			}
		case consent.Supersede:
			if about(e) && anything {
				best, superseded = nil, true
			}
		}
	}
	if best == nil || !until.IsZero() && !at.Before(until) {
		return policy.No, policy.No
	}
	worst := func(as ...policy.Answer) policy.Answer {
		switch {
		case slices.Contains(as, policy.No):
			return policy.No
		case slices.Contains(as, policy.NotRecorded):
			return policy.NotRecorded
		}
		return policy.Yes
	}
	known := policy.Yes
	if unsure {
		known = policy.NotRecorded
	}
	return worst(inf, known, best.Written), worst(inf, known)
}

func TestCoverageIsWhatTheWordsSay(t *testing.T) {
	seen := map[policy.Answer]int{}
	rapid.Check(t, func(t *rapid.T) {
		es := slices.DeleteFunc(anyEvents(drawn(t)), func(e consent.Event) bool { return e.Activity == consent.Correct })
		c := build(t, mother, es)
		for _, kind := range everyOne {
			for _, at := range instants() {
				written, informed := naive(es, kind, at)
				got := c.Covers(kind, at)
				require.Equal(t, []policy.Answer{written, informed}, []policy.Answer{got.Answer, got.Informed}, "%s at %s: %s", kind, at, got)
				require.Equal(t, got.Answer == policy.Yes, len(got.Reasons) == 0)
				seen[got.Answer]++
			}
		}
	})
	for _, a := range []policy.Answer{policy.NotRecorded, policy.No, policy.Yes} {
		require.Positive(t, seen[a], "never %s: the test shows nothing", a)
	}
}

// The time around a coverage is the longest in which the answers are the same.
func TestFromAndUntilAreWhereTheAnswerChanges(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := drawn(t)
		c := build(t, mother, anyEvents(s))
		for _, at := range some(s) {
			got := c.Covers(policy.Seclusion, at)
			for _, other := range instants() {
				within := (got.From.IsZero() || !other.Before(got.From)) && (got.Until.IsZero() || other.Before(got.Until))
				o := c.Covers(policy.Seclusion, other)
				if within {
					require.True(t, o.Answer == got.Answer && o.Informed == got.Informed, "at %s and %s", at, other)
				}
			}
			for _, edge := range []time.Time{got.From.Add(-nano), got.Until} {
				if !edge.IsZero() && edge.Year() > 1 {
					o := c.Covers(policy.Seclusion, edge)
					require.False(t, o.Answer == got.Answer && o.Informed == got.Informed)
				}
			}
		}
	})
}

// Any order of recording the same events gives the same answers, and a replay does.
func TestAnyOrderOfRecordingIsTheSame(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := drawn(t)
		es := anyEvents(s)
		shuffled := slices.Clone(es)
		for i := range shuffled {
			j := i + s(len(shuffled)-i)
			shuffled[i], shuffled[j] = shuffled[j], shuffled[i]
		}
		a, b := build(t, mother, es), build(t, mother, shuffled)
		again, err := consent.Replay(mother, a.Events())
		require.NoError(t, err)
		known := day(s(12))
		thenA, thenB := a.Known(known), b.Known(known)
		for _, kind := range everyOne {
			for _, at := range some(s) {
				require.Equal(t, a.Covers(kind, at), b.Covers(kind, at))
				require.Equal(t, a.Covers(kind, at), again.Covers(kind, at))
				require.Equal(t, a.State(kind, at), b.State(kind, at))
				require.Equal(t, a.Standing(kind, at), b.Standing(kind, at))
				require.Equal(t, thenA.Covers(kind, at), thenB.Covers(kind, at))
			}
		}
		require.Equal(t, slices.Collect(a.Unexplained()), slices.Collect(b.Unexplained()))
	})
}

// What was on record at an instant is answered by that, and by nothing that was recorded later.
func TestKnownNeverUsesWhatWasRecordedLater(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := drawn(t)
		es, at := anyEvents(s), day(s(12))
		c := build(t, mother, es)
		then := build(t, mother, slices.DeleteFunc(es, func(e consent.Event) bool {
			return e.Recorded.After(at) || e.Recorded.IsZero() && e.At.After(at)
		}))
		known := c.Known(at)
		for _, i := range some(s) {
			require.Equal(t, then.Covers(policy.Seclusion, i), known.Covers(policy.Seclusion, i))
		}
	})
}

// A withdrawal of everything ends everything from its instant on, whatever is on record, until something is given after it; and it
// changes nothing of what was covered before.
func TestAWithdrawalTakesEffectAtItsTimeAndNotBefore(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := drawn(t)
		es := anyEvents(s)
		x := day(s(10))
		before, after := build(t, mother, es), build(t, mother, es)
		_, err := after.Withdraw(consent.Withdrawal{Entry: consent.Entry{At: x, Recorded: day(30), Sequence: 3}})
		require.NoError(t, err, "it is never refused")
		for _, kind := range everyOne {
			for _, at := range instants() {
				if at.Before(x) {
					was, is := before.Covers(kind, at), after.Covers(kind, at)
					require.Equal(t, was.Answer, is.Answer)
					require.Equal(t, was.Reasons, is.Reasons)
				}
			}
			require.Equal(t, policy.No, after.Covers(kind, x).Answer)
		}
	})
}

// judged is what the judge of package policy makes of credentials: the answer to 6(9) at an instant.
func judged(tb require.TestingT, kind policy.Kind, at time.Time, standing []policy.Credential, of policy.RuleID) policy.Answer {
	a, err := cbe3007.Profile().Inspect(nil, policy.Event{Kind: kind, Student: "student-1", At: at, Standing: standing})
	require.NoError(tb, err)
	switch o := a.Outcome(of); o {
	case policy.Satisfied:
		return policy.Yes
	case policy.Breached:
		return policy.No
	default:
		require.Equal(tb, policy.Undetermined, o)
		return policy.NotRecorded
	}
}

// counts is what [policy.Credential] says of those that are on record for a fact.
func counts(standing []policy.Credential, f policy.Fact, at time.Time) policy.Answer {
	onRecord, answer, latest := false, policy.No, time.Time{}
	for _, c := range standing {
		if c.Fact != f {
			continue
		}
		onRecord = true
		if !c.From.After(at) && (c.Until.IsZero() || at.Before(c.Until)) && !c.From.Before(latest) {
			answer, latest = c.Answer, c.From
		}
	}
	if !onRecord {
		return policy.NotRecorded
	}
	return answer
}

// What a machine makes of the credentials is what the consent answers: at the instant for which they were taken always, and at any
// other one where that can be told and could be told then.
func TestCredentialsSayWhatTheConsentCovers(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := drawn(t)
		c := build(t, mother, anyEvents(s))
		kind := pick(s, everyOne...)
		taken := pick(s, instants()...)
		for _, at := range some(s) {
			want := c.Covers(kind, at)
			own := c.Standing(kind, at)
			require.Equal(t, want.Answer, counts(own, policy.WrittenConsent, at))
			require.Equal(t, want.Informed, counts(own, policy.InformedConsent, at))
			require.Equal(t, want.Answer, judged(t, kind, at, own, cbe3007.ConsentInWriting))
			of := policy.No // for then it is left out, or it is no
			if c.Covers(kind, taken).Answer == policy.NotRecorded {
				of = policy.NotRecorded
			} else if want.Answer == policy.Yes {
				of = policy.Yes
			}
			require.Equal(t, of, counts(c.Standing(kind, taken), policy.WrittenConsent, at))
			for _, p := range own {
				require.Equal(t, "student-1", p.Subject)
				require.Equal(t, "parent-1", p.Issuer)
			}
		}
	})
}

// Taken again after more was recorded, in whatever order it came, the credentials of the last taking are what counts in an incident that
// has them all.
func TestTakenAgainTheLastCounts(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := drawn(t)
		es, at := anyEvents(s), pick(s, instants()...)
		c := open(t, mother)
		incident, err := policy.Open(cbe3007.Profile(), seclusion.Lifecycle(), nil, "incident-1")
		require.NoError(t, err)
		take := func(n int) {
			_, err := incident.Add(policy.Event{Activity: policy.Attest, At: day(-100).Add(time.Duration(n) * time.Hour), Standing: c.Standing(policy.Seclusion, at)})
			require.NoError(t, err)
		}
		for i, e := range es {
			ok(t)(c.Tell(e))
			if s(2) == 0 {
				take(i)
			}
		}
		take(len(es))
		want := c.Covers(policy.Seclusion, at).Answer
		if want == policy.NotRecorded {
			return // what was there cannot be unsaid
		}
		_, err = incident.Add(policy.Event{Activity: policy.Initiate, At: at, Student: "student-1", Place: "room-1"})
		require.NoError(t, err)
		outcome := incident.Assess(day(40)).Outcome(cbe3007.ConsentInWriting)
		require.Equal(t, map[policy.Answer]policy.Outcome{policy.Yes: policy.Satisfied, policy.No: policy.Breached}[want], outcome)
	})
}

// Of several consents of one person and of two: the credentials say what they cover, one consent alone is what it is by itself, more
// people never cover more where each is asked, and whoever says no last is heard.
func TestTogether(t *testing.T) {
	father := consent.Parties{Consent: "consent-3", Student: "student-1", Person: "parent-2", As: consent.Guardian}
	newer := mother
	newer.Consent = "consent-2"
	rapid.Check(t, func(t *rapid.T) {
		s := drawn(t)
		a, b, c := build(t, mother, anyEvents(s)), build(t, newer, anyEvents(s)), build(t, father, anyEvents(s))
		together := func(how consent.Reading, cs ...*consent.Consent) *consent.Together {
			all, err := consent.Of("student-1", how, cs...)
			require.NoError(t, err)
			return all
		}
		rank := func(x policy.Answer) int {
			return slices.Index([]policy.Answer{policy.No, policy.NotRecorded, policy.Yes}, x)
		}
		alone, hers := together(consent.OneIsEnough, a), together(consent.EachAsked, a, b)
		each, one := together(consent.EachAsked, a, b, c), together(consent.OneIsEnough, a, b, c)
		for _, at := range some(s) {
			single, own := a.Covers(policy.Seclusion, at), alone.Covers(policy.Seclusion, at)
			require.Equal(t, []policy.Answer{single.Answer, single.Informed}, []policy.Answer{own.Answer, own.Informed})
			h, f := hers.Covers(policy.Seclusion, at), c.Covers(policy.Seclusion, at)
			e, o := each.Covers(policy.Seclusion, at), one.Covers(policy.Seclusion, at)
			require.Equal(t, min(rank(h.Answer), rank(f.Answer)), rank(e.Answer))
			require.LessOrEqual(t, rank(e.Answer), rank(o.Answer))
			require.LessOrEqual(t, rank(o.Answer), max(rank(h.Answer), rank(f.Answer)))
			if h.Answer == policy.Yes {
				require.Contains(t, []consent.State{a.State(policy.Seclusion, at), b.State(policy.Seclusion, at)}, consent.Given)
			}
			if no := c.State(policy.Seclusion, at); no == consent.Refused || no == consent.Withdrawn {
				require.Equal(t, policy.No, o.Answer)
			}
			for _, all := range []*consent.Together{hers, each, one} {
				got := all.Covers(policy.Seclusion, at)
				require.Equal(t, got.Answer == policy.Yes, len(got.Reasons) == 0, "%s", got)
				require.Equal(t, got.Answer, counts(all.Standing(policy.Seclusion, at), policy.WrittenConsent, at))
				require.Equal(t, got.Informed, counts(all.Standing(policy.Seclusion, at), policy.InformedConsent, at))
			}
		}
	})
}

// Whatever comes in, well-formed or not, nothing is lost, nothing panics, and what is printed says something.
func FuzzConsent(f *testing.F) {
	for seed := range int64(8) {
		b := make([]byte, 300)
		rand.New(rand.NewSource(seed)).Read(b)
		f.Add(b)
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		i := 0
		s := source(func(n int) int {
			if i >= len(b) {
				return 0
			}
			i++
			return int(b[i-1]) % n
		})
		c := open(t, mother)
		var kept []consent.Event
		for n := 0; i < len(b) && n < 40; n++ {
			e := anyEvent(s, s(20))
			switch s(6) {
			case 0:
				e.From, e.Until = e.Until, e.From
			case 1:
				e.Written, e.ID = policy.Answer(s(5)), ""
			case 2:
				e.At = time.Unix(int64(s(256))<<28, 0)
			}
			before := slices.Collect(c.Events())
			got, err := c.Tell(e)
			now := slices.Collect(c.Events())
			switch {
			case err != nil:
				require.Equal(t, before, now)
				require.NotEmpty(t, err.Error())
			case len(now) > len(before):
				kept = append(kept, got)
			}
		}
		require.Equal(t, kept, slices.Collect(c.Events()))
		for _, at := range some(s) {
			assert.NotEmpty(t, c.Covers(policy.Seclusion, at).String())
			for _, p := range c.Standing(policy.Seclusion, at) {
				require.NoError(t, (&policy.Event{Activity: policy.Attest, At: at, Standing: []policy.Credential{p}}).Check())
			}
		}
	})
}
