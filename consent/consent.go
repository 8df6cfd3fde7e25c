package consent

import (
	"iter"
	"slices"
	"strconv"
	"sync"
	"time"

	"github.com/leastrestrictive/interventions/policy"
)

// Capacity is in which capacity somebody is asked. Who may consent for a student, and which student is independent, is law outside
// the texts that this module knows: the host says it.
type Capacity uint8

// The capacities. The zero value is none.
const (
	_ Capacity = iota
	Parent
	Guardian
	IndependentStudent // the student, who consents for themselves
)

// String returns the word for c.
func (c Capacity) String() string {
	words := [...]string{"not recorded", "parent", "guardian", "independent student"}
	if int(c) < len(words) {
		return words[c]
	}
	return "invalid"
}

// Parties are whose consent it is. The host stores them beside the events. All are needed, but an independent student's Person may be
// left out.
type Parties struct {
	Consent string   // the host's ID for the consent
	Student string   // the host's ID for the student, opaque
	Person  string   // the host's ID for the person who is asked
	As      Capacity // in which capacity
}

func (p *Parties) check() error {
	fault := func(field, want string) error {
		return &policy.RecordError{Incident: p.Consent, Field: field, Want: want}
	}
	if p.As == IndependentStudent && p.Person == "" {
		p.Person = p.Student
	}
	for _, id := range []struct{ field, value string }{{"consent", p.Consent}, {"student", p.Student}, {"person", p.Person}} {
		if id.value == "" || !wellFormed(id.value) {
			if id.field == "consent" {
				return &policy.RecordError{Field: id.field, Want: wantID}
			}
			return fault(id.field, wantID)
		}
	}
	switch {
	case p.As < Parent || p.As > IndependentStudent:
		return fault("as", "parent, guardian or independent student")
	case (p.As == IndependentStudent) != (p.Person == p.Student):
		return fault("person", "the student where the student is independent, and else somebody else")
	}
	return nil
}

// Consent is one person's consent for one student, from the request on. [Open] or [Replay] makes one; the zero value takes no event and
// covers nothing. Every verb returns the event as accepted, for the host to store; a [*policy.RecordError] for a record that is not
// well-formed; and live a [*policy.TransitionError] for one that has no place where the consent stands at its time. After an error
// nothing has changed. It is safe for use by several goroutines at once.
type Consent struct {
	mu       sync.Mutex
	parties  Parties
	accepted []*Event
	seen     *view // of accepted; nil where an event came since
}

// Open returns a consent of which nothing is on record yet.
func Open(p Parties) (*Consent, error) {
	if err := p.check(); err != nil {
		return nil, err
	}
	return &Consent{parties: p}, nil
}

// Replay makes a consent from its events as they were stored, in any order. All of them are told. The first that is not well-formed
// ends it with its [*policy.RecordError].
func Replay(p Parties, events iter.Seq[Event]) (*Consent, error) {
	c, err := Open(p)
	if err != nil {
		return nil, err
	}
	for e := range events {
		if _, err := c.Tell(e); err != nil {
			return nil, err
		}
	}
	return c, nil
}

// Request records that they are asked.
func (c *Consent) Request(r Request) (Event, error) { return c.take(r.Event(), r.Told) }

// Inform records something explained to them.
func (c *Consent) Inform(r Information) (Event, error) { return c.take(r.Event(), r.Told) }

// Involve records the student involved.
func (c *Consent) Involve(r Involvement) (Event, error) { return c.take(r.Event(), r.Told) }

// Give records that they give it.
func (c *Consent) Give(r Grant) (Event, error) { return c.take(r.Event(), r.Told) }

// Refuse records a no. It is never refused.
func (c *Consent) Refuse(r Refusal) (Event, error) { return c.take(r.Event(), r.Told) }

// Withdraw records a withdrawal. It is never refused.
func (c *Consent) Withdraw(r Withdrawal) (Event, error) { return c.take(r.Event(), r.Told) }

// Supersede records that another consent takes its place.
func (c *Consent) Supersede(r Supersession) (Event, error) { return c.take(r.Event(), r.Told) }

// Correct amends a record.
func (c *Consent) Correct(r Correction) (Event, error) { return c.take(r.Event(), r.Told) }

// Tell takes up an event that has happened, as the host stored it. Every well-formed one is accepted. The same event twice is one;
// another content under an ID that is on record is a [*policy.RecordError], but a refusal or a withdrawal is kept all the same, under
// an ID of its own.
func (c *Consent) Tell(e Event) (Event, error) { return c.take(e, true) }

func (c *Consent) take(given Event, told bool) (Event, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	e := &given // the one copy that is kept
	on, err := c.admit(e)
	if err != nil {
		return Event{}, err
	}
	if on != nil {
		return *on, nil
	}
	if !told {
		if err := c.place(e); err != nil {
			return Event{}, err
		}
	}
	c.accepted, c.seen = append(c.accepted, e), nil
	return *e, nil
}

