package policy

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

// encoded is what is judged of a rule, with one name and one clause, so that two of them differ only in what they demand.
func encoded(r Rule) string {
	n := r.normal()
	n.Name, n.Clauses = "r", []string{"1"}
	var c canon
	c.rule(&n)
	return string(c.b)
}

func said(r Rule) string {
	n := r.normal()
	return n.text(&Instrument{})
}

func builds(t require.TestingT, r Rule) {
	g := &Regulation{ID: "text", Short: "T", Rules: []Rule{r}, Roles: []Role{"ourboard/nurse"}, Activities: []Activity{"ourboard/nurse-called"},
		Facts: []FactSpec{{Name: "ourboard/calm", Sort: Lasting}, {Name: "ourboard/act"}, {Name: "ourboard/fit", Sort: Standing, About: AboutPerson},
			{Name: "ourboard/limit", Sort: Standing}},
		Readings: []Reading{{ID: "which", Question: "?", Why: "!", Default: "this", Alternatives: []string{"that"}},
			{ID: "when", Question: "?", Why: "!", Default: "now", Alternatives: []string{"later"}}}}
	if a, ok := r.(At); !ok || a.Name != "other" {
		g.Rules = append(g.Rules, At{Header: Header{Name: "other", Clauses: []string{"2"}, Demand: "d"}, On: []Activity{Initiate}, Holds: Is(Emergency)})
	}
	_, err := g.Build()
	require.NoError(t, err)
}

// drawn makes rules of few words, so that two of them are often nearly the same.
type drawn struct{ t *rapid.T }

func pick[E any](d drawn, es ...E) E { return rapid.SampledFrom(es).Draw(d.t, "pick") }

func some[E any](d drawn, most int, es ...E) []E {
	return rapid.SliceOfN(rapid.SampledFrom(es), 1, most).Draw(d.t, "some")
}

func (d drawn) flag() bool { return rapid.Bool().Draw(d.t, "flag") }

func (d drawn) who() Who {
	w := Who{Role: pick(d, "", Principal, Parent, SchoolStaff, Director, "ourboard/nurse")}
	if d.flag() {
		w.Holding = some(d, 2, Trained, TrainedTCI, DesignatedKeyStaff, "ourboard/fit")
	}
	switch pick(d, 0, 0, 1, 2) {
	case 1:
		w.Involved = true
	case 2:
		w.Uninvolved = true
	}
	switch pick(d, 0, 1, 2, 3) {
	case 0:
		w.AtLeast = pick(d, 1, 2, 11)
	case 1:
		w.Each = true
	case 2:
		w.Everyone = true
	default:
		w.Nobody = true
	}
	return w
}

func (d drawn) length() time.Duration {
	return pick(d, 0, 1, time.Second, 90*time.Second, 2*time.Minute, 30*time.Minute, time.Hour, 24*time.Hour, 48*time.Hour, 720*time.Hour,
		48*time.Hour+time.Nanosecond, 1500*time.Millisecond)
}

func (d drawn) amount(deep int) Amount {
	switch pick(d, 0, 0, 1, 2) {
	case 1:
		return ByPlan(pick(d, PlanLimit, "ourboard/limit"), d.length())
	case 2:
		if deep > 0 {
			return Depending(d.condition(1, false, false), d.amount(deep-1), d.amount(deep-1))
		}
	}
	return For(d.length())
}

func (d drawn) act() Act {
	a := Act{Do: pick(d, Monitor, Review, Contact, StepDown, End, Release, Report, Document, "ourboard/nurse-called"), Documented: pick(d, false, false, true)}
	if d.flag() {
		a.By = d.who()
	}
	if d.flag() {
		a.To = d.who()
	}
	if d.flag() {
		a.Holding = d.condition(1, true, true)
	}
	return a
}

