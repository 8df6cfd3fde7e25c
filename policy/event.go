package policy

import (
	"cmp"
	"log/slog"
	"slices"
	"strings"
	"time"
	"unicode/utf8"
)

// Event is one thing that happened, was seen or was put on record in an incident. It is plain data: a judgement depends on
// events, on the calendar and on the profile, and on nothing else. Only At, and in a log Incident, ID and Activity, are needed
// for a well-formed event; what a clause needs besides is for the clause to say.
//
// An event has two clocks, when it happened and when it was recorded. Late entry is the normal case: events are judged as a set,
// in the order in which they happened, whatever order they came in. People write minutes, so events of one instant are judged in
// the order of their Sequence, those without one first, then of their Activity as [Activities] lists them, then of their ID. A
// correction is an event too; nothing is ever overwritten.
//
// Identifiers are the host's own and opaque: no
// name belongs into them. A Case keeps the slices and pointers of an event that it is given: do not write to them afterwards.
type Event struct {
	Incident string   // which incident; filled in by the Case
	ID       string   // unique in the incident; filled in by the Case as "e1", "e2" … where it is empty
	Activity Activity // what it is about
	At       time.Time
	Recorded time.Time // when it was entered; zero means at once, at At
	// Sequence is the writer's own order among events of one instant, from 1; 0 is none given and comes first.
	Sequence int32
	Kind     Kind     // on Initiate: what began, the machine's own where it is left out; elsewhere empty
	By       []Person // who did it, took part, came or left
	To       []Person // to whom: who was called, told, reported to
	Facts    []Stated // what is so, of the act or from now on
	Standing []Credential
	Student  string // on Initiate; on Earlier whose use it was, the same student's where it is left out
	Place    string // where: on Initiate, Resume
	// Profile, on Initiate, pins what the incident was begun under: the profile's ID, "@" and its fingerprint.
	Profile string
	Other   *Part       // on Earlier, Convert and Initiate: the other incident
	Amends  *Amendment  // on Correct
	Glass   *BreakGlass // why a gate was passed that forbade this
	Reason  Text        // on Interrupt and Correct: why
}

// Person is somebody in an event.
type Person struct {
	ID   string // the host's own, opaque; never a name
	Role Role   // the part played; may be left out where no clause asks for it
}

// Stated is one fact and its answer.
type Stated struct {
	Fact   Fact
	Answer Answer
}

// Credential is a standing fact: a room's designation, a training, a consent, a limit set by a plan. It holds at t where From <= t
// < Until. Of several that hold for one subject the one with the latest From counts, of those with one From the one of the latest
// event, so a withdrawal is a Credential with the answer No from the instant at which it takes effect. Where some are on record for
// a subject and none holds, the answer is no.
type Credential struct {
	Fact    Fact
	Subject string // whose, see [About]; may be left out for the student
	Answer  Answer
	From    time.Time     // zero: always
	Until   time.Time     // zero: no end
	Issuer  string        // by whom issued: the host's own identifier
	Amount  time.Duration // for a limit that a plan sets
}

// Part is another incident, or the part of a chain that this one turns into or follows.
type Part struct {
	Incident  string
	Kind      Kind
	Classroom string
}

// Amendment is what a correction changes. Only what it names is changed; the event amended stays on record as it was.
type Amendment struct {
	Event     string    // the ID of the event that is amended, which may be a correction too
	At        time.Time // zero: unchanged
	Facts     []Stated  // answers that replace those stated, NotRecorded to take one back
	By, To    []Person  // nil: unchanged
	Withdrawn bool      // it never happened
}

// BreakGlass is why somebody acted although a gate forbade it.
type BreakGlass struct {
	By     Person
	Reason Text
}

// Text is free text. It may hold anything about a child, so it prints and logs as a placeholder; convert it to string to
// read it.
type Text string

// String returns a placeholder, never the text.
func (t Text) String() string {
	if t == "" {
		return ""
	}
	return "[text]"
}