// admit completes e and checks it. It returns the event on record that says just the same, if there is one.
func (c *Consent) admit(e *Event) (*Event, error) {
	fault := func(field, want string) error {
		return &policy.RecordError{Incident: c.parties.Consent, Event: e.ID, Field: field, Want: want}
	}
	if c.parties.Consent == "" {
		return nil, fault("consent", "one that Open or Replay made")
	}
	if e.Consent == "" {
		e.Consent = c.parties.Consent
	}
	e.At, e.Recorded, e.From, e.Until = e.At.Round(0), e.Recorded.Round(0), e.From.Round(0), e.Until.Round(0)
	if e.Recorded.IsZero() {
		e.Recorded = e.At
	}
	if e.Instead != nil {
		i := *e.Instead
		i.At, i.Recorded, i.From, i.Until = i.At.Round(0), i.Recorded.Round(0), i.From.Round(0), i.Until.Round(0)
		e.Instead = &i
	}
	if e.ID == "" {
		for n := len(c.accepted) + 1; e.ID == "" || c.byID(e.ID) != nil; n++ {
			e.ID = "e" + strconv.Itoa(n)
		}
	}
	if err := e.Check(); err != nil {
		return nil, err
	}
	if e.Consent != c.parties.Consent {
		return nil, fault("consent", "the ID of this one")
	}
	no := e.Activity == Refuse || e.Activity == Withdraw
	id := e.ID
	for n := 2; ; n++ {
		on := c.byID(e.ID)
		switch {
		case on == nil && len(c.accepted) >= MaxEvents && !no:
			return nil, fault("events", "at most 1000 in one consent")
		case on == nil:
			return nil, e.Check()
		case on.same(e):
			return on, nil
		case !no:
			return nil, fault("id", "another ID: this one is on record with another content")
		}
		e.ID = id + "#" + strconv.Itoa(n)
	}
}

func (c *Consent) byID(id string) *Event {
	for _, e := range c.accepted {
		if e.ID == id {
			return e
		}
	}
	return nil
}

// place says what stands against e, asked live. A no has a place everywhere.
func (c *Consent) place(e *Event) error {
	v := newView(c.parties, append(slices.Clone(c.accepted), e))
	switch {
	case !slices.Contains(v.unplaced(), e):
		return nil
	case e.Activity == Correct:
		return &policy.RecordError{Incident: e.Consent, Event: e.ID, Field: "amends", Want: "an event on record; of a correction, to take it back"}
	}
	kind := policy.Kind("")
	if len(e.Kinds) > 0 {
		kind = e.Kinds[0]
	} else if a := v.latest(e.At, func(e *Event) bool { return e.Activity == Ask && len(e.Kinds) > 0 }); a != nil {
		kind = a.Kinds[0]
	}
	return &policy.TransitionError{Incident: e.Consent, Activity: e.Activity, State: v.at(kind, e.takesEffect()).state.String()}
}

// view is what the events come to. The lock is held.
func (c *Consent) view() *view {
	if c.seen == nil {
		c.seen = newView(c.parties, c.accepted)
	}
	return c.seen
}

func (c *Consent) look() *view {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.view()
}

// Parties returns whose consent it is.
func (c *Consent) Parties() Parties { return c.parties }

// Events returns the events as accepted, in the order in which they came.
func (c *Consent) Events() iter.Seq[Event] {
	c.mu.Lock()
	defer c.mu.Unlock()
	return each(c.accepted[:len(c.accepted):len(c.accepted)])
}

// Unexplained returns, in order, the events that have no place at their time, such as a request after the consent was superseded, or a
// correction of nothing. They are kept and count for nothing, until other events explain them.
func (c *Consent) Unexplained() iter.Seq[Event] { return each(c.look().unplaced()) }

func each(events []*Event) iter.Seq[Event] {
	return func(yield func(Event) bool) {
		for _, e := range events {
			if !yield(*e) {
				return
			}
		}
	}
}

// Known returns the consent as it was on record at an instant, without anything recorded later.
func (c *Consent) Known(recorded time.Time) *Consent {
	c.mu.Lock()
	defer c.mu.Unlock()
	k := &Consent{parties: c.parties}
	for _, e := range c.accepted {
		if !e.Recorded.After(recorded) {
			k.accepted = append(k.accepted, e)
		}
	}
	return k
}

// State returns where the consent stands for a kind at an instant.
func (c *Consent) State(kind policy.Kind, at time.Time) State { return c.look().at(kind, at).state }

// Covers says whether it covers a kind at an instant, and why not. What has taken effect by then counts, whenever it was recorded.
func (c *Consent) Covers(kind policy.Kind, at time.Time) Coverage {
	return c.look().register().covers(kind, at)
}

// Standing returns what a machine takes into its events, for the kind of its incident and the instant at which that begins: the
// credentials of WrittenConsent and InformedConsent, and of StudentInvolved and PlanInputOffered where they are on record. Judged as
// [policy.Credential] says, they come at any instant to what [Consent.Covers] answers; an answer that cannot be told at that instant is
// left out, and at another one, where it cannot be left out, is no. Taken again after something was recorded, from a later event, they
// overrule what was taken before; only a fact that was there and is left out must be taken back by a correction of the event that had it.
//
// PlanInputOffered is yes where the person and the student could both give input, and no where one of them could not.
func (c *Consent) Standing(kind policy.Kind, at time.Time) []policy.Credential {
	return c.look().register().standing(kind, at)
}

func (v *view) register() register {
	t := &Together{student: v.parties.Student, persons: [][]*view{{v}}}
	r := t.register()
	r.ask, r.issuer = v.covers, v.parties.Person
	return r
}
