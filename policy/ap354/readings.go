package ap354

import "github.com/leastrestrictive/interventions/policy"

// The readings: questions that the text leaves open. Choose another answer with [policy.Profile.Choose].
const (
	ReadingAskedForPlace = "asked-for-place"
	ReadingWhileDanger   = "while-danger"
	ReadingKindsTogether = "kinds-together"
	ReadingRepeated      = "repeated"
)

// Their answers, the default of each first.
const (
	UntilPrevented          = "until-prevented"
	OnceAskedFor            = "once-asked-for"
	WhereDecided            = "where-decided"
	Throughout              = "throughout"
	EitherKind              = "either-kind"
	EachByItself            = "each-by-itself"
	ThirdInTwentySchoolDays = "third-in-twenty-school-days"
	SecondInTenSchoolDays   = "second-in-ten-school-days"
	FifthInFortySchoolDays  = "fifth-in-forty-school-days"
)

func readings() []policy.Reading {
	return []policy.Reading{{
		ID: ReadingAskedForPlace, Clauses: []string{"unnumbered: seclusion, bullet 1"},
		Question: "Is a place that the student asked for no seclusion for as long as they are there, or only until they are prevented from leaving?",
		Default:  UntilPrevented, Alternatives: []string{OnceAskedFor},
		Why: "Whoever is kept where they once asked to be is kept. To ask for a place is not to ask for its door to be shut.",
	}, {
		ID: ReadingWhileDanger, Clauses: []string{"1"},
		Question: "Must there be danger where it begins and where somebody decides to go on, or at every moment until the release?",
		Default:  WhereDecided, Alternatives: []string{Throughout},
		Why: "The text says in which circumstances these are used, and of how they end nothing. Between seeing that danger is over and the open door some " +
			"time passes in the most careful of them.",
	}, {
		ID: ReadingKindsTogether, Clauses: []string{"6.1", "6.2", "6.3"},
		Question: "Are restraints and seclusions counted together, or each kind by itself?",
		Default:  EitherKind, Alternatives: []string{EachByItself},
		Why: "The text names both in one breath, and what is to be revised are the strategies that should have made either unnecessary.",
	}, {
		ID: ReadingRepeated, Clauses: []string{"6.1", "6.2", "6.3"},
		Question: "From how many uses on is it repeated?",
		Default:  ThirdInTwentySchoolDays, Alternatives: []string{SecondInTenSchoolDays, FifthInFortySchoolDays},
		Why: "The text has no number. The third within a month of school is a threshold for looking, and is flagged, never a breach.",
	}}
}
