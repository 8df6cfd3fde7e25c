package consent

import (
	"cmp"
	"errors"
	"slices"
	"time"

	"github.com/leastrestrictive/interventions/policy"
)

// Event is one thing said or done about a consent, as the host stores it. It is plain data; the records of this package make them.
// Like [policy.Event] it has two clocks. Events are judged as a set, in the order in which they take effect, whatever order they
// came in. Those of one instant are judged with what took effect later than it was said after the rest, then in the order of their
// Sequence, those without one first, then of their Activity as the constants list them, then of their ID.
//
// Identifiers are the host's own and opaque: no name belongs into them. A Consent keeps the slices and pointers of an event that it
// is given: do not write to them afterwards.
type Event struct {
	Consent  string // which consent; filled in by it
	ID       string // unique in the consent; filled in as "e1", "e2" … where it is empty
	Activity policy.Activity
	At       time.Time       // when it was said or done
	Recorded time.Time       // when it was entered; zero means at once, at At
	Sequence int32           // the writer's own order among events of one instant, from 1; 0 is none given
	By       []policy.Person // who did it, saw it or took it down; the person asked is in [Parties]
	// Kinds are the kinds of intervention that it is about. None is all, but on Ask it is not on record which, and on Give it is those
	// that the last Ask names. What is said of one kind says nothing of another.
	Kinds []policy.Kind
	Plan  string // on Ask and Give: under which plan, the host's own ID
	// From and Until, on Ask and Give, say from when until when: From is included, Until is not, zero has no bound. Give takes
	// each that it leaves out from the last Ask. On Withdraw and Supersede, From is when it takes effect, if that is later than At.
	From, Until  time.Time
	Written      policy.Answer // on Give: in writing
	Explained    []string      // on Inform: what was explained, in IDs of the host's own
	Language     string        // on Inform: in which language, a tag such as "en" or "pa-Guru"
	Understood   policy.Answer // on Inform: they understood it
	Involved     policy.Answer // on Involve: the student was involved, as far as they can be
	InputOffered policy.Answer // on Inform the person, on Involve the student: could give input to the plans
	Other        string        // on Supersede: the consent that takes its place
	Amends       string        // on Correct: the ID of the event that is amended
	Instead      *Event        // on Correct: what it should have said, whatever its own ID; nil: it never happened
	Note         policy.Text   // how, why, in whose presence; on Correct it is needed
}

// Limits on events from outside, beside those of package policy, which hold here too.
const (
	MaxExplained = 64 // IDs in Explained
	MaxKinds     = 64 // kinds in one event
	MaxEvents    = 1_000
)

// Check reports what is not well-formed in e, as a [*policy.RecordError], or nil. It asks for form only: a consent that lacks what a
// clause demands is well-formed.
func (e *Event) Check() error {
	if bad := e.fault(); bad != nil {
		bad.Incident, bad.Event = e.Consent, e.ID
		switch bad.Field { // what is no identifier may be a name
		case "consent":
			bad.Incident = ""
		case "id":
			bad.Event = ""
		}
		return bad
	}
	return nil
}

const (
	wantID       = "1 to 128 printable bytes without spaces at the ends"
	wantActivity = "an activity of package consent other than expire, which comes with time"
	wantAnswer   = "yes, no or not recorded"
)

func bad(field, want string) *policy.RecordError {
	return &policy.RecordError{Field: field, Want: want}
}

// fault lets package policy check what its own events have too.
func (e *Event) fault() *policy.RecordError {
	if r := shared(policy.Event{Incident: e.Consent, ID: e.ID, Activity: e.Activity, At: e.At, Recorded: e.Recorded, Sequence: e.Sequence,
		By: e.By, Reason: e.Note}); r != nil {
		return r
	}
	if rank(e.Activity) == 0 {
		return &policy.RecordError{Field: "activity", Value: string(e.Activity), Want: wantActivity}
	}
	if len(e.Kinds) > MaxKinds {
		return bad("kinds", "at most 64")
	}
	for i, k := range e.Kinds {
		if r := shared(policy.Event{Activity: Give, At: e.At, Kind: k}); r != nil {
			return r
		}
		if k == "" || slices.Contains(e.Kinds[:i], k) {
			return &policy.RecordError{Field: "kinds", Value: string(k), Want: "each kind once"}
		}
	}
	for _, id := range []struct{ field, value string }{{"plan", e.Plan}, {"language", e.Language}, {"other", e.Other}, {"amends", e.Amends}} {
		if !wellFormed(id.value) {
			return bad(id.field, wantID)
		}
	}
	if len(e.Explained) > MaxExplained {
		return bad("explained", "at most 64")
	}
	for _, id := range e.Explained {
		if id == "" || !wellFormed(id) {
			return bad("explained", wantID)
		}
	}
	if max(e.Written, e.Understood, e.Involved, e.InputOffered) > policy.Yes {
		return &policy.RecordError{Field: "answers", Value: "invalid answer", Want: wantAnswer}
	}
	for field, t := range map[string]time.Time{"from": e.From, "until": e.Until} {
		if r := shared(policy.Event{Activity: Give, At: t}); !t.IsZero() && r != nil {
			r.Field = field
			return r
		}
	}
	if !e.From.IsZero() && !e.Until.IsZero() && !e.From.Before(e.Until) {
		return bad("until", "after from")
	}
	return e.misplaced()
}

