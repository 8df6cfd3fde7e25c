package consent

import (
	"slices"
	"time"

	"github.com/leastrestrictive/interventions/policy"
)

// view is what some events come to: corrected, and in order. It is never written to once it is made.
type view struct {
	parties Parties
	events  []*Event // as they are judged
	orphans []*Event // corrections of nothing that was on record before them
	raw     []*Event // all that was ever said, and what it was corrected to
}

// newView applies the corrections, the latest of an event first: it counts, unless a later one takes it back.
func newView(p Parties, accepted []*Event) *view {
	v := &view{parties: p}
	var corrections []*Event
	byID := make(map[string]*Event, len(accepted))
	for _, e := range accepted {
		byID[e.ID] = e
		if v.raw = append(v.raw, e); e.Activity == Correct {
			corrections = append(corrections, e)
			if e.Instead != nil {
				v.raw = append(v.raw, e.Instead)
			}
		}
	}
	byRecord := func(a, b *Event) int {
		if c := a.Recorded.Compare(b.Recorded); c != 0 {
			return c
		}
		return a.before(b)
	}
	slices.SortFunc(corrections, byRecord)
	back, by := map[*Event]bool{}, map[*Event]*Event{}
	for _, c := range slices.Backward(corrections) {
		on := byID[c.Amends]
		switch {
		case on == nil || on.Activity == Correct && byRecord(on, c) >= 0: // which keeps two from taking each other back
			v.orphans = append(v.orphans, c)
		case back[c]:
		case on.Activity == Correct && c.Instead == nil:
			back[on] = true
		case on.Activity == Correct:
			v.orphans = append(v.orphans, c)
		case by[on] == nil:
			by[on] = c
		}
	}
	for _, e := range accepted {
		c := by[e]
		switch {
		case e.Activity == Correct:
			continue
		case c == nil:
			v.events = append(v.events, e)
		case c.Instead != nil:
			said := *c.Instead
			said.Consent, said.ID, said.Recorded = e.Consent, e.ID, e.Recorded
			v.events = append(v.events, &said)
		}
	}
	slices.SortFunc(v.events, (*Event).before)
	return v
}

// grant is a consent given, for one kind, as it was on record when it was given.
type grant struct {
	of           *Event
	plan         string
	start, until time.Time // until is zero where it has no end
	kinds        policy.Answer
	informed     policy.Answer
	missing      []policy.Fact
}

func (g *grant) over(at time.Time) bool { return !g.until.IsZero() && !at.Before(g.until) }

// standing is where a kind stands: the machine, and what has been said.
type standing struct {
	state   State
	since   time.Time // since when
	other   string    // the consent that has taken its place
	grants  []grant   // given, and not taken back
	another bool      // it was given to another kind
	asked   *Event    // the last that asked
	window  *Event    // the last that asked for this kind
	told    []*Event  // what was explained of this kind
	gave    time.Time // when it was given last
	no      Reason    // how and when they said no last
}

// do moves the machine, if it can.
func (s *standing) do(a policy.Activity, at time.Time) bool {
	next, ok := machine().Next(uint8(s.state), a)
	if ok && State(next) != s.state {
		s.state, s.since = State(next), at
	}
	return ok
}

// counting is the grant that counts at an instant: of those that have begun the one that began last. None may have begun.
func (s *standing) counting(at time.Time) *grant {
	var best *grant
	for i := range s.grants {
		if g := &s.grants[i]; !g.start.After(at) && (best == nil || !g.start.Before(best.start)) {
			best = g
		}
	}
	return best
}

// expire lets time pass until at.
func (s *standing) expire(at time.Time) {
	if s.state != Given {
		return
	}
	last := &s.grants[0]
	for i := range s.grants {
		if g := &s.grants[i]; !g.start.Before(last.start) {
			last = g
		}
	}
	if last.over(at) {
		s.do(Expire, last.until)
	}
}

// take takes up one event. It reports whether it is about the kind and has a place.
func (s *standing) take(e *Event, kind policy.Kind) bool {
	x := e.takesEffect()
	s.expire(x)
	of := policy.Yes
	if e.Activity == Give && len(e.Kinds) == 0 && (s.asked == nil || len(s.asked.Kinds) == 0) {
		of = policy.NotRecorded
	} else if e.Activity == Give && len(e.Kinds) == 0 && !s.asked.concerns(kind) || !e.concerns(kind) {
		of = policy.No
	}
	if e.Activity == Ask {
		s.asked = e
	}
	if of == policy.No {
		s.another = s.another || e.Activity == Give
		return false
	}
	if !s.do(e.Activity, x) {
		return false
	}
	switch e.Activity {
	case Ask:
		s.window = e
	case Inform:
		s.told = append(s.told, e)
	case Give:
		s.grants, s.gave = append(s.grants, s.grant(e, of)), e.At
	case Refuse:
		s.grants, s.no = nil, Reason{Why: WasRefused, Consent: e.Consent, At: x}
	case Withdraw:
		s.grants, s.no = nil, Reason{Why: WasWithdrawn, Consent: e.Consent, At: x}
	case Supersede:
		s.grants, s.other = nil, e.Other
	}
	return true
}

func (s *standing) grant(e *Event, of policy.Answer) grant {
	g := grant{of: e, plan: e.Plan, start: e.At, until: e.Until, kinds: of}
	from := e.From
	if w := s.window; w != nil {
		if from.IsZero() {
			from = w.From
		}
		if g.until.IsZero() {
			g.until = w.Until
		}
		if g.plan == "" {
			g.plan = w.Plan
		}
	}
	if from.After(g.start) {
		g.start = from
	}
	if !g.until.IsZero() && g.until.Before(g.start) { // over before it began: it is over where it would have begun
		g.until = g.start
	}
	g.informed, g.missing = informed(s.told)
	if of == policy.NotRecorded {
		g.missing = append(g.missing, MissingKinds)
	}
	if e.Written == policy.NotRecorded {
		g.missing = append(g.missing, MissingWritten)
	}
	return g
}

