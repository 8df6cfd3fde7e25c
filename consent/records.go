package consent

import (
	"time"

	"github.com/leastrestrictive/interventions/policy"
)

// Entry is what every record carries. Only At is needed.
type Entry struct {
	At       time.Time       // when it was said or done, with the offset of the clock on the wall
	Recorded time.Time       // when it is entered; zero: at once. Set it for whatever is typed in afterwards
	By       []policy.Person // who did it, saw it or took it down; not the person asked
	ID       string          // unique in the consent; empty: the next of e1, e2 …
	Sequence int32           // the writer's own order among records of one instant; 0: none
	// Told says that it happened, and is not asked for. Zero is live: what has no place where the consent stands is refused. A refusal
	// and a withdrawal are never refused, live or told.
	Told bool
	Note policy.Text // how, why, in whose presence
}

func (e Entry) event(a policy.Activity) Event {
	return Event{ID: e.ID, Activity: a, At: e.At, Recorded: e.Recorded, Sequence: e.Sequence, By: e.By, Note: e.Note}
}

// Request is the person asked for their consent.
type Request struct {
	Entry
	Kinds       []policy.Kind // to which kinds of intervention; none: it is not on record to which
	Plan        string        // under which plan
	From, Until time.Time     // from when until when; zero: no bound
}

// Event makes the event.
func (r Request) Event() Event {
	e := r.event(Ask)
	e.Kinds, e.Plan, e.From, e.Until = r.Kinds, r.Plan, r.From, r.Until
	return e
}

// Information is something explained to the person who is asked. It informs if it is on record what was explained, in what language,
// and that they understood it; while one of these is not on record, it cannot be told whether it does.
type Information struct {
	Entry
	Kinds        []policy.Kind // about which kinds of intervention; none: about all
	Explained    []string      // what was explained, in IDs of the host's own: a leaflet, the plan, the right to withdraw
	Language     string        // in which language
	Understood   policy.Answer // they understood it; no: it does not inform
	InputOffered policy.Answer // they could give input to the student's plans, AR 3007 7(9)
}

// Event makes the event.
func (r Information) Event() Event {
	e := r.event(Inform)
	e.Kinds, e.Explained, e.Language, e.Understood, e.InputOffered = r.Kinds, r.Explained, r.Language, r.Understood, r.InputOffered
	return e
}

// Involvement is the student being involved beforehand, AR 3007 6(10), AP 354 5. How, or why not, is for Entry.Note.
type Involvement struct {
	Entry
	Involved     policy.Answer // as far as their age, maturity and circumstances allow
	InputOffered policy.Answer // they could give input to their plans, AR 3007 7(9)
}

// Event makes the event.
func (r Involvement) Event() Event {
	e := r.event(Involve)
	e.Involved, e.InputOffered = r.Involved, r.InputOffered
	return e
}

// Grant is the consent given. It covers nothing before At, whatever From says. What it leaves out is as it was asked for last. Given
// again for a kind, it replaces what was given before from the instant at which it begins.
type Grant struct {
	Entry
	Kinds       []policy.Kind // to which kinds of intervention; none: to those that were asked for
	Plan        string        // under which plan
	From, Until time.Time     // from when until when: From is included, Until is not
	Written     policy.Answer // in writing
}

// Event makes the event.
func (r Grant) Event() Event {
	e := r.event(Give)
	e.Kinds, e.Plan, e.From, e.Until, e.Written = r.Kinds, r.Plan, r.From, r.Until, r.Written
	return e
}

// Refusal is a no. After a consent it is as good as a withdrawal.
type Refusal struct {
	Entry
	Kinds []policy.Kind // to which kinds of intervention; none: to all
}

// Event makes the event.
func (r Refusal) Event() Event {
	e := r.event(Refuse)
	e.Kinds = r.Kinds
	return e
}

// Withdrawal is a consent taken back. It takes effect at At, or at From if that is later, whenever it is recorded; what was covered
// before stays covered. It needs no form and no reason.
type Withdrawal struct {
	Entry
	Kinds []policy.Kind // for which kinds of intervention; none: for all
	From  time.Time     // from when on, where that is later than At
}

// Event makes the event.
func (r Withdrawal) Event() Event {
	e := r.event(Withdraw)
	e.Kinds, e.From = r.Kinds, r.From
	return e
}

// Supersession is another consent taking the place of this one, at At, or at From if that is later. Whether the other one is given
// is for that one to say.
type Supersession struct {
	Entry
	Kinds []policy.Kind // for which kinds of intervention; none: for all
	Other string        // the ID of the other consent
	From  time.Time     // from when on, where that is later than At
}

// Event makes the event.
func (r Supersession) Event() Event {
	e := r.event(Supersede)
	e.Kinds, e.Other, e.From = r.Kinds, r.Other, r.From
	return e
}

// Correction amends a record. Entry.By says who does so and Entry.Note why; both are needed.
type Correction struct {
	Entry
	Amends  string // the ID of the event that is amended, which may be a correction too: that can only be taken back
	Instead *Event // what it should have said: a record's Event; nil: it never happened
}

// Event makes the event.
func (r Correction) Event() Event {
	e := r.event(Correct)
	e.Amends, e.Instead = r.Amends, r.Instead
	return e
}
