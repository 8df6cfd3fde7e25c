package register_test

import (
	"fmt"
	"strings"
	"time"

	"github.com/leastrestrictive/interventions/policy"
	"github.com/leastrestrictive/interventions/policy/ap354"
	"github.com/leastrestrictive/interventions/policy/policytest"
	"github.com/leastrestrictive/interventions/policy/register"
)

// A school looks at any student with whom something is used for the third time in five days of school, besides what AP 354 has it look
// at. It goes through what it has on record, once, from the oldest on.
func ExampleWatch() {
	ours := register.Pattern{Name: "third-in-a-week-of-school", Per: policy.AboutStudent, Reaches: 3, Window: register.Window{Last: 5, Period: policy.SchoolDay}}
	w, err := register.NewWatch(policytest.Calendar(), append(register.PatternsOf(ap354.Profile()), ours)...)
	if err != nil {
		fmt.Println(err)
		return
	}
	use := func(incident, student string, kind policy.Kind, daysAgo int, by string) register.Summary {
		return register.Summary{Incident: incident, Student: student, Kind: kind, Classroom: "class-" + student, By: []policy.Person{{ID: by}},
			At: at(-time.Duration(daysAgo) * 24 * time.Hour)}
	}
	for _, s := range []register.Summary{
		use("2025-0012", "student-1", policy.Restraint, 20, "ash"), // four weeks of school are twenty days
		use("2025-0035", "student-1", policy.TimeOut, 6, "birch"),
		use("2025-0038", "student-2", policy.Seclusion, 3, "ash"),
		use("2025-0040", "student-1", policy.TimeOut, 1, "birch"),
		use("2025-0042", "student-1", policy.Seclusion, 0, "ash"),
	} {
		hits, err := w.Add(s)
		if err != nil {
			fmt.Println(err)
		}
		for _, h := range hits {
			fmt.Println(h.Incident, h.Subject, h)
			fmt.Println("  counted:", strings.Join(h.Counted, ", "))
		}
	}
	// Output:
	// 2025-0042 ash 3 uses of seclusion or physical restraint begun by one member of the staff within 20 school days: reached, AP 354 6.3, flagged
	//   counted: 2025-0012, 2025-0038, 2025-0042
	// 2025-0042 student-1 3 uses with one student within 5 school days: reached, flagged
	//   counted: 2025-0035, 2025-0040, 2025-0042
}

// What a school counts of its own data, as AR 3007 7(44) has it do. Which of it says something is for the school.
func ExampleAnalysis() {
	a := register.Analysis{Calendar: policytest.Calendar()}
	use := func(incident, student string, kind policy.Kind, after, held time.Duration, by string) register.Summary {
		return register.Summary{Incident: incident, Student: student, Kind: kind, Place: "room-1", By: []policy.Person{{ID: by}}, At: at(after), Released: true, Held: held}
	}
	for _, s := range []register.Summary{
		use("2025-0035", "student-1", policy.TimeOut, 0, 12*time.Minute, "ash"),
		use("2025-0038", "student-1", policy.TimeOut, 24*time.Hour, 5*time.Minute, "ash"),
		use("2025-0040", "student-2", policy.Seclusion, 28*time.Hour, 30*time.Minute, "birch"),
	} {
		if err := a.Add(s); err != nil {
			fmt.Println(err)
		}
	}
	for _, d := range []register.Dimension{register.ByKind, register.ByHour, register.ByDuration, register.ByStaff} {
		fmt.Println("by", d)
		for _, r := range a.Rows(d) {
			fmt.Printf("  %-11s %d uses, %d students, %s in all, %s at most\n", r.Key, r.Uses, r.Students, r.Held, r.Longest)
		}
	}
	// Output:
	// by kind
	//   time-out    2 uses, 1 students, 17m0s in all, 12m0s at most
	//   seclusion   1 uses, 1 students, 30m0s in all, 30m0s at most
	// by hour
	//   10:00       2 uses, 1 students, 17m0s in all, 12m0s at most
	//   14:00       1 uses, 1 students, 30m0s in all, 30m0s at most
	// by duration
	//   up to 20 min 1 uses, 1 students, 12m0s in all, 12m0s at most
	//   up to 30 min 1 uses, 1 students, 30m0s in all, 30m0s at most
	//   up to 5 min 1 uses, 1 students, 5m0s in all, 5m0s at most
	// by staff
	//   ash         2 uses, 1 students, 17m0s in all, 12m0s at most
	//   birch       1 uses, 1 students, 30m0s in all, 30m0s at most
}
