package program

import (
	"errors"
	"flag"
	"strings"
	"time"
	_ "time/tzdata" // a machine without zone data has no school days

	"github.com/leastrestrictive/interventions/policy"
)

const (
	zone = "America/Edmonton"
	bell = 15*time.Hour + 30*time.Minute
)

// Clock declares the flags of the school's clock, and returns the calendar that they set:
//
//	-zone ZONE       by which days begin and end (America/Edmonton)
//	-bell HH:MM      the end of each school day, Monday to Friday (15:30)
//	-holidays DATES  days without school, with commas: 2025-10-13,2025-11-11
//
// It stands as above until fs is parsed. The error says that there is no data of that zone.
func Clock(fs *flag.FlagSet) (*policy.SchoolCalendar, error) {
	at, err := time.LoadLocation(zone)
	if err != nil {
		return nil, err
	}
	c := &policy.SchoolCalendar{Zone: at}
	ring := func(at time.Duration) {
		c.Bells = map[time.Weekday]time.Duration{}
		for d := time.Monday; d <= time.Friday; d++ {
			c.Bells[d] = at
		}
	}
	ring(bell)
	fs.Func("zone", "", func(s string) error {
		at, err := time.LoadLocation(s)
		if err != nil || s == "" || s == "Local" {
			return errors.New("expected the name of a time zone, such as America/Edmonton")
		}
		c.Zone = at
		return nil
	})
	fs.Func("bell", "", func(s string) error {
		t, err := time.Parse("15:04", s)
		if err != nil {
			return errors.New("expected a time of the day such as 15:30")
		}
		ring(time.Duration(t.Hour())*time.Hour + time.Duration(t.Minute())*time.Minute)
		return nil
	})
	fs.Func("holidays", "", func(s string) error {
		c.Holidays = nil
		for day := range strings.SplitSeq(s, ",") {
			t, err := time.Parse(time.DateOnly, strings.TrimSpace(day))
			if err != nil {
				return errors.New("expected days with commas between them, such as 2025-10-13,2025-11-11")
			}
			c.Holidays = append(c.Holidays, policy.DateOf(t, time.UTC))
		}
		return nil
	})
	return c, nil
}

// Instant returns what reads a flag such as -now: an instant of RFC 3339 with its offset, of the years that events have, 1950 to 2149.
func Instant(to *time.Time) func(string) error {
	return func(s string) error {
		t, err := time.Parse(time.RFC3339, s)
		if err != nil || t.Year() < 1950 || t.Year() > 2149 {
			return errors.New("expected an instant such as 2025-10-06T10:12:00-06:00")
		}
		*to = t
		return nil
	}
}
