package policy

import "time"

// FactSpec declares a fact.
type FactSpec struct {
	Name  Fact
	Sort  Sort
	About About         // of a standing fact
	World bool          // given by the world; otherwise chosen by staff. Judging is the same; a search for what staff can do is not
	Lasts time.Duration // of a lasting fact: how long it holds unrepeated; zero: until another record says otherwise
	Under []Choice      // declared so only where all of these readings are chosen
}

// Header is what every rule carries.
type Header struct {
	Name    RuleID   // may stand twice where the readings in Under, or the kinds, exclude each other
	Clauses []string // in the document's numbering, the deepest that apply
	Demand  string   // what is demanded, in few words of ours: "two key staff review"
	Force   Force
	Kinds   []Kind   // empty: every kind
	From    Date     // in force on and after this local day of the start; zero: as the instrument
	Until   Date     // in force before this local day; zero: as the instrument
	Under   []Choice // a rule of the profile only where all of these readings are chosen
	// When says where the rule applies: for At, at the act; for Due, at the anchor; for Every and During, for as long as it holds;
	// for Limit, as it was when the stretch began; for Count, at the start.
	When   Condition
	Unless Condition // an exception of the text, asked where the rule is broken: the outcome is then excused
	Except []string  // the clauses of that exception
	// Gate makes a live activity refused that would break the rule, or for which a fact is missing. Only an [At] rule with force
	// must can be one, and only on what begins, resumes or prolongs holding: Initiate, Resume, and a Review that decides to
	// continue, which is refused only where the rule is broken, never for what is missing.
	Gate bool

	of *declared // set by Profile.Rules
}

// Rule is one of [At], [During], [Every], [Limit], [Due] and [Count]. All are compiled to one normal form, and that alone is
// judged, hashed and compared.
type Rule interface{ normal() normal }

// At says that a condition holds when an activity takes place.
type At struct {
	Header
	On    []Activity
	Holds Condition
}

// During says that a condition holds without a gap throughout a phase. A breach has a length.
type During struct {
	Header
	Phase      Phase
	Holds      Condition
	ReleaseDue bool // while it is broken, release is due
}

// Every says that an act recurs throughout a phase: at most First from its start to the first, and at most Gap from each to the
// next and from the last to the end of the phase. The clock starts anew from the act that counts.
type Every struct {
	Header
	Phase Phase
	Act   Act
	First Amount // zero: as Gap
	Gap   Amount
}

// Limit says that a phase lasts at most so long, in elapsed time, all its stretches together. A breach is past it, not at it.
// Where the amount depends on the record, it is the one at the start of the stretch.
type Limit struct {
	Header
	Phase Phase
	Most  Amount
}

// Due says that after an anchor an act is owed, or a condition must come to hold, by a term.
type Due struct {
	Header
	After     Anchor
	Act       Act       // either this
	Holds     Condition // or this
	By        Term
	FromStart bool // what was done before the anchor, from the start of the incident on, counts too
	Before    bool // the text says before: at the very instant is late
}

// Count says that so many uses in a window are too many, or call for something: it comes to flagged, or to excused where Unless holds
// at the start. This incident and those that [Earlier] events put on record are counted, at the start of this one. Days of a kind are
// looked for over a break of at most 400 days, and over at most 4000 days in all; which uses are inside a window that would reach
// further is not known.
type Count struct {
	Header
	Of      []Kind        // empty: every kind
	Per     About         // of one student, one classroom (Part.Classroom), or one member of staff who initiated
	Reaches int           // flagged from so many on
	Within  time.Duration // the window, in elapsed time, back from the start of this incident; or
	Days    int           // so many local days of a kind, that of the start being the last
	Period  Period        // the kind; zero: LocalDay
}
