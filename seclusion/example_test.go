package seclusion_test

import (
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/leastrestrictive/interventions/policy"
	"github.com/leastrestrictive/interventions/policy/cbe3007"
	"github.com/leastrestrictive/interventions/policy/record"
	"github.com/leastrestrictive/interventions/seclusion"
)

// onFile is what a host's registers say: trainings, the room, consent.
func onFile(people ...string) []policy.Credential {
	cs := []policy.Credential{
		{Fact: policy.DesignatedRoom, Subject: "room-a", Answer: policy.Yes, Issuer: "superintendent"},
		{Fact: policy.WrittenConsent, Answer: policy.Yes, From: time.Date(2025, 9, 2, 0, 0, 0, 0, time.UTC)},
		{Fact: policy.SpeechInadequate, Answer: policy.No},
	}
	for _, id := range people {
		for _, f := range []policy.Fact{policy.Trained, policy.Qualified, policy.Authorized, policy.TrainedFBA, policy.TrainedTCI} {
			cs = append(cs, policy.Credential{Fact: f, Subject: id, Answer: policy.Yes})
		}
	}
	return cs
}

func exampleStart() seclusion.Initiation {
	return seclusion.Initiation{
		Observation: record.Observation{
			Entry: record.Entry{
				At:       time.Date(2025, 10, 6, 10, 0, 0, 0, time.FixedZone("", -6*60*60)),
				By:       []policy.Person{{ID: "staff-01"}, {ID: "staff-02"}},
				Standing: onFile("staff-01", "staff-02"),
			},
			DangerToOthers: policy.Yes, SelfInjuryRisk: policy.No, VisualMonitoring: policy.Yes, AuralMonitoring: policy.Yes,
		},
		Incident: "2025-0042", Student: "student-0001", Room: "room-a",
		LessRestrictiveIneffective: policy.Yes, ThreatCanBeDiminished: policy.Yes,
	}
}

// A live start is asked for before the door is shut. What a gate forbids is refused, and nothing has happened.
func ExampleInitiate_refused() {
	start := exampleStart()
	start.SelfInjuryRisk = policy.Yes
	start.Room = "room-b" // nobody says that it is designated
	_, _, err := seclusion.Initiate(cbe3007.Profile(), nil, start)
	if refused, ok := errors.AsType[*policy.RefusedError](err); ok {
		for _, reason := range refused.Reasons {
			fmt.Println(reason)
		}
	}
	// Output:
	// a secure room designated for seclusion: cannot be told, not on record: designated-room, AR 3007 7(12)(a), 6(3), at 10:00:00
	// no risk of serious self-injury or suicide: not so, AR 3007 7(20)(d), at 10:00:00
}

// Who must act although a gate forbids it breaks the glass, with a name and a reason. Both stay on record; the gate's rule becomes a
// finding.
func ExampleInitiate_breakGlass() {
	start := exampleStart()
	start.Standing = append(start.Standing, policy.Credential{Fact: policy.WrittenConsent, Answer: policy.No, From: start.At.Add(-time.Hour)}) // withdrawn
	start.Glass = &policy.BreakGlass{By: policy.Person{ID: "principal-01", Role: policy.Principal}, Reason: "nobody else could be kept safe"}
	inc, _, err := seclusion.Initiate(cbe3007.Profile(), nil, start)
	if err != nil {
		fmt.Println(err)
		return
	}
	for f := range inc.Assess(start.At).Findings() {
		fmt.Println(f.Outcome, f)
	}
	// Output:
	// flagged the glass was broken: somebody acted whatever a gate says
	// breached written informed consent: not so, AR 3007 6(9), at 10:00:00
}

// What is due is asked for at an instant; what is overdue comes first.
func ExampleIncident_Assess() {
	start := exampleStart()
	inc, _, err := seclusion.Initiate(cbe3007.Profile(), nil, start)
	if err != nil {
		fmt.Println(err)
		return
	}
	after := func(d time.Duration, by ...string) record.Entry {
		e := record.Entry{At: start.At.Add(d)}
		for _, id := range by {
			e.By = append(e.By, policy.Person{ID: id})
		}
		return e
	}
	_, _ = inc.Monitor(seclusion.Check{Entry: after(110*time.Second, "staff-01"), FaceToFace: policy.Yes})
	_, _ = inc.Review(seclusion.Review{Observation: record.Observation{Entry: after(110*time.Second, "staff-01")}, Continue: policy.Yes}) // alone
	now := start.At.Add(3 * time.Minute)
	for d := range inc.Assess(now).Due() {
		fmt.Println(d.Due.Format(time.TimeOnly), d)
	}
	// Output:
	// 10:02:00 two key staff review: 3m0s, 2m0s allowed, AR 3007 7(16)(b)
	// 10:03:50 face-to-face monitoring, AR 3007 7(16)(a), by 10:03:50
	// 10:30:00 at most thirty minutes in all, AR 3007 7(17), by 10:30:00
}

