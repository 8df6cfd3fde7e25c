package policy

// Condition is something that holds, does not hold, or cannot be told from the record. The zero value always holds. Build one
// with [Is], [IsNot], [All], [Any], [Not], [By], [To], [Attended], [Follows], [OnRecord], [OnRecordThatDay], [OnRecordSinceHeld], [RuleIs], [In] and
// [OnStaff].
type Condition struct {
	op      conditionOp
	fact    Fact
	answer  Answer
	kids    []Condition
	who     Who
	act     *Act
	rule    RuleID
	outcome Outcome
	kind    Kind
	phase   Phase
	thatDay bool
	anew    bool // since holding began the last time
	// What compiling fills in: the fact's own sort, whose it is, where its lasting answer is kept, and the rule asked for.
	sort  Sort
	about About
	slot  int16
}

type conditionOp uint8

const (
	opAlways conditionOp = iota
	opFact
	opAll
	opAny
	opNot
	opBy
	opTo
	opAttended
	opFollows
	opOnRecord
	opRuleIs
	opIn
	opOnStaff
)

// Is holds where the fact is yes, fails where it is no, and cannot be told where it is not recorded.
func Is(f Fact) Condition { return Condition{op: opFact, fact: f, answer: Yes} }

// IsNot holds where the fact is no, fails where it is yes, and cannot be told where it is not recorded.
func IsNot(f Fact) Condition { return Condition{op: opFact, fact: f, answer: No} }

// All holds where every one holds. One that fails is enough for it to fail, whatever is missing.
func All(cs ...Condition) Condition { return Condition{op: opAll, kids: cs} }

// Any holds where at least one holds, whatever is missing.
func Any(cs ...Condition) Condition { return Condition{op: opAny, kids: cs} }

// Not holds where c fails.
func Not(c Condition) Condition { return Condition{op: opNot, kids: []Condition{c}} }

// By asks of those who do the act.
func By(w Who) Condition { return Condition{op: opBy, who: w} }

// To asks of those to whom it is done: who is told, called, reported to.
func To(w Who) Condition { return Condition{op: opTo, who: w} }

// Attended asks of those who are there at the time: whoever initiated, resumed or came in, until they left. It fails once
// somebody who would do is on record and has left; while nobody who would do was ever put on record it cannot be told.
func Attended(w Who) Condition { return Condition{op: opAttended, who: w} }

// Follows holds where this incident follows from one of that kind, as [Event].Other of its Initiate says.
func Follows(k Kind) Condition { return Condition{op: opFollows, kind: k} }

// OnRecord holds where an act that counts took place since the start of the incident, and by the instant at which it is asked.
func OnRecord(a Act) Condition { return Condition{op: opOnRecord, act: &a} }

// OnRecordThatDay is as OnRecord, for acts of the local day that a duty's term counts from; where no duty is at hand, of the day
// on which it is asked. Without a calendar that cannot be told.
func OnRecordThatDay(a Act) Condition { return Condition{op: opOnRecord, act: &a, thatDay: true} }

// OnRecordSinceHeld is as OnRecord, for acts since holding began the last time: what was done before a resumption does not count.
func OnRecordSinceHeld(a Act) Condition { return Condition{op: opOnRecord, act: &a, anew: true} }

// RuleIs holds where another rule comes to an outcome. Rules that ask for each other in a circle are a fault, and so is one in a
// [During].
func RuleIs(r RuleID, o Outcome) Condition { return Condition{op: opRuleIs, rule: r, outcome: o} }

// In holds while the incident is in that phase.
func In(p Phase) Condition { return Condition{op: opIn, phase: p} }

// OnStaff asks of all people of whom standing facts are on record, whether they take part or not: how many of them hold those of w.
// It fails where too few do, since a register that shows too few shows just that; while nobody's are on record it cannot be told.
func OnStaff(w Who) Condition { return Condition{op: opOnStaff, who: w} }

// Who says how many people, of which kind. The zero value demands nobody. One of AtLeast, Each, Everyone and Nobody says how
// many; the rest says which people count. To take part in an incident is to initiate, monitor, review, explain, step down,
// release, resume, convert, interrupt or end while the student is held: to be in By of one of these. To be there, to approve or
// to be called is not.
type Who struct {
	AtLeast    int    // so many distinct people who count
	Each       bool   // at least one, and each of those who do it counts
	Everyone   bool   // each who took part in the incident and counts; over several acts of one activity together
	Nobody     bool   // none who counts
	Role       Role   // counts only in this role
	Holding    []Fact // counts only with all of these standing facts, valid at that time: trainings, designations
	Involved   bool   // counts only who took part in the incident
	Uninvolved bool   // counts only who took no part in it

	numbers []int16 // of Holding, once compiled
}

// Act is something to be done: which activity, by whom, to whom, holding what. An act on record without its people or content
// does not count; where that is not recorded, it is judged with and without it.
type Act struct {
	Do      Activity
	By, To  Who
	Holding Condition // of the act: content, channel, proof
	// Documented makes the time at which the act was recorded count besides the time at which it happened: both must be on time.
	Documented bool
}

// Anchor is what a duty follows. Build one with [On], [Turns], [Reaches], [LastRelease], [Expires] or [Comes].
type Anchor struct {
	op      anchorOp
	act     Act
	fact    Fact
	answer  Answer
	phase   Phase
	at      Amount
	again   Amount
	rule    RuleID
	outcome Outcome
	slot    int16 // the rule, once compiled
}

type anchorOp uint8

const (
	opNoAnchor anchorOp = iota
	opOn
	opTurns
	opReaches
	opLastRelease
	opExpires
	opComes
)

// On follows each act that counts: a start, a release, a request, an approval.
func On(a Act) Anchor { return Anchor{op: opOn, act: a} }

// Turns follows each time that a lasting fact turns to an answer, or that an act states it.
func Turns(f Fact, a Answer) Anchor { return Anchor{op: opTurns, fact: f, answer: a} }

// Reaches follows a phase that has gone on, in all, for longer than at, and then again each time after again. The zero again
// is never again. More than 100 times are not counted: by then nobody closed the file.
func Reaches(p Phase, at, again Amount) Anchor {
	return Anchor{op: opReaches, phase: p, at: at, again: again}
}

// LastRelease follows the last release, once: whatever ends the holding, a conversion too, which is the end of it in this
// incident. A resumption takes back what it left open, unless that was already late.
func LastRelease() Anchor { return Anchor{op: opLastRelease} }

// Expires follows the instant at which a standing fact runs out.
func Expires(f Fact) Anchor { return Anchor{op: opExpires, fact: f} }

// Comes follows each time that another rule comes to an outcome.
func Comes(r RuleID, o Outcome) Anchor { return Anchor{op: opComes, rule: r, outcome: o} }
