package policy_test

import (
	"fmt"
	"time"

	"github.com/leastrestrictive/interventions/policy"
	"github.com/leastrestrictive/interventions/seclusion"
)

// timetable is a calendar of a host's own: a table of days, and when school ends on each, 1510 for ten past three; 0 is no school.
// What is not in the table nobody knows.
type timetable map[policy.Date]int

func (timetable) Location() *time.Location { return time.FixedZone("", -6*60*60) }

func (t timetable) End(p policy.Period, day policy.Date) (time.Time, policy.Answer) {
	bell, known := t[day]
	switch {
	case p != policy.SchoolDay || !known:
		return time.Time{}, policy.NotRecorded
	case bell == 0:
		return time.Time{}, policy.No
	}
	return time.Date(day.Year, day.Month, day.Day, bell/100, bell%100, 0, 0, t.Location()), policy.Yes
}

// Local days, school days and bells come from the host's calendar alone. Where it does not know, the judgement does not either.
func ExampleCalendar() {
	board := policy.Regulation{ID: "ourboard-7", Short: "Board Policy 7", Rules: []policy.Rule{policy.Due{
		Header: policy.Header{Name: "office-told", Clauses: []string{"4"}, Demand: "the office told by the next bell"},
		After:  policy.LastRelease(), Act: policy.Act{Do: policy.Report}, By: policy.EndOfNext(policy.SchoolDay)}}}
	profile, err := board.Build()
	if err != nil {
		fmt.Println(err)
		return
	}
	october := func(day int) policy.Date { return policy.Date{Year: 2025, Month: time.October, Day: day} }
	table := timetable{october(9): 1510, october(10): 0, october(11): 0, october(12): 0, october(13): 0, october(14): 1215}

	for _, day := range []int{9, 14} { // a Thursday before a long weekend, and the last day of the table
		start := time.Date(2025, time.October, day, 10, 0, 0, 0, table.Location())
		incident, err := policy.Open(profile, seclusion.Lifecycle(), table, "2025-0042")
		if err != nil {
			fmt.Println(err)
			return
		}
		_, began := incident.Add(policy.Event{Activity: policy.Initiate, At: start})
		_, ended := incident.Add(policy.Event{Activity: policy.Release, At: start.Add(5 * time.Minute)})
		fmt.Println(start.Format("Monday 2 January"), began, ended)
		for d := range incident.Assess(start.Add(time.Hour)).All() {
			fmt.Println(d.Outcome, d)
		}
	}
	// Output:
	// Thursday 9 October <nil> <nil>
	// pending the office told by the next bell, Board Policy 7 4, by 2025-10-14 12:15:00
	// Tuesday 14 October <nil> <nil>
	// undetermined the office told by the next bell: cannot be told, not on record: calendar, Board Policy 7 4
}
