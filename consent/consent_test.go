package consent_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/leastrestrictive/interventions/consent"
	"github.com/leastrestrictive/interventions/policy"
)

// nano is the least by which two instants differ.
const nano = time.Nanosecond

// day is an instant in the school year: noon of the nth day after the first of September.
func day(n int) time.Time { return time.Date(2025, time.September, 1+n, 12, 0, 0, 0, time.UTC) }

var (
	mother   = consent.Parties{Consent: "consent-1", Student: "student-1", Person: "parent-1", As: consent.Parent}
	everyOne = []policy.Kind{policy.Seclusion, policy.Restraint, policy.TimeOut}
)

func on(n int) consent.Entry {
	return consent.Entry{At: day(n), By: []policy.Person{{ID: "staff-1", Role: policy.Teacher}}}
}

func told(n int) consent.Entry {
	e := on(n)
	e.Told = true
	return e
}

func open(tb require.TestingT, p consent.Parties) *consent.Consent {
	c, err := consent.Open(p)
	require.NoError(tb, err)
	return c
}

// ok wants an event taken without an error, whichever verb took it.
func ok(tb require.TestingT) func(consent.Event, error) consent.Event {
	return func(e consent.Event, err error) consent.Event {
		require.NoError(tb, err)
		return e
	}
}

func request(n int) consent.Request {
	return consent.Request{Entry: on(n), Kinds: everyOne, Plan: "plan-1"}
}

func information(n int) consent.Information {
	return consent.Information{Entry: on(n), Explained: []string{"leaflet-1", "plan-1"}, Language: "en", Understood: policy.Yes}
}

// given is a consent asked for on day 1, explained on day 2, and given in writing on day 3, from day 10 until day 100.
func given(tb require.TestingT) *consent.Consent {
	c := open(tb, mother)
	take := ok(tb)
	take(c.Request(request(1)))
	take(c.Inform(information(2)))
	take(c.Give(consent.Grant{Entry: on(3), From: day(10), Until: day(100), Written: policy.Yes}))
	return c
}

// whyNot lists the reasons at an instant, the answer before them.
func whyNot(c interface {
	Covers(policy.Kind, time.Time) consent.Coverage
}, kind policy.Kind, at time.Time) string {
	return c.Covers(kind, at).String()
}

func TestCoverageAtEachLimit(t *testing.T) {
	c := given(t)
	ok(t)(c.Withdraw(consent.Withdrawal{Entry: on(50), Kinds: []policy.Kind{policy.Restraint}}))
	ok(t)(c.Supersede(consent.Supersession{Entry: on(40), Kinds: []policy.Kind{policy.TimeOut}, Other: "consent-2", From: day(60)}))
	for _, l := range []struct {
		at         time.Time
		kind       policy.Kind
		before, on string
	}{
		{day(1), policy.Seclusion, "no: nobody was asked", "no: not answered; not informed"},
		{day(2), policy.Seclusion, "no: not answered; not informed", "no: not answered"},
		{day(3), policy.Seclusion, "no: not answered", "no: begins at 2025-09-11T12:00:00Z"},
		{day(10), policy.Seclusion, "no: begins at 2025-09-11T12:00:00Z", "yes"},
		{day(100), policy.Seclusion, "yes", "no: expired at 2025-12-10T12:00:00Z"},
		{day(50), policy.Restraint, "yes", "no: withdrawn at 2025-10-21T12:00:00Z"},
		{day(60), policy.TimeOut, "yes", "no: superseded by consent-2 at 2025-10-31T12:00:00Z"},
	} {
		assert.Equal(t, l.before, whyNot(c, l.kind, l.at.Add(-nano)), "%s, just before day %s", l.kind, l.at)
		assert.Equal(t, l.on, whyNot(c, l.kind, l.at), "%s, at %s", l.kind, l.at)
		assert.Equal(t, l.on, whyNot(c, l.kind, l.at.Add(nano)), "%s, just after %s", l.kind, l.at)
	}
	covered := c.Covers(policy.Seclusion, day(20))
	assert.Equal(t, "plan-1", covered.Plan)
	assert.True(t, covered.From.Equal(day(10)) && covered.Until.Equal(day(100)))
	assert.True(t, c.Covers(policy.TimeOut, day(59)).Until.Equal(day(60)), "what is on record of later is said")
	assert.Equal(t, consent.Coverage{Answer: policy.No, Informed: policy.No, Until: day(10),
		Reasons: []consent.Reason{{Why: consent.NobodyAsked, Consent: "consent-1"}}}, c.Covers(policy.Seclusion, day(0)))
}

