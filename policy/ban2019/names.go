package ban2019

import "github.com/leastrestrictive/interventions/policy"

// The names of the rules. A new one is written here by hand; go generate writes what stands above each.

// NoSeclusionWithoutExemption is 2019 ban reported 1 and reported 4: an
// exemption from the ban on seclusion rooms.
//
// Seclusion: it may begin, and begin again, only where the student is exempted
// from a ban on seclusion rooms or the place is exempted from a ban on
// seclusion rooms; an inspection asks the same. Where that does not hold, or
// is not on record, it is refused.
//
// This keeps it:
//
//	kind: seclusion
//	on file: exempt-room of room-1
//	0:00  initiate in room-1
//	-> satisfied reported 1,reported 4 no-seclusion-without-exemption
//
// This breaks it:
//
//	kind: seclusion
//	on file: no exempt-student; no exempt-room of room-1
//	0:00  initiate in room-1
//	-> breached reported 1,reported 4 no-seclusion-without-exemption of
//	   room-1 at 0:00
const NoSeclusionWithoutExemption policy.RuleID = "no-seclusion-without-exemption"
