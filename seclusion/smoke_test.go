package seclusion_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/leastrestrictive/interventions/policy"
	"github.com/leastrestrictive/interventions/policy/cbe3007"
	"github.com/leastrestrictive/interventions/policy/record"
	"github.com/leastrestrictive/interventions/seclusion"
)

func TestSmoke(t *testing.T) {
	loc, _ := time.LoadLocation("America/Edmonton")
	t0 := time.Date(2025, 10, 6, 10, 0, 0, 0, loc)
	cal := &policy.SchoolCalendar{Zone: loc, Bells: map[time.Weekday]time.Duration{1: 15 * time.Hour, 2: 15 * time.Hour}}
	lee, kim := policy.Person{ID: "lee", Role: policy.Teacher}, policy.Person{ID: "kim"}
	var st []policy.Credential
	for _, p := range []string{"lee", "kim"} {
		for _, f := range []policy.Fact{policy.Trained, policy.Qualified, policy.Authorized, policy.TrainedTCI, policy.TrainedFBA} {
			st = append(st, policy.Credential{Fact: f, Subject: p, Answer: policy.Yes})
		}
	}
	st = append(st, policy.Credential{Fact: policy.DesignatedRoom, Subject: "r1", Answer: policy.Yes}, policy.Credential{Fact: policy.WrittenConsent, Answer: policy.Yes}, policy.Credential{Fact: policy.SpeechInadequate, Answer: policy.No})
	at := func(d time.Duration, by ...policy.Person) record.Entry { return record.Entry{At: t0.Add(d), By: by} }
	e := at(0, lee, kim)
	_, _, err := seclusion.Initiate(cbe3007.Profile(), cal, seclusion.Initiation{Observation: record.Observation{Entry: e}, Incident: "i-1", Room: "r1"})
	fmt.Println(err)
	e.Standing = st
	inc, _, err := seclusion.Initiate(cbe3007.Profile(), cal, seclusion.Initiation{Observation: record.Observation{Entry: e, DangerToSelf: policy.Yes, SelfInjuryRisk: policy.No, VisualMonitoring: policy.Yes, AuralMonitoring: policy.Yes}, Incident: "i-1", Room: "r1", LessRestrictiveIneffective: policy.Yes, ThreatCanBeDiminished: policy.Yes})
	if err != nil {
		t.Fatal(err)
	}
	inc.Monitor(seclusion.Check{Entry: at(2*time.Minute, lee), FaceToFace: policy.Yes})
	inc.Review(seclusion.Review{Observation: record.Observation{Entry: at(2*time.Minute, lee, kim)}, Continue: policy.Yes})
	inc.Review(seclusion.Review{Observation: record.Observation{Entry: at(3*time.Minute, lee)}, Continue: policy.Yes})
	show := func(now time.Duration) {
		a := inc.Assess(t0.Add(now))
		fmt.Println("=====", now, a.State(), a.Phase(), a.Held())
		for d := range a.Due() {
			fmt.Println("due:", d.String())
		}
		for d := range a.Findings() {
			fmt.Println("finding:", d.Outcome, d.String(), d.Readings, d.Discounted)
		}
	}
	show(3 * time.Minute)
	show(5 * time.Minute)
	inc.Release(seclusion.Release{Entry: at(6*time.Minute, lee), DoorOpened: policy.Yes})
	show(6 * time.Minute)
	show(48 * time.Hour)
	show(24 * 30 * time.Hour)
}