func (d drawn) condition(deep int, act, holding bool) Condition {
	several := func() []Condition {
		cs := make([]Condition, pick(d, 1, 2, 2, 3))
		for i := range cs {
			cs[i] = d.condition(deep-1, act, holding)
		}
		return cs
	}
	fact := func() Fact {
		fs := []Fact{DangerToSelf, DangerToOthers, VisualMonitoring, AuralMonitoring, DoorShut, "ourboard/calm"}
		switch {
		case holding:
			fs = []Fact{FaceToFace, Continue, Reached, DoorOpened, "ourboard/act"}
		case act:
			fs = append(fs, Reached, "ourboard/act")
		}
		return pick(d, append(fs, WrittenConsent, DesignatedRoom, ApprovedSpace)...)
	}
	if deep > 0 {
		switch pick(d, 0, 1, 2, 3) {
		case 1:
			return All(several()...)
		case 2:
			return Any(several()...)
		case 3:
			return Not(d.condition(deep-1, act, holding))
		}
	}
	op := pick(d, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9)
	switch {
	case op == 1:
		return IsNot(fact())
	case op == 2 && act:
		return By(d.who())
	case op == 3 && act:
		return To(d.who())
	case op == 4:
		w := d.who()
		return Attended(Who{AtLeast: pick(d, 1, 2), Role: w.Role, Holding: w.Holding, Involved: w.Involved})
	case op == 5:
		return Follows(pick(d, Seclusion, Restraint, "ourboard/kind"))
	case op == 6 && deep > 0:
		return pick(d, OnRecord, OnRecordThatDay, OnRecordSinceHeld)(d.act())
	case op == 7:
		return RuleIs("other", pick(d, Excused, Satisfied))
	case op == 8:
		return In(pick(d, NotBegun, Held, After))
	case op == 9:
		return OnStaff(Who{AtLeast: pick(d, 1, 2), Role: pick(d, "", Teacher), Holding: []Fact{pick(d, Trained, "ourboard/fit")}})
	}
	return Is(fact())
}

func (d drawn) period() Period { return pick(d, LocalDay, SchoolDay, "ourboard/day") }

func (d drawn) term(deep int) Term {
	if deep > 0 {
		ts := func() []Term {
			ts := make([]Term, pick(d, 1, 2, 3))
			for i := range ts {
				ts[i] = d.term(deep - 1)
			}
			return ts
		}
		switch pick(d, 0, 0, 1, 2, 3, 4) {
		case 1:
			return Earliest(ts()...)
		case 2:
			return Latest(ts()...)
		case 3:
			return Otherwise(ts()...)
		case 4:
			return Unsettled(d.term(deep-1), d.term(deep-1))
		}
	}
	switch pick(d, 0, 1, 2, 3, 4) {
	case 0:
		return Days(pick(d, 0, 1, 3, 21), d.period())
	case 1:
		return EndOf(d.period())
	case 2:
		return EndOfNext(d.period())
	case 3:
		return Upon(pick(d, NextUse, Release, Report, Close, "ourboard/nurse-called"))
	}
	return Within(d.amount(1))
}

func (d drawn) outer() Term {
	t := d.term(2)
	return pick(d, func(t Term) Term { return t }, AsSoonAsPossible, NotStated)(t)
}

func (d drawn) anchor() Anchor {
	switch pick(d, 0, 1, 2, 3, 4, 5) {
	case 0:
		return On(d.act())
	case 1:
		return Turns(pick(d, DangerToSelf, Reached, "ourboard/calm"), pick(d, Yes, No))
	case 2:
		return Reaches(pick(d, Held, After), d.amount(1), d.amount(1))
	case 3:
		return Expires(pick(d, WrittenConsent, "ourboard/limit"))
	case 4:
		return Comes("other", pick(d, Excused, Breached))
	}
	return LastRelease()
}

// slots are the parts of a rule, each drawn by itself.
type slots struct {
	header             Header
	on                 []Activity
	holds              Condition
	phase              Phase
	act                Act
	first, gap         Amount
	after              Anchor
	by                 Term
	fromStart, before  bool
	releaseDue, byHold bool
	count              Count
}

