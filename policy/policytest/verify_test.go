//go:build !race

// The battery runs by itself, on one goroutine, and takes minutes under the race detector.

package policytest_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/leastrestrictive/interventions/policy"
	"github.com/leastrestrictive/interventions/policy/cbe3007"
	"github.com/leastrestrictive/interventions/policy/policytest"
	"github.com/leastrestrictive/interventions/restraint"
	"github.com/leastrestrictive/interventions/seclusion"
	"github.com/leastrestrictive/interventions/timeout"
)

func TestVerifyCBE3007(t *testing.T) {
	t.Parallel()
	policytest.Verify(t, cbe3007.Profile(), seclusion.Lifecycle(), restraint.Lifecycle(), timeout.Lifecycle())
}

// board is a small regulation of a made-up board. Its ledger gives every clause that its rules cite to them.
func board(rules ...policy.Rule) *policy.Regulation {
	r := &policy.Regulation{
		ID: "ourboard", Short: "OB 1",
		Facts: []policy.FactSpec{
			{Name: "ourboard/asked-twice"},
			{Name: "ourboard/nurse-away"},
			{Name: "ourboard/quiet", Sort: policy.Lasting, Lasts: 30 * time.Minute},
			{Name: "ourboard/first-aid", Sort: policy.Standing, About: policy.AboutPerson},
			{Name: "ourboard/padded", Sort: policy.Standing, About: policy.AboutPlace},
			{Name: "ourboard/plan", Sort: policy.Standing},
		},
		Roles: []policy.Role{"ourboard/nurse"},
		Rules: rules,
	}
	for _, rule := range rules {
		h := headerOf(rule)
		for _, c := range append(slices.Clone(h.Clauses), h.Except...) {
			if !slices.ContainsFunc(r.Ledger, func(e policy.LedgerEntry) bool { return e.Clause == c }) {
				r.Ledger = append(r.Ledger, policy.LedgerEntry{Clause: c, Label: "a clause", Source: "printed", Carrier: policy.CarriedByRules})
			}
		}
	}
	return r
}

func headerOf(r policy.Rule) policy.Header {
	switch r := r.(type) {
	case policy.At:
		return r.Header
	case policy.During:
		return r.Header
	case policy.Every:
		return r.Header
	case policy.Limit:
		return r.Header
	case policy.Due:
		return r.Header
	case policy.Count:
		return r.Header
	}
	return policy.Header{}
}

func rule(name policy.RuleID, clauses ...string) policy.Header {
	return policy.Header{Name: name, Clauses: clauses, Demand: "something", Kinds: []policy.Kind{policy.Restraint}}
}

func unless(h policy.Header, c policy.Condition, clause string) policy.Header {
	h.Unless, h.Except = c, []string{clause}
	return h
}

func when(h policy.Header, c policy.Condition) policy.Header {
	h.When = c
	return h
}

func under(h policy.Header, reading, answer string) policy.Header {
	h.Under = append(slices.Clone(h.Under), policy.Choice{Reading: reading, Answer: answer})
	return h
}

func built(tb testing.TB, r *policy.Regulation) *policy.Profile {
	tb.Helper()
	p, err := r.Build()
	require.NoError(tb, err)
	return p
}

// faults are what is wrong with a profile, as "where: what".
func faults(tb testing.TB, p *policy.Profile, machines ...policy.Lifecycle) []string {
	tb.Helper()
	err := policytest.VerifyProfile(p, machines...)
	if err == nil {
		return nil
	}
	var all *policy.ProfileError
	require.ErrorAs(tb, err, &all)
	assert.Equal(tb, p.ID(), all.Profile)
	var lines []string
	for _, f := range all.Faults {
		lines = append(lines, f.Where+": "+f.What)
	}
	return lines
}

var (
	initiate = []policy.Activity{policy.Initiate}
	parents  = policy.Who{AtLeast: 1, Role: policy.Parent}
	nurse    = policy.Who{AtLeast: 1, Role: "ourboard/nurse"}
)

func within(d time.Duration) policy.Term { return policy.Within(policy.For(d)) }

