package policy_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/leastrestrictive/interventions/policy"
)

// An exception of the text is asked where a count is reached: it excuses, as in any other rule, and where it is not on record nobody
// can say. Of a count that is not reached it is not asked.
func TestACountIsExcusedWhereItsExceptionHolds(t *testing.T) {
	h := ruled("repeated")
	h.Unless, h.Except = policy.Is(policy.WrittenConsent), []string{"2"}
	consent := func(a policy.Answer) detail {
		return attesting(policy.Credential{Fact: policy.WrittenConsent, Answer: a})
	}
	judge := func(h policy.Header, uses int, ds ...detail) policy.Finding {
		s := under(t, policy.Count{Header: h, Reaches: 2, Within: 24 * time.Hour})
		for range uses - 1 {
			s.tell(-time.Hour, policy.Earlier)
		}
		s.tell(0, policy.Initiate, ds...)
		return s.one(0, "repeated")
	}
	f := judge(h, 2, consent(policy.Yes))
	require.Equal(t, policy.Excused, f.Outcome)
	require.Equal(t, []string{"1", "2"}, f.Clauses, "with the clause of the exception")
	require.Equal(t, policy.Flagged, judge(h, 2, consent(policy.No)).Outcome)
	f = judge(h, 2)
	require.Equal(t, policy.Undetermined, f.Outcome)
	require.Equal(t, []string{"written-consent"}, lacks(f))
	require.Equal(t, policy.Satisfied, judge(h, 1, consent(policy.Yes)).Outcome)
	require.Equal(t, policy.Satisfied, judge(h, 1, consent(policy.No)).Outcome)
	require.Equal(t, policy.Satisfied, judge(h, 1).Outcome)
	h.When = policy.Is(policy.PlanLimit)
	require.Equal(t, policy.Excused, judge(h, 2, consent(policy.Yes)).Outcome, "whether it applies or not")
	require.Equal(t, []string{"plan-limit"}, lacks(judge(h, 2, consent(policy.No))))
	require.Equal(t, []string{"plan-limit", "written-consent"}, lacks(judge(h, 2)))
}

// every is a calendar on which each period is there every so many days, counted back from a day.
type every struct {
	from policy.Date
	days int
	*policy.SchoolCalendar
	asked *int
}

func (c every) End(_ policy.Period, day policy.Date) (time.Time, policy.Answer) {
	*c.asked++
	if int(c.from.Start(time.UTC).Sub(day.Start(time.UTC)).Hours()/24)%c.days == 0 {
		return day.Start(time.UTC).Add(bell), policy.Yes
	}
	return time.Time{}, policy.No
}

// A window is certain however far it reaches in all, up to 4000 days, as long as no break is longer than 400.
func TestACountReachesBackOverManyBreaks(t *testing.T) {
	start := october(6, 10, 0)
	day := policy.DateOf(start, time.UTC)
	for _, c := range []struct {
		apart, days, back int
		outcome           policy.Outcome
	}{
		{1, 400, 399, policy.Flagged}, {1, 400, 400, policy.Satisfied},
		{2, 400, 798, policy.Flagged}, {2, 400, 799, policy.Satisfied},
		{7, 400, 2793, policy.Flagged}, {7, 400, 2794, policy.Satisfied},
		{401, 3, 802, policy.Flagged}, {401, 3, 803, policy.Satisfied}, // 400 days without, twice
		{402, 3, 400, policy.Flagged}, {402, 3, 401, policy.Undetermined}, {402, 3, 804, policy.Undetermined}, // a day more than a break may have
		{400, 400, 4000, policy.Flagged}, {400, 400, 4001, policy.Undetermined},
	} {
		asked := 0
		p := buildOK(t, sketch(policy.Count{Header: ruled("repeated"), Reaches: 2, Days: c.days, Period: "ourboard/day"}))
		s := openScene(t, p, restraintMachine(), every{day, c.apart, &policy.SchoolCalendar{}, &asked}, start)
		s.tell(day.Add(-c.back).Start(time.UTC).Sub(start), policy.Earlier)
		s.tell(0, policy.Initiate)
		asked = 0
		require.Equal(t, c.outcome, s.outcome(0, "repeated"), "%+v", c)
		require.LessOrEqual(t, asked, 4001)
	}
}
