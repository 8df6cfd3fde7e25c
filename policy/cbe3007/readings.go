package cbe3007

import (
	"time"

	"github.com/leastrestrictive/interventions/policy"
)

// The readings: questions that the text leaves open. Choose another answer with [policy.Profile.Choose].
const (
	ReadingDangerToWhom     = "danger-to-whom"
	ReadingDangerLasts      = "danger-lasts"
	ReadingKeyStaff         = "key-staff"
	ReadingReviewing        = "reviewing"
	ReadingExplanations     = "explanations"
	ReadingHandsOn          = "hands-on"
	ReadingRoomClauses      = "room-clauses"
	ReadingRecurrent        = "recurrent"
	ReadingDayOfContact     = "day-of-contact"
	ReadingAttemptExcuses   = "attempt-excuses"
	ReadingDebriefDays      = "debrief-days"
	ReadingDocumentedBy     = "documented-by"
	ReadingDirectorNotified = "director-notified"
)

// Their answers, the default of each first.
const (
	SelfOrOthers            = "self-or-others"
	SelfAndOthers           = "self-and-others"
	UntilRecordedOtherwise  = "until-recorded-otherwise"
	TwoMinutes              = "two-minutes"
	TrainedInBoth           = "trained-in-both"
	NamedByPrincipal        = "named-by-principal"
	Together                = "together"
	ByTurns                 = "by-turns"
	AtHalfTheLimit          = "at-half-the-limit"
	AtEachDecision          = "at-each-decision"
	AtStartAndEnd           = "at-start-and-end"
	WhenForTransfer         = "when-for-transfer"
	EveryRestraint          = "every-restraint"
	AnySpace                = "any-space"
	DesignatedRooms         = "designated-rooms"
	ThirdInTenSchoolDays    = "third-in-ten-school-days"
	SecondInFiveSchoolDays  = "second-in-five-school-days"
	FifthInTwentySchoolDays = "fifth-in-twenty-school-days"
	OfLastRelease           = "of-last-release"
	OfStart                 = "of-start"
	SeclusionAndRestraint   = "seclusion-and-restraint"
	EveryKind               = "every-kind"
	CalendarDays            = "calendar-days"
	SchoolDays              = "school-days"
	ReportDebriefOrClose    = "report-debrief-or-close"
	EndOfDebriefTerm        = "end-of-debrief-term"
	IsExpected              = "is-expected"
	IsDemanded              = "is-demanded"
)

