package policy_test

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"reflect"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/leastrestrictive/interventions/policy"
	"github.com/leastrestrictive/interventions/policy/cbe3007"
)

// sketch is a regulation without fault, and with a word of each sort, to put rules into.
func sketch(rules ...policy.Rule) *policy.Regulation {
	return &policy.Regulation{
		ID: "ourboard", Short: "OB 1",
		Facts: []policy.FactSpec{
			{Name: "ourboard/act"},
			{Name: "ourboard/lasting", Sort: policy.Lasting},
			{Name: "ourboard/training", Sort: policy.Standing, About: policy.AboutPerson},
			{Name: "ourboard/licence", Sort: policy.Standing, About: policy.AboutPlace},
			{Name: "ourboard/plan", Sort: policy.Standing},
		},
		Activities: []policy.Activity{"ourboard/called"},
		Roles:      []policy.Role{"ourboard/nurse"},
		Readings: []policy.Reading{{ID: "which", Question: "Which?", Default: "this", Alternatives: []string{"that"},
			Why: "Because."}},
		Rules: rules,
	}
}

func head(name policy.RuleID) policy.Header {
	return policy.Header{Name: name, Clauses: []string{"1"}, Demand: "something"}
}

// faultsOf are the faults of a regulation, each as its place and what is wrong there.
func faultsOf(t *testing.T, r *policy.Regulation) []string {
	t.Helper()
	p, err := r.Build()
	if err == nil {
		return nil
	}
	assert.Nil(t, p)
	var bad *policy.ProfileError
	require.ErrorAs(t, err, &bad)
	assert.Equal(t, r.ID, bad.Profile)
	return faultLines(bad)
}

func faultLines(e *policy.ProfileError) []string {
	var lines []string
	for _, f := range e.Faults {
		lines = append(lines, f.Where+": "+f.What)
	}
	return lines
}

func TestASketchBuilds(t *testing.T) {
	assert.Empty(t, faultsOf(t, sketch()))
	p := buildOK(t, sketch())
	assert.Equal(t, "ourboard", p.ID())
	assert.Equal(t, "OB 1", p.Short())
	assert.Equal(t, p.ID()+"@"+p.Fingerprint(), p.Pin())
}

func TestFaultsOfARegulation(t *testing.T) {
	const (
		name   = "its ID must be lower-case letters, digits and hyphens"
		prefix = "a profile's own words stand under a prefix, such as ourboard/word"
		sort   = "a standard fact keeps its sort and whose it is"
		lasts  = "only a lasting fact lasts, and not less than no time"
		answer = "a default and at least one alternative are needed"
		why    = "a question and a reason for the default are needed"
	)
	day := func(d int) policy.Date { return policy.Date{Year: 2025, Month: time.May, Day: d} }
	rule := policy.At{Header: head("r"), On: []policy.Activity{policy.Initiate}, Holds: policy.Is(policy.DangerToSelf)}
	for _, c := range []struct {
		change func(*policy.Regulation)
		want   []string
	}{
		{func(r *policy.Regulation) { r.ID = "Our Board" }, []string{"regulation: " + name + ", 56 bytes at most"}},
		{func(r *policy.Regulation) { r.ID = "" }, []string{"regulation: " + name + ", 56 bytes at most"}},
		{func(r *policy.Regulation) { r.Short = "" }, []string{"regulation: Short is empty: findings cite it"}},
		{func(r *policy.Regulation) { r.Instrument.From, r.Instrument.Until = day(2), day(1) },
			[]string{"instrument: in force until 2025-05-01, before it begins"}},
		{func(r *policy.Regulation) { r.Instrument.From, r.Instrument.Until = day(2), day(2) },
			[]string{"instrument: in force until 2025-05-02, before it begins"}},

		{func(r *policy.Regulation) { r.Activities = append(r.Activities, "called") }, []string{"activity called: " + prefix}},
		{func(r *policy.Regulation) { r.Activities = append(r.Activities, "ourboard/Called") },
			[]string{"activity ourboard/Called: " + prefix}},
		{func(r *policy.Regulation) { r.Roles = append(r.Roles, "nurse") }, []string{"role nurse: " + prefix}},
		{func(r *policy.Regulation) { r.Facts = append(r.Facts, policy.FactSpec{Name: "told"}) }, []string{"fact told: " + prefix}},
		{func(r *policy.Regulation) {
			r.Facts = append(r.Facts, policy.FactSpec{Name: policy.DangerToSelf, Sort: policy.OfTheAct})
		}, []string{"fact danger-to-self: " + sort}},
		{func(r *policy.Regulation) {
			r.Facts = append(r.Facts, policy.FactSpec{Name: policy.Trained, Sort: policy.Standing, About: policy.AboutPlace})
		}, []string{"fact trained: " + sort}},
		{func(r *policy.Regulation) {
			r.Facts = append(r.Facts, policy.FactSpec{Name: policy.DangerToSelf, Sort: policy.Lasting, Lasts: -1})
		}, []string{"fact danger-to-self: " + lasts}},
		{func(r *policy.Regulation) {
			r.Facts = append(r.Facts, policy.FactSpec{Name: "ourboard/x", Sort: policy.Standing, Lasts: 1})
		}, []string{"fact ourboard/x: " + lasts}},
		{func(r *policy.Regulation) {
			r.Facts = append(r.Facts, policy.FactSpec{Name: "ourboard/x",
				Under: []policy.Choice{{Reading: "which", Answer: "other"}}})
		}, []string{`fact ourboard/x: stands under reading "which", answer "other", which there is not`}},

		{func(r *policy.Regulation) { r.Readings[0].ID = "Which?" }, []string{"reading Which?: " + name}},
		{func(r *policy.Regulation) { r.Readings = append(r.Readings, r.Readings[0]) }, []string{"reading which: stands twice"}},
		{func(r *policy.Regulation) { r.Readings[0].Default = "" }, []string{"reading which: " + answer}},
		{func(r *policy.Regulation) { r.Readings[0].Alternatives = nil }, []string{"reading which: " + answer}},
		{func(r *policy.Regulation) { r.Readings[0].Question = "" }, []string{"reading which: " + why}},
		{func(r *policy.Regulation) { r.Readings[0].Why = "" }, []string{"reading which: " + why}},

		{func(r *policy.Regulation) { r.Rules = []policy.Rule{rule, nil} }, []string{"rule 2: is nil"}},
		{func(r *policy.Regulation) {
			only := rule
			only.Kinds = []policy.Kind{policy.Restraint}
			r.Rules = []policy.Rule{only, only}
		}, []string{"rule r: stands twice for physical-restraint under the same readings"}},

		// The ledger, both ways.
		{func(r *policy.Regulation) {
			r.Ledger = []policy.LedgerEntry{{Clause: "2", Carrier: policy.Silent}, {Clause: "2", Carrier: policy.Silent}}
		}, []string{"clause 2: stands twice in the ledger"}},
		{func(r *policy.Regulation) { r.Ledger = []policy.LedgerEntry{{Clause: "2"}} }, []string{"clause 2: is not accounted for"}},
		{func(r *policy.Regulation) { r.Ledger = []policy.LedgerEntry{{Clause: "2", Carrier: policy.Deferred}} },
			[]string{"clause 2: needs a reason"}},
		{func(r *policy.Regulation) {
			r.Ledger = []policy.LedgerEntry{{Clause: "2", Carrier: policy.LeftToJudgement}}
		},
			[]string{"clause 2: needs a reason"}},
		{func(r *policy.Regulation) {
			r.Ledger = []policy.LedgerEntry{{Clause: "2", Carrier: policy.CarriedByRules}}
		},
			[]string{"clause 2: the ledger gives it to rules, and no rule cites it"}},
		{func(r *policy.Regulation) {
			r.Rules, r.Ledger = []policy.Rule{rule}, []policy.LedgerEntry{{Clause: "1", Carrier: policy.Silent}}
		}, []string{"rule r: cites 1, which the ledger does not give to rules"}},
		{func(r *policy.Regulation) {
			r.Rules, r.Ledger = []policy.Rule{rule}, []policy.LedgerEntry{{Clause: "2", Carrier: policy.Silent}}
		}, []string{"rule r: cites 1, which the ledger does not give to rules"}},
		{func(r *policy.Regulation) {
			excused := rule
			excused.Unless, excused.Except = policy.Is(policy.DangerToOthers), []string{"3"}
			r.Rules, r.Ledger = []policy.Rule{excused}, []policy.LedgerEntry{{Clause: "1", Carrier: policy.CarriedByRules}}
		}, []string{"rule r: cites 3, which the ledger does not give to rules"}},
	} {
		r := sketch()
		c.change(r)
		assert.Equal(t, c.want, faultsOf(t, r))
	}
}