// informed says whether one of the explanations informs, and if that cannot be told, what the one lacks that lacks least.
func informed(told []*Event) (a policy.Answer, missing []policy.Fact) {
	a = policy.No
	for _, e := range told {
		var lack []policy.Fact
		if len(e.Explained) == 0 {
			lack = append(lack, MissingExplained)
		}
		if e.Language == "" {
			lack = append(lack, MissingLanguage)
		}
		if e.Understood == policy.NotRecorded {
			lack = append(lack, MissingUnderstood)
		}
		switch {
		case e.Understood == policy.No:
		case len(lack) == 0:
			return policy.Yes, nil
		case a == policy.No || len(lack) < len(missing):
			a, missing = policy.NotRecorded, lack
		}
	}
	return a, missing
}

// at folds the events that have taken effect by then.
func (v *view) at(kind policy.Kind, at time.Time) *standing {
	s := &standing{}
	for _, e := range v.events {
		if e.takesEffect().After(at) {
			break
		}
		s.take(e, kind)
	}
	s.expire(at)
	return s
}

// unplaced lists what has no place, in order: events that have none in any kind that they are about, and corrections of nothing.
func (v *view) unplaced() []*Event {
	kinds := []policy.Kind{""} // one that nobody names
	for _, e := range v.events {
		for _, k := range e.Kinds {
			if !slices.Contains(kinds, k) {
				kinds = append(kinds, k)
			}
		}
	}
	placed := map[*Event]bool{}
	for _, k := range kinds {
		s := &standing{}
		for _, e := range v.events {
			if s.take(e, k) {
				placed[e] = true
			}
		}
	}
	out := slices.Clone(v.orphans)
	for _, e := range v.events {
		if !placed[e] {
			out = append(out, e)
		}
	}
	slices.SortFunc(out, (*Event).before)
	return out
}

// covers says what the consent covers at an instant.
func (v *view) covers(kind policy.Kind, at time.Time) Coverage { return v.coverage(v.at(kind, at), at) }

func (v *view) coverage(s *standing, at time.Time) Coverage {
	because := func(why Why) Reason { return Reason{Why: why, Consent: v.parties.Consent} }
	since := func(why Why) Coverage {
		r := because(why)
		if r.At = s.since; why == WasSuperseded {
			r.Other = s.other
		}
		return none(r)
	}
	switch s.state {
	case NotRequested, Requested, Informed:
		switch {
		case s.another:
			return none(because(OfAnotherKind))
		case s.state == NotRequested:
			return none(because(NobodyAsked))
		case s.state == Requested:
			return none(because(NotAnswered), because(NotInformed))
		}
		return none(because(NotAnswered))
	case Refused:
		return since(WasRefused)
	case Withdrawn:
		return since(WasWithdrawn)
	case Expired:
		return since(HasExpired)
	case Superseded:
		return since(WasSuperseded)
	}
	g := s.counting(at)
	if g == nil || g.over(at) {
		var rs []Reason
		if g != nil {
			r := because(HasExpired)
			r.At = g.until
			rs = append(rs, r)
		}
		begins := because(NotYetBegun)
		for i := range s.grants {
			if o := &s.grants[i]; o.start.After(at) && (begins.At.IsZero() || o.start.Before(begins.At)) {
				begins.At = o.start
			}
		}
		return none(append(rs, begins)...)
	}
	c := Coverage{Informed: both(g.kinds, g.informed), Plan: g.plan}
	c.Answer = both(c.Informed, g.of.Written)
	switch c.Answer {
	case policy.No:
		if g.informed == policy.No {
			c.Reasons = append(c.Reasons, because(NotInformed))
		}
		if g.of.Written == policy.No {
			c.Reasons = append(c.Reasons, because(NotInWriting))
		}
	case policy.NotRecorded:
		for _, f := range g.missing {
			r := because(NotOnRecord)
			r.Missing = f
			c.Reasons = append(c.Reasons, r)
		}
	}
	return c
}

// none is that nothing is covered.
func none(rs ...Reason) Coverage {
	return Coverage{Answer: policy.No, Informed: policy.No, Reasons: rs}
}

// edges are the instants at which what is covered can ever have changed, whatever part of the events was on record.
func (v *view) edges(kind policy.Kind) []time.Time {
	var ts []time.Time
	add := func(t time.Time) {
		if !t.IsZero() {
			ts = append(ts, t)
		}
	}
	for _, e := range v.raw {
		if !e.concerns(kind) {
			continue
		}
		switch e.Activity {
		case Give:
			add(e.At)
			add(e.From)
			add(e.Until)
		case Ask:
			add(e.From)
			add(e.Until)
		case Refuse, Withdraw, Supersede:
			add(e.takesEffect())
		}
	}
	return sortInstants(ts)
}

// involvements are the instants at which what is said of the student's involvement, or of input to the plans, changes.
func (v *view) involvements() []time.Time {
	var ts []time.Time
	for _, e := range v.raw {
		if e.Involved != policy.NotRecorded || e.InputOffered != policy.NotRecorded {
			ts = append(ts, e.At)
		}
	}
	return sortInstants(ts)
}

// latest is the last event up to an instant that says something.
func (v *view) latest(at time.Time, says func(*Event) bool) (last *Event) {
	for _, e := range v.events {
		if !e.At.After(at) && says(e) {
			last = e
		}
	}
	return last
}