func readings() []policy.Reading {
	return []policy.Reading{{
		ID: ReadingDangerToWhom, Clauses: []string{"7(11)(a)"},
		Question: "Must there be danger to the student and to others at once, or is one enough?",
		Default:  SelfOrOthers, Alternatives: []string{SelfAndOthers},
		Why: "7(12)(c) and 7(18) speak of the student or others, and a measure of last resort that waits for both would come too late.",
	}, {
		ID: ReadingDangerLasts, Clauses: []string{"7(12)(c)", "7(18)", "7(26)"},
		Question: "How long does danger that was seen count as continuing when nobody records it again?",
		Default:  UntilRecordedOtherwise, Alternatives: []string{TwoMinutes},
		Why: "Reviews every two minutes would record that it is over; until one does, nothing on record says so.",
	}, {
		ID: ReadingKeyStaff, Clauses: []string{"7(6)(b)", "7(16)(b)", "7(31)"},
		Question: "Who are key staff?",
		Default:  TrainedInBoth, Alternatives: []string{NamedByPrincipal},
		Why: "7(6)(b) is the one place that says what makes key staff: training in functional behaviour analysis and in therapeutic crisis intervention.",
	}, {
		ID: ReadingReviewing, Clauses: []string{"7(16)(b)"},
		Question: "Do the two key staff review together, or may they take turns?",
		Default:  Together, Alternatives: []string{ByTurns},
		Why: "Two people are asked for at each review; where they take turns, one person alone decides to go on.",
	}, {
		ID: ReadingExplanations, Clauses: []string{"7(14)", "7(24)"},
		Question: "How often are the reasons for going on explained?",
		Default:  AtHalfTheLimit, Alternatives: []string{AtEachDecision, AtStartAndEnd},
		Why: "The text wants it throughout, and names no interval. Past half of what is allowed at all, going on needs a reason that the start did not give.",
	}, {
		ID: ReadingHandsOn, Clauses: []string{"7(22)"},
		Question: "When are description and justification of the hands-on restraint owed?",
		Default:  WhenForTransfer, Alternatives: []string{EveryRestraint},
		Why: "The text asks for them where hands were laid on to bring the student into seclusion.",
	}, {
		ID: ReadingRoomClauses, Clauses: []string{"7(1)(a)", "7(1)(b)", "7(1)(c)", "7(1)(d)", "7(2)(a)", "7(2)(b)", "7(3)"},
		Question: "Do the demands on seclusion rooms bind any space in which a seclusion takes place, or designated rooms only?",
		Default:  AnySpace, Alternatives: []string{DesignatedRooms},
		Why: "The definition of a seclusion room is that of a seclusion: any area from which the student cannot leave.",
	}, {
		ID: ReadingRecurrent, Clauses: []string{"7(35)(e)"},
		Question: "From how many time-outs of one student on is it a recurrent strategy?",
		Default:  ThirdInTenSchoolDays, Alternatives: []string{SecondInFiveSchoolDays, FifthInTwentySchoolDays},
		Why: "The text has no number. The third within two weeks of school is a threshold for looking, and is flagged, never a breach.",
	}, {
		ID: ReadingDayOfContact, Clauses: []string{"7(36)"},
		Question: "Of which moment is the day on which parents are informed?",
		Default:  OfLastRelease, Alternatives: []string{OfStart},
		Why: "The intervention occurs until the last release; the two differ only for one across midnight.",
	}, {
		ID: ReadingAttemptExcuses, Clauses: []string{"7(36)", "7(37)"},
		Question: "After which kinds does an attempt to reach the parents that day let them be informed later?",
		Default:  SeclusionAndRestraint, Alternatives: []string{EveryKind},
		Why: "7(37) names seclusion and restraint, and no time-out.",
	}, {
		ID: ReadingDebriefDays, Clauses: []string{"7(38)"},
		Question: "Three days of which kind?",
		Default:  CalendarDays, Alternatives: []string{SchoolDays},
		Why: "The text says days without more. Day 0 is the day on which it ended.",
	}, {
		ID: ReadingDocumentedBy, Clauses: []string{"7(15)", "7(22)", "7(34)", "7(43)", "7(43)(a)", "7(43)(b)", "7(43)(c)", "7(43)(d)", "7(43)(e)", "7(43)(f)"},
		Question: "By when is an intervention documented?",
		Default:  ReportDebriefOrClose, Alternatives: []string{EndOfDebriefTerm},
		Why: "The text has no term. Report, debrief and closing of the file rest on the record, so it is flagged where it is not there by the first of them.",
	}, {
		ID: ReadingDirectorNotified, Clauses: []string{"7(46)"},
		Question: "Is notifying the director of a seclusion at a site that is not approved expected, or demanded?",
		Default:  IsExpected, Alternatives: []string{IsDemanded},
		Why: "The text says that principals are expected to, which is weaker than what it says elsewhere.",
	}}
}

// facts declares danger anew under the reading by which it lapses.
func facts() []policy.FactSpec {
	lapses := []policy.Choice{{Reading: ReadingDangerLasts, Answer: TwoMinutes}}
	return []policy.FactSpec{
		{Name: policy.DangerToSelf, Sort: policy.Lasting, World: true, Lasts: 2 * time.Minute, Under: lapses},
		{Name: policy.DangerToOthers, Sort: policy.Lasting, World: true, Lasts: 2 * time.Minute, Under: lapses},
	}
}