func TestFaultsOfARule(t *testing.T) {
	const (
		own   = "which is neither standard nor the profile's own"
		quant = "must say one of AtLeast, Each, Everyone, Nobody"
		count = "counts to at least 1, in one window: Within or Days"
		gated = "only an At rule with force must can be a gate"
		free  = "only what begins, resumes or prolongs holding can be refused"
		years = "expected 0s to 10 years"
		outer = "AsSoonAsPossible and NotStated stand outermost"
		both  = "needs an act or a condition, and not both"
		held  = "a lasting fact: what an act holds is of the act or standing; use When"
		exc   = "an exception needs its clause, and a clause its exception"
	)
	h := head("r")
	initiate, hour := []policy.Activity{policy.Initiate}, policy.For(time.Hour)
	danger := policy.Is(policy.DangerToSelf)
	anybody := policy.Who{AtLeast: 1}
	monitor := policy.Act{Do: policy.Monitor}
	with := func(change func(*policy.Header)) policy.Rule {
		h := head("r")
		change(&h)
		return policy.At{Header: h, On: initiate, Holds: danger}
	}
	holds := func(c policy.Condition) policy.Rule { return policy.At{Header: h, On: initiate, Holds: c} }
	during := func(c policy.Condition) policy.Rule {
		return policy.During{Header: h, Phase: policy.Held, Holds: c}
	}
	by := func(term policy.Term) policy.Rule {
		return policy.Due{Header: h, After: policy.LastRelease(), Act: monitor, By: term}
	}
	after := func(a policy.Anchor) policy.Rule {
		return policy.Due{Header: h, After: a, Act: monitor, By: policy.Within(hour)}
	}
	act := func(a policy.Act) policy.Rule {
		return policy.Due{Header: h, After: policy.LastRelease(), Act: a, By: policy.Within(hour)}
	}
	gate := func(on ...policy.Activity) policy.Rule {
		g := head("r")
		g.Gate = true
		return policy.At{Header: g, On: on, Holds: policy.By(anybody)}
	}
	for i, c := range []struct {
		rule policy.Rule
		want []string
	}{
		// The header.
		{with(func(h *policy.Header) { h.Name = "" }), []string{"its name must be lower-case letters, digits and hyphens"}},
		{with(func(h *policy.Header) { h.Name = "R" }), []string{"its name must be lower-case letters, digits and hyphens"}},
		{with(func(h *policy.Header) { h.Clauses = nil }), []string{"cites no clause"}},
		{with(func(h *policy.Header) { h.Demand = "" }), []string{"says no demand"}},
		{with(func(h *policy.Header) { h.Force = policy.May + 1 }), []string{"has no such force"}},
		{with(func(h *policy.Header) { h.Kinds = []policy.Kind{"hug"} }),
			[]string{"speaks of kind hug, which is neither standard nor under a prefix"}},
		{with(func(h *policy.Header) {
			h.From, h.Until = policy.Date{Year: 2025, Month: 5, Day: 2}, policy.Date{Year: 2025, Month: 5, Day: 1}
		}), []string{"is in force until before it begins"}},
		{with(func(h *policy.Header) { h.Under = []policy.Choice{{Reading: "what", Answer: "this"}} }),
			[]string{`stands under reading "what", answer "this", which there is not`}},
		{with(func(h *policy.Header) { h.Under = []policy.Choice{{Reading: "which"}} }),
			[]string{`stands under reading "which", answer "", which there is not`}},
		{with(func(h *policy.Header) { h.Unless = danger }), []string{exc}},
		{with(func(h *policy.Header) { h.Except = []string{"2"} }), []string{exc}},

		// Gates: release is never refused.
		{gate(policy.StepDown), []string{"a gate on step-down: release is never refused"}},
		{gate(policy.Release), []string{"a gate on release: release is never refused"}},
		{gate(policy.End), []string{"a gate on end: release is never refused"}},
		{gate(policy.Interrupt), []string{"a gate on interrupt: release is never refused"}},
		{gate(policy.Initiate, policy.Release, policy.End),
			[]string{"a gate on release: release is never refused", "a gate on end: release is never refused"}},
		{gate(policy.Monitor), []string{"a gate on monitor: " + free}},
		{gate(policy.Contact), []string{"a gate on contact: " + free}},
		{gate("ourboard/called"), []string{"a gate on ourboard/called: " + free}},
		{with(func(h *policy.Header) { h.Gate, h.Force = true, policy.Should }), []string{gated}},
		{policy.During{Header: policy.Header{Name: "r", Clauses: []string{"1"}, Demand: "x", Gate: true}, Phase: policy.Held,
			Holds: danger}, []string{gated}},

		// People.
		{holds(policy.By(policy.Who{})), []string{"holds asks for nobody in particular"}},
		{holds(policy.By(policy.Who{Role: policy.Parent})), []string{"holds " + quant}},
		{holds(policy.By(policy.Who{AtLeast: 1, Each: true})), []string{"holds " + quant}},
		{holds(policy.By(policy.Who{Everyone: true, Nobody: true})), []string{"holds " + quant}},
		{holds(policy.By(policy.Who{AtLeast: -1})), []string{"holds " + quant}},
		{holds(policy.By(policy.Who{AtLeast: 1, Involved: true, Uninvolved: true})),
			[]string{"holds wants people who took part and who did not"}},
		{holds(policy.To(policy.Who{AtLeast: 1, Role: "nurse"})), []string{"holds names role nurse, " + own}},
		{holds(policy.To(policy.Who{AtLeast: 1, Role: "otherboard/nurse"})), []string{"holds names role otherboard/nurse, " + own}},
		{holds(policy.By(policy.Who{AtLeast: 1, Holding: []policy.Fact{"ourboard/licence"}})),
			[]string{"holds asks for ourboard/licence, which is no standing fact of a person"}},
		{holds(policy.By(policy.Who{AtLeast: 1, Holding: []policy.Fact{"ourboard/none"}})),
			[]string{"holds asks for ourboard/none, which is no standing fact of a person"}},
		{during(policy.Attended(policy.Who{Each: true})), []string{"holds: Attended needs AtLeast"}},
		{during(policy.By(anybody)), []string{"holds asks who did it where no act is at hand"}},
		{during(policy.To(anybody)), []string{"holds asks who did it where no act is at hand"}},
		{act(policy.Act{Do: policy.Monitor, By: policy.Who{Role: policy.Parent}}), []string{"act by " + quant}},
		{act(policy.Act{Do: policy.Monitor, To: policy.Who{Role: policy.Parent}}), []string{"act to " + quant}},
		{after(policy.On(policy.Act{Do: policy.Monitor, By: policy.Who{Role: policy.Parent}})), []string{"after by " + quant}},

		// Facts.
		{holds(policy.Is("ourboard/none")), []string{"holds names fact ourboard/none, which is neither standard nor declared"}},
		{during(policy.Is("ourboard/act")), []string{"holds asks for ourboard/act, a fact of an act, where no act is at hand"}},
		{holds(policy.Is("ourboard/training")),
			[]string{"holds asks for ourboard/training, a fact of a person: say of whom, with By, To or Attended"}},
		{act(policy.Act{Do: policy.Monitor, Holding: policy.Is("ourboard/lasting")}),
			[]string{"act holding asks for ourboard/lasting, " + held}},
		{after(policy.On(policy.Act{Do: policy.Monitor, Holding: policy.Is("ourboard/lasting")})),
			[]string{"after holding asks for ourboard/lasting, " + held}},
		{policy.Limit{Header: h, Phase: policy.Held, Most: policy.Depending(policy.Is("ourboard/act"), hour, hour)},
			[]string{"gap asks for ourboard/act, a fact of an act, where no act is at hand"}},

		// Conditions.
		{holds(policy.Follows("hug")), []string{"holds names kind hug"}},
		{holds(policy.RuleIs("q", policy.Breached)), []string{"holds asks for rule q, which there is not"}},
		{holds(policy.All()), []string{"holds has an All or Any of nothing"}},
		{holds(policy.Not(policy.Any())), []string{"holds has an All or Any of nothing"}},
		{holds(policy.OnRecord(policy.Act{Do: "called"})), []string{"holds names activity called, " + own}},
		{with(func(h *policy.Header) { h.When = policy.Is("ourboard/none") }),
			[]string{"when names fact ourboard/none, which is neither standard nor declared"}},
		{with(func(h *policy.Header) { h.Unless, h.Except = policy.Is("ourboard/none"), []string{"2"} }),
			[]string{"unless names fact ourboard/none, which is neither standard nor declared"}},

		// The six kinds.
		{policy.At{Header: h, Holds: danger}, []string{"says no activity"}},
		{policy.At{Header: h, On: initiate}, []string{"always holds"}},
		{policy.At{Header: h, On: []policy.Activity{"called"}, Holds: danger}, []string{"on names activity called, " + own}},
		{policy.During{Header: h, Holds: danger}, []string{"its phase must be held or after"}},
		{policy.During{Header: h, Phase: policy.After + 1, Holds: danger}, []string{"its phase must be held or after"}},
		{policy.During{Header: h, Phase: policy.Held}, []string{"always holds"}},
		{policy.Every{Header: h, Act: monitor, Gap: hour}, []string{"its phase must be held or after"}},
		{policy.Every{Header: h, Phase: policy.Held, Gap: hour}, []string{"says no act"}},
		{policy.Every{Header: h, Phase: policy.Held, Act: monitor}, []string{"has no gap"}},
		{policy.Every{Header: h, Phase: policy.Held, Act: monitor, First: hour}, []string{"has no gap"}},
		{policy.Every{Header: h, Phase: policy.Held, Act: policy.Act{Do: "called"}, Gap: hour},
			[]string{"act names activity called, " + own}},
		{policy.Limit{Header: h, Most: hour}, []string{"its phase must be held or after"}},
		{policy.Limit{Header: h, Phase: policy.Held}, []string{"limits to no time at all"}},
		{policy.Due{Header: h, Act: monitor, By: policy.Within(hour)}, []string{"follows nothing"}},
		{policy.Due{Header: h, After: policy.LastRelease(), By: policy.Within(hour)}, []string{both}},
		{policy.Due{Header: h, After: policy.LastRelease(), Act: monitor, Holds: danger, By: policy.Within(hour)}, []string{both}},
		{act(policy.Act{Do: "called"}), []string{"act names activity called, " + own}},
		{after(policy.On(policy.Act{Do: "called"})), []string{"after names activity called, " + own}},
		{after(policy.Reaches(policy.NotBegun, hour, hour)), []string{"its phase must be held or after"}},
		{after(policy.Turns("ourboard/none", policy.Yes)),
			[]string{"follows fact ourboard/none, which is neither standard nor declared"}},
		{after(policy.Turns("ourboard/licence", policy.Yes)),
			[]string{"follows ourboard/licence: a standing fact expires, another turns"}},
		{after(policy.Expires("ourboard/lasting")), []string{"follows ourboard/lasting: a standing fact expires, another turns"}},
		{after(policy.Turns("ourboard/act", policy.NotRecorded)), []string{"follows a fact turning to not recorded"}},
		{after(policy.Comes("q", policy.Breached)), []string{"follows rule q, which there is not"}},
		{policy.Count{Header: h, Within: time.Hour}, []string{count}},
		{policy.Count{Header: h, Reaches: 1}, []string{count}},
		{policy.Count{Header: h, Reaches: 1, Within: time.Hour, Days: 1}, []string{count}},
		{policy.Count{Header: h, Reaches: 1, Days: -1}, []string{count}},
		{policy.Count{Header: h, Reaches: 1, Days: 401}, []string{"counts over at most 400 days"}},

		// Terms and lengths.
		{by(policy.Term{}), []string{"says no term: NotStated says that the text has none"}},
		{by(policy.Days(401, policy.LocalDay)), []string{"a term of days counts 0 to 400"}},
		{by(policy.Days(-1, policy.LocalDay)), []string{"a term of days counts 0 to 400"}},
		{by(policy.Days(1, "")), []string{"a term names period , which is neither standard nor under a prefix"}},
		{by(policy.EndOf("")), []string{"a term names period , which is neither standard nor under a prefix"}},
		{by(policy.EndOfNext("schoolday")), []string{"a term names period schoolday, which is neither standard nor under a prefix"}},
		{by(policy.Earliest()), []string{"a term is made of nothing"}},
		{by(policy.Latest()), []string{"a term is made of nothing"}},
		{by(policy.Otherwise()), []string{"a term is made of nothing"}},
		{by(policy.Earliest(policy.AsSoonAsPossible(policy.EndOf(policy.LocalDay)))), []string{outer}},
		{by(policy.NotStated(policy.NotStated(policy.EndOf(policy.LocalDay)))), []string{outer}},
		{by(policy.AsSoonAsPossible(policy.Term{})), []string{"says no term: NotStated says that the text has none"}},
		{by(policy.Within(policy.For(-1))), []string{"by is -1ns; " + years}},
		{policy.Limit{Header: h, Phase: policy.Held, Most: policy.For(-time.Second)}, []string{"gap is -1s; " + years}},
		{policy.Limit{Header: h, Phase: policy.Held, Most: policy.ByPlan("ourboard/plan", 100_000*time.Hour)},
			[]string{"gap is 100000h0m0s; " + years}},
		{policy.Limit{Header: h, Phase: policy.Held, Most: policy.Depending(danger, policy.For(-1), hour)},
			[]string{"gap is -1ns; " + years}},
		{policy.Every{Header: h, Phase: policy.Held, Act: monitor, First: policy.For(-1), Gap: hour},
			[]string{"first is -1ns; " + years}},
		{after(policy.Reaches(policy.Held, policy.For(-1), hour)), []string{"after is -1ns; " + years}},
		{after(policy.Reaches(policy.Held, hour, policy.For(-1))), []string{"again is -1ns; " + years}},
		{policy.Count{Header: h, Reaches: 1, Within: 100_000 * time.Hour}, []string{"within is 100000h0m0s; " + years}},
	} {
		name := ofHeader(c.rule).Name
		var want []string
		for _, w := range c.want {
			if name == "" {
				name = "1, unnamed"
			}
			want = append(want, "rule "+string(name)+": "+w)
		}
		assert.Equal(t, want, faultsOf(t, sketch(c.rule)), "row %d, %T", i, c.rule)
	}
}