func TestStateAtEachLimit(t *testing.T) {
	c := given(t)
	for _, l := range []struct {
		at         time.Time
		before, on consent.State
	}{
		{day(1), consent.NotRequested, consent.Requested}, {day(2), consent.Requested, consent.Informed}, {day(3), consent.Informed, consent.Given},
		{day(10), consent.Given, consent.Given}, {day(100), consent.Given, consent.Expired},
	} {
		assert.Equal(t, l.before, c.State(policy.Seclusion, l.at.Add(-nano)))
		assert.Equal(t, l.on, c.State(policy.Seclusion, l.at))
		assert.Equal(t, l.on, c.State(policy.Seclusion, l.at.Add(nano)))
	}
}

func TestItIsInformedBeforeItIsGivenOrNotAtAll(t *testing.T) {
	for _, l := range []struct {
		explained time.Duration // after it was given
		want      string
	}{{-nano, "yes"}, {0, "yes"}, {nano, "no: not informed"}} {
		c := open(t, mother)
		ok(t)(c.Request(request(1)))
		i := information(3)
		i.At = i.At.Add(l.explained)
		ok(t)(c.Give(consent.Grant{Entry: on(3), Written: policy.Yes}))
		ok(t)(c.Inform(i))
		assert.Equal(t, l.want, whyNot(c, policy.Seclusion, day(4)), "explained %s after it was given", l.explained)
	}
}

func TestWhatIsMissingIsNamed(t *testing.T) {
	for want, change := range map[string]func(*consent.Request, *consent.Information, *consent.Grant){
		"yes": func(*consent.Request, *consent.Information, *consent.Grant) {},
		"no: not informed": func(_ *consent.Request, i *consent.Information, _ *consent.Grant) {
			i.Understood = policy.No
		},
		"no: not in writing": func(_ *consent.Request, i *consent.Information, g *consent.Grant) {
			i.Language, g.Written = "", policy.No // what is missing does not matter any more
		},
		"no: not informed; not in writing": func(_ *consent.Request, i *consent.Information, g *consent.Grant) {
			i.Kinds, g.Written = []policy.Kind{policy.TimeOut}, policy.No
		},
		"cannot be told: not on record: written": func(_ *consent.Request, _ *consent.Information, g *consent.Grant) {
			g.Written = policy.NotRecorded
		},
		"cannot be told: not on record: kinds": func(r *consent.Request, _ *consent.Information, _ *consent.Grant) { r.Kinds = nil },
		"cannot be told: not on record: explained; not on record: language; not on record: understood; not on record: written": func(
			_ *consent.Request, i *consent.Information, g *consent.Grant) {
			i.Explained, i.Language, i.Understood, g.Written = nil, "", policy.NotRecorded, policy.NotRecorded
		},
		"no: given for another kind": func(_ *consent.Request, _ *consent.Information, g *consent.Grant) {
			g.Kinds = []policy.Kind{policy.Restraint}
		},
		"no: given for another kind, as asked": func(r *consent.Request, _ *consent.Information, _ *consent.Grant) {
			r.Kinds = []policy.Kind{policy.Restraint}
		},
	} {
		c := open(t, mother)
		r, i, g := request(1), information(2), consent.Grant{Entry: on(3), Written: policy.Yes}
		change(&r, &i, &g)
		ok(t)(c.Request(r))
		ok(t)(c.Inform(i))
		ok(t)(c.Give(g))
		want, _, _ = strings.Cut(want, ",")
		assert.Equal(t, want, whyNot(c, policy.Seclusion, day(4)))
	}
}

// Informed consent in words is consent for a text that does not ask for writing.
func TestInWordsIsInformedAndNotInWriting(t *testing.T) {
	c := open(t, mother)
	ok(t)(c.Request(request(1)))
	ok(t)(c.Inform(information(2)))
	ok(t)(c.Give(consent.Grant{Entry: on(3), Written: policy.No}))
	got := c.Covers(policy.Seclusion, day(4))
	assert.Equal(t, []policy.Answer{policy.No, policy.Yes}, []policy.Answer{got.Answer, got.Informed})
	answers := map[policy.Fact]policy.Answer{}
	for _, s := range c.Standing(policy.Seclusion, day(4)) {
		answers[s.Fact] = s.Answer
	}
	assert.Equal(t, map[policy.Fact]policy.Answer{policy.WrittenConsent: policy.No, policy.InformedConsent: policy.Yes}, answers)
}