// good holds every kind of rule, condition, anchor and term, and nothing is wrong with any.
func good() *policy.Regulation {
	called := policy.Act{Do: policy.Contact, To: parents, Holding: policy.Is(policy.Reached)}
	gate := rule("trained", "1(a)")
	gate.Gate = true
	old, new := rule("cleaned", "9(a)"), rule("cleaned-sooner", "9(b)")
	old.Until, new.From = policy.Date{Year: 2025, Month: 9, Day: 1}, policy.Date{Year: 2025, Month: 9, Day: 1}
	before := rule("door-first", "5(g)")
	r := board(
		policy.At{Header: gate, On: []policy.Activity{policy.Initiate, policy.Resume},
			Holds: policy.By(policy.Who{Each: true, Holding: []policy.Fact{policy.Trained, "ourboard/first-aid"}})},
		policy.At{Header: rule("danger", "1(b)"), On: initiate, Holds: policy.Any(policy.Is(policy.DangerToSelf), policy.Is(policy.DangerToOthers))},
		policy.At{Header: rule("padded-or-planned", "1(c)"), On: initiate,
			Holds: policy.Any(policy.Is("ourboard/padded"), policy.All(policy.Is("ourboard/plan"), policy.IsNot(policy.DangerToOthers)))},
		policy.At{Header: unless(rule("nurse-debriefs", "1(d)"), policy.Is("ourboard/nurse-away"), "1(e)"), On: []policy.Activity{policy.Debrief},
			Holds: policy.By(nurse)},
		policy.At{Header: rule("asked-twice", "1(f)"), On: []policy.Activity{policy.StepDown}, Holds: policy.Is("ourboard/asked-twice")},
		policy.At{Header: when(rule("not-after-a-time-out", "1(g)"), policy.Follows(policy.TimeOut)), On: initiate, Holds: policy.Is("ourboard/plan")},
		policy.At{Header: rule("no-emergency-services", "1(h)"), On: []policy.Activity{policy.Monitor},
			Holds: policy.By(policy.Who{Nobody: true, Role: policy.EmergencyServices})},
		policy.At{Header: rule("somebody-else-debriefs", "1(i)"), On: []policy.Activity{policy.Debrief},
			Holds: policy.By(policy.Who{AtLeast: 1, Uninvolved: true, Role: policy.Psychologist})},
		policy.At{Header: rule("all-debrief", "1(j)"), On: []policy.Activity{policy.Debrief}, Holds: policy.By(policy.Who{Everyone: true})},

		policy.During{Header: rule("quiet", "2(a)"), Phase: policy.Held, Holds: policy.Is("ourboard/quiet")},
		policy.During{Header: unless(rule("two-there", "2(b)"), policy.OnRecord(policy.Act{Do: policy.Escalate,
			To: policy.Who{AtLeast: 1, Role: policy.EmergencyServices}}), "2(c)"),
			Phase: policy.Held, Holds: policy.Attended(policy.Who{AtLeast: 2, Holding: []policy.Fact{"ourboard/first-aid"}}), ReleaseDue: true},

		policy.Every{Header: rule("checked", "3(a)"), Phase: policy.Held,
			Act:   policy.Act{Do: policy.Monitor, By: policy.Who{AtLeast: 1, Holding: []policy.Fact{"ourboard/first-aid"}}},
			First: policy.For(5 * time.Minute), Gap: policy.For(10 * time.Minute)},
		policy.Every{Header: when(rule("checked-in-danger", "3(b)"), policy.Is(policy.SelfInjuryRisk)), Phase: policy.Held, Act: policy.Act{Do: policy.Observe},
			Gap: policy.Depending(policy.Is(policy.DoorShut), policy.For(time.Minute), policy.For(3*time.Minute))},

		policy.Limit{Header: rule("at-most", "4(a)"), Phase: policy.Held, Most: policy.ByPlan(policy.PlanLimit, 25*time.Minute)},
		policy.Limit{Header: unless(when(rule("at-most-shut", "4(b)"), policy.Is(policy.DoorShut)), policy.Is("ourboard/plan"), "4(c)"),
			Phase: policy.Held, Most: policy.For(12 * time.Minute)},

		policy.Due{Header: unless(rule("parents-told", "5(a)"), policy.OnRecordThatDay(policy.Act{Do: policy.Contact, To: parents}), "5(b)"),
			After: policy.LastRelease(), Act: called, By: policy.EndOf(policy.LocalDay), FromStart: true},
		policy.Due{Header: rule("parents-told-after-all", "5(b)"), After: policy.Comes("parents-told", policy.Excused), Act: called,
			By: policy.AsSoonAsPossible(policy.EndOfNext(policy.SchoolDay))},
		policy.Due{Header: rule("let-go-when-calm", "5(c)"), After: policy.Turns(policy.DangerToOthers, policy.No),
			Act: policy.Act{Do: policy.Release}, By: within(5 * time.Minute)},
		policy.Due{Header: rule("help-each-quarter", "5(d)"), After: policy.Reaches(policy.Held, policy.For(15*time.Minute),
			policy.For(15*time.Minute)), Act: policy.Act{Do: policy.Approve}, By: within(4 * time.Minute)},
		policy.Due{Header: rule("plan-renewed", "5(e)"), After: policy.Expires("ourboard/plan"), Act: policy.Act{Do: policy.Report},
			By: policy.Days(2, policy.SchoolDay)},
		policy.Due{Header: rule("written-down", "5(f)"), After: policy.On(policy.Act{Do: policy.Debrief}),
			Act: policy.Act{Do: policy.Document, Documented: true}, By: within(24 * time.Hour)},
		policy.Due{Header: before, After: policy.On(policy.Act{Do: policy.Initiate}), Act: policy.Act{Do: policy.Explain}, By: within(2 * time.Minute), Before: true},
		policy.Due{Header: rule("told-by-the-bell", "5(h)"), After: policy.LastRelease(), Act: policy.Act{Do: policy.Support},
			By: policy.Unsettled(policy.Otherwise(policy.EndOf(policy.SchoolDay), policy.EndOfNext(policy.SchoolDay)), policy.Days(0, policy.LocalDay))},
		policy.Due{Header: rule("report-and-debrief", "5(i)"), After: policy.LastRelease(),
			By:    policy.NotStated(policy.Latest(policy.Days(1, policy.LocalDay), within(30*time.Hour))),
			Holds: policy.All(policy.OnRecord(policy.Act{Do: policy.Report}), policy.OnRecord(policy.Act{Do: policy.Debrief}))},
		policy.Due{Header: old, After: policy.LastRelease(), Act: policy.Act{Do: policy.Clean}, By: policy.NotStated(policy.BeforeNextUse())},
		policy.Due{Header: new, After: policy.LastRelease(), Act: policy.Act{Do: policy.Clean}, By: policy.Earliest(policy.BeforeNextUse(), within(2*time.Hour))},
		policy.At{Header: rule("late-is-explained", "5(j)"), On: []policy.Activity{policy.Report},
			Holds: policy.Any(policy.Not(policy.RuleIs("at-most", policy.Breached)), policy.To(nurse))},

		policy.Count{Header: rule("often-the-student", "6(a)"), Per: policy.AboutStudent, Reaches: 3, Within: 7 * 24 * time.Hour},
		policy.Count{Header: rule("often-the-classroom", "6(b)"), Per: policy.AboutPlace, Reaches: 4, Days: 10, Period: policy.SchoolDay,
			Of: []policy.Kind{policy.Restraint, policy.Seclusion}},
		policy.Count{Header: rule("often-the-staff", "6(c)"), Per: policy.AboutPerson, Reaches: 5, Days: 30},

		policy.Due{Header: under(rule("three-days", "7"), "days", "calendar"), After: policy.LastRelease(), Act: policy.Act{Do: policy.Debrief},
			By: policy.Days(3, policy.LocalDay)},
		policy.Due{Header: under(rule("three-days", "7"), "days", "school"), After: policy.LastRelease(), Act: policy.Act{Do: policy.Debrief},
			By: policy.Days(3, policy.SchoolDay)},
		policy.At{Header: under(under(rule("only-then", "8"), "days", "school"), "who", "all"), On: []policy.Activity{policy.Close}, Holds: policy.By(parents)},
		policy.At{Header: under(rule("who-closes", "8"), "who", "one"), On: []policy.Activity{policy.Close},
			Holds: policy.By(policy.Who{AtLeast: 1, Role: policy.Principal})},
	)
	r.Readings = []policy.Reading{
		{ID: "days", Question: "Which days?", Default: "calendar", Alternatives: []string{"school"}, Why: "It says days."},
		{ID: "who", Question: "Who closes?", Default: "one", Alternatives: []string{"all"}, Why: "It names one."},
	}
	r.Ledger = append(r.Ledger, policy.LedgerEntry{Clause: "10", Carrier: policy.LeftToJudgement, Reason: "A principle."})
	return r
}