func ofHeader(r policy.Rule) policy.Header {
	return reflect.ValueOf(r).FieldByName("Header").Interface().(policy.Header)
}

// What names something that there is not, or says it twice, does not build.
func TestFaultsThatNothingMayPass(t *testing.T) {
	limit := func(a policy.Amount) policy.Rule {
		return policy.Limit{Header: head("r"), Phase: policy.Held, Most: a}
	}
	for name, r := range map[string]*policy.Regulation{
		"a plan's limit under a fact that there is not":    sketch(limit(policy.ByPlan("nonsense", time.Hour))),
		"a plan's limit under a fact that is not declared": sketch(limit(policy.ByPlan("ourboard/none", time.Hour))),
		"a plan's limit under a lasting fact":              sketch(limit(policy.ByPlan("ourboard/lasting", time.Hour))),
		"a plan's limit under a fact of a person":          sketch(limit(policy.ByPlan("ourboard/training", time.Hour))),
		"a count of a kind that there is not": sketch(policy.Count{Header: head("r"), Reaches: 2, Days: 3,
			Of: []policy.Kind{"hug"}}),
		"a count over days of no kind": sketch(policy.Count{Header: head("r"), Reaches: 2, Days: 3,
			Period: "School Day"}),
	} {
		assert.NotEmpty(t, faultsOf(t, r), name)
	}
	twice := sketch()
	twice.Facts = append(twice.Facts, policy.FactSpec{Name: "ourboard/act", Sort: policy.Lasting})
	assert.NotEmpty(t, faultsOf(t, twice), "a fact declared twice under the same readings, as two sorts")
	assert.NotPanics(t, func() { assert.NotEmpty(t, faultsOf(t, sketch((*policy.Every)(nil)))) }, "a pointer to no rule")
}

// Rules that ask for each other.

func asking(name, other policy.RuleID) policy.Rule {
	return policy.At{Header: head(name), On: []policy.Activity{policy.Initiate}, Holds: policy.RuleIs(other, policy.Breached)}
}

func following(name, other policy.RuleID) policy.Rule {
	return policy.Due{Header: head(name), After: policy.Comes(other, policy.Breached), Act: policy.Act{Do: policy.Monitor},
		By: policy.Within(policy.For(time.Hour))}
}

func TestRulesThatAskInACircleDoNotBuild(t *testing.T) {
	for _, c := range []struct {
		rules []policy.Rule
		want  string
	}{
		{[]policy.Rule{asking("a", "a")}, "rule a: asks for itself in a circle"},
		{[]policy.Rule{asking("a", "b"), asking("b", "a")}, "rule a: asks for itself in a circle"},
		{[]policy.Rule{asking("x", "a"), asking("a", "b"), following("b", "c"), asking("c", "a")},
			"rule a: asks for itself in a circle"},
		{[]policy.Rule{following("a", "a")}, "rule a: asks for itself in a circle"},
	} {
		assert.Equal(t, []string{c.want}, faultsOf(t, sketch(c.rules...)))
	}
	assert.Empty(t, faultsOf(t, sketch(asking("a", "b"), asking("c", "b"), following("b", "d"), asking("d", "e"), following("e", "f"),
		policy.Limit{Header: head("f"), Phase: policy.Held, Most: policy.For(1)})), "a chain is no circle")
}

func TestACircleUnderAnotherReadingIsFoundWhenItIsChosen(t *testing.T) {
	under := asking("b", "a").(policy.At)
	under.Under = []policy.Choice{{Reading: "which", Answer: "that"}}
	other := policy.At{Header: head("b"), On: []policy.Activity{policy.Initiate}, Holds: policy.Is(policy.DangerToSelf)}
	other.Under = []policy.Choice{{Reading: "which", Answer: "this"}}
	p := buildOK(t, sketch(asking("a", "b"), under, other))
	for _, answer := range []string{"that", ""} {
		_, err := p.Choose(policy.Choice{Reading: "which", Answer: answer})
		var bad *policy.ProfileError
		require.ErrorAs(t, err, &bad)
		assert.Equal(t, []string{"rule a: asks for itself in a circle"}, faultLines(bad))
	}
}

// All faults at once.

func TestAllFaultsComeAtOnce(t *testing.T) {
	bad := func() *policy.Regulation {
		r := sketch(
			policy.At{Header: policy.Header{Name: "first", Clauses: []string{"1"}, Demand: "x", Gate: true},
				On: []policy.Activity{policy.Release}},
			policy.Limit{Header: policy.Header{Name: "second", Force: 9}, Most: policy.For(-1)})
		r.Short = ""
		r.Facts = append(r.Facts, policy.FactSpec{Name: "told", Lasts: 1})
		r.Roles = append(r.Roles, "nurse")
		r.Readings = append(r.Readings, policy.Reading{ID: "empty"})
		r.Ledger = []policy.LedgerEntry{{Clause: "1", Carrier: policy.CarriedByRules}, {Clause: "9"},
			{Clause: "8", Carrier: policy.CarriedByRules}}
		return r
	}
	want := []string{
		"regulation: Short is empty: findings cite it",
		"role nurse: a profile's own words stand under a prefix, such as ourboard/word",
		"reading empty: a default and at least one alternative are needed",
		"fact told: a profile's own words stand under a prefix, such as ourboard/word",
		"fact told: only a lasting fact lasts, and not less than no time",
		"clause 9: is not accounted for",
		"rule first: a gate on release: release is never refused",
		"rule first: always holds",
		"rule second: cites no clause",
		"rule second: says no demand",
		"rule second: has no such force",
		"rule second: gap is -1ns; expected 0s to 10 years",
		"rule second: its phase must be held or after",
		"clause 8: the ledger gives it to rules, and no rule cites it",
	}
	assert.Equal(t, want, faultsOf(t, bad()))
	_, err := bad().Build()
	assert.Contains(t, err.Error(), "profile ourboard has 14 faults:\n\tregulation: Short is empty: findings cite it\n")

	r := bad()
	r.Rules = append(r.Rules, nil)
	assert.ElementsMatch(t, append(want, "rule 3: is nil"), faultsOf(t, r), "a rule that is nil hides no other fault")
	r = bad()
	r.Rules = append(r.Rules, asking("a", "a"))
	assert.Contains(t, faultsOf(t, r), "rule a: asks for itself in a circle", "nor does another fault hide a circle")
	assert.Len(t, faultsOf(t, sketch(asking("a", "a"), asking("b", "b"))), 2, "nor one circle another")
}