// One explanation that informs is enough, and one that does not takes nothing away.
func TestSeveralExplanations(t *testing.T) {
	c := open(t, mother)
	half := consent.Information{Entry: on(1), Explained: []string{"leaflet-1"}}
	ok(t)(c.Inform(half))
	ok(t)(c.Inform(consent.Information{Entry: on(1), Explained: []string{"leaflet-1"}, Language: "en"}))
	ok(t)(c.Give(consent.Grant{Entry: on(2), Kinds: everyOne, Written: policy.Yes}))
	assert.Equal(t, "cannot be told: not on record: understood", whyNot(c, policy.Seclusion, day(3)), "of the one that lacks least")
	ok(t)(c.Inform(consent.Information{Entry: told(1), Explained: []string{"leaflet-1"}, Language: "fr", Understood: policy.No}))
	assert.Equal(t, "cannot be told: not on record: understood", whyNot(c, policy.Seclusion, day(3)))
	ok(t)(c.Inform(information(1)))
	assert.Equal(t, "yes", whyNot(c, policy.Seclusion, day(3)))
}

func TestNothingReachesBack(t *testing.T) {
	c := given(t)
	early := consent.Withdrawal{Entry: on(50), From: day(20)}
	ok(t)(c.Withdraw(early))
	assert.Equal(t, "yes", whyNot(c, policy.Seclusion, day(50).Add(-nano)), "a withdrawal counts from when it was said")
	assert.Equal(t, "no: withdrawn at 2025-10-21T12:00:00Z", whyNot(c, policy.Seclusion, day(50)))

	c = open(t, mother)
	ok(t)(c.Inform(information(2)))
	ok(t)(c.Give(consent.Grant{Entry: on(30), Kinds: everyOne, From: day(1), Written: policy.Yes}))
	assert.Equal(t, "no: not answered", whyNot(c, policy.Seclusion, day(30).Add(-nano)), "a form that is signed covers nothing before it was")
	assert.Equal(t, "yes", whyNot(c, policy.Seclusion, day(30)))
}

// A form that comes back after its own end covers nothing; nor does it wipe out, before it would have begun, what covers.
func TestOverBeforeItBegan(t *testing.T) {
	c := open(t, mother)
	ok(t)(c.Request(consent.Request{Entry: on(1), Kinds: everyOne, Until: day(20)}))
	ok(t)(c.Inform(information(2)))
	ok(t)(c.Give(consent.Grant{Entry: on(3), Until: day(90), Written: policy.Yes}))
	ok(t)(c.Give(consent.Grant{Entry: on(4), From: day(50), Written: policy.Yes})) // until day 20, as it was asked for
	assert.Equal(t, "yes", whyNot(c, policy.Seclusion, day(50).Add(-nano)))
	assert.Equal(t, "no: expired at 2025-10-21T12:00:00Z", whyNot(c, policy.Seclusion, day(50)), "replaced by what had no time left")

	c = open(t, mother)
	ok(t)(c.Inform(information(2)))
	ok(t)(c.Give(consent.Grant{Entry: on(30), Kinds: everyOne, Until: day(20), Written: policy.Yes}))
	assert.Equal(t, "no: expired at 2025-10-01T12:00:00Z", whyNot(c, policy.Seclusion, day(30)))
	assert.Equal(t, "no: not answered", whyNot(c, policy.Seclusion, day(30).Add(-nano)))
}

func TestGivenAgain(t *testing.T) {
	c := given(t)
	next := consent.Grant{Entry: on(90), Kinds: []policy.Kind{policy.Seclusion}, From: day(110), Until: day(200), Plan: "plan-2", Written: policy.Yes}
	ok(t)(c.Give(next))
	assert.Equal(t, "yes", whyNot(c, policy.Seclusion, day(100).Add(-nano)), "the first runs on until the second begins")
	assert.Equal(t, "no: expired at 2025-12-10T12:00:00Z; begins at 2025-12-20T12:00:00Z", whyNot(c, policy.Seclusion, day(100)))
	assert.Equal(t, consent.Given, c.State(policy.Seclusion, day(100)))
	assert.Equal(t, consent.Expired, c.State(policy.Restraint, day(100)), "each kind stands by itself")
	assert.Equal(t, "plan-2", c.Covers(policy.Seclusion, day(110)).Plan)
	assert.Equal(t, consent.Expired, c.State(policy.Seclusion, day(200)))

	short := consent.Grant{Entry: on(20), Until: day(30), Written: policy.Yes}
	ok(t)(c.Give(short))
	assert.Equal(t, "yes", whyNot(c, policy.Restraint, day(30).Add(-nano)))
	assert.Equal(t, consent.Expired, c.State(policy.Restraint, day(30)), "what was replaced does not come back")
	ok(t)(c.Refuse(consent.Refusal{Entry: on(95)}))
	assert.Equal(t, "no: refused at 2025-12-05T12:00:00Z", whyNot(c, policy.Seclusion, day(150)), "a no ends what has not begun, too")
	ok(t)(c.Request(request(96)))
	assert.Equal(t, consent.Refused, c.State(policy.Seclusion, day(150)), "to be asked again takes back no answer")
	ok(t)(c.Give(consent.Grant{Entry: on(97), Until: day(300), Written: policy.Yes}))
	assert.Equal(t, "yes", whyNot(c, policy.Seclusion, day(150)))
	assert.Empty(t, slices.Collect(c.Unexplained()))
}