func TestVerifyGood(t *testing.T) {
	t.Parallel()
	assert.Empty(t, strings.Join(faults(t, built(t, good())), "\n"))
}

// far holds what takes more than one change to keep or break, for a kind of the board's own.
func far() *policy.Regulation {
	hold := func(name policy.RuleID, clauses ...string) policy.Header {
		h := rule(name, clauses...)
		h.Kinds = []policy.Kind{"ourboard/holding"}
		return h
	}
	done := func(a policy.Activity) policy.Act { return policy.Act{Do: a} }
	r := board(
		policy.Every{Header: hold("watched-after", "1(a)"), Phase: policy.After, Act: done(policy.Observe), Gap: policy.For(2 * time.Hour)},
		policy.Limit{Header: hold("alone-at-most", "1(b)"), Phase: policy.After, Most: policy.For(4 * time.Hour)},
		policy.At{Header: hold("converted-with-a-plan", "1(c)"), On: []policy.Activity{policy.Convert}, Holds: policy.Is("ourboard/plan")},
		policy.At{Header: hold("interrupted-when-quiet", "1(d)"), On: []policy.Activity{policy.Interrupt}, Holds: policy.Is("ourboard/quiet")},
		policy.At{Header: hold("nobody-leaves-in-danger", "1(e)"), On: []policy.Activity{policy.Absent}, Holds: policy.IsNot(policy.DangerToSelf)},
		policy.At{Header: when(hold("not-again", "1(f)"), policy.RuleIs("held-at-most", policy.Breached)), On: []policy.Activity{policy.Resume},
			Holds: policy.Is(policy.Emergency)},
		policy.Limit{Header: hold("held-at-most", "2(a)"), Phase: policy.Held,
			Most: policy.Depending(policy.Is("ourboard/plan"), policy.For(40*time.Minute), policy.For(9*time.Minute))},
		policy.Due{Header: hold("answered", "2(b)"), After: policy.On(done(policy.Request)), Act: policy.Act{Do: policy.Report, To: parents},
			By: policy.Days(1, "ourboard/office-day")},
		policy.Due{Header: hold("answered-again", "2(c)"), After: policy.On(policy.Act{Do: policy.Report,
			By: policy.Who{AtLeast: 1, Role: policy.Principal}}), Act: policy.Act{Do: policy.Approve},
			By: policy.Within(policy.Depending(policy.Is("ourboard/plan"), policy.For(time.Hour), policy.For(20*time.Minute)))},
		policy.Due{Header: when(hold("reviewed-late", "2(d)"), policy.Is(policy.DangerToOthers)),
			After: policy.Reaches(policy.Held, policy.For(50*time.Minute), policy.Amount{}),
			Act:   policy.Act{Do: policy.Review, By: policy.Who{AtLeast: 1, Role: policy.Director}}, By: within(7 * time.Minute)},
		policy.Due{Header: hold("told-of-both", "2(e)"), After: policy.Comes("held-at-most", policy.Breached),
			Act: policy.Act{Do: policy.Contact, To: nurse}, By: policy.Upon(policy.Close)},
		policy.At{Header: when(hold("after-a-seclusion", "2(f)"), policy.All(policy.Follows(policy.Seclusion), policy.Is("ourboard/padded"))), On: initiate,
			Holds: policy.By(policy.Who{AtLeast: 3})},
		policy.At{Header: hold("all-of-three", "3(a)"), On: []policy.Activity{policy.Review},
			Holds: policy.Any(policy.IsNot("ourboard/asked-twice"), policy.IsNot(policy.Continue),
				policy.By(policy.Who{Nobody: true, Holding: []policy.Fact{"ourboard/first-aid"}}))},
		policy.Every{Header: hold("seen-while-quiet-lasts", "3(b)"), Phase: policy.Held,
			Act:   policy.Act{Do: policy.Observe, Holding: policy.IsNot(policy.SecludedSpace)},
			First: policy.ByPlan("ourboard/plan", 3*time.Minute), Gap: policy.For(6 * time.Minute)},
		policy.During{Header: when(hold("quiet-if-planned", "3(c)"), policy.Is("ourboard/plan")), Phase: policy.Held,
			Holds: policy.Any(policy.Is("ourboard/quiet"), policy.OnRecord(policy.Act{Do: policy.Escalate, Holding: policy.Is("ourboard/nurse-away")}))},
	)
	r.Readings = []policy.Reading{{ID: "lasts", Question: "How long?", Default: "half-an-hour", Alternatives: []string{"a-minute"}, Why: "It is usual."}}
	r.Facts = append(slices.DeleteFunc(r.Facts, func(f policy.FactSpec) bool { return f.Name == "ourboard/quiet" }),
		policy.FactSpec{Name: "ourboard/quiet", Sort: policy.Lasting, Lasts: 30 * time.Minute, Under: []policy.Choice{{Reading: "lasts", Answer: "half-an-hour"}}},
		policy.FactSpec{Name: "ourboard/quiet", Sort: policy.Lasting, Lasts: time.Minute, Under: []policy.Choice{{Reading: "lasts", Answer: "a-minute"}}})
	return r
}