// redraw is how to draw each part anew.
func (s *slots) redraw(d drawn, form ruleKind) []func() {
	h := &s.header
	atAct := form == kindAt || form == kindDue && s.after.op == opOn
	parts := []func(){
		func() { h.Force = pick(d, Must, Should, May) },
		func() {
			h.Kinds = pick(d, nil, []Kind{Seclusion}, []Kind{Restraint, Seclusion}, []Kind{"ourboard/kind"})
		},
		func() { h.From = pick(d, Date{}, Date{2021, 9, 1}, Date{2021, 9, 2}) },
		func() { h.Until = pick(d, Date{}, Date{2026, 9, 1}) },
		func() {
			h.Under = pick(d, nil, []Choice{{"which", "this"}}, []Choice{{"which", "that"}}, []Choice{{"which", "that"}, {"when", "now"}})
		},
		func() { h.When = pick(d, Condition{}, d.condition(1, atAct, false)) },
		func() {
			if h.Unless, h.Except = (Condition{}), nil; d.flag() {
				h.Unless, h.Except = d.condition(1, form == kindAt, false), pick(d, []string{"7(37)"}, []string{"7(37)", "8"})
			}
		},
	}
	switch form {
	case kindAt:
		return append(parts, func() { s.on = some(d, 3, Initiate, Resume, Review, Inspect, Debrief, End, "ourboard/nurse-called") },
			func() { s.holds = d.condition(2, true, false) }, func() { h.Gate = d.flag() })
	case kindDuring:
		return append(parts, func() { s.phase = pick(d, Held, After) }, func() { s.releaseDue = d.flag() },
			func() { s.holds = d.condition(2, false, false) })
	case kindEvery:
		return append(parts, func() { s.phase = pick(d, Held, After) }, func() { s.act = d.act() }, func() { s.gap = d.amount(2) },
			func() { s.first = pick(d, Amount{}, d.amount(1)) })
	case kindLimit:
		return append(parts, func() { s.phase = pick(d, Held, After) }, func() { s.gap = d.amount(2) })
	case kindDue:
		return append(parts, func() { s.after = d.anchor() }, func() { s.by = d.outer() }, func() { s.fromStart = d.flag() },
			func() { s.before = d.flag() }, func() { s.byHold = d.flag() }, func() { s.act = d.act() }, func() { s.holds = d.condition(2, false, false) })
	}
	return append(parts, func() { s.count.Of = pick(d, nil, []Kind{Seclusion}, []Kind{Seclusion, TimeOut}) },
		func() { s.count.Per = pick(d, AboutStudent, AboutPlace, AboutPerson) }, func() { s.count.Reaches = pick(d, 1, 2, 3) },
		func() {
			if s.count.Within, s.count.Days = 0, 0; d.flag() {
				s.count.Within = pick(d, time.Hour, 24*time.Hour, 720*time.Hour)
			} else {
				s.count.Days = pick(d, 1, 10, 30)
			}
		}, func() { s.count.Period = d.period() })
}

func (s *slots) rule(form ruleKind) Rule {
	h := s.header
	h.Name, h.Clauses, h.Demand = "r", []string{"1"}, "d"
	switch form {
	case kindAt:
		starts := func(a Activity) bool { return a == Initiate || a == Resume || a == Review || a == Inspect }
		h.Gate = h.Gate && h.Force == Must && !slices.ContainsFunc(s.on, func(a Activity) bool { return !starts(a) })
		return At{h, s.on, s.holds}
	case kindDuring:
		return During{h, s.phase, s.holds, s.releaseDue}
	case kindEvery:
		return Every{h, s.phase, s.act, s.first, s.gap}
	case kindLimit:
		return Limit{h, s.phase, s.gap}
	case kindDue:
		due := Due{Header: h, After: s.after, By: s.by, FromStart: s.fromStart, Before: s.before}
		if s.byHold {
			due.Holds = s.holds
		} else {
			due.Act = s.act
		}
		return due
	}
	c := s.count
	c.Header = h
	return c
}

func valid(r Rule) bool {
	n := r.normal()
	ok := !strings.Contains(encoded(r), "holds=(always)") && (n.kind != kindEvery && n.kind != kindLimit || n.gap != Amount{})
	n.faults(func(string, ...string) { ok = false }, specsOfTest(), activitiesOfTest(), map[Role]bool{"ourboard/nurse": true},
		map[RuleID]bool{"other": true})
	return ok
}

func specsOfTest() map[Fact]FactSpec {
	specs := map[Fact]FactSpec{"ourboard/calm": {Sort: Lasting}, "ourboard/act": {}, "ourboard/limit": {Sort: Standing},
		"ourboard/fit": {Sort: Standing, About: AboutPerson}}
	for _, f := range Facts() {
		specs[f.Name] = f
	}
	return specs
}

func activitiesOfTest() map[Activity]bool {
	known := map[Activity]bool{"ourboard/nurse-called": true}
	for _, a := range Activities() {
		known[a] = true
	}
	return known
}

// Nothing that judging depends on is left out: what two rules differ in, their texts differ in. Of a rule one part is drawn anew,
// so that the two differ in little.
func TestTextsDifferWhereRulesDo(t *testing.T) {
	texts := map[string]string{} // of all rules drawn
	tried, differ := 0, 0
	rapid.Check(t, func(rt *rapid.T) {
		d := drawn{rt}
		form := pick(d, kindAt, kindDuring, kindEvery, kindLimit, kindDue, kindCount)
		var s slots
		for _, part := range s.redraw(d, form) {
			part()
		}
		for range 10 {
			r := s.rule(form)
			if valid(r) {
				tried++
				code, text := encoded(r), said(r)
				other, again := texts[text]
				if !again {
					texts[text] = code
					differ++
				} else {
					require.Equal(rt, other, code, text)
				}
				for _, bad := range []string{"  ", " ,", " .", "..", "%!", "[", "]", "|", "invalid", " is be "} {
					require.NotContains(rt, text, bad)
				}
				require.Equal(rt, strings.Count(text, "("), strings.Count(text, ")"), text)
			}
			parts := s.redraw(d, form)
			parts[rapid.IntRange(0, len(parts)-1).Draw(rt, "part")]()
		}
	})
	assert.Greater(t, differ, 200, "of %d", tried)
}

