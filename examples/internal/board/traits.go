package board

import (
	"fmt"
	"slices"

	"github.com/leastrestrictive/interventions/policy"
)

// Trait is something that an incident has, or has not: a late entry, a correction, a mistake.
type Trait uint8

// The traits, in the order of [Traits].
const (
	Converted Trait = iota
	FollowedSoon
	FollowedByName

	ParentNotReached

	FromPaper
	LateStart
	LateRelease
	LateCheck
	AfterClose
	LineTwice

	TimeCorrected
	FactsCorrected
	StartCorrected
	Withdrawn

	HeldTooLong
	ChecksThin
	CheckMissed
	ReviewLate
	ReviewMissing
	NotSeen
	NotExplained
	NoStepDown
	RoomNotCleaned
	ParentLate
	DebriefMissing
	DebriefLate
	DebriefWithoutStudent
	SupportForgotten
	NotDocumented
	NotReported
	TrainingExpired
	RoomExpired
	BrokenGlass
	ConsentMissing
	Prohibited
	FactMissing
	ClockWrong
	ReleaseTwice
	NeverClosed

	traits // how many there are
)

// String returns the trait's name, such as "check-missed".
func (t Trait) String() string {
	if t >= traits {
		return fmt.Sprintf("trait(%d)", t)
	}
	return table[t].Name
}

// Group says what sort of trait it is.
type Group string

// The groups.
const (
	Chain      Group = "chain"      // another incident of the same student follows
	Course     Group = "course"     // it happens so, and is nobody's mistake
	Entry      Group = "entry"      // it was entered late, or twice
	Correction Group = "correction" // it was entered wrongly, and put right
	Mistake    Group = "mistake"    // something was not done as the regulations demand, or is not on record
)

// Rate says how often a trait comes, and what it is.
type Rate struct {
	Trait Trait
	Name  string
	Group Group
	Kinds []policy.Kind // which can have it; empty: every kind
	Of    int           // so many in 10,000 of the incidents that can have it
	Says  string
}

// Traits returns the table of traits, with the rates by which a [Board] goes that has none of its own.
func Traits() []Rate {
	all := slices.Clone(table[:])
	for i := range all {
		all[i].Trait, all[i].Kinds = Trait(i), slices.Clone(all[i].Kinds)
	}
	return all
}

var (
	secluded   = []policy.Kind{policy.Seclusion}
	restrained = []policy.Kind{policy.Restraint}
	timedOut   = []policy.Kind{policy.TimeOut}
	emergency  = []policy.Kind{policy.Seclusion, policy.Restraint}
	placed     = []policy.Kind{policy.Seclusion, policy.TimeOut}
)