func TestVerifyFar(t *testing.T) {
	t.Parallel()
	assert.Empty(t, strings.Join(faults(t, built(t, far())), "\n"))
}

func TestVerifyFindsSeededFaults(t *testing.T) {
	t.Parallel()
	never := policy.All(policy.Is("ourboard/plan"), policy.IsNot("ourboard/plan"))
	ok := policy.At{Header: rule("fine", "1"), On: initiate, Holds: policy.Is("ourboard/plan")}
	for name, c := range map[string]struct {
		rules []policy.Rule
		want  []string
	}{
		"a rule that cannot be broken": {[]policy.Rule{ok, policy.At{Header: rule("r", "2(a)"), On: initiate, Holds: policy.Not(never)}},
			[]string{"2(a): rule r, physical-restraint: no incident found that breaks it"}},
		"a rule that cannot be kept": {[]policy.Rule{ok, policy.At{Header: rule("r", "2(a)"), On: initiate, Holds: never}},
			[]string{"2(a): rule r, physical-restraint: no incident found that keeps it"}},
		"a limit that never applies": {[]policy.Rule{ok, policy.Limit{Header: when(rule("r", "2(a)"), policy.In(policy.NotBegun)), Phase: policy.Held,
			Most: policy.For(time.Hour)}},
			[]string{"2(a): rule r, physical-restraint: no incident found in which it applies"}},
		"a limit that cannot be passed": {[]policy.Rule{ok, policy.Limit{Header: when(rule("r", "2(a)"), never), Phase: policy.Held, Most: policy.For(time.Hour)}},
			[]string{"2(a): rule r, physical-restraint: no incident found that breaks it"}},
		"a duty that cannot be met": {[]policy.Rule{ok, policy.Due{Header: rule("r", "2(a)"), After: policy.LastRelease(), By: within(time.Hour),
			Act: policy.Act{Do: policy.Contact, To: policy.Who{AtLeast: 1, Role: policy.Parent, Holding: []policy.Fact{policy.Trained}}, Holding: never}}},
			[]string{"2(a): rule r, physical-restraint: no incident found that keeps it"}},
		"rules that contradict each other": {[]policy.Rule{ok, policy.At{Header: rule("r", "2(a)"), On: initiate, Holds: policy.IsNot("ourboard/plan")}},
			[]string{"1: rule fine, physical-restraint: no incident found that keeps it without breaking rule r",
				"2(a): rule r, physical-restraint: no incident found that keeps it without breaking rule fine"}},
		"an exception that never applies": {[]policy.Rule{ok, policy.At{Header: unless(rule("r", "2(a)"), never, "2(b)"), On: initiate,
			Holds: policy.Is("ourboard/padded")}},
			[]string{"2(b): rule r, physical-restraint: no incident found in which its exception applies"}},
		"a count that is always reached": {[]policy.Rule{ok, policy.Count{Header: rule("r", "2(a)"), Reaches: 1, Days: 3}},
			[]string{"2(a): rule r, physical-restraint: no incident found that keeps it"}},
	} {
		t.Run(name, func(t *testing.T) {
			got := faults(t, built(t, board(c.rules...)))
			require.Len(t, got, len(c.want), "%s", strings.Join(got, "\n"))
			for i := range got {
				assert.Contains(t, got[i], c.want[i])
			}
		})
	}
}