// GoString returns a placeholder, never the text.
func (t Text) GoString() string { return `policy.Text("` + t.String() + `")` }

// LogValue returns a placeholder, never the text.
func (t Text) LogValue() slog.Value { return slog.StringValue(t.String()) }

// Answer returns what e states of a fact.
func (e *Event) Answer(f Fact) Answer {
	for i := range e.Facts {
		if e.Facts[i].Fact == f {
			return e.Facts[i].Answer
		}
	}
	return NotRecorded
}

// Limits on events from outside. Each is far above what a real incident needs and low enough that no input can exhaust a host.
const (
	MaxID       = 128    // bytes in an identifier
	MaxText     = 16_384 // bytes in a free text
	MaxPeople   = 64     // people in By or To
	MaxFacts    = 64     // facts in one event
	MaxStanding = 256    // credentials in one event
	MaxEvents   = 10_000 // events in one incident
)

// Bounds on instants, in seconds of Unix time: a wrong century is a slip of the pen, and arithmetic in nanoseconds needs a bound.
const (
	earliestInstant = -631_152_000  // 1950-01-01
	latestInstant   = 5_680_281_600 // 2150-01-01
)

// Check reports what is not well-formed in e, as a [*RecordError], or nil. It asks for form only: an event that lacks what a
// clause demands is well-formed.
func (e *Event) Check() error {
	if bad := e.fault(); bad != nil {
		bad.Incident, bad.Event = e.Incident, e.ID
		return bad
	}
	return nil
}

const (
	wantID       = "1 to 128 printable bytes without spaces at the ends"
	wantInstant  = "an instant from 1950 to 2149"
	wantActivity = "an activity of package policy, or one under a prefix such as ourboard/word"
	wantKind     = "seclusion, physical-restraint, time-out, or a kind under a prefix"
	wantRole     = "a role of package policy, or one under a prefix such as ourboard/word"
	wantFact     = "a fact of package policy, or one under a prefix such as ourboard/word"
)

func (e *Event) fault() *RecordError {
	bad := func(field, value, want string) *RecordError {
		return &RecordError{Field: field, Value: brief(value), Want: want}
	}
	switch {
	case !e.Activity.known():
		return bad("activity", string(e.Activity), wantActivity)
	case e.Kind != "" && !e.Kind.known():
		return bad("kind", string(e.Kind), wantKind)
	case e.Sequence < 0:
		return bad("sequence", "negative", "0 for none, or from 1")
	case len(e.Reason) > MaxText || e.Glass != nil && len(e.Glass.Reason) > MaxText:
		return bad("reason", "", "at most 16384 bytes")
	case !idOrNone(e.ID):
		return bad("id", e.ID, wantID)
	case !idOrNone(e.Incident):
		return bad("incident", e.Incident, wantID)
	case !idOrNone(e.Student):
		return bad("student", e.Student, wantID)
	case !idOrNone(e.Place):
		return bad("place", e.Place, wantID)
	case !idOrNone(e.Profile):
		return bad("profile", e.Profile, wantID)
	case !inBounds(e.At):
		return bad("at", instantText(e.At), wantInstant)
	case !e.Recorded.IsZero() && !inBounds(e.Recorded):
		return bad("recorded", instantText(e.Recorded), wantInstant)
	}
	if r := peopleFault("by", e.By); r != nil {
		return r
	}
	if r := peopleFault("to", e.To); r != nil {
		return r
	}
	if r := factsFault("facts", e.Facts); r != nil {
		return r
	}
	if len(e.Standing) > MaxStanding {
		return bad("standing", "", "at most 256 credentials")
	}
	for i := range e.Standing {
		if r := e.Standing[i].fault(); r != nil {
			return r
		}
	}
	if o := e.Other; o != nil {
		switch {
		case o.Kind != "" && !o.Kind.known():
			return bad("other.kind", string(o.Kind), wantKind)
		case !idOrNone(o.Incident):
			return bad("other.incident", o.Incident, wantID)
		case !idOrNone(o.Classroom):
			return bad("other.classroom", o.Classroom, wantID)
		}
	}
	if a := e.Amends; a != nil {
		switch {
		case e.Activity != Correct:
			return bad("amends", string(e.Activity), "only where the activity is correct")
		case a.Event == "" || !idOrNone(a.Event):
			return bad("amends.event", a.Event, wantID)
		case !a.At.IsZero() && !inBounds(a.At):
			return bad("amends.at", instantText(a.At), wantInstant)
		}
		if r := peopleFault("amends.by", a.By); r != nil {
			return r
		}
		if r := peopleFault("amends.to", a.To); r != nil {
			return r
		}
		if r := factsFault("amends.facts", a.Facts); r != nil {
			return r
		}
	} else if e.Activity == Correct {
		return bad("amends", "", "the event that is corrected, and what is changed")
	}
	if g := e.Glass; g != nil {
		if r := peopleFault("glass.by", []Person{g.By}); r != nil {
			return r
		}
		if g.Reason == "" {
			return bad("glass.reason", "", "a reason")
		}
	}
	return nil
}