// misplaced finds what stands where its activity has no such field: a slip that would be lost without a word.
func (e *Event) misplaced() *policy.RecordError {
	rest := *e
	rest.Consent, rest.ID, rest.Activity, rest.At, rest.Recorded, rest.Sequence, rest.By, rest.Note = "", "", "", time.Time{}, time.Time{}, 0, nil, ""
	if e.Activity != Involve && e.Activity != Correct {
		rest.Kinds = nil
	}
	switch e.Activity {
	case Ask:
		rest.Plan, rest.From, rest.Until = "", time.Time{}, time.Time{}
	case Inform:
		rest.Explained, rest.Language, rest.Understood, rest.InputOffered = nil, "", 0, 0
	case Involve:
		rest.Involved, rest.InputOffered = 0, 0
	case Give:
		rest.Plan, rest.From, rest.Until, rest.Written = "", time.Time{}, time.Time{}, 0
	case Withdraw:
		rest.From = time.Time{}
	case Supersede:
		rest.From, rest.Other = time.Time{}, ""
	case Correct:
		rest.Amends, rest.Instead = "", nil
		switch i := e.Instead; {
		case e.Amends == "":
			return bad("amends", "the ID of the event that is amended")
		case len(e.By) == 0:
			return bad("by", "who corrects it")
		case e.Note == "":
			return bad("note", "why it is corrected")
		case i != nil && i.Activity == Correct:
			return bad("instead.activity", "no correction: to mend one, take it back and correct the event again")
		case i != nil:
			if r := i.fault(); r != nil {
				r.Field = "instead." + r.Field
				return r
			}
		}
	}
	if !rest.same(&Event{}) {
		return &policy.RecordError{Field: "activity", Value: string(e.Activity), Want: "the fields of this activity and no others"}
	}
	return nil
}

// shared is what package policy finds wrong in an event, in the words of this one.
func shared(e policy.Event) *policy.RecordError {
	r, ok := errors.AsType[*policy.RecordError](e.Check())
	if !ok {
		return nil
	}
	switch r.Field {
	case "incident":
		r.Field = "consent"
	case "reason":
		r.Field = "note"
	case "kind":
		r.Field = "kinds"
	}
	return r
}

// wellFormed reports whether s is empty or may be an identifier.
func wellFormed(s string) bool {
	return shared(policy.Event{Activity: Give, At: time.Unix(0, 0), Student: s}) == nil
}

// takesEffect is from when on e counts. Nothing reaches back.
func (e *Event) takesEffect() time.Time {
	if e.deferred() {
		return e.From
	}
	return e.At
}

func (e *Event) deferred() bool {
	return (e.Activity == Withdraw || e.Activity == Supersede) && e.From.After(e.At)
}

// before orders events for judging.
func (e *Event) before(o *Event) int {
	if c := e.takesEffect().Compare(o.takesEffect()); c != 0 {
		return c
	}
	if e.deferred() != o.deferred() { // the no that was said earlier is not undone by a yes of the same instant
		if o.deferred() {
			return -1
		}
		return 1
	}
	if c := e.At.Compare(o.At); c != 0 {
		return c
	}
	return cmp.Or(cmp.Compare(e.Sequence, o.Sequence), cmp.Compare(rank(e.Activity), rank(o.Activity)),
		cmp.Compare(len(e.ID), len(o.ID)), cmp.Compare(e.ID, o.ID)) // the shorter ID first: e9 came before e10
}

// concerns reports whether e says something of a kind; of Give it is not the whole truth, which takes what was asked for.
func (e *Event) concerns(kind policy.Kind) bool {
	return len(e.Kinds) == 0 || slices.Contains(e.Kinds, kind)
}

// same reports whether two events say the same.
func (e *Event) same(o *Event) bool {
	return e.Consent == o.Consent && e.ID == o.ID && e.Activity == o.Activity && sameInstant(e.At, o.At) && sameInstant(e.Recorded, o.Recorded) &&
		e.Sequence == o.Sequence && slices.Equal(e.By, o.By) && slices.Equal(e.Kinds, o.Kinds) && e.Plan == o.Plan &&
		sameInstant(e.From, o.From) && sameInstant(e.Until, o.Until) && e.Written == o.Written && slices.Equal(e.Explained, o.Explained) &&
		e.Language == o.Language && e.Understood == o.Understood && e.Involved == o.Involved && e.InputOffered == o.InputOffered &&
		e.Other == o.Other && e.Amends == o.Amends && e.Note == o.Note &&
		(e.Instead == o.Instead || e.Instead != nil && o.Instead != nil && e.Instead.same(o.Instead))
}

// sameInstant also wants the same offset: it is evidence of how the time was entered.
func sameInstant(a, b time.Time) bool {
	_, x := a.Zone()
	_, y := b.Zone()
	return a.Equal(b) && x == y
}