func TestVerifyLedger(t *testing.T) {
	ok := policy.At{Header: rule("fine", "1"), On: initiate, Holds: policy.Is("ourboard/plan")}
	empty := board(ok)
	empty.Ledger = nil
	assert.Equal(t, []string{"ledger: it is empty: the profile is a sketch"}, faults(t, built(t, empty)))

	// Cited only by a rule that stands under no answers: nobody can choose both.
	readings := []policy.Reading{{ID: "which", Question: "Which?", Default: "this", Alternatives: []string{"that"}, Why: "Because."}}
	r := board(ok, policy.At{Header: under(under(rule("r", "2"), "which", "this"), "which", "that"), On: initiate, Holds: policy.Is("ourboard/plan")})
	r.Readings = readings
	got := faults(t, built(t, r))
	assert.Contains(t, got, "ledger: clause 2 is left to rules, and none that stands under some answers cites it")
	assert.Contains(t, got, "readings: reading which, answer that: no incident found in which it changes what is found, nor what something is by definition")
}

// door is a machine like that of the kit, but for one thing.
type door struct {
	policy.Lifecycle
	next func(state uint8, a policy.Activity) (uint8, bool)
}

func (d door) Next(state uint8, a policy.Activity) (uint8, bool) { return d.next(state, a) }

