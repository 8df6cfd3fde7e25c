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

// store is a host's event store, of which the third write fails.
type store []policy.Event

func (s *store) put(e policy.Event) error {
	if len(*s) == 2 {
		return errors.New("the disk is full")
	}
	*s = append(*s, e)
	return nil
}

// Every verb returns the event as accepted, to be stored before the host goes on. One that failed to store it drops the incident, and
// makes it anew from what it has.
func ExampleReplay() {
	ten := time.Date(2025, 10, 6, 10, 0, 0, 0, time.UTC)
	var events store
	begin := seclusion.Initiation{Incident: "2025-0042"}
	begin.Entry = record.Entry{At: ten, Told: true}
	incident, e, err := seclusion.Initiate(cbe3007.Profile(), nil, begin)
	if err == nil {
		err = events.put(e)
	}
	if e, err = incident.StepDown(seclusion.StepDown{StepDown: record.StepDown{Entry: record.Entry{At: ten.Add(time.Minute)}}}); err == nil {
		err = events.put(e)
	}
	if e, err = incident.Release(seclusion.Release{Entry: record.Entry{At: ten.Add(2 * time.Minute)}}); err == nil {
		err = events.put(e)
	}
	fmt.Println(incident.State(), err)

	incident, err = seclusion.Replay(cbe3007.Profile(), nil, "2025-0042", slices.Values(events))
	fmt.Println(incident.State(), err)
	// Output:
	// released the disk is full
	// stepping down <nil>
}
