package ap354_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/leastrestrictive/interventions/policy"
	"github.com/leastrestrictive/interventions/policy/ap354"
)

// An open question is an incident that hangs on a reading: what a rule comes to under each of its answers.
type openQuestion struct {
	reading string
	rule    policy.RuleID
	events  func(t *testing.T, kind policy.Kind) []policy.Event
	comes   map[string]policy.Outcome
}

// earlier puts uses on record, one a day before the start.
func earlier(es []policy.Event, n int, kind policy.Kind) []policy.Event {
	for i := range n {
		es = append(es, policy.Event{Activity: policy.Earlier, At: start().AddDate(0, 0, -1-i), By: person("ash"),
			Other: &policy.Part{Incident: "before-" + string(rune('a'+i)), Kind: kind, Classroom: "class-1"}})
	}
	return es
}

func openQuestions() []openQuestion {
	type o = map[string]policy.Outcome
	other := map[policy.Kind]policy.Kind{policy.Seclusion: policy.Restraint, policy.Restraint: policy.Seclusion}
	qs := []openQuestion{{ap354.ReadingWhileDanger, ap354.DangerWhileHeld, func(t *testing.T, kind policy.Kind) []policy.Event {
		return append(flawless(t, kind), policy.Event{Activity: policy.Observe, At: start().Add(4 * time.Minute),
			Facts: stated(policy.No, policy.DangerToSelf, policy.DangerToOthers)})
	}, o{ap354.WhereDecided: policy.NotApplicable, ap354.Throughout: policy.Breached}}}
	for _, r := range []policy.RuleID{ap354.RepeatedForStudent, ap354.MultipleInClassroom, ap354.RepeatedByOne} {
		qs = append(qs, openQuestion{ap354.ReadingRepeated, r, func(t *testing.T, kind policy.Kind) []policy.Event { return earlier(flawless(t, kind), 2, kind) },
			o{ap354.ThirdInTwentySchoolDays: policy.Flagged, ap354.SecondInTenSchoolDays: policy.Flagged, ap354.FifthInFortySchoolDays: policy.Satisfied}},
			openQuestion{ap354.ReadingRepeated, r, func(t *testing.T, kind policy.Kind) []policy.Event { return earlier(flawless(t, kind), 1, kind) },
				o{ap354.ThirdInTwentySchoolDays: policy.Satisfied, ap354.SecondInTenSchoolDays: policy.Flagged, ap354.FifthInFortySchoolDays: policy.Satisfied}},
			openQuestion{ap354.ReadingKindsTogether, r, func(t *testing.T, kind policy.Kind) []policy.Event { return earlier(flawless(t, kind), 2, other[kind]) },
				o{ap354.EitherKind: policy.Flagged, ap354.EachByItself: policy.Satisfied}})
	}
	return qs
}

// Each reading has an incident whose finding it changes, under each of its answers; the finding says so, whichever was chosen; and
// where nobody has chosen, it cannot be told, and says why. The reading of a place asked for is of a definition: see there.
func TestReadings(t *testing.T) {
	tried := map[string]bool{ap354.ReadingAskedForPlace: true}
	for _, q := range openQuestions() {
		tried[q.reading] = true
		for _, kind := range emergency {
			es := q.events(t, kind)
			for id, want := range q.comes {
				a := judge(t, under(t, answer(q.reading, id)), kind, es, later())
				require.Equal(t, want.String(), a.Outcome(q.rule).String(), "%s under %s", q.rule, id)
				for _, f := range findings(a, q.rule) {
					require.Contains(t, f.Readings, q.reading, "%s under %s", q.rule, id)
				}
			}
			a := judge(t, under(t, answer(q.reading, "")), kind, es, later())
			require.Equal(t, policy.Undetermined.String(), a.Outcome(q.rule).String(), "%s, undecided", q.rule)
			i := slices.IndexFunc(findings(a, q.rule), func(f policy.Finding) bool { return slices.Contains(f.Readings, q.reading) })
			require.GreaterOrEqual(t, i, 0, "no finding names the reading")
			require.Contains(t, findings(a, q.rule)[i].Missing, policy.Missing{Fact: "reading", Subject: q.reading})
			require.Equal(t, policy.Satisfied, a.Outcome(ap354.EmergencyOnly), "what does not hang on it is found")
		}
	}
	for r, chosen := range ap().Readings() {
		require.True(t, tried[r.ID], r.ID)
		require.Equal(t, r.Default, chosen)
		require.NotEmpty(t, r.Alternatives, r.ID)
		require.NotEmpty(t, r.Why, r.ID)
		require.True(t, strings.HasSuffix(r.Question, "?"), r.ID)
	}
}

// Where the answers agree it does not matter that nobody has chosen.
func TestAnUndecidedReadingYieldsWhatItsAnswersShare(t *testing.T) {
	for r := range ap().Readings() {
		for _, kind := range emergency {
			var want []string
			if r.ID == ap354.ReadingWhileDanger { // whether the clause asks for it at all is what is open
				want = []string{"danger-while-held undetermined"}
			}
			require.Equal(t, want, found(judge(t, under(t, answer(r.ID, "")), kind, flawless(t, kind), later())), r.ID)
		}
	}
	p := under(t, answer(ap354.ReadingRepeated, ""))
	es := earlier(flawless(t, policy.Seclusion), 1, policy.TimeOut)
	require.Equal(t, policy.Satisfied, judge(t, p, policy.Seclusion, es, later()).Outcome(ap354.RepeatedForStudent), "a time-out is neither")
}

// Each set of answers is a profile of its own, to whoever stores or compares them.
func TestEachAnswerHasAFingerprintOfItsOwn(t *testing.T) {
	seen := map[string]string{ap().Fingerprint(): "the defaults"}
	for r := range ap().Readings() {
		require.Equal(t, ap().Fingerprint(), under(t, answer(r.ID, r.Default)).Fingerprint(), r.ID)
		for _, other := range append(slices.Clone(r.Alternatives), "") {
			p := under(t, answer(r.ID, other))
			require.Empty(t, seen[p.Fingerprint()], "%s of %s", other, r.ID)
			seen[p.Fingerprint()] = other + " of " + r.ID
		}
	}
}

// No answer lets through what the text says without a doubt.
func TestNoReadingExcusesAnEmptyRecord(t *testing.T) {
	for _, kind := range emergency {
		for _, c := range answers() {
			a := judge(t, under(t, c), kind, letGo(time.Time{}), later())
			require.Equal(t, policy.Breached, a.Outcome(ap354.EffortsDocumented), "%v", c)
			for _, r := range []policy.RuleID{ap354.ParentsInformed, ap354.Documented, ap354.ReportedToPrincipal, ap354.ForwardedToSuperintendent} {
				require.Equal(t, policy.Flagged, a.Outcome(r), "%s under %v", r, c)
			}
			for _, r := range []policy.RuleID{ap354.EmergencyOnly, ap354.LastResort, ap354.SeenAndHeard, ap354.NotWhereDangerous} {
				require.Equal(t, policy.Undetermined, a.Outcome(r), "%s under %v", r, c)
			}
		}
	}
}
