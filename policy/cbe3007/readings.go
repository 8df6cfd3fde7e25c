package cbe3007

import (
	"time"

	"github.com/leastrestrictive/interventions/policy"
)

// The readings: questions that the text leaves open. Choose another answer with [policy.Profile.Choose].
const (
	ReadingDangerToWhom    = "danger-to-whom"
	ReadingDangerLasts     = "danger-lasts"
	ReadingKeyStaff        = "key-staff"
	ReadingDayOfContact    = "day-of-contact"
	ReadingDebriefDays     = "debrief-days"
	SelfOrOthers           = "self-or-others"
	SelfAndOthers          = "self-and-others"
	UntilRecordedOtherwise = "until-recorded-otherwise"
	TwoMinutes             = "two-minutes"
	TrainedInBoth          = "trained-in-both"
	NamedByPrincipal       = "named-by-principal"
	OfLastRelease          = "of-last-release"
	OfStart                = "of-start"
	CalendarDays           = "calendar-days"
	SchoolDays             = "school-days"
)

func readings() []policy.Reading {
	return []policy.Reading{{
		ID: ReadingDangerToWhom, Clauses: []string{"7(11)(a)"},
		Question: "Must there be danger to the student and to others at once, or is one enough?",
		Default:  SelfOrOthers, Alternatives: []string{SelfAndOthers},
		Why: "7(12)(c) and 7(18) speak of the student or others, and a measure of last resort that waits for both would come too late.",
	}, {
		ID: ReadingDangerLasts, Clauses: []string{"7(18)"},
		Question: "How long does danger that was seen count as continuing when nobody records it again?",
		Default:  UntilRecordedOtherwise, Alternatives: []string{TwoMinutes},
		Why: "Reviews every two minutes would record that it is over; until one does, nothing on record says so.",
	}, {
		ID: ReadingKeyStaff, Clauses: []string{"7(6)(b)", "7(16)(b)"},
		Question: "Who are key staff?",
		Default:  TrainedInBoth, Alternatives: []string{NamedByPrincipal},
		Why: "7(6)(b) is the one place that says what makes key staff: training in functional behaviour analysis and in therapeutic crisis intervention.",
	}, {
		ID: ReadingDayOfContact, Clauses: []string{"7(36)"},
		Question: "Of which moment is the day on which parents are informed?",
		Default:  OfLastRelease, Alternatives: []string{OfStart},
		Why: "The intervention occurs until the last release; the two differ only for one across midnight.",
	}, {
		ID: ReadingDebriefDays, Clauses: []string{"7(38)"},
		Question: "Three days of which kind?",
		Default:  CalendarDays, Alternatives: []string{SchoolDays},
		Why: "The text says days without more. Day 0 is the day on which it ended.",
	}}
}

// facts declares the danger of 7(11)(a) anew under the reading by which it lapses.
func facts() []policy.FactSpec {
	lapses := []policy.Choice{{Reading: ReadingDangerLasts, Answer: TwoMinutes}}
	return []policy.FactSpec{
		{Name: policy.DangerToSelf, Sort: policy.Lasting, World: true, Lasts: 2 * time.Minute, Under: lapses},
		{Name: policy.DangerToOthers, Sort: policy.Lasting, World: true, Lasts: 2 * time.Minute, Under: lapses},
	}
}
