package policy

import (
	"fmt"
	"slices"
	"strconv"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

// toy is a machine of a few states.
type toy struct{ kind Kind }

func (m toy) Kind() Kind     { return m.kind }
func (toy) States() []string { return []string{"nothing", "held", "stepping down", "after", "closed"} }
func (toy) Next(state uint8, a Activity) (uint8, bool) {
	if a.IsRecord() {
		return state, true
	}
	switch {
	case a == Initiate:
		return 1, state == 0
	case a == StepDown:
		return 2, state == 1
	case a == Release || a == End || a == Interrupt || a == Convert:
		return 3, state == 1 || state == 2
	case a == Resume:
		return 1, state == 2 || state == 3
	case a == Close:
		return 4, state == 3 || state == 4
	}
	return state, state != 0 && a != Correct
}
func (toy) Phase(state uint8) Phase { return [...]Phase{NotBegun, Held, Held, After, After}[state] }

// DrawEvents draws what may be on record of an incident, in an order in which nobody would write it: late entries, corrections, events
// that have no place.
func DrawEvents(t *rapid.T, facts []Fact, activities []Activity) []Event {
	d := drawn{t}
	people := []Person{{ID: "ann", Role: Teacher}, {ID: "bob"}, {ID: "cay", Role: Principal}, {ID: "dee", Role: Parent}, {ID: "eli", Role: Director},
		{ID: "kid", Role: Student}}
	answers := []Answer{Yes, Yes, No, NotRecorded}
	if d.flag() { // who writes with care
		answers = []Answer{Yes}
	}
	start := time.Date(2025, time.October, pick(d, 6, 10), pick(d, 10, 23), 50, 0, 0, time.UTC)
	crowd := func() []Person {
		if d.flag() {
			return nil
		}
		return some(d, 3, people...)
	}
	stated := func(e *Event, most int) {
		for range rapid.IntRange(0, most).Draw(t, "facts") {
			if f := pick(d, facts...); e.Answer(f) == NotRecorded {
				e.Facts = append(e.Facts, Stated{f, pick(d, answers...)})
			}
		}
	}
	standing := func(e *Event) {
		for range rapid.IntRange(0, 5).Draw(t, "standing") {
			c := Credential{Fact: pick(d, facts...), Subject: pick(d, "", "ann", "bob", "room-1", "student-1"), Answer: pick(d, Yes, Yes, No),
				Amount: pick(d, 0, 5*time.Minute)}
			if d.flag() {
				c.From = start.Add(pick(d, -24*time.Hour, 0, 3*time.Minute))
			}
			if d.flag() {
				c.Until = start.Add(pick(d, 4*time.Minute, 2*time.Hour))
			}
			e.Standing = append(e.Standing, c)
		}
	}
	var es []Event
	if pick(d, true, true, true, true, false) {
		e := Event{Activity: Initiate, At: start, By: crowd(), Place: pick(d, "", "room-1"), Student: pick(d, "", "student-1")}
		stated(&e, 12)
		standing(&e)
		es = append(es, e)
	}
	at := start
	for i := range rapid.IntRange(0, 25).Draw(t, "events") {
		at = at.Add(pick(d, 0, time.Minute, 2*time.Minute, 2*time.Minute+1, 5*time.Minute, 15*time.Minute, 30*time.Minute, -time.Minute, 3*time.Hour, 26*time.Hour))
		e := Event{ID: "x" + strconv.Itoa(i), Activity: pick(d, activities...), At: at, By: crowd(), To: crowd()}
		stated(&e, 3)
		switch e.Activity {
		case Attest:
			standing(&e)
		case Initiate, Resume:
			e.Place = pick(d, "", "room-1", "room-2")
		case Earlier:
			e.At = start.Add(-time.Duration(i) * 20 * time.Hour)
			e.Other = &Part{Incident: pick(d, "", "other-1", "other-2"), Kind: pick(d, "", Seclusion, TimeOut), Classroom: pick(d, "", "c-1")}
		case Correct:
			e.Amends = &Amendment{Event: "x" + strconv.Itoa(pick(d, 0, 1, i/2)), Withdrawn: pick(d, false, false, true)}
			if d.flag() {
				e.Amends.At = at.Add(-3 * time.Minute)
			}
			if d.flag() {
				e.Amends.Facts = []Stated{{pick(d, facts...), pick(d, answers...)}}
			}
		}
		if pick(d, 0, 0, 0, 0, 1) == 1 {
			e.Recorded = at.Add(pick(d, time.Hour, -time.Minute, 30*time.Hour))
		}
		es = append(es, e)
	}
	return es
}

var (
	toyFacts = []Fact{DangerToSelf, DangerToOthers, VisualMonitoring, AuralMonitoring, DoorShut, "ourboard/calm", FaceToFace, Continue, Reached, DoorOpened,
		"ourboard/act", WrittenConsent, DesignatedRoom, ApprovedSpace, Trained, TrainedTCI, "ourboard/fit", PlanLimit, "ourboard/limit", Emergency}
	toyActs = []Activity{Initiate, Monitor, Monitor, Review, Contact, StepDown, End, Release, Release, Resume, Report, Document, "ourboard/nurse-called",
		Debrief, Observe, Observe, Present, Absent, Attest, Earlier, Correct, Close}
)

// drawRegulation draws one of a few rules, most of them under some reading, that ask for each other.
func drawRegulation(t *rapid.T) *Regulation {
	d := drawn{t}
	g := &Regulation{ID: "toy", Short: "T", Roles: []Role{"ourboard/nurse"}, Activities: []Activity{"ourboard/nurse-called"},
		Facts: []FactSpec{{Name: "ourboard/calm", Sort: Lasting, Lasts: pick(d, 0, 2*time.Minute)}, {Name: "ourboard/act"},
			{Name: "ourboard/fit", Sort: Standing, About: AboutPerson}, {Name: "ourboard/limit", Sort: Standing},
			{Name: DangerToSelf, Sort: Lasting, Lasts: 2 * time.Minute, Under: []Choice{{"which", "that"}}}},
		Readings: []Reading{{ID: "which", Question: "?", Why: "!", Default: "this", Alternatives: []string{"that"}},
			{ID: "when", Question: "?", Why: "!", Default: "now", Alternatives: []string{"later", "never"}}}}
	forms := []ruleKind{kindAt, kindDuring, kindEvery, kindLimit, kindDue, kindDue, kindCount}
	for i := range rapid.IntRange(2, 7).Draw(t, "rules") {
		form := pick(d, forms...)
		var s slots
		for _, part := range s.redraw(d, form) {
			part()
		}
		name := RuleID(fmt.Sprint("r", i))
		if i == 0 {
			name, s.header.When, s.header.Unless, s.header.Except = "other", Condition{}, Is(Emergency), []string{"1"}
			form = pick(d, kindAt, kindEvery, kindLimit, kindDue)
			s.on, s.holds, s.act, s.gap, s.phase = []Activity{Initiate, Debrief}, Is(Emergency), Act{Do: Monitor, Holding: Is(FaceToFace)}, For(2*time.Minute), Held
			s.after, s.by, s.byHold = LastRelease(), Within(For(time.Hour)), false
			s.first, s.on = Amount{}, []Activity{Debrief}
		}
		if d.flag() {
			s.header.Kinds = nil
		}
		for _, twice := range [][]Choice{nil, {{"when", "later"}}} {
			if r := s.rule(form); valid(r) {
				if twice != nil { // the same otherwise, and let it hold there only
					if d.flag() || len(s.header.Under) > 0 {
						break
					}
					g.Rules = slices.Delete(g.Rules, len(g.Rules)-1, len(g.Rules))
					for _, u := range []Choice{{"when", "now"}, {"when", "later"}} {
						h := s.header
						s.header.Under = []Choice{u}
						if u.Answer == "later" {
							parts := s.redraw(d, form)
							parts[rapid.IntRange(0, len(parts)-1).Draw(t, "part")]()
							s.header.Under = []Choice{u}
						}
						if r := s.rule(form); valid(r) {
							g.Rules = append(g.Rules, named(r, name))
						}
						s.header = h
					}
					break
				}
				g.Rules = append(g.Rules, named(r, name))
			}
		}
	}
	return g
}

// named gives a rule another name.
func named(r Rule, name RuleID) Rule {
	switch r := r.(type) {
	case At:
		r.Name = name
		return r
	case During:
		r.Name = name
		return r
	case Every:
		r.Name = name
		return r
	case Limit:
		r.Name = name
		return r
	case Due:
		r.Name = name
		return r
	case Count:
		r.Name = name
		return r
	}
	return r
}

// drawAssessment draws a regulation, an answer to its readings, and an incident, and judges it.
func drawAssessment(t *rapid.T) (Assessment, bool) {
	d := drawn{t}
	p, err := drawRegulation(t).Build()
	if err != nil {
		return Assessment{}, false
	}
	if d.flag() {
		if p, err = p.Choose(Choice{"which", pick(d, "", "this", "that")}, Choice{"when", pick(d, "", "now", "later")}); err != nil {
			return Assessment{}, false
		}
	}
	var cal Calendar
	if d.flag() {
		cal = &SchoolCalendar{Bells: map[time.Weekday]time.Duration{time.Monday: 15 * time.Hour, time.Tuesday: 15 * time.Hour, time.Friday: 15 * time.Hour}}
	}
	c, err := Open(p, toy{Seclusion}, cal, "i-1")
	require.NoError(t, err)
	now := time.Date(2025, time.October, 6, 9, 0, 0, 0, time.UTC)
	for _, e := range DrawEvents(t, toyFacts, toyActs) {
		if e, err := c.Add(e); err == nil && e.At.After(now) {
			now = e.At
		}
	}
	return c.Assess(now.Add(pick(d, 0, time.Minute, time.Hour, 100*time.Hour, -5*time.Minute))), true
}