// A record that comes late counts from when it happened. What the record showed before can still be asked for.
func ExampleIncident_Known() {
	start := exampleStart()
	inc, _, err := seclusion.Initiate(cbe3007.Profile(), nil, start)
	if err != nil {
		fmt.Println(err)
		return
	}
	told := func(at, entered time.Duration) record.Entry {
		return record.Entry{At: start.At.Add(at), Recorded: start.At.Add(entered), By: []policy.Person{{ID: "staff-01"}}, Told: true}
	}
	_, _ = inc.Release(seclusion.Release{Entry: told(3*time.Minute, 3*time.Minute)})
	_, _ = inc.Monitor(seclusion.Check{Entry: told(2*time.Minute, time.Hour), FaceToFace: policy.Yes})
	now := start.At.Add(2 * time.Hour)
	fmt.Println("half an hour later:", inc.Known(start.At.Add(30*time.Minute)).Assess(now).Outcome(cbe3007.FaceToFaceEveryTwoMinutes))
	fmt.Println("two hours later:   ", inc.Assess(now).Outcome(cbe3007.FaceToFaceEveryTwoMinutes))
	// Output:
	// half an hour later: breached
	// two hours later:    satisfied
}

// A host that failed to store an event drops the incident and makes it anew from what it has.
func ExampleReplay() {
	start := exampleStart()
	inc, first, err := seclusion.Initiate(cbe3007.Profile(), nil, start)
	if err != nil {
		fmt.Println(err)
		return
	}
	stored := []policy.Event{first}
	e, _ := inc.StepDown(seclusion.StepDown{Entry: record.Entry{At: start.At.Add(time.Minute)}})
	stored = append(stored, e)
	_, _ = inc.Release(seclusion.Release{Entry: record.Entry{At: start.At.Add(2 * time.Minute)}}) // and the store failed

	again, err := seclusion.Replay(cbe3007.Profile(), nil, "2025-0042", slices.Values(stored))
	fmt.Println(again.State(), err)
	// Output:
	// stepping down <nil>
}

// A correction is an event: nothing is overwritten, judging goes by what is corrected, and a correction can itself be corrected.
func ExampleIncident_Correct() {
	start := exampleStart()
	inc, _, err := seclusion.Initiate(cbe3007.Profile(), nil, start)
	if err != nil {
		fmt.Println(err)
		return
	}
	at := func(d time.Duration) record.Entry {
		return record.Entry{At: start.At.Add(d), By: []policy.Person{{ID: "staff-01"}}}
	}
	check, _ := inc.Monitor(seclusion.Check{Entry: at(150 * time.Second), FaceToFace: policy.Yes})
	_, _ = inc.Release(seclusion.Release{Entry: at(3 * time.Minute)})
	outcome := func() policy.Outcome {
		return inc.Assess(start.At.Add(time.Hour)).Outcome(cbe3007.FaceToFaceEveryTwoMinutes)
	}
	fmt.Println("as written:  ", outcome())
	first, _ := inc.Correct(record.Correction{Entry: at(10 * time.Minute), Amends: policy.Amendment{Event: check.ID, At: start.At.Add(110 * time.Second)}})
	fmt.Println("corrected:   ", outcome())
	_, _ = inc.Correct(record.Correction{Entry: at(20 * time.Minute), Amends: policy.Amendment{Event: first.ID, Withdrawn: true}})
	fmt.Println("taken back:  ", outcome())
	fmt.Println("at 10:15 then:", inc.Known(start.At.Add(15*time.Minute)).Assess(start.At.Add(time.Hour)).Outcome(cbe3007.FaceToFaceEveryTwoMinutes))
	// Output:
	// as written:   breached
	// corrected:    satisfied
	// taken back:   breached
	// at 10:15 then: satisfied
}