func peopleFault(field string, people []Person) *RecordError {
	if len(people) > MaxPeople {
		return &RecordError{Field: field, Want: "at most 64 people"}
	}
	for i := range people {
		if p := &people[i]; p.ID == "" || !idOrNone(p.ID) {
			return &RecordError{Field: field + ".id", Value: brief(p.ID), Want: wantID}
		} else if !p.Role.known() {
			return &RecordError{Field: field + ".role", Value: brief(string(p.Role)), Want: wantRole}
		}
	}
	return nil
}

func factsFault(field string, facts []Stated) *RecordError {
	if len(facts) > MaxFacts {
		return &RecordError{Field: field, Want: "at most 64 facts"}
	}
	for i := range facts {
		s := &facts[i]
		if !s.Fact.known() {
			return &RecordError{Field: field, Value: brief(string(s.Fact)), Want: wantFact}
		}
		if s.Answer > Yes {
			return &RecordError{Field: field + "." + string(s.Fact), Value: s.Answer.String(), Want: "yes, no or not recorded"}
		}
		for j := range i {
			if facts[j].Fact == s.Fact {
				return &RecordError{Field: field + "." + string(s.Fact), Value: "stated twice", Want: "each fact once"}
			}
		}
	}
	return nil
}

func (s *Credential) fault() *RecordError {
	bad := func(field, value, want string) *RecordError {
		return &RecordError{Field: "standing." + field, Value: brief(value), Want: want}
	}
	switch {
	case !s.Fact.known():
		return bad("fact", string(s.Fact), wantFact)
	case s.Answer != Yes && s.Answer != No:
		return &RecordError{Field: "standing." + string(s.Fact), Value: s.Answer.String(), Want: "yes or no"}
	case s.Amount < 0:
		return bad(string(s.Fact)+".amount", s.Amount.String(), "not less than 0s")
	case !idOrNone(s.Subject):
		return bad("subject", s.Subject, wantID)
	case !idOrNone(s.Issuer):
		return bad("issuer", s.Issuer, wantID)
	case !s.From.IsZero() && !inBounds(s.From):
		return bad("from", instantText(s.From), wantInstant)
	case !s.Until.IsZero() && !inBounds(s.Until):
		return bad("until", instantText(s.Until), wantInstant)
	case !s.From.IsZero() && !s.Until.IsZero() && !s.From.Before(s.Until):
		return bad(string(s.Fact)+".until", instantText(s.Until), "after from")
	}
	return nil
}

func inBounds(t time.Time) bool {
	s := t.Unix()
	return s >= earliestInstant && s < latestInstant
}

func instantText(t time.Time) string { return t.Format(time.RFC3339) }