func TestVerifyFindsAMachineThatDoesNotLetGo(t *testing.T) {
	m := policytest.Lifecycle(policy.Restraint)
	p := built(t, board(policy.At{Header: rule("fine", "1"), On: initiate, Holds: policy.Is("ourboard/plan")}))
	require.Empty(t, faults(t, p, m))
	got := faults(t, p, door{m, func(s uint8, a policy.Activity) (uint8, bool) {
		if a == policy.Release {
			return s, true
		}
		return m.Next(s, a)
	}})
	require.NotEmpty(t, got)
	assert.Contains(t, got[0], "release: physical-restraint")
	assert.Contains(t, got[0], "after a release the student is still held")
}

func TestVerifyIsTheSameEachTime(t *testing.T) {
	t.Parallel()
	p := built(t, board(policy.At{Header: rule("r", "1"), On: initiate, Holds: policy.All(policy.Is("ourboard/plan"), policy.IsNot("ourboard/plan"))},
		policy.Limit{Header: rule("l", "2"), Phase: policy.Held, Most: policy.For(time.Hour)}))
	assert.Equal(t, faults(t, p), faults(t, p))
}

// stub is a test that notes what is reported, by subtest.
type stub struct {
	name   string
	ran    *[]string
	failed *[]string
}

func (s *stub) Helper() {}

func (s *stub) Errorf(format string, args ...any) {
	*s.failed = append(*s.failed, s.name+": "+fmt.Sprintf(format, args...))
}

func (s *stub) Run(name string, f func(*stub)) bool {
	*s.ran = append(*s.ran, name)
	n := len(*s.failed)
	f(&stub{name, s.ran, s.failed})
	return len(*s.failed) == n
}

func TestVerifyRunsASubtestForEachClause(t *testing.T) {
	var ran, failed []string
	s := &stub{ran: &ran, failed: &failed}
	p := built(t, board(policy.At{Header: rule("fine", "1"), On: initiate, Holds: policy.Is("ourboard/plan")},
		policy.Count{Header: rule("r", "2(a)"), Reaches: 1, Days: 3}))
	policytest.Verify(s, p)
	assert.Equal(t, []string{"ledger", "release", "1", "2(a)", "readings", "judging"}, ran)
	require.Len(t, failed, 1)
	assert.True(t, strings.HasPrefix(failed[0], "2(a): rule r, physical-restraint: no incident found that keeps it"), failed[0])

	ran, failed = nil, nil
	policytest.Verify(s, nil)
	assert.Equal(t, []string{": there is no profile"}, failed)
	require.Error(t, policytest.VerifyProfile(nil))
}

// logic is a random condition, and what it comes to for each way to answer its facts.
type logic struct {
	c     policy.Condition
	holds func(facts uint) bool
}

var asked = []policy.Fact{policy.DangerToSelf, policy.LessRestrictiveIneffective, "ourboard/plan", "ourboard/padded", "ourboard/asked-twice"}

