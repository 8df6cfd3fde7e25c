package policy_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/leastrestrictive/interventions/policy"
)

// A day of a month that there is not is no day, whatever its number: the days that every month has are taken without looking further.
func TestADayOfNoMonthIsNoDay(t *testing.T) {
	for day, want := range map[policy.Date]policy.Date{
		{Year: 2025, Month: time.January, Day: 1}:   {Year: 2025, Month: time.January, Day: 1},
		{Year: 2025, Month: time.December, Day: 28}: {Year: 2025, Month: time.December, Day: 28},
		{Year: 2025, Month: 0, Day: 5}:              {Year: 2024, Month: time.December, Day: 5},
		{Year: 2025, Month: 13, Day: 5}:             {Year: 2026, Month: time.January, Day: 5},
		{Year: 2025, Month: 77, Day: 3}:             {Year: 2031, Month: time.May, Day: 3},
		{Year: 2025, Month: -3, Day: 1}:             {Year: 2024, Month: time.September, Day: 1},
	} {
		require.Equal(t, want, day.Add(0), "%s", day)
		r := sketch(policy.Count{Header: ruled("repeated"), Reaches: 3, Within: time.Hour})
		r.Instrument.From = day
		h := ruled("repeated")
		h.From = day
		in := sketch(policy.Count{Header: h, Reaches: 3, Within: time.Hour})
		if day == want {
			buildOK(t, r)
			buildOK(t, in)
			continue
		}
		require.Equal(t, []string{"instrument: " + day.String() + " is no day"}, faultsOf(t, r))
		require.Equal(t, []string{"rule repeated: " + day.String() + " is no day"}, faultsOf(t, in))
	}
}

// A host that has no calendar may hand on a nil one: it knows of no day, and its clock is that of Greenwich.
func TestANilSchoolCalendarKnowsOfNoDay(t *testing.T) {
	var none *policy.SchoolCalendar
	require.Equal(t, time.UTC, none.Location())
	_, a := none.End(policy.SchoolDay, policy.Date{Year: 2025, Month: time.October, Day: 6})
	require.Equal(t, policy.NotRecorded, a)
	p := buildOK(t, sketch(policy.Count{Header: ruled("repeated"), Reaches: 2, Days: 5, Period: policy.SchoolDay}))
	s := openScene(t, p, restraintMachine(), none, october(6, 10, 0))
	s.tell(-48*time.Hour, policy.Earlier)
	s.tell(0, policy.Initiate)
	require.Equal(t, []string{"calendar"}, lacks(s.one(0, "repeated")))
}