// Neighbours of one rule differ in one small thing, deep in it as well as at its top.
func TestTextsOfNeighboursDiffer(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		d := drawn{rt}
		w, c, a, by, m := d.who(), d.condition(1, true, true), d.act(), d.term(1), d.amount(1)
		tried, reached := Act{Do: Contact}, Act{Do: Contact, Holding: Is(Reached)}
		whos := []Who{w, {AtLeast: 2, Role: w.Role}, {Each: true, Holding: w.Holding}, {Everyone: true, Role: w.Role, Involved: true}}
		for _, f := range []func(*Who){func(w *Who) { w.Involved, w.Uninvolved = !w.Involved, false }, func(w *Who) { w.Involved, w.Uninvolved = false, !w.Uninvolved },
			func(w *Who) { w.Role = Teacher }, func(w *Who) { w.Holding = append(slices.Clone(w.Holding), Qualified) },
			func(w *Who) { w.AtLeast, w.Each, w.Everyone, w.Nobody = 3, false, false, false },
			func(w *Who) { w.AtLeast, w.Each, w.Everyone, w.Nobody = 0, false, false, true },
			func(w *Who) { w.AtLeast, w.Each, w.Everyone, w.Nobody = 0, true, false, false }} {
			other := w
			f(&other)
			whos = append(whos, other)
		}
		conditions := []Condition{c, All(c), Any(c), Not(c), All(c, c), Any(c, c), Not(Not(c)), All(Any(c, c), c), Any(All(c, c), c), Any(c, Not(c)), Not(Any(c, c)),
			All(c, Any(c, Not(c))), All(Any(c, Not(c)), c), OnRecord(a), OnRecordThatDay(a), Any(OnRecord(a), OnRecord(a)), Any(OnRecordThatDay(a), OnRecord(a)),
			Any(OnRecordThatDay(a), OnRecordThatDay(a)), OnRecordSinceHeld(a), Any(OnRecordSinceHeld(a), OnRecord(a)), Any(OnRecordSinceHeld(a), OnRecordSinceHeld(a)), {}, All(Condition{}, c),
			All(c, Any(c, c)), All(All(c, c), c), Any(OnRecord(reached), OnRecord(reached)), Any(OnRecord(tried), OnRecord(tried))}
		acts := []Act{a}
		for _, f := range []func(*Act){func(a *Act) { a.Documented = !a.Documented }, func(a *Act) { a.By, a.To = a.To, a.By }, func(a *Act) { a.By = w },
			func(a *Act) { a.To = w }, func(a *Act) { a.Do = Debrief }, func(a *Act) { a.Do = Contact }, func(a *Act) { a.Holding = Condition{} }} {
			other := a
			f(&other)
			acts = append(acts, other)
			conditions = append(conditions, OnRecord(other), Any(OnRecord(a), OnRecord(other)), Any(OnRecord(other), OnRecord(a)))
		}
		for _, held := range conditions[:13] {
			other := a
			other.Holding = held
			acts = append(acts, other)
		}
		for _, w := range whos {
			conditions = append(conditions, By(w), To(w), Attended(w), OnStaff(w))
		}
		amounts := []Amount{m, For(time.Minute), ByPlan(PlanLimit, time.Minute), ByPlan("ourboard/limit", time.Minute), Depending(c, m, For(0)),
			Depending(c, For(0), m), Depending(Not(c), m, For(0)), Depending(c, Depending(c, m, m), m), Depending(c, m, Depending(c, m, m))}
		terms := []Term{by, Earliest(by), Latest(by), Otherwise(by), Earliest(by, by), Latest(by, by), Otherwise(by, by), Unsettled(by, by),
			Earliest(Latest(by, by), by), Latest(Earliest(by, by), by), Earliest(by, Latest(by, by)), Earliest(Latest(by, by, by)),
			Earliest(Latest(by), by), EndOf(LocalDay), EndOfNext(LocalDay), Days(0, LocalDay),
			Days(1, LocalDay), EndOf(SchoolDay), EndOfNext(SchoolDay), Days(0, SchoolDay), Days(1, SchoolDay), Upon(NextUse), Upon(Report)}
		for _, x := range terms {
			terms = append(terms, AsSoonAsPossible(x), NotStated(x))
		}
		var anchors []Anchor
		var rules []Rule
		for i, x := range amounts {
			terms = append(terms, Within(x), NotStated(Within(x)))
			anchors = append(anchors, Reaches(Held, x, Amount{}), Reaches(After, x, x), Reaches(Held, m, x))
			rules = append(rules, Every{Phase: Held, Act: a, Gap: x}, Every{Phase: Held, Act: a, First: m, Gap: amounts[(i+1)%len(amounts)]},
				Limit{Phase: Held, Most: x}, Limit{Phase: After, Most: x})
		}
		for _, x := range acts {
			anchors = append(anchors, On(x))
			rules = append(rules, Due{After: LastRelease(), Act: x, By: by}, Every{Phase: After, Act: x, Gap: m})
		}
		anchors = append(anchors, LastRelease(), Turns(DangerToSelf, Yes), Turns(DangerToSelf, No), Expires(WrittenConsent), Comes("other", Excused), Comes("other", Breached))
		for _, x := range anchors {
			rules = append(rules, Due{After: x, Act: a, By: by})
		}
		for _, x := range terms {
			rules = append(rules, Due{After: LastRelease(), Act: a, By: x}, Due{After: LastRelease(), Act: a, By: x, Before: true},
				Due{After: LastRelease(), Act: a, By: x, FromStart: true})
		}
		for _, x := range conditions {
			h := Header{Unless: x, Except: []string{"2"}}
			rules = append(rules, At{On: []Activity{Review}, Holds: x}, At{Header: Header{Gate: true}, On: []Activity{Initiate, Resume}, Holds: x},
				At{Header: Header{Force: Should}, On: []Activity{Review}, Holds: x}, During{Phase: Held, Holds: x}, During{Phase: After, Holds: x, ReleaseDue: true},
				Due{After: LastRelease(), Holds: x, By: by}, At{Header: h, On: []Activity{Review}, Holds: c}, Limit{Header: Header{When: x}, Phase: Held, Most: m},
				At{Header: Header{When: x}, On: []Activity{Report}, Holds: c})
		}
		texts := map[string]string{}
		for _, r := range rules {
			text, code := said(r), encoded(r)
			if other, again := texts[text]; again {
				require.Equal(rt, other, code, text)
			}
			texts[text] = code
		}
	})
}