func TestFaultsAreTheSameEachTime(t *testing.T) {
	rule := policy.At{Header: head("r"), On: []policy.Activity{policy.Initiate}, Holds: policy.Is(policy.DangerToSelf)}
	first := faultsOf(t, sketch(rule, rule))
	require.NotEmpty(t, first)
	for range 50 {
		require.Equal(t, first, faultsOf(t, sketch(rule, rule)))
	}
}

// Choosing.

func TestChooseNamesEveryUnknownReadingAndAnswer(t *testing.T) {
	p := buildOK(t, sketch())
	_, err := p.Choose(policy.Choice{Reading: "what", Answer: "this"}, policy.Choice{Reading: "which", Answer: "other"},
		policy.Choice{Reading: "who"})
	var bad *policy.ProfileError
	require.ErrorAs(t, err, &bad)
	assert.Equal(t, []string{"what: no such reading", "which: no such answer; expected one of this, that",
		"who: no such reading"}, faultLines(bad))

	for _, answer := range []string{"this", "that", ""} {
		q, err := p.Choose(policy.Choice{Reading: "which", Answer: answer})
		require.NoError(t, err)
		for r, chosen := range q.Readings() {
			assert.Equal(t, "which", r.ID)
			assert.Equal(t, answer, chosen)
		}
	}
	for _, chosen := range p.Readings() {
		assert.Equal(t, "this", chosen, "the profile that was asked has not changed")
	}
}

func TestUndecidedReadingsOpenAtMostSixtyFourWorlds(t *testing.T) {
	r := sketch()
	r.Readings = nil
	var undecided []policy.Choice
	for i := range 7 {
		id := fmt.Sprintf("q%d", i)
		r.Readings = append(r.Readings, policy.Reading{ID: id, Question: "?", Why: "!", Default: "a", Alternatives: []string{"b"}})
		undecided = append(undecided, policy.Choice{Reading: id})
	}
	p := buildOK(t, r)
	_, err := p.Choose(undecided[:6]...)
	assert.NoError(t, err)
	_, err = p.Choose(undecided...)
	var bad *policy.ProfileError
	require.ErrorAs(t, err, &bad)
	assert.Equal(t, []string{"readings: undecided ones open 128 worlds; at most 64 can be judged at once"}, faultLines(bad))
}

func TestRulesAreThoseUnderTheChosenReadings(t *testing.T) {
	under := func(name policy.RuleID, answer string) policy.Rule {
		h := head(name)
		h.Under = []policy.Choice{{Reading: "which", Answer: answer}}
		return policy.Limit{Header: h, Phase: policy.Held, Most: policy.For(time.Hour)}
	}
	p := buildOK(t, sketch(under("a", "this"), under("both", "this"), under("b", "that"), under("both", "that")))
	for answer, want := range map[string][]policy.RuleID{"this": {"a", "both"}, "that": {"b", "both"}, "": {"a", "both", "b", "both"}} {
		q, err := p.Choose(policy.Choice{Reading: "which", Answer: answer})
		require.NoError(t, err)
		var got []policy.RuleID
		for h := range q.Rules() {
			got = append(got, h.Name)
		}
		assert.Equal(t, want, got, "%q", answer)
	}
}

func TestInForce(t *testing.T) {
	day := func(month time.Month, d int) policy.Date { return policy.Date{Year: 2019, Month: month, Day: d} }
	numbers := func(is []policy.Instrument) (out []string) {
		for _, i := range is {
			out = append(out, i.Number)
		}
		return out
	}
	known := []policy.Instrument{
		{Number: "ban", Adopted: day(3, 1), From: day(9, 1), Repealed: day(8, 28), TextNotHeld: true},
		{Number: "interim", Adopted: day(8, 28), From: day(8, 28), Until: day(11, 1)},
		{Number: "standards", From: day(11, 1)},
		{Number: "undated", Adopted: day(5, 6)},
	}
	for on, want := range map[policy.Date][2][]string{
		day(5, 5):   {nil, nil},
		day(5, 6):   {nil, {"undated"}},
		day(8, 27):  {nil, {"undated"}},
		day(8, 28):  {{"interim"}, {"undated"}},
		day(9, 1):   {{"interim"}, {"undated"}},
		day(10, 31): {{"interim"}, {"undated"}},
		day(11, 1):  {{"standards"}, {"undated"}},
	} {
		in, unclear := policy.InForce(on, known...)
		assert.Equal(t, want, [2][]string{numbers(in), numbers(unclear)}, on)
	}
}

func TestTheLedgerIsTheCallersOwn(t *testing.T) {
	r := sketch(policy.Limit{Header: head("r"), Phase: policy.Held, Most: policy.For(1)})
	r.Ledger = []policy.LedgerEntry{{Clause: "1", Label: "ours", Carrier: policy.CarriedByRules},
		{Clause: "2", Carrier: policy.Deferred, Reason: "later"}}
	p := buildOK(t, r)
	p.Ledger()[0].Clause = "9"
	assert.Equal(t, r.Ledger, p.Ledger())
	assert.Equal(t, "1", p.Ledger()[0].Clause)
}

// The fingerprint.

func fingerprintOf(t *testing.T, r *policy.Regulation) string {
	t.Helper()
	return buildOK(t, r).Fingerprint()
}

func TestFingerprintIsEqualAcrossBuilds(t *testing.T) {
	assert.Equal(t, fingerprintOf(t, ourBoard()), fingerprintOf(t, ourBoard()))
	assert.Equal(t, fingerprintOf(t, cbe3007.Regulation()), cbe3007.Profile().Fingerprint())
	assert.Regexp(t, "^sha256:[0-9a-f]{64}$", fingerprintOf(t, ourBoard()))
}

func TestFingerprintGoesWithTheChoices(t *testing.T) {
	p := buildOK(t, sketch())
	seen := map[string]string{}
	for _, answer := range []string{"this", "that", ""} {
		q, err := p.Choose(policy.Choice{Reading: "which", Answer: answer})
		require.NoError(t, err)
		assert.Empty(t, seen[q.Fingerprint()], "%q", answer)
		seen[q.Fingerprint()] = answer
		back, err := q.Choose(policy.Choice{Reading: "which", Answer: "this"})
		require.NoError(t, err)
		assert.Equal(t, p.Fingerprint(), back.Fingerprint())
	}
}

// The golden regulation's canonical encoding stands here in full, so that the hash can be checked with any other tool.
const goldenEncoding = `(profile id="golden" from="2025-09-01")
(fact name="ourboard/calm" sort="lasting" about="student" world=yes lasts=120000000000)
(reading id="which" answer="this" answer="that" chosen="this")
(every name="checks" clause="1(a)" force="must" kind="seclusion" from="2025-09-01" phase="held" ` +
	`act=(act do="monitor" by=(who at-least=1 holding="trained") holding=(is fact="face-to-face" answer="yes")) ` +
	`first=60000000000 gap=120000000000)
(due name="told" clause="2" clause="3" force="should" from="2025-09-01" when=(not of=(is fact="ourboard/calm" answer="no")) ` +
	`act=(act do="contact" documented=yes) after=(last-release) ` +
	`by=(earliest of=(within amount=3600000000000) of=(end-of period="school-day")) before=yes)
`

const goldenFingerprint = "sha256:a335b71aa92bf95d6fc5234d71dd4c8d20ba3c1fb1f16c0d434dc438df021950"

func golden() *policy.Regulation {
	return &policy.Regulation{
		ID: "golden", Short: "G", Instrument: policy.Instrument{From: policy.Date{Year: 2025, Month: time.September, Day: 1}},
		Facts: []policy.FactSpec{{Name: "ourboard/calm", Sort: policy.Lasting, World: true, Lasts: 2 * time.Minute}},
		Readings: []policy.Reading{{ID: "which", Question: "Which?", Default: "this", Alternatives: []string{"that"},
			Why: "Because."}},
		Rules: []policy.Rule{
			policy.Every{Header: policy.Header{Name: "checks", Clauses: []string{"1(a)"}, Demand: "checks",
				Kinds: []policy.Kind{policy.Seclusion}},
				Phase: policy.Held, Act: policy.Act{Do: policy.Monitor,
					By:      policy.Who{AtLeast: 1, Holding: []policy.Fact{policy.Trained}},
					Holding: policy.Is(policy.FaceToFace)}, First: policy.For(time.Minute), Gap: policy.For(2 * time.Minute)},
			policy.Due{Header: policy.Header{Name: "told", Clauses: []string{"2", "3"}, Demand: "told", Force: policy.Should,
				When: policy.Not(policy.IsNot("ourboard/calm"))}, After: policy.LastRelease(),
				Act: policy.Act{Do: policy.Contact, Documented: true},
				By:  policy.Earliest(policy.Within(policy.For(time.Hour)), policy.EndOf(policy.SchoolDay)), Before: true},
		},
	}
}

func TestFingerprintGolden(t *testing.T) {
	sum := sha256.Sum256([]byte(goldenEncoding))
	assert.Equal(t, "sha256:"+hex.EncodeToString(sum[:]), fingerprintOf(t, golden()),
		"the encoding has changed: every pinned incident would differ")
	assert.Equal(t, goldenFingerprint, fingerprintOf(t, golden()))
}

