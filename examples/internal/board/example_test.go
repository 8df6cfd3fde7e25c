package board_test

import (
	"fmt"
	"strings"

	"github.com/leastrestrictive/interventions/examples/internal/board"
	"github.com/leastrestrictive/interventions/policy"
)

// A board is a number and a seed, and makes up the same whenever it is asked.
func Example() {
	b := board.Board{Incidents: 1000, Seed: 1}
	kinds, mistaken, events := map[policy.Kind]int{}, 0, 0
	for in := range b.All() {
		kinds[in.Kind]++
		events += len(in.Events)
		if in.Mistaken() {
			mistaken++
		}
	}
	fmt.Println(kinds)
	fmt.Println(mistaken, "with a mistake,", events, "events")

	var log strings.Builder
	if err := b.Write(&log); err != nil {
		fmt.Println(err)
	}
	fmt.Println(strings.Count(log.String(), "\n"), "lines")
	// Output:
	// map[physical-restraint:330 seclusion:456 time-out:214]
	// 314 with a mistake, 21823 events
	// 21823 lines
}

// One mistake and no other, in every incident that can have it: what an audit of such a log finds can be told beforehand.
func ExampleBoard_rates() {
	b := board.Board{Incidents: 6, Seed: 1, Rates: map[board.Trait]int{board.CheckMissed: 10_000}}
	for in := range b.All() {
		fmt.Println(in.ID, in.Kind, in.Released.Sub(in.Began), in.Traits)
	}
	// Output:
	// incident-0000001 seclusion 7m31s [check-missed]
	// incident-0000002 physical-restraint 10m39s []
	// incident-0000003 physical-restraint 10m36s []
	// incident-0000004 seclusion 11m39s [check-missed]
	// incident-0000005 physical-restraint 1m48s []
	// incident-0000006 physical-restraint 3m45s []
}

// The calendar is that by which the log was made up: whoever judges it by another finds days that were none.
func ExampleBoard_Calendar() {
	b := board.Board{Incidents: 1}
	_, school := b.Calendar().End(policy.SchoolDay, policy.Date{Year: 2025, Month: 12, Day: 22})
	fmt.Println("school on 22 December 2025:", school)
	// Output:
	// school on 22 December 2025: no
}

// The first lines of a log, cut short.
func ExampleBoard_Write() {
	b := board.Board{Incidents: 1, Seed: 1}
	var out strings.Builder
	if err := b.Write(&out); err != nil {
		fmt.Println(err)
	}
	n := 0
	for line := range strings.Lines(out.String()) {
		if n++; n <= 4 {
			fmt.Println(line[:100])
		}
	}
	// Output:
	// {"incident":"incident-0000001","id":"e1","activity":"initiate","at":"2026-06-26T11:25:24-06:00","rec
	// {"incident":"incident-0000001","id":"e2","activity":"explain","at":"2026-06-26T11:27:32-06:00","by":
	// {"incident":"incident-0000001","id":"e7","activity":"review","at":"2026-06-26T11:28:21-06:00","by":[
	// {"incident":"incident-0000001","id":"e3","activity":"monitor","at":"2026-06-26T11:28:27-06:00","by":
}