// What the generators draw are rules that a regulation can hold.
func TestDrawnRulesBuild(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		d := drawn{rt}
		form := pick(d, kindAt, kindDuring, kindEvery, kindLimit, kindDue, kindCount)
		var s slots
		for _, part := range s.redraw(d, form) {
			part()
		}
		if r := s.rule(form); valid(r) {
			builds(rt, r)
		}
	})
}

// Each standard word is said in its own way, so that no two facts, activities or roles read alike.
func TestEveryWordIsSaidInItsOwnWay(t *testing.T) {
	seen := map[string]string{}
	once := func(what, text string) {
		t.Helper()
		assert.NotContains(t, text, "[")
		assert.Empty(t, seen[text], "%s, and %s: %q", what, seen[text], text)
		seen[text] = what
	}
	for _, f := range Facts() {
		if f.Sort == Standing && f.About == AboutPerson {
			once(string(f.Name), f.Name.able())
			continue
		}
		if says := f.Name.says(); says != "" { // without words of its own it shows as it is spelt
			assert.Equal(t, 1, strings.Count(says, "["), f.Name)
		}
		for _, a := range []Answer{Yes, No} {
			once(fmt.Sprint(f.Name, a), f.Name.text(a))
		}
	}
	for _, a := range Activities() {
		once(string(a), a.noun())
	}
	for _, r := range []Role{"", Principal, AssistantPrincipal, Teacher, EducationAssistant, Counsellor, Psychologist, SchoolStaff, Parent, Student,
		Director, AssistantSuperintendent, EmergencyServices} {
		once(string(r), r.text(1))
		once(string(r)+"s", r.text(2))
	}
}

func TestEveryLengthIsSaidInItsOwnWay(t *testing.T) {
	for d, want := range map[time.Duration]string{0: "no time", 1: "0.000000001 seconds", time.Second: "1 second", 90 * time.Second: "1 minute 30 seconds",
		30 * time.Minute: "30 minutes", 24 * time.Hour: "24 hours", 720 * time.Hour: "30 days of 24 hours", 1500 * time.Millisecond: "1.5 seconds",
		25*time.Hour + time.Nanosecond: "25 hours 0.000000001 seconds", 600 * time.Second: "10 minutes", 10 * time.Second: "10 seconds"} {
		assert.Equal(t, want, length(d))
	}
}
