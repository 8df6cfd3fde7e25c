package policy_test

import (
	"fmt"
	"time"

	"github.com/leastrestrictive/interventions/policy"
	"github.com/leastrestrictive/interventions/policy/cbe3007"
)

// roomRegister is what a host has on file of a room: that it is as AR 3007 wants it, and approved for seclusion until an instant.
func roomRegister(room string, until time.Time) []policy.Credential {
	register := []policy.Credential{{Fact: policy.DesignatedRoom, Subject: room, Answer: policy.Yes, Until: until, Issuer: "superintendent"}}
	for _, f := range []policy.Fact{policy.RoomKeepsDignity, policy.RoomEasyAccess, policy.RoomObservable, policy.RoomAwayFromStairs,
		policy.RoomMeetsRequirements, policy.RoomSafeAndHumane, policy.RoomFreeOfHazards} {
		register = append(register, policy.Credential{Fact: f, Subject: room, Answer: policy.Yes})
	}
	return register
}

// May this room be used, and if not, which clause says no? That is asked without an incident. Here the approval ends with June.
func ExampleProfile_Inspect() {
	zone := time.FixedZone("", -6*60*60)
	register := roomRegister("room-a", policy.Date{Year: 2026, Month: time.July, Day: 1}.Start(zone))
	today := time.Date(2026, time.June, 30, 14, 0, 0, 0, zone)
	for _, at := range []time.Time{today, today.AddDate(0, 0, 1)} {
		checked, err := cbe3007.Profile().Inspect(nil, policy.Event{Kind: policy.Seclusion, At: at, Place: "room-a", Standing: register})
		if err != nil {
			fmt.Println(err)
			return
		}
		no := 0
		for f := range checked.Findings() {
			fmt.Println(at.Format(time.DateOnly), "may not be used:", f)
			no++
		}
		if no == 0 {
			fmt.Println(at.Format(time.DateOnly), "may be used")
		}
	}
	// Output:
	// 2026-06-30 may be used
	// 2026-07-01 may not be used: a secure room designated for seclusion: not so, AR 3007 7(12)(a), 6(3), at 14:00:00
}
