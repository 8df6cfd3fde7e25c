package register_test

import (
	"fmt"
	"strings"
	"time"

	"github.com/leastrestrictive/interventions/policy"
	"github.com/leastrestrictive/interventions/policy/ap354"
	"github.com/leastrestrictive/interventions/policy/ban2019"
	"github.com/leastrestrictive/interventions/policy/cbe3007"
	"github.com/leastrestrictive/interventions/policy/policytest"
	"github.com/leastrestrictive/interventions/policy/register"
	"github.com/leastrestrictive/interventions/seclusion"
)

// A restraint of twelve minutes leads into a seclusion of twenty-two. Each keeps its limit. The parents are reached once, and that
// serves both; the debrief is owed once, three days after the last release; and the thirty-four minutes are shown.
func Example() {
	restraint := held("2025-0041", policy.Restraint, 0, 12*time.Minute)
	secluded := held("2025-0042", policy.Seclusion, 13*time.Minute, 35*time.Minute, reached(2*time.Hour, "contact"))
	secluded = from(secluded, restraint)

	chains, err := register.Link(cbe3007.Profile(), policytest.Calendar(), register.Gap, restraint, secluded)
	if err != nil {
		fmt.Println(err)
		return
	}
	a := chains[0].Assess(at(3 * time.Hour))
	fmt.Println("held in all:", a.Held())
	for f := range a.All() {
		switch f.Rule {
		case register.HeldInAll, cbe3007.SeclusionAtMostThirtyMinutes, cbe3007.RestraintAtMostThirtyMinutes, cbe3007.ParentsInformedSameDay,
			cbe3007.DebriefWithinThreeDays:
			fmt.Println(f.Incident, f)
		}
	}
	// Output:
	// held in all: 34m0s
	// 2025-0042 at most thirty minutes in all: satisfied, AR 3007 7(17)
	// 2025-0041 at most thirty minutes in all: satisfied, AR 3007 7(25)
	// 2025-0041 parents informed the same day: satisfied, AR 3007 7(36)
	// 2025-0042 parents informed the same day: satisfied, AR 3007 7(36)
	// 2025-0042 debrief within three days, AR 3007 7(38), by the end of 2025-10-12
	// 2025-0041 held in all, against the longest limit: 34m0s, 30m0s allowed, AR 3007 7(25), flagged
}

// The third time-out of one student within ten days of school is flagged, and a reader sees which three.
func ExampleCounted() {
	var r register.Register
	use := func(incident string, daysAgo int) register.Summary {
		return register.Summary{Incident: incident, Student: "student-1", Kind: policy.TimeOut, At: at(-time.Duration(daysAgo) * 24 * time.Hour)}
	}
	for _, s := range []register.Summary{use("2025-0040", 1), use("2025-0012", 20), use("2025-0035", 7)} { // in any order
		if err := r.Add(s); err != nil {
			fmt.Println(err)
		}
	}
	p, cal := cbe3007.Profile(), policytest.Calendar()
	c, err := policy.Open(p, policytest.Lifecycle(policy.TimeOut), cal, "2025-0042")
	if err != nil {
		fmt.Println(err)
		return
	}
	today := use("2025-0042", 0)
	for _, e := range append(r.Earlier(today, today.At.AddDate(0, -2, 0)), policy.Event{Activity: policy.Initiate, At: today.At, Student: today.Student}) {
		if _, err := c.Add(e); err != nil {
			fmt.Println(err)
		}
	}
	a := c.Assess(today.At)
	for f := range a.Findings() {
		if f.Rule != cbe3007.TimeOutNotRecurrent {
			continue
		}
		fmt.Println(f)
		counted, _ := register.Counted(p, cal, a, f)
		for _, s := range counted {
			fmt.Println(" ", s.Incident, s.At.Format(time.DateOnly))
		}
	}
	// Output:
	// no recurrent strategy: reached, AR 3007 7(35)(e), flagged
	//   2025-0035 2025-10-02
	//   2025-0040 2025-10-08
	//   2025-0042 2025-10-09
}

// Parents are called at four o'clock, after the bell. What each document makes of the same log:
func ExampleCompare() {
	log := held("2025-0042", policy.Seclusion, 0, 8*time.Minute, reached(6*time.Hour, "contact")).Events
	judged, err := register.Replay(seclusion.Lifecycle(), policytest.Calendar(), at(7*time.Hour), log,
		cbe3007.Profile(), ap354.Profile(), ban2019.Profile())
	if err != nil {
		fmt.Println(err)
		return
	}
	c := register.Compare(judged...)
	for v := range c.Verdicts() {
		fmt.Printf("%s: %d breached\n", v.Document, v.Count(policy.Breached))
		for _, f := range v.Findings {
			if strings.Contains(f.Demand, "parents informed") || strings.Contains(f.Demand, "an attempt to reach") {
				fmt.Println(" ", f.Outcome, strings.Join(f.Clauses, ", "), f.Demand)
			}
		}
	}
	// Output:
	// AR 3007: 0 breached
	//   satisfied 7(36) parents informed the same day
	// AP 354: 1 breached
	//   breached 5.1 an attempt to reach them made and documented
	//   satisfied 5.1 parents informed as soon as possible
	// 2019 ban: 0 breached
}