// change changes one field of T. Where same is set, it is a field for people: the fingerprint stays.
type change[T any] struct {
	field string
	do    func(*T)
	same  bool
}

// mutate asserts that each change gives a fingerprint of its own, and that the table has every field of T.
func mutate[T any](t *testing.T, base func() T, into func(T) *policy.Regulation, changes []change[T]) {
	t.Helper()
	original := fingerprintOf(t, into(base()))
	seen := map[string]string{original: "nothing"}
	fields := map[string]bool{}
	for i, c := range changes {
		v := base()
		c.do(&v)
		fields[c.field] = true
		got := fingerprintOf(t, into(v))
		if c.same {
			assert.Equal(t, original, got, "%T.%s is for people", v, c.field)
			continue
		}
		assert.Empty(t, seen[got], "%T.%s, change %d", v, c.field, i)
		seen[got] = fmt.Sprintf("%s, change %d", c.field, i)
	}
	for _, f := range reflect.VisibleFields(reflect.TypeFor[T]()) {
		if len(f.Index) == 1 && !f.Anonymous && f.IsExported() { // what compiling fills in is not exported
			assert.True(t, fields[f.Name], "%T.%s has no row", *new(T), f.Name)
		}
	}
}

func TestFingerprintGoesWithEveryFieldOfEveryKind(t *testing.T) {
	one := func(r policy.Rule) *policy.Regulation { return sketch(r) }
	danger, hour, minutes := policy.Is(policy.DangerToSelf), policy.For(time.Hour), policy.For(time.Minute)
	monitor, review := policy.Act{Do: policy.Monitor}, policy.Act{Do: policy.Review}
	day := policy.Date{Year: 2025, Month: time.May, Day: 1}

	t.Run("Header", func(t *testing.T) {
		mutate(t, func() policy.Header {
			h := head("r")
			h.Unless, h.Except = policy.Is(policy.DangerToOthers), []string{"2"}
			return h
		}, func(h policy.Header) *policy.Regulation {
			return one(policy.At{Header: h, On: []policy.Activity{policy.Initiate}, Holds: danger})
		}, []change[policy.Header]{
			{"Name", func(h *policy.Header) { h.Name = "s" }, false},
			{"Clauses", func(h *policy.Header) { h.Clauses = []string{"1", "3"} }, false},
			{"Demand", func(h *policy.Header) { h.Demand = "in other words" }, true},
			{"Force", func(h *policy.Header) { h.Force = policy.Should }, false},
			{"Force", func(h *policy.Header) { h.Force = policy.May }, false},
			{"Kinds", func(h *policy.Header) { h.Kinds = []policy.Kind{policy.Seclusion} }, false},
			{"Kinds", func(h *policy.Header) { h.Kinds = []policy.Kind{policy.Seclusion, policy.Restraint} }, false},
			{"From", func(h *policy.Header) { h.From = day }, false},
			{"Until", func(h *policy.Header) { h.Until = day }, false},
			{"Under", func(h *policy.Header) { h.Under = []policy.Choice{{Reading: "which", Answer: "this"}} }, false},
			{"Under", func(h *policy.Header) { h.Under = []policy.Choice{{Reading: "which", Answer: "that"}} }, false},
			{"When", func(h *policy.Header) { h.When = danger }, false},
			{"Unless", func(h *policy.Header) { h.Unless = danger }, false},
			{"Except", func(h *policy.Header) { h.Except = []string{"3"} }, false},
			{"Gate", func(h *policy.Header) { h.Gate = true }, false},
		})
	})
	t.Run("At", func(t *testing.T) {
		mutate(t, func() policy.At {
			return policy.At{Header: head("r"), On: []policy.Activity{policy.Initiate}, Holds: danger}
		}, func(r policy.At) *policy.Regulation { return one(r) }, []change[policy.At]{
			{"On", func(r *policy.At) { r.On = []policy.Activity{policy.Resume} }, false},
			{"On", func(r *policy.At) { r.On = []policy.Activity{policy.Initiate, policy.Resume} }, false},
			{"Holds", func(r *policy.At) { r.Holds = policy.Is(policy.DangerToOthers) }, false},
		})
	})
	t.Run("During", func(t *testing.T) {
		mutate(t, func() policy.During { return policy.During{Header: head("r"), Phase: policy.Held, Holds: danger} },
			func(r policy.During) *policy.Regulation { return one(r) }, []change[policy.During]{
				{"Phase", func(r *policy.During) { r.Phase = policy.After }, false},
				{"Holds", func(r *policy.During) { r.Holds = policy.Is(policy.DangerToOthers) }, false},
				{"ReleaseDue", func(r *policy.During) { r.ReleaseDue = true }, false},
			})
	})
	t.Run("Every", func(t *testing.T) {
		mutate(t, func() policy.Every {
			return policy.Every{Header: head("r"), Phase: policy.Held, Act: monitor, Gap: hour}
		},
			func(r policy.Every) *policy.Regulation { return one(r) }, []change[policy.Every]{
				{"Phase", func(r *policy.Every) { r.Phase = policy.After }, false},
				{"Act", func(r *policy.Every) { r.Act = review }, false},
				{"First", func(r *policy.Every) { r.First = minutes }, false},
				{"First", func(r *policy.Every) { r.First = hour }, true}, // zero says the same
				{"Gap", func(r *policy.Every) { r.Gap = minutes }, false},
			})
	})
	t.Run("Limit", func(t *testing.T) {
		mutate(t, func() policy.Limit { return policy.Limit{Header: head("r"), Phase: policy.Held, Most: hour} },
			func(r policy.Limit) *policy.Regulation { return one(r) }, []change[policy.Limit]{
				{"Phase", func(r *policy.Limit) { r.Phase = policy.After }, false},
				{"Most", func(r *policy.Limit) { r.Most = minutes }, false},
			})
	})
	t.Run("Due", func(t *testing.T) {
		mutate(t, func() policy.Due {
			return policy.Due{Header: head("r"), After: policy.LastRelease(), Act: monitor, By: policy.Within(hour)}
		}, func(r policy.Due) *policy.Regulation { return one(r) }, []change[policy.Due]{
			{"After", func(r *policy.Due) { r.After = policy.On(monitor) }, false},
			{"Act", func(r *policy.Due) { r.Act = review }, false},
			{"Holds", func(r *policy.Due) { r.Act, r.Holds = policy.Act{}, danger }, false},
			{"By", func(r *policy.Due) { r.By = policy.Within(minutes) }, false},
			{"FromStart", func(r *policy.Due) { r.FromStart = true }, false},
			{"Before", func(r *policy.Due) { r.Before = true }, false},
		})
	})
	t.Run("Count", func(t *testing.T) {
		mutate(t, func() policy.Count { return policy.Count{Header: head("r"), Reaches: 2, Days: 5} },
			func(r policy.Count) *policy.Regulation { return one(r) }, []change[policy.Count]{
				{"Of", func(r *policy.Count) { r.Of = []policy.Kind{policy.Seclusion} }, false},
				{"Per", func(r *policy.Count) { r.Per = policy.AboutPlace }, false},
				{"Per", func(r *policy.Count) { r.Per = policy.AboutPerson }, false},
				{"Reaches", func(r *policy.Count) { r.Reaches = 3 }, false},
				{"Within", func(r *policy.Count) { r.Days, r.Within = 0, time.Hour }, false},
				{"Days", func(r *policy.Count) { r.Days = 6 }, false},
				{"Period", func(r *policy.Count) { r.Period = policy.SchoolDay }, false},
				{"Period", func(r *policy.Count) { r.Period = policy.LocalDay }, true}, // zero says the same
			})
	})
}

