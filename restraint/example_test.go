package restraint_test

import (
	"fmt"
	"time"

	"github.com/leastrestrictive/interventions/policy"
	"github.com/leastrestrictive/interventions/policy/cbe3007"
	"github.com/leastrestrictive/interventions/policy/record"
	"github.com/leastrestrictive/interventions/restraint"
)

// after is a record of so many minutes after ten o'clock, told.
func after(minutes int, by ...string) record.Entry {
	e := record.Entry{At: time.Date(2025, 10, 6, 10, minutes, 0, 0, time.UTC), Told: true}
	for _, id := range by {
		e.By = append(e.By, policy.Person{ID: id})
	}
	return e
}

// A whole restraint: it begins, one of two who hold is relieved, it is explained, let go, and followed up. An hour later the program
// asks what is still due, and how some clauses stand.
func Example() {
	var begin restraint.Initiation
	begin.Incident, begin.Student, begin.Entry = "2025-0043", "student-0001", after(0, "staff-01", "staff-02")
	begin.Emergency, begin.DangerToSelf = policy.Yes, policy.Yes
	begin.AsBehaviourManagement, begin.AsConsequence, begin.AsCorporalPunishment = policy.No, policy.No, policy.No
	begin.ForTransfer = policy.No
	begin.VisualMonitoring, begin.AuralMonitoring, begin.MeansToBeMonitored = policy.Yes, policy.Yes, policy.Yes
	hold, _, err := restraint.Initiate(cbe3007.Profile(), &policy.SchoolCalendar{Zone: time.UTC}, begin)
	if err != nil {
		fmt.Println(err)
		return
	}
	kept := func(_ policy.Event, err error) {
		if err != nil {
			fmt.Println(err)
		}
	}
	kept(hold.Explain(record.Explanation{Entry: after(1, "staff-01"), ReasonsForInitiating: policy.Yes, UnderstandingRecorded: policy.Yes}))
	kept(hold.Present(record.Presence{Entry: after(4, "staff-03")}))
	kept(hold.Absent(record.Presence{Entry: after(4, "staff-02")}))
	kept(hold.Review(record.Review{Observation: record.Observation{Entry: after(5, "staff-01")}, Continue: policy.No}))
	kept(hold.StepDown(record.StepDown{Entry: after(5, "staff-01"), StudentHelpedDecide: policy.Yes}))
	fmt.Println(hold.State())
	kept(hold.Release(record.Release{Entry: after(7, "staff-01", "staff-03")}))
	kept(hold.Explain(record.Explanation{Entry: after(7, "staff-01"), ReasonsForEnding: policy.Yes}))
	kept(hold.End(record.StepDown{Entry: after(20, "staff-01"), ObservationPeriod: policy.Yes, PreventionPlanOffered: policy.Yes, ReentryPlan: policy.Yes}))
	kept(hold.Contact(record.Contact{Entry: after(30, "staff-01"), To: []policy.Person{{ID: "parent-01", Role: policy.Parent}}, Reached: policy.Yes,
		ComplaintsExplained: policy.Yes}))
	kept(hold.Document(record.Documentation{Entry: after(50, "staff-01"), PreventionRecorded: policy.Yes, DetailsRecorded: policy.Yes,
		CourseRecorded: policy.Yes, SafetyMeasuresRecorded: policy.Yes}))

	now := hold.Assess(after(60).At)
	fmt.Println(now.State(), "after", now.Held())
	for d := range now.Due() {
		fmt.Println("due:", d)
	}
	limit, steps := now.Outcome(cbe3007.RestraintAtMostThirtyMinutes), now.Outcome(cbe3007.StudentHelpsDecide)
	fmt.Println("thirty minutes:", limit)
	fmt.Println("step-down:", steps)
	fmt.Println("training:", now.Outcome(cbe3007.TrainedStaffBegin)) // the registers were not asked
	// Output:
	// stepping down
	// ended after 7m0s
	// due: debrief within three days, AR 3007 7(38), by the end of 2025-10-09
	// due: staff told of the supports for them, AR 3007 7(41), flagged past the end of 2025-10-09
	// thirty minutes: satisfied
	// step-down: satisfied
	// training: undetermined
}