// Whatever the order in which a no and a yes of one instant were written down, the no counts.
func TestANoOfTheSameInstantCounts(t *testing.T) {
	for _, no := range []consent.Event{
		consent.Refusal{Entry: told(20)}.Event(), consent.Withdrawal{Entry: told(20)}.Event(),
		consent.Withdrawal{Entry: told(15), From: day(20)}.Event(), consent.Supersession{Entry: told(15), From: day(20)}.Event(),
	} {
		yes := consent.Grant{Entry: told(20), Written: policy.Yes}.Event()
		for _, order := range [][]consent.Event{{yes, no}, {no, yes}} {
			c := given(t)
			for _, e := range order {
				ok(t)(c.Tell(e))
			}
			assert.Equal(t, policy.No, c.Covers(policy.Seclusion, day(21)).Answer, "%s", no.Activity)
			assert.Equal(t, policy.Yes, c.Covers(policy.Seclusion, day(20).Add(-nano)).Answer, "%s", no.Activity)
		}
	}
}

func TestWhatHasNoPlace(t *testing.T) {
	c := given(t)
	ok(t)(c.Supersede(consent.Supersession{Entry: on(20), Other: "consent-2"}))
	for _, r := range []struct {
		do  policy.Activity
		err error
	}{
		{consent.Ask, second(c.Request(request(30)))}, {consent.Inform, second(c.Inform(information(30)))},
		{consent.Give, second(c.Give(consent.Grant{Entry: on(30), Written: policy.Yes}))},
	} {
		no, found := errors.AsType[*policy.TransitionError](r.err)
		require.True(t, found, "%v", r.err)
		assert.Equal(t, policy.TransitionError{Incident: "consent-1", Activity: r.do, State: "superseded"}, *no)
	}
	require.Len(t, slices.Collect(c.Events()), 4, "what is refused is not kept")

	form := consent.Grant{Entry: told(30), Written: policy.Yes}
	kept := ok(t)(c.Give(form))
	assert.Equal(t, []consent.Event{kept}, slices.Collect(c.Unexplained()), "told, it is kept and counts for nothing")
	assert.Equal(t, consent.Superseded, c.State(policy.Seclusion, day(31)))
	ok(t)(c.Correct(consent.Correction{Entry: noted(40), Amends: "e4"}))
	assert.Empty(t, slices.Collect(c.Unexplained()), "other events explain it")
	assert.Equal(t, "yes", whyNot(c, policy.Seclusion, day(31)))

	fresh := open(t, mother)
	_, err := fresh.Supersede(consent.Supersession{Entry: on(1), Other: "consent-2"})
	require.ErrorContains(t, err, "not requested", "nothing is there to be superseded")
	ok(t)(fresh.Withdraw(consent.Withdrawal{Entry: on(1)}))
	assert.Equal(t, consent.Withdrawn, fresh.State(policy.Seclusion, day(1)))
}

func second(_ consent.Event, err error) error { return err }

// noted is an entry as a correction needs it.
func noted(n int) consent.Entry {
	e := on(n)
	e.Note = "the wrong box was ticked"
	return e
}

func TestARefusalIsNeverTurnedAway(t *testing.T) {
	for _, s := range []consent.State{consent.NotRequested, consent.Requested, consent.Informed, consent.Given, consent.Refused,
		consent.Withdrawn, consent.Expired, consent.Superseded} {
		for _, a := range []policy.Activity{consent.Refuse, consent.Withdraw} {
			next, placed := consent.Lifecycle().Next(uint8(s), a)
			assert.True(t, placed, "%s when %s", a, s)
			assert.Contains(t, []consent.State{consent.Refused, consent.Withdrawn}, consent.State(next))
		}
	}
	c := given(t)
	withdrawal := consent.Withdrawal{Entry: on(20)}
	withdrawal.ID = "e1" // taken
	kept := ok(t)(c.Withdraw(withdrawal))
	assert.Equal(t, "e1#2", kept.ID)
	assert.Equal(t, kept, ok(t)(c.Withdraw(withdrawal)), "and twice is once")
	_, err := c.Tell(consent.Event{ID: "e1", Activity: consent.Give, At: day(20)})
	require.ErrorContains(t, err, "id: expected another ID")

	full := open(t, mother)
	for i := range consent.MaxEvents {
		ok(t)(full.Tell(consent.Event{ID: fmt.Sprint("x", i), Activity: consent.Involve, At: day(1)}))
	}
	_, err = full.Request(request(2))
	require.ErrorContains(t, err, "events: expected at most 1000")
	ok(t)(full.Withdraw(consent.Withdrawal{Entry: on(2)}))
}