func TestFingerprintGoesWithEveryFieldOfEverySlot(t *testing.T) {
	hour := policy.For(time.Hour)
	act := func(a policy.Act) *policy.Regulation {
		return sketch(policy.Every{Header: head("r"), Phase: policy.Held, Act: a, Gap: hour})
	}
	parent := policy.Who{AtLeast: 1, Role: policy.Parent}
	t.Run("Act", func(t *testing.T) {
		mutate(t, func() policy.Act { return policy.Act{Do: policy.Monitor} }, act, []change[policy.Act]{
			{"Do", func(a *policy.Act) { a.Do = policy.Review }, false},
			{"By", func(a *policy.Act) { a.By = parent }, false},
			{"To", func(a *policy.Act) { a.To = parent }, false},
			{"Holding", func(a *policy.Act) { a.Holding = policy.Is(policy.FaceToFace) }, false},
			{"Documented", func(a *policy.Act) { a.Documented = true }, false},
		})
	})
	t.Run("Who", func(t *testing.T) {
		mutate(t, func() policy.Who { return policy.Who{AtLeast: 1} }, func(w policy.Who) *policy.Regulation {
			return act(policy.Act{Do: policy.Monitor, By: w})
		}, []change[policy.Who]{
			{"AtLeast", func(w *policy.Who) { w.AtLeast = 2 }, false},
			{"Each", func(w *policy.Who) { w.AtLeast, w.Each = 0, true }, false},
			{"Everyone", func(w *policy.Who) { w.AtLeast, w.Everyone = 0, true }, false},
			{"Nobody", func(w *policy.Who) { w.AtLeast, w.Nobody = 0, true }, false},
			{"Role", func(w *policy.Who) { w.Role = policy.Parent }, false},
			{"Holding", func(w *policy.Who) { w.Holding = []policy.Fact{policy.Trained} }, false},
			{"Holding", func(w *policy.Who) { w.Holding = []policy.Fact{policy.Trained, policy.Qualified} }, false},
			{"Involved", func(w *policy.Who) { w.Involved = true }, false},
			{"Uninvolved", func(w *policy.Who) { w.Uninvolved = true }, false},
		})
	})
	t.Run("FactSpec", func(t *testing.T) {
		mutate(t, func() policy.FactSpec { return policy.FactSpec{Name: "ourboard/x", Sort: policy.Lasting} },
			func(f policy.FactSpec) *policy.Regulation {
				r := sketch()
				r.Facts = append(r.Facts, f)
				return r
			}, []change[policy.FactSpec]{
				{"Name", func(f *policy.FactSpec) { f.Name = "ourboard/y" }, false},
				{"Sort", func(f *policy.FactSpec) { f.Sort = policy.Standing }, false},
				{"About", func(f *policy.FactSpec) { f.About = policy.AboutPlace }, false},
				{"World", func(f *policy.FactSpec) { f.World = true }, false},
				{"Lasts", func(f *policy.FactSpec) { f.Lasts = time.Minute }, false},
				{"Under", func(f *policy.FactSpec) { f.Under = []policy.Choice{{Reading: "which", Answer: "that"}} }, false},
			})
	})
	t.Run("Reading", func(t *testing.T) {
		mutate(t, func() policy.Reading { return sketch().Readings[0] }, func(rd policy.Reading) *policy.Regulation {
			r := sketch()
			r.Readings[0] = rd
			return r
		}, []change[policy.Reading]{
			{"ID", func(r *policy.Reading) { r.ID = "what" }, false},
			{"Clauses", func(r *policy.Reading) { r.Clauses = []string{"9"} }, true},
			{"Question", func(r *policy.Reading) { r.Question = "In other words?" }, true},
			{"Default", func(r *policy.Reading) { r.Default = "other" }, false},
			{"Default", func(r *policy.Reading) { r.Default, r.Alternatives = "that", []string{"this"} }, false},
			{"Alternatives", func(r *policy.Reading) { r.Alternatives = []string{"that", "other"} }, false},
			{"Why", func(r *policy.Reading) { r.Why = "In other words." }, true},
		})
	})
	t.Run("Instrument", func(t *testing.T) {
		day := policy.Date{Year: 2025, Month: time.May, Day: 1}
		mutate(t, func() policy.Instrument { return policy.Instrument{} }, func(i policy.Instrument) *policy.Regulation {
			r := sketch()
			r.Instrument = i
			return r
		}, []change[policy.Instrument]{
			{"Title", func(i *policy.Instrument) { i.Title = "x" }, true},
			{"Issuer", func(i *policy.Instrument) { i.Issuer = "x" }, true},
			{"Number", func(i *policy.Instrument) { i.Number = "x" }, true},
			{"Adopted", func(i *policy.Instrument) { i.Adopted = day }, true},
			{"From", func(i *policy.Instrument) { i.From = day }, false},
			{"Until", func(i *policy.Instrument) { i.Until = day }, false},
			{"ReviewDue", func(i *policy.Instrument) { i.ReviewDue = "2030" }, true},
			{"Repealed", func(i *policy.Instrument) { i.Repealed = day }, true},
			{"TextNotHeld", func(i *policy.Instrument) { i.TextNotHeld = true }, true},
			{"Note", func(i *policy.Instrument) { i.Note = "x" }, true},
		})
	})
	t.Run("Regulation", func(t *testing.T) {
		rule := policy.Limit{Header: head("r"), Phase: policy.Held, Most: hour}
		mutate(t, func() policy.Regulation { return *sketch(rule) }, func(r policy.Regulation) *policy.Regulation { return &r },
			[]change[policy.Regulation]{
				{"ID", func(r *policy.Regulation) { r.ID = "other" }, false},
				{"Short", func(r *policy.Regulation) { r.Short = "x" }, true},
				{"Instrument", func(r *policy.Regulation) { r.Instrument.From = policy.Date{Year: 2025, Month: time.May, Day: 1} },
					false},
				{"Facts", func(r *policy.Regulation) { r.Facts = r.Facts[1:] }, false},
				{"Activities", func(r *policy.Regulation) { r.Activities = append(r.Activities, "ourboard/more") }, true},
				// no rule speaks of it
				{"Roles", func(r *policy.Regulation) { r.Roles = append(r.Roles, "ourboard/more") }, true},
				{"Readings", func(r *policy.Regulation) { r.Readings = nil }, false},
				{"Definitions", func(r *policy.Regulation) {
					r.Definitions = []policy.At{{Header: head("held"), Holds: policy.Is(policy.CannotLeave)}}
				}, false},
				{"Rules", func(r *policy.Regulation) { r.Rules = nil }, false},
				{"Ledger", func(r *policy.Regulation) {
					r.Ledger = []policy.LedgerEntry{{Clause: "1", Label: "x", Source: "printed", Carrier: policy.CarriedByRules}}
				}, true},
			})
	})
}

// distinct asserts that no two rules have one fingerprint.
func distinct(t *testing.T, rules ...policy.Rule) {
	t.Helper()
	seen := map[string]int{}
	for i, r := range rules {
		fp := fingerprintOf(t, sketch(r, policy.Limit{Header: head("q"), Phase: policy.Held, Most: policy.For(1)},
			policy.Limit{Header: head("q2"), Phase: policy.Held, Most: policy.For(1)}))
		if before, twice := seen[fp]; twice {
			assert.Fail(t, "one fingerprint for two", "%d and %d: %#v", before, i, r)
		}
		seen[fp] = i
	}
}

func TestFingerprintTellsConditionsApart(t *testing.T) {
	a, b := policy.Is(policy.DangerToSelf), policy.Is(policy.DangerToOthers)
	who, two := policy.Who{AtLeast: 1}, policy.Who{AtLeast: 2}
	var rules []policy.Rule
	for _, c := range []policy.Condition{
		a, b, policy.IsNot(policy.DangerToSelf), policy.Not(a), policy.Not(policy.Not(a)), policy.All(a), policy.Any(a),
		policy.All(a, b), policy.Any(a, b),
		policy.All(a, policy.Any(b)), policy.All(policy.All(a), b), policy.All(policy.All(a, b)), policy.Any(a, policy.Condition{}),
		policy.By(who), policy.By(two), policy.To(who), policy.To(two), policy.Attended(who), policy.Attended(two),
		policy.Follows(policy.Seclusion), policy.Follows(policy.Restraint),
		policy.OnRecord(policy.Act{Do: policy.Monitor}), policy.OnRecord(policy.Act{Do: policy.Review}),
		policy.OnRecord(policy.Act{Do: policy.Monitor, By: who}),
		policy.OnRecord(policy.Act{Do: policy.Monitor, Holding: policy.Is(policy.FaceToFace)}),
		policy.OnRecord(policy.Act{Do: policy.Monitor, Documented: true}),
		policy.RuleIs("q", policy.Breached), policy.RuleIs("q", policy.Excused), policy.RuleIs("q", policy.Undetermined),
		policy.RuleIs("q2", policy.Breached),
		policy.In(policy.Held), policy.In(policy.After), policy.OnRecordSinceHeld(policy.Act{Do: policy.Monitor}),
		policy.OnStaff(policy.Who{AtLeast: 1, Holding: []policy.Fact{policy.Trained}}), policy.OnStaff(policy.Who{AtLeast: 2, Holding: []policy.Fact{policy.Trained}}),
		policy.OnStaff(policy.Who{AtLeast: 1, Holding: []policy.Fact{policy.Qualified}}),
	} {
		h := head("r")
		h.When = c
		rules = append(rules, policy.At{Header: head("r"), On: []policy.Activity{policy.Initiate}, Holds: c},
			policy.At{Header: h, On: []policy.Activity{policy.Initiate}, Holds: a})
	}
	distinct(t, rules...)
}

func TestFingerprintTellsAmountsAndTermsAndAnchorsApart(t *testing.T) {
	one, two := policy.For(time.Minute), policy.For(2*time.Minute)
	a, b := policy.Is(policy.DangerToSelf), policy.Is(policy.DangerToOthers)
	monitor := policy.Act{Do: policy.Monitor}
	var amounts, terms, anchors []policy.Rule
	for _, m := range []policy.Amount{one, two, policy.ByPlan(policy.PlanLimit, time.Minute),
		policy.ByPlan("ourboard/plan", time.Minute),
		policy.ByPlan(policy.PlanLimit, 2*time.Minute), policy.Depending(a, one, two), policy.Depending(a, two, one),
		policy.Depending(b, one, two),
		policy.Depending(a, one, one), policy.Depending(a, one, policy.Depending(b, one, two))} {
		amounts = append(amounts, policy.Limit{Header: head("r"), Phase: policy.Held, Most: m})
		terms = append(terms, policy.Due{Header: head("r"), After: policy.LastRelease(), Act: monitor, By: policy.Within(m)})
	}
	x, y := policy.Within(one), policy.EndOf(policy.LocalDay)
	for _, d := range []policy.Term{policy.Days(1, policy.LocalDay), policy.Days(2, policy.LocalDay),
		policy.Days(1, policy.SchoolDay), policy.Days(0, policy.LocalDay),
		y, policy.EndOf(policy.SchoolDay), policy.EndOfNext(policy.LocalDay), policy.EndOfNext(policy.SchoolDay),
		policy.BeforeNextUse(), policy.Upon(policy.Report), policy.Upon(policy.Debrief),
		policy.Earliest(x, y), policy.Latest(x, y), policy.Otherwise(x, y), policy.Otherwise(y, x), policy.Unsettled(x, y),
		policy.Earliest(x),
		policy.Earliest(x, policy.Earliest(y)), policy.AsSoonAsPossible(x), policy.AsSoonAsPossible(y), policy.NotStated(x),
		policy.NotStated(y),
		policy.Within(policy.For(0))} {
		terms = append(terms, policy.Due{Header: head("r"), After: policy.LastRelease(), Act: monitor, By: d})
	}
	for _, n := range []policy.Anchor{policy.LastRelease(), policy.On(monitor), policy.On(policy.Act{Do: policy.Review}),
		policy.On(policy.Act{Do: policy.Monitor, By: policy.Who{AtLeast: 1}}),
		policy.Turns(policy.DangerToSelf, policy.Yes), policy.Turns(policy.DangerToSelf, policy.No),
		policy.Turns(policy.DangerToOthers, policy.Yes),
		policy.Reaches(policy.Held, one, two), policy.Reaches(policy.After, one, two), policy.Reaches(policy.Held, two, two),
		policy.Reaches(policy.Held, one, one),
		policy.Reaches(policy.Held, one, policy.Amount{}), policy.Reaches(policy.Held, policy.Amount{}, one),
		policy.Expires(policy.DesignatedRoom), policy.Expires(policy.WrittenConsent),
		policy.Comes("q", policy.Breached), policy.Comes("q", policy.Excused), policy.Comes("q2", policy.Breached)} {
		anchors = append(anchors, policy.Due{Header: head("r"), After: n, Act: monitor, By: x})
	}
	distinct(t, amounts...)
	distinct(t, terms...)
	distinct(t, anchors...)
}

