package policytest_test

import (
	"fmt"

	"github.com/leastrestrictive/interventions/policy/cbe3007"
	"github.com/leastrestrictive/interventions/policy/policytest"
)

// A program judges an incident that somebody has written down.
func Example() {
	scenarios, err := policytest.Parse(`
		incident: a check comes late
		kind: seclusion
		judge: face-to-face-every-two-minutes, in-designated-room

		on file: designated-room of room-1
		0:00  initiate by ash, birch in room-1: danger-to-others
		2:00  monitor by ash: face-to-face
		5:00  monitor by ash: face-to-face
		6:00  release by ash, birch
	`)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, s := range scenarios {
		found, err := s.Judge(cbe3007.Profile())
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Println(s.Title)
		for _, line := range found {
			fmt.Println("->", line)
		}
	}
	// Output:
	// a check comes late
	// -> satisfied 7(12)(a),6(3) in-designated-room
	// -> breached 7(16)(a) face-to-face-every-two-minutes from 2:00 until 5:00: 3m0s of 2m0s
}

// What a scenario expects and what is found are compared line by line.
func ExampleCheck() {
	fmt.Println(policytest.Check(harbour(), `
		incident: let go after half an hour
		kind: time-out
		judge: twenty-minutes, seen

		0:00   initiate by ash: danger-to-others, visual-monitoring
		30:00  release by ash

		-> satisfied 2 seen
		-> breached 4 twenty-minutes from 0:00 until 30:00: 30m0s of 25m0s
	`))
	// Output:
	// line 2: let go after half an hour:
	// 	not found:    -> breached 4 twenty-minutes from 0:00 until 30:00: 30m0s of 25m0s
	// 	not expected: -> breached 4 twenty-minutes from 0:00 until 30:00: 30m0s of 20m0s
}

// Update writes what is found into a text, and leaves the rest of it as it is.
func ExampleUpdate() {
	text, err := policytest.Update(harbour(), `# Twenty minutes are the most.
incident: let go after twenty minutes and a second
kind: time-out
judge: twenty-minutes
0:00   initiate by ash: danger-to-others, visual-monitoring
20:01  release by ash
`)
	fmt.Print(text)
	fmt.Println(err)
	// Output:
	// # Twenty minutes are the most.
	// incident: let go after twenty minutes and a second
	// kind: time-out
	// judge: twenty-minutes
	// 0:00   initiate by ash: danger-to-others, visual-monitoring
	// 20:01  release by ash
	// -> breached 4 twenty-minutes from 0:00 until 20:01: 20m1s of 20m0s
	// <nil>
}