func TestCorrections(t *testing.T) {
	c := given(t)
	ok(t)(c.Withdraw(consent.Withdrawal{Entry: on(20)}))
	for _, n := range []int{10, 20, 30} {
		require.NotEqual(t, policy.NotRecorded, c.Covers(policy.Seclusion, day(n)).Answer)
	}
	later := consent.Withdrawal{Entry: consent.Entry{At: day(25)}}.Event()
	ok(t)(c.Correct(consent.Correction{Entry: noted(40), Amends: "e4", Instead: &later}))
	assert.Equal(t, "yes", whyNot(c, policy.Seclusion, day(25).Add(-nano)))
	assert.Equal(t, "no: withdrawn at 2025-09-26T12:00:00Z", whyNot(c, policy.Seclusion, day(25)))
	ok(t)(c.Correct(consent.Correction{Entry: noted(41), Amends: "e4"}))
	assert.Equal(t, "yes", whyNot(c, policy.Seclusion, day(30)), "it never happened")
	ok(t)(c.Correct(consent.Correction{Entry: noted(42), Amends: "e6"}))
	assert.Equal(t, "no: withdrawn at 2025-09-26T12:00:00Z", whyNot(c, policy.Seclusion, day(30)), "that was wrong: the one before counts")
	ok(t)(c.Correct(consent.Correction{Entry: noted(43), Amends: "e5"}))
	assert.Equal(t, "no: withdrawn at 2025-09-21T12:00:00Z", whyNot(c, policy.Seclusion, day(30)), "and so was that")

	known := c.Known(day(41).Add(-nano))
	assert.Equal(t, "no: withdrawn at 2025-09-26T12:00:00Z", whyNot(known, policy.Seclusion, day(30)))
	assert.Equal(t, "yes", whyNot(c.Known(day(41)), policy.Seclusion, day(30)))
	assert.Empty(t, slices.Collect(c.Unexplained()))
}

func TestCorrectionsOfNothing(t *testing.T) {
	c := given(t)
	_, err := c.Correct(consent.Correction{Entry: noted(20), Amends: "e9"})
	_, isRecord := errors.AsType[*policy.RecordError](err)
	require.True(t, isRecord, "%v", err)
	_, err = c.Correct(consent.Correction{Entry: noted(20), Amends: "e4"}) // which is its own ID
	require.ErrorContains(t, err, "amends")
	orphan := consent.Correction{Entry: noted(20), Amends: "e9"}
	orphan.Told = true
	kept := ok(t)(c.Correct(orphan))
	assert.Equal(t, []consent.Event{kept}, slices.Collect(c.Unexplained()))
	// Two that take each other back: the one recorded first cannot.
	one, two := consent.Correction{Entry: noted(21), Amends: "y"}, consent.Correction{Entry: noted(22), Amends: "x"}
	one.ID, two.ID, one.Told, two.Told = "x", "y", true, true
	ok(t)(c.Correct(one))
	ok(t)(c.Correct(two))
	var ids []string
	for e := range c.Unexplained() {
		ids = append(ids, e.ID)
	}
	assert.Equal(t, []string{"e4", "x"}, ids)
	assert.Equal(t, "yes", whyNot(c, policy.Seclusion, day(30)))
}