func TestFingerprintTellsTheKindsApart(t *testing.T) {
	h, a, hour := head("r"), policy.Is(policy.DangerToSelf), policy.For(time.Hour)
	monitor := policy.Act{Do: policy.Monitor}
	distinct(t,
		policy.At{Header: h, On: []policy.Activity{policy.Monitor}, Holds: a},
		policy.During{Header: h, Phase: policy.Held, Holds: a},
		policy.Every{Header: h, Phase: policy.Held, Act: monitor, Gap: hour},
		policy.Limit{Header: h, Phase: policy.Held, Most: hour},
		policy.Due{Header: h, After: policy.On(monitor), Act: monitor, By: policy.Within(hour)},
		policy.Count{Header: h, Reaches: 1, Within: time.Hour})
}

func TestFingerprintDoesNotGoWithTheOrderOfKinds(t *testing.T) {
	of := func(kinds ...policy.Kind) string {
		h := head("r")
		h.Kinds = kinds
		return fingerprintOf(t, sketch(policy.Limit{Header: h, Phase: policy.Held, Most: policy.For(1)}))
	}
	assert.Equal(t, of(policy.Seclusion, policy.Restraint), of(policy.Restraint, policy.Seclusion))
}

// A rule's Go type is never looked at: it leaks through embedding.
func TestARuleInsideAnotherStructIsJudgedByItsNormalForm(t *testing.T) {
	type annotated struct {
		policy.Every
		Gap  string // hides the field of the rule
		Note string
	}
	every := policy.Every{Header: head("checks"), Phase: policy.Held, Act: policy.Act{Do: policy.Monitor},
		Gap: policy.For(2 * time.Minute)}
	plainly := buildOK(t, sketch(every))
	for name, r := range map[string]policy.Rule{
		"embedded":   annotated{Every: every, Gap: "an hour", Note: "ours"},
		"deeper":     struct{ annotated }{annotated{Every: every}},
		"a pointer":  &every,
		"its header": struct{ policy.Rule }{every},
	} {
		p := buildOK(t, sketch(r))
		assert.Equal(t, plainly.Fingerprint(), p.Fingerprint(), name)
		s := openScene(t, p, restraintMachine(), nil, october(6, 10, 0))
		s.tell(0, policy.Initiate)
		s.flips(2*time.Minute, "checks", policy.Pending, policy.Pending, policy.Breached)
	}
}

// Readings.

// longOrShort has one limit under each answer to a reading, and a rule that the reading does not touch.
func longOrShort(first, second string) *policy.Regulation {
	under := func(answer string, most time.Duration) policy.Rule {
		h := head("limit")
		h.Under = []policy.Choice{{Reading: "how-long", Answer: answer}}
		return policy.Limit{Header: h, Phase: policy.Held, Most: policy.For(most)}
	}
	r := sketch(under("short", 5*time.Minute), under("long", 10*time.Minute),
		policy.Limit{Header: head("other"), Phase: policy.Held, Most: policy.For(time.Minute)})
	r.Readings = append(r.Readings, policy.Reading{ID: "how-long", Question: "How long?", Default: first,
		Alternatives: []string{second}, Why: "Because."})
	return r
}

func chosen(t *testing.T, r *policy.Regulation, cs ...policy.Choice) *policy.Profile {
	t.Helper()
	p, err := buildOK(t, r).Choose(cs...)
	require.NoError(t, err)
	return p
}

func heldUnder(t *testing.T, p *policy.Profile) *scene {
	t.Helper()
	s := openScene(t, p, restraintMachine(), nil, october(6, 10, 0))
	s.tell(0, policy.Initiate)
	return s
}

func TestUndecided_WhatTheAlternativesShareIsFound(t *testing.T) {
	for _, order := range [][2]string{{"short", "long"}, {"long", "short"}} {
		s := heldUnder(t, chosen(t, longOrShort(order[0], order[1]), policy.Choice{Reading: "how-long"}))
		s.flips(5*time.Minute, "limit", policy.Pending, policy.Pending, policy.Undetermined)
		s.flips(10*time.Minute, "limit", policy.Undetermined, policy.Undetermined, policy.Breached)
		assert.Equal(t, policy.Breached, s.outcome(2*time.Minute, "other"), "what does not hang on it is found")

		f := s.one(7*time.Minute, "limit")
		assert.Equal(t, []string{`reading of "how-long"`}, lacks(f), "the reading is named")
		assert.Equal(t, []string{"how-long"}, f.Readings)
		assert.Empty(t, s.one(7*time.Minute, "other").Missing)

		s.tell(7*time.Minute, policy.Release)
		f = s.one(time.Hour, "limit")
		assert.Equal(t, policy.Undetermined, f.Outcome, "kept under one, broken under the other")
		assert.Equal(t, []string{"how-long"}, f.Readings)
	}
}

func TestUndecided_OnlyTheReadingThatItHangsOnIsNamed(t *testing.T) {
	s := heldUnder(t, chosen(t, longOrShort("short", "long"), policy.Choice{Reading: "how-long"}, policy.Choice{Reading: "which"}))
	f := s.one(7*time.Minute, "limit")
	assert.Equal(t, policy.Undetermined, f.Outcome)
	assert.Equal(t, []string{`reading of "how-long"`}, lacks(f), "nothing hangs on the other undecided one")
	assert.Equal(t, []string{"how-long"}, f.Readings)
}

func TestUndecided_WhatIsDueShowsTheEarliest(t *testing.T) {
	for _, order := range [][2]string{{"short", "long"}, {"long", "short"}} {
		s := heldUnder(t, chosen(t, longOrShort(order[0], order[1]), policy.Choice{Reading: "how-long"}))
		for _, now := range []time.Duration{0, 3 * time.Minute, 7 * time.Minute} {
			due := ofRule(s.at(now).Due(), "limit")
			require.Len(t, due, 1)
			assert.True(t, due[0].Due.Equal(s.t0.Add(5*time.Minute)), "at %v: %v", now, due[0].Due)
		}
	}
}

// A duty that follows one event under one answer and another event under the other is one duty.
func TestUndecided_ADutyWithTwoAnchorsIsOneDuty(t *testing.T) {
	open := chosen(t, cbe3007.Regulation(), policy.Choice{Reading: cbe3007.ReadingDayOfContact})
	s := openScene(t, open, restraintMachine(), schoolYear(), october(6, 10, 0))
	s.tell(0, policy.Initiate)
	s.tell(5*time.Minute, policy.Release)
	assert.Equal(t, policy.Pending, s.outcome(time.Hour, cbe3007.ParentsInformedSameDay), "both answers give the same day")
	s.flips(14*time.Hour, cbe3007.ParentsInformedSameDay, policy.Pending, policy.Pending, policy.Breached)

	s = openScene(t, open, restraintMachine(), schoolYear(), october(6, 23, 50))
	s.tell(0, policy.Initiate)
	s.tell(5*time.Minute, policy.Contact, reached(policy.Yes)...)
	s.tell(20*time.Minute, policy.Release)
	assert.Equal(t, policy.Satisfied, s.outcome(100*time.Hour, cbe3007.ParentsInformedSameDay), "in time under either answer")

	s = openScene(t, open, restraintMachine(), schoolYear(), october(6, 23, 50))
	s.tell(0, policy.Initiate)
	s.tell(20*time.Minute, policy.Release)
	due := ofRule(s.at(20*time.Minute).Due(), cbe3007.ParentsInformedSameDay)
	require.NotEmpty(t, due)
	assert.True(t, due[0].Due.Equal(october(7, 0, 0)), "the earliest: %v", due[0].Due)
	s.tell(time.Hour, policy.Contact, reached(policy.Yes)...)
	assert.Equal(t, policy.Undetermined, s.outcome(100*time.Hour, cbe3007.ParentsInformedSameDay), "in time under one answer only")
}

func TestUndecided_FindingsStayInTheOrderOfTheRegulation(t *testing.T) {
	s := heldUnder(t, chosen(t, longOrShort("long", "short"), policy.Choice{Reading: "how-long"}))
	s.tell(7*time.Minute, policy.Release)
	assert.Equal(t, []policy.RuleID{"limit", "other"}, rulesOf(slices.Collect(s.at(time.Hour).All())))
}