func drawLogic(t *rapid.T, depth int) logic {
	what := rapid.IntRange(0, 4).Draw(t, "what")
	if depth == 0 {
		what %= 2
	}
	if what < 2 {
		i := rapid.IntRange(0, len(asked)-1).Draw(t, "fact")
		if what == 0 {
			return logic{policy.Is(asked[i]), func(facts uint) bool { return facts>>i&1 == 1 }}
		}
		return logic{policy.IsNot(asked[i]), func(facts uint) bool { return facts>>i&1 == 0 }}
	}
	a := drawLogic(t, depth-1)
	if what == 2 {
		return logic{policy.Not(a.c), func(facts uint) bool { return !a.holds(facts) }}
	}
	b := drawLogic(t, depth-1)
	if what == 3 {
		return logic{policy.All(a.c, b.c), func(facts uint) bool { return a.holds(facts) && b.holds(facts) }}
	}
	return logic{policy.Any(a.c, b.c), func(facts uint) bool { return a.holds(facts) || b.holds(facts) }}
}

// Of rules that are nothing but logic it can be worked out which can be kept, broken and excused: just the others are reported.
func TestVerifyAgreesWithLogic(t *testing.T) {
	t.Parallel()
	const rules = 8
	profiles := rapid.Custom(func(t *rapid.T) [][3]logic {
		var ls [][3]logic
		for range rules {
			ls = append(ls, [3]logic{drawLogic(t, 3), drawLogic(t, 1), drawLogic(t, 1)})
		}
		return ls
	})
	for seed := range 2 {
		var rs []policy.Rule
		var want []string
		for n, l := range profiles.Example(seed) {
			clause, except := fmt.Sprintf("%d", n+1), fmt.Sprintf("%d(a)", n+1)
			name := policy.RuleID(fmt.Sprintf("r-%d", n+1))
			rs = append(rs, policy.At{Header: unless(when(rule(name, clause), l[1].c), l[2].c, except), On: initiate, Holds: l[0].c})
			var kept, broken, excused bool
			for facts := range uint(1) << len(asked) {
				if l[1].holds(facts) {
					kept = kept || l[0].holds(facts)
					broken = broken || !l[0].holds(facts) && !l[2].holds(facts)
					excused = excused || !l[0].holds(facts) && l[2].holds(facts)
				}
			}
			for _, c := range []struct {
				found       bool
				where, what string
			}{{kept, clause, "that keeps it"}, {broken, clause, "that breaks it"}, {excused, except, "in which its exception applies"}} {
				if !c.found {
					want = append(want, fmt.Sprintf("%s: rule %s, physical-restraint: no incident found %s", c.where, name, c.what))
				}
			}
		}
		var got []string
		for _, f := range faults(t, built(t, board(rs...))) {
			if f, _, _ = strings.Cut(f, ";"); !strings.Contains(f, "without breaking") {
				got = append(got, f)
			}
		}
		assert.ElementsMatch(t, want, got, "seed %d", seed)
	}
}

// Records of a profile's own, and a duty that follows a fact for which no condition asks, are found by what the profile declares.
func TestVerifyOwnRecordsAndFacts(t *testing.T) {
	rule := func(name policy.RuleID, clause string) policy.Header {
		return policy.Header{Name: name, Clauses: []string{clause}, Demand: "the nurse is called", Kinds: []policy.Kind{policy.Restraint}}
	}
	called := policy.Act{Do: "ourboard/nurse-called"}
	p, err := (&policy.Regulation{
		ID: "ourboard", Short: "OB 2", Activities: []policy.Activity{"ourboard/nurse-called"},
		Facts: []policy.FactSpec{{Name: "ourboard/hurt", World: true}},
		Rules: []policy.Rule{
			policy.Due{Header: rule("nurse-called", "1"), After: policy.LastRelease(), Act: called, By: policy.Within(policy.For(10 * time.Minute))},
			policy.Due{Header: rule("nurse-called-when-hurt", "2"), After: policy.Turns("ourboard/hurt", policy.Yes), Act: called,
				By: policy.Within(policy.For(5 * time.Minute))},
		},
		Ledger: []policy.LedgerEntry{{Clause: "1", Label: "afterwards", Source: "printed", Carrier: policy.CarriedByRules},
			{Clause: "2", Label: "when hurt", Source: "printed", Carrier: policy.CarriedByRules}},
	}).Build()
	require.NoError(t, err)
	require.NoError(t, policytest.VerifyProfile(p))
}
