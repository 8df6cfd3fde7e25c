package policy

// Choice is the answer to a reading.
type Choice struct {
	Reading string
	Answer  string // empty: undecided; what the alternatives share is judged
}

// Reading is a question that a text leaves open.
type Reading struct {
	ID           string
	Clauses      []string
	Question     string
	Default      string
	Alternatives []string // the other answers
	Why          string   // why the default is the default
}

// Instrument is the document, and what is known of its dates. Dates that are not stated are zero.
type Instrument struct {
	Title     string
	Issuer    string
	Number    string
	Adopted   Date
	From      Date   // in force on and after
	Until     Date   // in force before
	Repealed  Date   // no longer in force from this day on, although the document itself says nothing of it
	ReviewDue string // as the document says it: "2025-08"
	// TextNotHeld says that the instrument is known and its text is not at hand, so that its profile, if there is one, carries what is
	// known of it and no more.
	TextNotHeld bool
	Note        string // what a reader should know of our copy
}

// InForce says which instruments were in force on a local day: those that were, in the order given, and those of which it cannot be told
// because the document does not say from when. Instruments whose text is not held are among them, and say so.
func InForce(day Date, of ...Instrument) (in, unclear []Instrument) {
	for _, i := range of {
		switch {
		case !i.Until.IsZero() && !day.Before(i.Until), !i.Repealed.IsZero() && !day.Before(i.Repealed):
		case !i.From.IsZero() && !day.Before(i.From):
			in = append(in, i)
		case i.From.IsZero() && !day.Before(i.Adopted):
			unclear = append(unclear, i)
		}
	}
	return in, unclear
}

// Carrier says what becomes of a clause.
type Carrier uint8

// What becomes of a clause. The zero value is not an answer.
const (
	Unaccounted Carrier = iota
	CarriedByRules
	CarriedByDefinition // it says what a word means; a definition cites it where a contact or a space can be held against it
	LeftToJudgement     // principles, duties without a measure: LedgerEntry.Reason says why
	Silent              // the clause demands nothing that could be kept or broken in an incident
	Deferred            // not in this version: LedgerEntry.Reason says why
	NotInSource         // the text is lost in our copy
)

// String returns the word that the policy documents use.
func (c Carrier) String() string {
	return word(int(c), "unaccounted", "rules", "definition", "judgement", "silent", "deferred", "not-in-source")
}

// LedgerEntry accounts for one clause.
type LedgerEntry struct {
	Clause  string
	Label   string // ours, not the text's
	Source  string // printed, restored, not-in-source or reported
	Carrier Carrier
	Reason  string
}

// Regulation is a profile as its author writes it: plain data. [Regulation.Build] checks and compiles it.
type Regulation struct {
	ID         string // as in a log: "cbe-ar-3007"; 56 bytes at most, so that it fits Event.Profile with the fingerprint
	Short      string // how findings cite it: "AR 3007"
	Instrument Instrument
	Facts      []FactSpec // facts of its own under a prefix, and standard ones declared anew
	Activities []Activity // records of its own, under a prefix
	Roles      []Role     // roles of its own, under a prefix
	Readings   []Reading
	// Definitions say what a contact with a student, or a space, is: the kind in Kinds, or none of them where Kinds is empty. The first
	// whose condition holds counts; On is not used. [Profile.Classify] answers by them, and an incident whose lasting facts fit another
	// kind while the student is held is flagged for that long, as "record/deemed-" and that kind.
	Definitions []At
	Rules       []Rule
	Ledger      []LedgerEntry // every clause once; may be empty for a profile that is a sketch
}