func TestWhatIsNotWellFormed(t *testing.T) {
	at := day(1)
	long := strings.Repeat("x", policy.MaxID+1)
	people := []policy.Person{{ID: "staff-1"}}
	for want, e := range map[string]consent.Event{
		"activity is \"consent/expire\"":        {Activity: consent.Expire, At: at},
		"activity is \"consent/forget\"":        {Activity: "consent/forget", At: at},
		"activity: expected":                    {At: at},
		"activity is \"initiate\"":              {Activity: policy.Initiate, At: at},
		"at is":                                 {Activity: consent.Give},
		"recorded is":                           {Activity: consent.Give, At: at, Recorded: time.Date(1900, 1, 1, 0, 0, 0, 0, time.UTC)},
		"until is":                              {Activity: consent.Give, At: at, Until: time.Date(2200, 1, 1, 0, 0, 0, 0, time.UTC)},
		"from is":                               {Activity: consent.Withdraw, At: at, From: time.Date(1900, 1, 1, 0, 0, 0, 0, time.UTC)},
		"until: expected after from":            {Activity: consent.Give, At: at, From: day(2), Until: day(2)},
		"kinds is \"hug\"":                      {Activity: consent.Give, At: at, Kinds: []policy.Kind{"hug"}},
		"kinds: expected each":                  {Activity: consent.Give, At: at, Kinds: []policy.Kind{""}},
		"kinds is \"seclusion\": expected each": {Activity: consent.Give, At: at, Kinds: []policy.Kind{policy.Seclusion, policy.Seclusion}},
		"kinds: expected at most 64":            {Activity: consent.Give, At: at, Kinds: make([]policy.Kind, consent.MaxKinds+1)},
		"plan: ":                                {Activity: consent.Give, At: at, Plan: long},
		"language: ":                            {Activity: consent.Inform, At: at, Language: " en"},
		"explained: expected 1":                 {Activity: consent.Inform, At: at, Explained: []string{""}},
		"explained: expected at most":           {Activity: consent.Inform, At: at, Explained: make([]string, consent.MaxExplained+1)},
		"other: ":                               {Activity: consent.Supersede, At: at, Other: "\x00"},
		"by.id":                                 {Activity: consent.Give, At: at, By: []policy.Person{{}}},
		"answers":                               {Activity: consent.Give, At: at, Written: 3},
		"note: ":                                {Activity: consent.Give, At: at, Note: policy.Text(strings.Repeat("x", policy.MaxText+1))},
		"sequence":                              {Activity: consent.Give, At: at, Sequence: -1},
		"consent: expected the ID of this one":  {Activity: consent.Give, At: at, Consent: "consent-9"},
		"amends: expected the ID":               {Activity: consent.Correct, At: at, By: people, Note: "why"},
		"by: expected who":                      {Activity: consent.Correct, At: at, Amends: "e1", Note: "why"},
		"note: expected why":                    {Activity: consent.Correct, At: at, Amends: "e1", By: people},
		"instead.activity": {Activity: consent.Correct, At: at, Amends: "e1", By: people, Note: "why",
			Instead: &consent.Event{Activity: consent.Correct, At: at, Amends: "e1"}},
		"instead.at": {Activity: consent.Correct, At: at, Amends: "e1", By: people, Note: "why",
			Instead: &consent.Event{Activity: consent.Give}},
		"the fields of this activity and no others": {Activity: consent.Ask, At: at, Written: policy.Yes},
	} {
		c := open(t, mother)
		_, err := c.Tell(e)
		_, isRecord := errors.AsType[*policy.RecordError](err)
		require.True(t, isRecord, "%s: %v", want, err)
		assert.ErrorContains(t, err, want)
		assert.Empty(t, slices.Collect(c.Events()))
	}
}

// A field of another activity would be lost without a word.
func TestEachActivityHasItsFields(t *testing.T) {
	at, i := day(1), consent.Event{Activity: consent.Give, At: day(2)}
	fields := map[string]func(*consent.Event){
		"kinds":         func(e *consent.Event) { e.Kinds = everyOne },
		"plan":          func(e *consent.Event) { e.Plan = "plan-1" },
		"from":          func(e *consent.Event) { e.From = day(3) },
		"until":         func(e *consent.Event) { e.Until = day(4) },
		"written":       func(e *consent.Event) { e.Written = policy.No },
		"explained":     func(e *consent.Event) { e.Explained = []string{"leaflet-1"} },
		"language":      func(e *consent.Event) { e.Language = "en" },
		"understood":    func(e *consent.Event) { e.Understood = policy.No },
		"involved":      func(e *consent.Event) { e.Involved = policy.No },
		"input-offered": func(e *consent.Event) { e.InputOffered = policy.No },
		"other":         func(e *consent.Event) { e.Other = "consent-2" },
		"amends":        func(e *consent.Event) { e.Amends = "e1" },
		"instead":       func(e *consent.Event) { e.Instead = &i },
	}
	for a, has := range map[policy.Activity][]string{
		consent.Ask: {"kinds", "plan", "from", "until"}, consent.Inform: {"kinds", "explained", "language", "understood", "input-offered"},
		consent.Involve: {"involved", "input-offered"}, consent.Give: {"kinds", "plan", "from", "until", "written"}, consent.Refuse: {"kinds"},
		consent.Withdraw: {"kinds", "from"}, consent.Supersede: {"kinds", "from", "other"}, consent.Correct: {"amends", "instead"},
	} {
		for name, set := range fields {
			e := consent.Event{Activity: a, At: at}
			if a == consent.Correct {
				e.Amends, e.By, e.Note = "e2", []policy.Person{{ID: "staff-1"}}, "why"
			}
			require.NoError(t, e.Check(), "%s", a)
			set(&e)
			assert.Equal(t, slices.Contains(has, name), e.Check() == nil, "%s with %s: %v", a, name, e.Check())
		}
	}
}