var table = [traits]Rate{
	Converted:      {Name: "converted", Group: Chain, Kinds: restrained, Of: 500, Says: "it is converted into a seclusion; each names the other"},
	FollowedSoon:   {Name: "followed-soon", Group: Chain, Kinds: restrained, Of: 300, Says: "a seclusion follows within 4 minutes; neither names the other"},
	FollowedByName: {Name: "followed-by-name", Group: Chain, Kinds: timedOut, Of: 300, Says: "a seclusion follows within 9 minutes, and names it"},

	ParentNotReached: {Name: "parent-not-reached", Group: Course, Kinds: emergency, Of: 600, Says: "two attempts that day, and a call on the next school day"},

	FromPaper:   {Name: "from-paper", Group: Entry, Of: 1200, Says: "what happened until the end of the step-down is entered after school"},
	LateStart:   {Name: "late-start", Group: Entry, Of: 100, Says: "the same, one or two school days later, and 4 days at most"},
	LateRelease: {Name: "late-release", Group: Entry, Of: 100, Says: "the release is entered on the next school day"},
	LateCheck:   {Name: "late-check", Group: Entry, Of: 800, Says: "a check is entered 10 minutes to 3 hours later"},
	AfterClose:  {Name: "after-close", Group: Entry, Of: 50, Says: "one more call to the parents is entered 1 to 9 days after the file was closed"},
	LineTwice:   {Name: "line-twice", Group: Entry, Of: 100, Says: "a line stands twice, word for word"},

	TimeCorrected:  {Name: "time-corrected", Group: Correction, Of: 300, Says: "the time of the call to the parents"},
	FactsCorrected: {Name: "facts-corrected", Group: Correction, Of: 200, Says: "that the parents were reached; in a seclusion, that a check was face to face"},
	StartCorrected: {Name: "start-corrected", Group: Correction, Of: 100, Says: "the time of the start, which was entered 1 to 3 minutes too early"},
	Withdrawn:      {Name: "withdrawn", Group: Correction, Of: 100, Says: "a call to the parents that belongs to another file is withdrawn"},

	HeldTooLong:           {Name: "held-too-long", Group: Mistake, Of: 150, Says: "31 to 45 minutes, checks 3 to 5 minutes apart; a time-out 16 to 30"},
	ChecksThin:            {Name: "checks-thin", Group: Mistake, Kinds: secluded, Of: 300, Says: "16 to 29 minutes, checks and reviews 3 to 5 minutes apart"},
	CheckMissed:           {Name: "check-missed", Group: Mistake, Kinds: secluded, Of: 500, Says: "between two face-to-face checks are 2:45 to 3:50"},
	ReviewLate:            {Name: "review-late", Group: Mistake, Kinds: secluded, Of: 500, Says: "between two reviews by key staff are 2:10 to 3:50"},
	ReviewMissing:         {Name: "review-missing", Group: Mistake, Kinds: timedOut, Of: 400, Says: "no key staff review"},
	NotSeen:               {Name: "not-seen", Group: Mistake, Of: 100, Says: "nobody sees the student for 15 to 50 seconds"},
	NotExplained:          {Name: "not-explained", Group: Mistake, Kinds: emergency, Of: 300, Says: "the student is not told why it begins"},
	NoStepDown:            {Name: "no-step-down", Group: Mistake, Of: 250, Says: "released without a step-down; one in three is broken off, with a reason"},
	RoomNotCleaned:        {Name: "room-not-cleaned", Group: Mistake, Kinds: secluded, Of: 200, Says: "the room is used again the next school day, not cleaned"},
	ParentLate:            {Name: "parent-late", Group: Mistake, Of: 300, Says: "nobody calls the parents before the next school day"},
	DebriefMissing:        {Name: "debrief-missing", Group: Mistake, Of: 200, Says: "no debrief"},
	DebriefLate:           {Name: "debrief-late", Group: Mistake, Of: 250, Says: "the debrief is 4 or 5 school days later"},
	DebriefWithoutStudent: {Name: "debrief-without-student", Group: Mistake, Of: 300, Says: "the student is not there, although that would have been possible"},
	SupportForgotten:      {Name: "support-forgotten", Group: Mistake, Kinds: emergency, Of: 250, Says: "staff are not told of the supports for them"},
	NotDocumented:         {Name: "not-documented", Group: Mistake, Of: 100, Says: "nothing is documented"},
	NotReported:           {Name: "not-reported", Group: Mistake, Kinds: secluded, Of: 200, Says: "it is not reported beyond the school"},
	TrainingExpired:       {Name: "training-expired", Group: Mistake, Of: 150, Says: "a training of one who begins it ran out in the 60 days before"},
	RoomExpired:           {Name: "room-expired", Group: Mistake, Kinds: placed, Of: 100, Says: "the approval of the place ran out in the 60 days before"},
	BrokenGlass:           {Name: "broken-glass", Group: Mistake, Of: 50, Says: "there is no consent, and somebody breaks the glass"},
	ConsentMissing:        {Name: "consent-missing", Group: Mistake, Of: 80, Says: "there is no consent"},
	Prohibited:            {Name: "prohibited", Group: Mistake, Of: 60, Says: "as a consequence; a seclusion at risk of self-injury"},
	FactMissing:           {Name: "fact-missing", Group: Mistake, Of: 300, Says: "not on record: if it is an emergency; of a time-out, a consequence"},
	ClockWrong:            {Name: "clock-wrong", Group: Mistake, Of: 50, Says: "the call to the parents is entered 1 to 5 minutes before it took place"},
	ReleaseTwice:          {Name: "release-twice", Group: Mistake, Of: 30, Says: "the release is told again under its ID, half a minute later than before"},
	NeverClosed:           {Name: "never-closed", Group: Mistake, Of: 20, Says: "the file is never closed"},
}

// clashes are traits of which an incident has only one: the first that comes up in the order of the table.
var clashes = [...][]Trait{
	{Converted, FollowedSoon},
	{FromPaper, LateStart},
	{FromPaper, LateRelease},
	{FromPaper, LateCheck},
	{LateStart, LateRelease},
	{LateStart, LateCheck},
	{ParentNotReached, FactsCorrected, ParentLate, ClockWrong},
	{TimeCorrected, ParentLate, ClockWrong},
	{ParentNotReached, TimeCorrected},
	{HeldTooLong, ChecksThin, CheckMissed},
	{HeldTooLong, ChecksThin, ReviewLate},
	{DebriefMissing, DebriefLate, DebriefWithoutStudent},
	{AfterClose, NeverClosed},
	{BrokenGlass, ConsentMissing},
}

// can reports whether incidents of a kind can have the trait.
func (r *Rate) can(kind policy.Kind) bool { return len(r.Kinds) == 0 || slices.Contains(r.Kinds, kind) }
