package policytest

import (
	"slices"
	"sync"
	"time"

	"github.com/leastrestrictive/interventions/policy"
)

// The fake school. Its people are trees and numbers, so that nobody takes them for somebody.
const (
	Student   = "student-1" // whom an incident is about unless it says otherwise
	Room      = "room-1"    // approved for all that a place can be approved for
	OtherRoom = "room-2"    // for nothing
)

// Person returns somebody of the fake school with the part that they play there, and false for an ID that it does not know: "ash"
// and "birch", key staff who hold whatever a person can hold; "cedar", who is trained but no key staff; "maple", who holds nothing;
// "oak", the principal; "rowan", the assistant principal; "parent-1", "parent-2", "student-1", "director-1", "superintendent-1" and
// "emergency-1".
func Person(id string) (policy.Person, bool) {
	for _, p := range people() {
		if p.ID == id {
			return p, true
		}
	}
	return policy.Person{}, false
}

func people() []policy.Person {
	return []policy.Person{
		{ID: "ash", Role: policy.SchoolStaff}, {ID: "birch", Role: policy.SchoolStaff}, {ID: "cedar", Role: policy.SchoolStaff},
		{ID: "maple", Role: policy.SchoolStaff}, {ID: "oak", Role: policy.Principal}, {ID: "rowan", Role: policy.AssistantPrincipal},
		{ID: "parent-1", Role: policy.Parent}, {ID: "parent-2", Role: policy.Parent}, {ID: Student, Role: policy.Student},
		{ID: "director-1", Role: policy.Director}, {ID: "superintendent-1", Role: policy.AssistantSuperintendent},
		{ID: "emergency-1", Role: policy.EmergencyServices},
	}
}

// Registers returns what stands on file at the fake school, all of it without dates: each standing fact that the library knows, of
// each member of staff, of both rooms, of the school, and of the student. Of the staff and the rooms each answer is yes or no as
// [Person] and the rooms say. The student's answers are those under which nothing is in the way: consent is given, their speech is
// enough, and no plan sets a limit. The facts of a profile's own are not among them.
func Registers() []policy.Credential {
	var on []policy.Credential
	put := func(f policy.Fact, subject string, yes bool) {
		c := policy.Credential{Fact: f, Subject: subject, Answer: policy.No}
		if yes {
			c.Answer = policy.Yes
		}
		on = append(on, c)
	}
	cedar := []policy.Fact{policy.Trained, policy.Qualified, policy.Authorized, policy.CommunicatesWithThem}
	for _, f := range policy.Facts() {
		switch {
		case f.Sort != policy.Standing || f.Name == policy.PlanLimit: // a limit is an amount, not an answer
		case f.About == policy.AboutPerson:
			for _, id := range []string{"ash", "birch", "cedar", "maple", "oak", "rowan"} {
				put(f.Name, id, id == "ash" || id == "birch" || id == "cedar" && slices.Contains(cedar, f.Name))
			}
		case f.About == policy.AboutPlace:
			put(f.Name, Room, true)
			put(f.Name, OtherRoom, false)
		default:
			switch f.Name {
			case policy.SpeechInadequate, policy.SeclusionContraindicated, policy.RestraintContraindicated:
				put(f.Name, "", false)
			default:
				put(f.Name, "", true)
			}
		}
	}
	return on
}

// Start returns when an incident of the fake school begins unless it says otherwise: Thursday 9 October 2025 at ten o'clock. The
// Monday after it is a holiday.
func Start() time.Time { return time.Date(2025, time.October, 9, 10, 0, 0, 0, zone()) }

// Calendar returns a new calendar of the fake school, which a test may change: school from Monday to Friday until 15:30, with
// holidays, known from August 2025 to July 2026.
func Calendar() *policy.SchoolCalendar {
	c := &policy.SchoolCalendar{
		Zone:  zone(),
		Bells: map[time.Weekday]time.Duration{},
		Early: map[policy.Date]time.Duration{date(2025, time.December, 19): 12 * time.Hour},
		From:  date(2025, time.August, 1),
		Until: date(2026, time.July, 31),
	}
	for d := time.Monday; d <= time.Friday; d++ {
		c.Bells[d] = 15*time.Hour + 30*time.Minute
	}
	for _, off := range [][2]policy.Date{
		{c.From, date(2025, time.September, 1)}, // the summer, and Labour Day
		{date(2025, time.October, 13), date(2025, time.October, 13)},
		{date(2025, time.November, 10), date(2025, time.November, 14)},
		{date(2025, time.December, 20), date(2026, time.January, 4)},
		{date(2026, time.February, 16), date(2026, time.February, 16)},
		{date(2026, time.March, 23), date(2026, time.April, 6)},
		{date(2026, time.May, 18), date(2026, time.May, 18)},
		{date(2026, time.June, 27), c.Until},
	} {
		for d := off[0]; !off[1].Before(d); d = d.Add(1) {
			c.Holidays = append(c.Holidays, d)
		}
	}
	return c
}

func date(y int, m time.Month, d int) policy.Date { return policy.Date{Year: y, Month: m, Day: d} }

// zone is the clock of the fake school: that of Edmonton in the school year that its calendar knows. It comes with the kit, so that
// a scenario says the same on every machine and under every release of the zone data.
var zone = sync.OnceValue(func() *time.Location {
	const (
		unused  = "\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00"
		none    = "\x00\x00\x00\x00"
		nothing = "TZif2" + unused + none + none + none + none + none + none
		one     = "TZif2" + unused + none + none + none + none + "\x00\x00\x00\x01" + "\x00\x00\x00\x04"
		winter  = "\xff\xff\x9d\x90" + "\x00" + "\x00" + "MST\x00" // seven hours behind
		rule    = "\nMST7MDT,M3.2.0,M11.1.0\n"
	)
	z, err := time.LoadLocationFromTZData("America/Edmonton", []byte(nothing+one+winter+rule))
	if err != nil {
		panic(err) // a fault in this package, which its tests find; no data from outside comes so far
	}
	return z
})