func TestParties(t *testing.T) {
	for want, change := range map[string]func(*consent.Parties){
		"consent: ":   func(p *consent.Parties) { p.Consent = "" },
		"student: ":   func(p *consent.Parties) { p.Student = " " },
		"person: exp": func(p *consent.Parties) { p.Person = "" },
		"as: ":        func(p *consent.Parties) { p.As = 0 },
		"as: expected parent, guardian or independent student":   func(p *consent.Parties) { p.As = 4 },
		"person: expected the student":                           func(p *consent.Parties) { p.Person = p.Student },
		"person: expected the student where":                     func(p *consent.Parties) { p.As = consent.IndependentStudent },
		"person: expected 1 to 128 printable bytes without spac": func(p *consent.Parties) { p.Person = "x\n" },
	} {
		p := mother
		change(&p)
		_, err := consent.Open(p)
		_, isRecord := errors.AsType[*policy.RecordError](err)
		require.True(t, isRecord, want)
		assert.ErrorContains(t, err, want)
		_, err = consent.Replay(p, slices.Values([]consent.Event(nil)))
		assert.ErrorContains(t, err, want)
	}
	c := open(t, consent.Parties{Consent: "consent-1", Student: "student-1", As: consent.IndependentStudent})
	assert.Equal(t, "student-1", c.Parties().Person)
	assert.Equal(t, []string{"not recorded", "parent", "guardian", "independent student", "invalid"},
		[]string{consent.Capacity(0).String(), consent.Parent.String(), consent.Guardian.String(), consent.IndependentStudent.String(), consent.Capacity(9).String()})
}

func TestTheZeroValueCoversNothing(t *testing.T) {
	var c consent.Consent
	assert.Equal(t, "no: nobody was asked", whyNot(&c, policy.Seclusion, day(1)))
	assert.Equal(t, consent.NotRequested, c.State(policy.Seclusion, day(1)))
	_, err := c.Request(request(1))
	require.ErrorContains(t, err, "consent: expected one that Open or Replay made")
	assert.Equal(t, "cannot be told", consent.Coverage{}.String())
	assert.Equal(t, "invalid", consent.Why(200).String())
	assert.Equal(t, "invalid state", consent.State(200).String())
	for w := consent.NobodyAsked; w <= consent.NotOnRecord; w++ {
		assert.NotEqual(t, "invalid", w.String())
	}
}

// Nothing that is printed holds what somebody wrote.
func TestNothingPrintsFreeText(t *testing.T) {
	const secret = "zz-what-the-mother-said-zz"
	c := given(t)
	withdrawal := consent.Withdrawal{Entry: on(20)}
	withdrawal.Note = secret
	e := ok(t)(c.Withdraw(withdrawal))
	bad := withdrawal
	bad.ID = secret + "\x00"
	_, err := c.Withdraw(bad)
	require.Error(t, err)
	for _, v := range []string{fmt.Sprintf("%v %+v %#v", e, e, e), err.Error(), fmt.Sprintf("%v %+v", err, err),
		fmt.Sprintf("%v %+v", c.Covers(policy.Seclusion, day(30)), c.Standing(policy.Seclusion, day(30)))} {
		assert.NotContains(t, v, secret)
	}
}

// Several people write at once, while others ask. Everything is there, and it is as if one had come after the other.
func TestSeveralAtOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := given(t)
		var all sync.WaitGroup
		for who := range 4 {
			all.Go(func() {
				for i := range 10 {
					time.Sleep(time.Duration(who+1) * time.Second) // in the bubble's time: interleaves them
					ok(t)(c.Involve(consent.Involvement{Entry: on(10*who + i), Involved: policy.Yes}))
					c.Covers(policy.Seclusion, day(i))
					c.Standing(policy.Seclusion, day(i))
					_ = c.Known(day(i)).State(policy.Seclusion, day(i))
					_, err := consent.Of("student-1", consent.EachAsked, c)
					assert.NoError(t, err)
				}
			})
		}
		all.Wait()
		require.Len(t, slices.Collect(c.Events()), 43)
		again, err := consent.Replay(mother, c.Events())
		require.NoError(t, err)
		require.Equal(t, c.Covers(policy.Seclusion, day(20)), again.Covers(policy.Seclusion, day(20)))
	})
}