func TestUndecided_AGateRefusesAndNamesTheReading(t *testing.T) {
	begin := func(answer string, c policy.Condition) policy.Rule {
		h := head("grounds")
		h.Gate, h.Under = true, []policy.Choice{{Reading: "which", Answer: answer}}
		return policy.At{Header: h, On: []policy.Activity{policy.Initiate}, Holds: c}
	}
	self, others := policy.Is(policy.DangerToSelf), policy.Is(policy.DangerToOthers)
	for name, r := range map[string]*policy.Regulation{
		"the default is lenient": sketch(begin("this", policy.Any(self, others)), begin("that", policy.All(self, others))),
		"the default is strict":  sketch(begin("this", policy.All(self, others)), begin("that", policy.Any(self, others))),
	} {
		t.Run(name, func(t *testing.T) {
			s := openScene(t, chosen(t, r, policy.Choice{Reading: "which"}), restraintMachine(), nil, october(6, 10, 0))
			yes := func(f policy.Fact) detail { return stating(policy.Yes, f) }
			no := func(f policy.Fact) detail { return stating(policy.No, f) }
			assert.NoError(t, s.ask(0, policy.Initiate, yes(policy.DangerToSelf), yes(policy.DangerToOthers)),
				"neither answer forbids it")
			reasons := refusal(t, s.ask(0, policy.Initiate, no(policy.DangerToSelf), no(policy.DangerToOthers))).Reasons
			require.Len(t, reasons, 1)
			assert.Equal(t, policy.Breached, reasons[0].Outcome, "both answers forbid it")
			reasons = refusal(t, s.ask(0, policy.Initiate, yes(policy.DangerToSelf), no(policy.DangerToOthers))).Reasons
			require.Len(t, reasons, 1)
			assert.Equal(t, policy.Undetermined, reasons[0].Outcome, "one of them forbids it")
			assert.Equal(t, []string{`reading of "which"`}, lacks(reasons[0]))
		})
	}
}

func TestReadings_AFindingNamesTheReadingThatWouldChangeItAndOnlyThat(t *testing.T) {
	s := heldUnder(t, buildOK(t, longOrShort("short", "long")))
	assert.Equal(t, []string{"how-long"}, s.one(7*time.Minute, "limit").Readings, "ten minutes under the other answer")
	assert.Empty(t, s.one(7*time.Minute, "other").Readings, "not touched by any")
	assert.Empty(t, s.one(12*time.Minute, "limit").Readings, "broken under either")
	assert.Empty(t, s.one(time.Minute, "limit").Readings, "pending under either")

	s = heldUnder(t, buildOK(t, longOrShort("long", "short")))
	s.tell(7*time.Minute, policy.Release)
	f := s.one(time.Hour, "limit")
	assert.Equal(t, policy.Satisfied, f.Outcome)
	assert.Equal(t, []string{"how-long"}, f.Readings, "kept, and not kept under the other answer")
}

func TestReadings_OneWithTwoOtherAnswersIsNamedOnce(t *testing.T) {
	limit := func(answer string, most time.Duration) policy.Rule {
		h := head("limit")
		h.Under = []policy.Choice{{Reading: "how-long", Answer: answer}}
		return policy.Limit{Header: h, Phase: policy.Held, Most: policy.For(most)}
	}
	r := sketch(limit("short", minute), limit("long", time.Hour), limit("longest", 2*time.Hour))
	r.Readings = []policy.Reading{{ID: "how-long", Question: "How long?", Default: "short", Alternatives: []string{"long", "longest"}, Why: "It is safe."}}
	s := heldUnder(t, buildOK(t, r))
	for f := range s.at(10 * minute).Findings() {
		assert.Equal(t, []string{"how-long"}, f.Readings)
	}
	assert.Len(t, s.all(10*minute, "limit"), 1)
}

func TestReadings_ARuleThatStandsUnderOneAnswerOnly(t *testing.T) {
	h := head("limit")
	h.Under = []policy.Choice{{Reading: "which", Answer: "this"}}
	s := heldUnder(t, buildOK(t, sketch(policy.Limit{Header: h, Phase: policy.Held, Most: policy.For(time.Minute)})))
	assert.Equal(t, []string{"which"}, s.one(2*time.Minute, "limit").Readings)
}

func TestReadings_AreTriedOneAtATime(t *testing.T) {
	under := func(x, y string, most time.Duration) policy.Rule {
		h := head("limit")
		h.Under = []policy.Choice{{Reading: "x", Answer: x}, {Reading: "y", Answer: y}}
		return policy.Limit{Header: h, Phase: policy.Held, Most: policy.For(most)}
	}
	r := sketch(under("1", "1", time.Minute), under("1", "2", time.Minute), under("2", "1", 3*time.Minute),
		under("2", "2", time.Hour))
	for _, id := range []string{"x", "y"} {
		r.Readings = append(r.Readings, policy.Reading{ID: id, Question: "?", Why: "!", Default: "1", Alternatives: []string{"2"}})
	}
	s := heldUnder(t, buildOK(t, r))
	assert.Equal(t, []string{"x"}, s.one(2*time.Minute, "limit").Readings)
	assert.Empty(t, s.one(5*time.Minute, "limit").Readings, "only both together would change it")
	s = heldUnder(t, chosen(t, r, policy.Choice{Reading: "x", Answer: "2"}))
	assert.Equal(t, []string{"y"}, s.one(5*time.Minute, "limit").Readings)
	assert.Equal(t, []string{"x", "y"}, heldUnder(t, chosen(t, r, policy.Choice{Reading: "x", Answer: "2"},
		policy.Choice{Reading: "y", Answer: "2"})).
		one(5*time.Minute, "limit").Readings)
}

func TestReadings_ReachRulesThatAskForRules(t *testing.T) {
	h := head("asks")
	h.When = policy.RuleIs("limit", policy.Breached)
	r := longOrShort("short", "long")
	r.Rules = append(r.Rules, policy.At{Header: h, On: []policy.Activity{policy.Monitor},
		Holds: policy.By(policy.Who{AtLeast: 1, Role: policy.Principal})},
		following("follows", "limit"))
	s := heldUnder(t, buildOK(t, r))
	s.tell(7*time.Minute, policy.Monitor, doneAs(policy.Teacher, "lee"))
	f := s.one(8*time.Minute, "asks")
	assert.Equal(t, policy.Breached, f.Outcome)
	assert.Equal(t, []string{"how-long"}, f.Readings)
	assert.Equal(t, []string{"how-long"}, s.one(8*time.Minute, "follows").Readings, "owed under one answer only")
}

// How long a fact lasts can hang on a reading, and reaches every rule that asks for the fact.
func TestReadings_ReachRulesByTheirFacts(t *testing.T) {
	for name, rule := range map[string]policy.Rule{
		"a condition": policy.During{Header: head("r"), Phase: policy.Held, Holds: policy.IsNot("ourboard/alarm")},
		"a turn": policy.Due{Header: head("r"), After: policy.Turns("ourboard/alarm", policy.Yes),
			Act: policy.Act{Do: policy.Escalate},
			By:  policy.Within(policy.For(time.Minute))},
	} {
		t.Run(name, func(t *testing.T) {
			r := sketch(rule)
			lapses := []policy.Choice{{Reading: "which", Answer: "this"}}
			stays := []policy.Choice{{Reading: "which", Answer: "that"}}
			r.Facts = append(r.Facts, policy.FactSpec{Name: "ourboard/alarm", Sort: policy.Lasting, Lasts: 2 * time.Minute,
				Under: lapses},
				policy.FactSpec{Name: "ourboard/alarm", Sort: policy.Lasting, Under: stays})
			s := openScene(t, buildOK(t, r), restraintMachine(), nil, october(6, 10, 0))
			s.tell(0, policy.Initiate, stating(policy.No, "ourboard/alarm"))
			s.tell(time.Minute, policy.Observe, stating(policy.Yes, "ourboard/alarm"))
			s.tell(90*time.Second, policy.Escalate)
			s.tell(10*time.Minute, policy.Observe, stating(policy.Yes, "ourboard/alarm"))
			found := s.all(12*time.Minute, "r")
			require.NotEmpty(t, found)
			last := found[len(found)-1]
			assert.Equal(t, policy.Breached, last.Outcome, "it lapsed, and is there again at ten minutes")
			assert.True(t, last.From.Equal(s.t0.Add(10*time.Minute)), "%v", last.From)
			assert.Equal(t, []string{"which"}, last.Readings, "under the other answer it was there all along")
		})
	}
}

func TestReadings_WhatFollowsAnotherEventIsTheSameDuty(t *testing.T) {
	s := openScene(t, cbe3007.Profile(), restraintMachine(), schoolYear(), october(6, 10, 0))
	s.tell(0, policy.Initiate)
	s.tell(5*time.Minute, policy.Release)
	assert.Empty(t, s.one(20*time.Hour, cbe3007.ParentsInformedSameDay).Readings,
		"the day is the same, of the start and of the release")

	s = openScene(t, cbe3007.Profile(), restraintMachine(), schoolYear(), october(6, 23, 50))
	s.tell(0, policy.Initiate)
	s.tell(20*time.Minute, policy.Release)
	s.tell(time.Hour, policy.Contact, reached(policy.Yes)...)
	f := s.one(20*time.Hour, cbe3007.ParentsInformedSameDay)
	assert.Equal(t, policy.Satisfied, f.Outcome)
	assert.Equal(t, []string{cbe3007.ReadingDayOfContact}, f.Readings, "late by the day of the start")
}
