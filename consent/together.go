package consent

import (
	"slices"
	"time"

	"github.com/leastrestrictive/interventions/policy"
)

// Reading is how the consents of several people come to one. The texts say that parents or guardians consent, AR 3007 6(9), AP 354 5,
// and not whether one of them is enough, or what becomes of it where they differ. That is for the host, and for the law, to decide.
type Reading uint8

// The readings. The zero value is the stricter one. Under both a refusal or a withdrawal by either counts against all.
const (
	EachAsked    Reading = iota // each person of whom a consent is given to Of must cover it
	OneIsEnough                 // one person covers it, and nobody has refused it or taken it back
	readingCount                // how many there are
)

// Together is what several consents for one student come to, as they stood when [Of] was called. It is immutable.
type Together struct {
	student string
	reading Reading
	persons [][]*view // the consents of each person
}

// Of puts the consents of one student together: of several people, or of one person under an older plan and a newer one. Of one person
// any consent that covers is enough, but what they refuse or take back counts against whatever they gave before that, or at the same
// instant, in whichever of their consents, for the kinds that it is about. It returns a [*policy.RecordError] for a consent of another
// student, for nil, and for a reading that is none. Without any consent nobody was asked.
func Of(student string, how Reading, cs ...*Consent) (*Together, error) {
	if student == "" || !wellFormed(student) {
		return nil, bad("student", wantID)
	}
	if how >= readingCount {
		return nil, bad("reading", "each-asked or one-is-enough")
	}
	t := &Together{student: student, reading: how}
	for _, c := range cs {
		if c == nil || c.parties.Student != student {
			return nil, bad("student", "consents of this student only")
		}
		v := c.look()
		i := slices.IndexFunc(t.persons, func(of []*view) bool { return of[0].parties.Person == v.parties.Person })
		if i < 0 {
			t.persons = append(t.persons, []*view{v})
		} else {
			t.persons[i] = append(t.persons[i], v)
		}
	}
	return t, nil
}

// Covers is [Consent.Covers] of all of them. Each reason names its consent.
func (t *Together) Covers(kind policy.Kind, at time.Time) Coverage {
	return t.register().covers(kind, at)
}

// Standing is [Consent.Standing] of all of them. Where there are several people, no Issuer is given. How the student was involved is
// taken from the latest record in any of the consents.
func (t *Together) Standing(kind policy.Kind, at time.Time) []policy.Credential {
	return t.register().standing(kind, at)
}

func (t *Together) register() register {
	r := register{student: t.student, ask: t.covers, involved: t.involved, inputOffered: t.inputOffered}
	r.edges = func(kind policy.Kind) (ts []time.Time) {
		for v := range t.all() {
			ts = append(ts, v.edges(kind)...)
		}
		return sortInstants(ts)
	}
	for v := range t.all() {
		r.involvements = append(r.involvements, v.involvements()...)
	}
	r.involvements = sortInstants(r.involvements)
	if len(t.persons) == 1 {
		r.issuer = t.persons[0][0].parties.Person
	}
	return r
}

func (t *Together) all() func(yield func(*view) bool) {
	return func(yield func(*view) bool) {
		for _, of := range t.persons {
			for _, v := range of {
				if !yield(v) {
					return
				}
			}
		}
	}
}

func (t *Together) covers(kind policy.Kind, at time.Time) Coverage {
	if len(t.persons) == 0 {
		return none(Reason{Why: NobodyAsked})
	}
	all := make([]Coverage, len(t.persons))
	against, yes := []Coverage(nil), policy.Yes
	for i, of := range t.persons {
		var no bool
		if all[i], no = person(of, kind, at); no {
			against = append(against, all[i])
		}
	}
	combine := both
	switch {
	case len(against) > 0:
		all = against
	case t.reading == OneIsEnough:
		combine, yes = either, policy.No
	}
	return join(all, yes, combine)
}

// join combines coverages, from what none of them comes to.
func join(all []Coverage, of policy.Answer, combine func(a, b policy.Answer) policy.Answer) Coverage {
	c := Coverage{Answer: of, Informed: of}
	for _, o := range all {
		c.Answer, c.Informed = combine(c.Answer, o.Answer), combine(c.Informed, o.Informed)
	}
	for _, o := range all {
		switch {
		case c.Answer == policy.Yes && o.Answer == policy.Yes && c.Plan == "":
			c.Plan = o.Plan
		case o.Answer == c.Answer && c.Answer != policy.Yes:
			c.Reasons = append(c.Reasons, o.Reasons...)
		}
	}
	return c
}

// person is what the consents of one person come to, and whether their last word is a no.
func person(of []*view, kind policy.Kind, at time.Time) (c Coverage, against bool) {
	all := make([]*standing, len(of))
	for i, v := range of {
		all[i] = v.at(kind, at)
	}
	var given, rest, noes []Coverage
	lastIsYes := false
	for i, s := range all {
		elsewhere := time.Time{} // when they last said no in another of their consents
		for k, o := range all {
			if k != i && o.no.At.After(elsewhere) {
				elsewhere = o.no.At
			}
		}
		s.grants = slices.DeleteFunc(s.grants, func(g grant) bool { return !g.of.At.After(elsewhere) })
		saysNo := s.state == Refused || s.state == Withdrawn
		lastIsYes = lastIsYes || !saysNo && s.gave.After(elsewhere)
		switch {
		case s.state == Given && len(s.grants) > 0:
			given = append(given, of[i].coverage(s, at))
		case s.state != Given:
			rest = append(rest, of[i].coverage(s, at))
		}
		if !s.no.At.IsZero() {
			noes = append(noes, none(s.no))
		}
	}
	switch {
	case len(given) > 0:
		return join(given, policy.No, either), false
	case len(noes) > 0 && !lastIsYes:
		return join(noes, policy.Yes, both), true
	}
	return join(rest, policy.No, either), false
}

// latest is the last event of any of them up to an instant that says something.
func latest(vs []*view, at time.Time, says func(*Event) bool) (last *Event) {
	for _, v := range vs {
		if e := v.latest(at, says); e != nil && (last == nil || last.before(e) <= 0) {
			last = e
		}
	}
	return last
}

// involved is what was said last of the student's involvement. Where something was ever said the answer before it is no.
func (t *Together) involved(at time.Time) policy.Answer {
	e := latest(slices.Concat(t.persons...), at, func(e *Event) bool { return e.Involved != policy.NotRecorded })
	if e != nil {
		return e.Involved
	}
	for v := range t.all() {
		for _, e := range v.raw {
			if e.Involved != policy.NotRecorded {
				return policy.No
			}
		}
	}
	return policy.NotRecorded
}

// inputOffered asks each person and the student.
func (t *Together) inputOffered(at time.Time) policy.Answer {
	ask := func(vs []*view, does ...policy.Activity) policy.Answer {
		e := latest(vs, at, func(e *Event) bool {
			return e.InputOffered != policy.NotRecorded && slices.Contains(does, e.Activity)
		})
		if e == nil {
			return policy.NotRecorded
		}
		return e.InputOffered
	}
	everything := slices.Concat(t.persons...)
	answer := policy.NotRecorded
	for i, of := range t.persons {
		a := both(ask(of, Inform), ask(everything, Involve))
		if of[0].parties.As == IndependentStudent { // person and student in one
			a = ask(of, Inform, Involve)
		}
		if i == 0 {
			answer = a
		} else {
			answer = both(answer, a)
		}
	}
	return answer
}