func TestOfTwoThatBeginAtOnceTheLaterCounts(t *testing.T) {
	c := given(t)
	ok(t)(c.Give(consent.Grant{Entry: on(4), From: day(10), Until: day(30), Written: policy.Yes}))
	assert.Equal(t, "yes", whyNot(c, policy.Seclusion, day(30).Add(-nano)))
	assert.Equal(t, "no: expired at 2025-10-01T12:00:00Z", whyNot(c, policy.Seclusion, day(30)))
	assert.Equal(t, consent.Expired, c.State(policy.Seclusion, day(30)))

	c = given(t)
	ok(t)(c.Give(consent.Grant{Entry: on(30), From: day(1), Written: policy.No}))
	assert.Equal(t, "yes", whyNot(c, policy.Seclusion, day(30).Add(-nano)))
	assert.Equal(t, "no: not in writing", whyNot(c, policy.Seclusion, day(30)), "dated back it begins when it is given, and replaces")
}

// Two that were said before they take effect, at one instant, count in the order in which they were said.
func TestTwoThatTakeEffectAtOnce(t *testing.T) {
	for _, days := range [][2]int{{20, 21}, {21, 20}} {
		c := given(t)
		ok(t)(c.Withdraw(consent.Withdrawal{Entry: on(days[0]), From: day(30)}))
		ok(t)(c.Supersede(consent.Supersession{Entry: on(days[1]), Other: "consent-2", From: day(30)}))
		want := consent.Superseded
		if days[0] > days[1] {
			want = consent.Withdrawn
		}
		assert.Equal(t, want, c.State(policy.Seclusion, day(30)))
	}
}

// What an event takes along says when it was given, until when, and by whom, once.
func TestCredentialsAreFew(t *testing.T) {
	c := given(t)
	ok(t)(c.Involve(consent.Involvement{Entry: on(5), Involved: policy.Yes}))
	ok(t)(c.Withdraw(consent.Withdrawal{Entry: on(50)}))
	credential := func(f policy.Fact, a policy.Answer, from, until time.Time) policy.Credential {
		return policy.Credential{Fact: f, Subject: "student-1", Answer: a, From: from, Until: until, Issuer: "parent-1"}
	}
	consentOf := func(f policy.Fact) []policy.Credential {
		return []policy.Credential{credential(f, policy.No, day(3), day(10)), credential(f, policy.Yes, day(10), day(50)),
			credential(f, policy.No, day(50), time.Time{}), credential(f, policy.No, day(100), time.Time{})}
	}
	want := append(consentOf(policy.WrittenConsent), consentOf(policy.InformedConsent)...)
	want = append(want, credential(policy.StudentInvolved, policy.Yes, day(5), time.Time{}))
	assert.Equal(t, want, c.Standing(policy.Seclusion, day(20)))
	nothing := open(t, mother).Standing(policy.Seclusion, day(20))
	assert.Equal(t, []policy.Credential{credential(policy.WrittenConsent, policy.No, time.Time{}, time.Time{}),
		credential(policy.InformedConsent, policy.No, time.Time{}, time.Time{})}, nothing, "nobody was asked: that is a no")
}

// A time is stripped of what only its own machine understands, in a correction too.
func TestInstantsAreNormal(t *testing.T) {
	c, now := given(t), time.Now()
	instead := consent.Grant{Entry: consent.Entry{At: now}, From: now, Written: policy.Yes}.Event()
	e := ok(t)(c.Tell(consent.Event{Activity: consent.Correct, At: now, By: []policy.Person{{ID: "staff-1"}}, Note: "why", Amends: "e3", Instead: &instead}))
	for _, at := range []time.Time{e.At, e.Recorded, e.Instead.At, e.Instead.From} {
		assert.NotContains(t, at.String(), "m=")
	}
}

// What was ended stays ended: given again to begin later, the first does not count until then.
func TestWhatWasEndedDoesNotComeBack(t *testing.T) {
	for _, no := range [][]consent.Event{
		{consent.Refusal{Entry: told(20)}.Event()}, {consent.Withdrawal{Entry: told(20)}.Event()},
		{consent.Supersession{Entry: told(19)}.Event(), consent.Refusal{Entry: told(20)}.Event()},
	} {
		c := given(t)
		for _, e := range no {
			ok(t)(c.Tell(e))
		}
		ok(t)(c.Give(consent.Grant{Entry: on(25), From: day(40), Until: day(90), Written: policy.Yes}))
		assert.Equal(t, "no: begins at 2025-10-11T12:00:00Z", whyNot(c, policy.Seclusion, day(30)))
		assert.Equal(t, "yes", whyNot(c, policy.Seclusion, day(40)))
	}
}