// same reports whether two events say the same.
func (e *Event) same(o *Event) bool {
	return e.Incident == o.Incident && e.ID == o.ID && e.Activity == o.Activity && sameInstant(e.At, o.At) && sameInstant(e.Recorded, o.Recorded) &&
		e.Sequence == o.Sequence && e.Kind == o.Kind && slices.Equal(e.By, o.By) && slices.Equal(e.To, o.To) && slices.Equal(e.Facts, o.Facts) &&
		slices.EqualFunc(e.Standing, o.Standing, func(a, b Credential) bool {
			from, until := a.From.Equal(b.From), a.Until.Equal(b.Until)
			a.From, a.Until, b.From, b.Until = time.Time{}, time.Time{}, time.Time{}, time.Time{}
			return from && until && a == b
		}) && e.Student == o.Student && e.Place == o.Place && e.Profile == o.Profile && e.Reason == o.Reason &&
		samePointee(e.Other, o.Other) && samePointee(e.Glass, o.Glass) && (e.Amends == o.Amends || e.Amends != nil && o.Amends != nil &&
		e.Amends.Event == o.Amends.Event && sameInstant(e.Amends.At, o.Amends.At) && e.Amends.Withdrawn == o.Amends.Withdrawn &&
		slices.Equal(e.Amends.Facts, o.Amends.Facts) && samePeople(e.Amends.By, o.Amends.By) && samePeople(e.Amends.To, o.Amends.To))
}

// samePeople tells nobody from not said, as an amendment does.
func samePeople(a, b []Person) bool { return (a == nil) == (b == nil) && slices.Equal(a, b) }

// sameInstant also wants the same offset: it is evidence of how the time was entered.
func sameInstant(a, b time.Time) bool {
	_, x := a.Zone()
	_, y := b.Zone()
	return a.Equal(b) && x == y
}

func samePointee[T comparable](a, b *T) bool { return a == b || a != nil && b != nil && *a == *b }

// before orders events for judging: by instant, the writer's own sequence, the rank of the activity, and ID.
func (e *Event) before(o *Event) int {
	if c := e.At.Compare(o.At); c != 0 {
		return c
	}
	return cmp.Or(cmp.Compare(e.Sequence, o.Sequence), cmp.Compare(e.Activity.order(), o.Activity.order()),
		cmp.Compare(len(e.ID), len(o.ID)), cmp.Compare(e.ID, o.ID)) // the shorter ID first: e9 came before e10
}

// idOrNone reports whether s is empty or may be an identifier.
func idOrNone(s string) bool {
	if s == "" {
		return true
	}
	if len(s) > MaxID || s[0] == ' ' || s[len(s)-1] == ' ' {
		return false
	}
	// Eight bytes at a time: the highest bit of one is set in x where it is no ASCII, a control character, or DEL.
	const ones, high = 0x0101010101010101, 0x8080808080808080
	i := 0
	for ; i+8 <= len(s); i += 8 {
		b := s[i : i+8]
		x := uint64(b[0]) | uint64(b[1])<<8 | uint64(b[2])<<16 | uint64(b[3])<<24 |
			uint64(b[4])<<32 | uint64(b[5])<<40 | uint64(b[6])<<48 | uint64(b[7])<<56
		if (x|(x-' '*ones)|((x^0x7f*ones)-ones))&high != 0 {
			break
		}
	}
	for ; i < len(s); i++ {
		if c := s[i]; c < ' ' || c == 0x7f {
			return false
		} else if c >= utf8.RuneSelf {
			return utf8.ValidString(s)
		}
	}
	return true
}

// brief is a value from outside as an error may show it: a word, a number or an instant, shortened. What could be a name or free
// text that stands in the wrong field is left out.
func brief(s string) string {
	for i := range len(s) {
		c := s[i]
		if (c < 'a' || c > 'z') && (c < 'A' || c > 'Z') && (c < '0' || c > '9') && !strings.ContainsRune("-+:./_#", rune(c)) {
			return ""
		}
	}
	if len(s) > 40 {
		return s[:40] + "…"
	}
	return s
}
