package policy

import (
	"strings"
	"time"
)

// RuleID names a rule. A profile gives each of its rules a constant.
type RuleID string

// OfRecord reports whether r is one of the rules that every profile has: they say what the record itself shows.
func (r RuleID) OfRecord() bool { return strings.HasPrefix(string(r), "record/") }

// Missing is something that a judgement lacks: a fact that is not on record, of whom. Besides facts it can be "by" or "to", who
// did it or to whom; "present", who was there; "classroom", "kind", which; "calendar", a local day or a bell; "instant", which
// the text leaves open; "reading", which nobody has decided, Subject saying which; or the name of a rule that is itself
// undetermined.
type Missing struct {
	Fact    Fact
	Subject string // the person or place it would be about; empty for the student and for the act
}

// Finding is what a rule comes to: for one occurrence where it was not simply kept, otherwise for the incident. Instants are in
// the calendar's zone, and without a calendar in the offset that the event was entered with.
type Finding struct {
	Incident string
	Kind     Kind
	Rule     RuleID
	Document string   // how the document is cited: "AR 3007"
	Clauses  []string // in the document's numbering; with those of the exception where it is excused
	Demand   string   // what the rule demands, in our words; for what the record itself shows, just that
	Outcome  Outcome
	Force    Force
	// Occurrence says which time it is, stable under late entries: the ID of the event that opened it; where time alone opened it,
	// the ID of the start, with the age of the phase or the time since then.
	Occurrence string
	ClosedBy   string        // the ID of the event that ended it: the act that came late, the release; empty while it goes on
	Subject    string        // whose: the IDs of those who do not meet the demand, or of the one counted
	From       time.Time     // when the occurrence began: the act, the last check, the anchor
	Until      time.Time     // when it was over, by what closed it; zero while it goes on
	Due        time.Time     // by when; zero where there is no instant, or none yet
	Unstated   bool          // the text states no instant: Due is the documented default, past which it is flagged
	Measured   time.Duration // how long it was, until now where it goes on
	Allowed    time.Duration // how long it may be
	Missing    []Missing     // what it would take to tell
	Readings   []string      // readings under another answer to which this would be another outcome
	KnownSince time.Time     // the record did not show it before: when it could first be seen by what opened it
	Discounted []string      // the IDs of acts in between that did not count for lack of people or content

	kind       ruleKind
	done       bool // a duty that was done, late
	releaseDue bool // while it goes on, release is due
	builtin    bool // of the record itself, not of a rule
	undecided  bool // it hangs on a reading that nobody has decided
}
