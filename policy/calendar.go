package policy

import (
	"fmt"
	"slices"
	"time"
)

// Date is a day of the civil calendar. The zero value is no date.
type Date struct {
	Year  int
	Month time.Month
	Day   int
}

// DateOf returns the local day of an instant.
func DateOf(t time.Time, in *time.Location) Date {
	y, m, d := t.In(in).Date()
	return Date{y, m, d}
}

// Start returns the first instant of d in a location. Where the clocks skip midnight that is the first instant that exists.
func (d Date) Start(in *time.Location) time.Time {
	t := time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, in)
	if DateOf(t, in).Before(d) { // time.Date may answer with the hour before a gap
		t = t.Add(time.Hour)
	}
	return t
}

// Add returns the date n days later.
func (d Date) Add(n int) Date {
	if day := d.Day + n; day >= 1 && day <= 28 && d.Month >= time.January && d.Month <= time.December { // every month has these
		return Date{d.Year, d.Month, day}
	}
	y, m, day := time.Date(d.Year, d.Month, d.Day+n, 12, 0, 0, 0, time.UTC).Date()
	return Date{y, m, day}
}

// Weekday returns the day of the week.
func (d Date) Weekday() time.Weekday {
	return time.Date(d.Year, d.Month, d.Day, 12, 0, 0, 0, time.UTC).Weekday()
}

// Before reports whether d is earlier than o.
func (d Date) Before(o Date) bool {
	return d.Year < o.Year || d.Year == o.Year && (d.Month < o.Month || d.Month == o.Month && d.Day < o.Day)
}

// IsZero reports whether d is no date.
func (d Date) IsZero() bool { return d == Date{} }

// isDay reports whether d is no date, or a day that there is.
func (d Date) isDay() bool { return d.IsZero() || d.Add(0) == d }

// String returns d as 2006-01-02.
func (d Date) String() string {
	if d.IsZero() {
		return ""
	}
	return fmt.Sprintf("%04d-%02d-%02d", d.Year, int(d.Month), d.Day)
}

// Calendar is what a host knows of its days. Local days come from it and from nothing else, never from the offset of an event.
// It must give the same answers for as long as incidents are judged by it, and be safe for use by several goroutines.
type Calendar interface {
	// Location is the zone of the school's clock, as the host has it: a Go release's own zone data can be older than the law.
	Location() *time.Location
	// End returns the end of the named period on a local day: the bell, for [SchoolDay]. The answer is No where that day has no
	// such period, and NotRecorded where the host does not know. [LocalDay] is never asked for.
	End(p Period, day Date) (time.Time, Answer)
}

// periodEnd asks a calendar, and knows itself that each day ends at midnight.
func periodEnd(cal Calendar, p Period, day Date) (time.Time, Answer) {
	if p == LocalDay {
		return day.Add(1).Start(cal.Location()), Yes
	}
	return cal.End(p, day)
}

// nthDay finds the n-th day after a day that has the period, and its end there. It is false where the calendar does not know of a day on
// the way, or where there are not so many within the longest search.
func nthDay(cal Calendar, p Period, day Date, n int) (nth Date, end time.Time, ok bool) {
	for searched := 0; n > 0; searched++ {
		day = day.Add(1)
		e, a := periodEnd(cal, p, day)
		switch {
		case a == NotRecorded || searched > longestSearch:
			return Date{}, time.Time{}, false
		case a == Yes:
			n--
			end = e
		}
	}
	return day, end, true
}

// longestSearch is how many days are looked through for one of a kind: more than a school's longest break.
const longestSearch = 400

// furthestSearch is how many are looked through for all of a window, whatever breaks there are: 400 days that come once a week take 2800.
const furthestSearch = 10 * longestSearch

// SchoolCalendar is a plain [Calendar]: weekdays with a bell, except on holidays, within the days that the host vouches for. A nil one knows
// of no day.
type SchoolCalendar struct {
	Zone     *time.Location
	Bells    map[time.Weekday]time.Duration // the end of school on each weekday that has any, by the clock: 15h30m is half past three
	Early    map[Date]time.Duration         // days on which school ends at another time
	Holidays []Date                         // days without school
	From     Date                           // first day that it knows; zero: it knows all
	Until    Date                           // last day that it knows; zero: it knows all
}

// Location returns Zone, and UTC where there is none.
func (c *SchoolCalendar) Location() *time.Location {
	if c == nil || c.Zone == nil {
		return time.UTC
	}
	return c.Zone
}

// End returns the bell of a school day.
func (c *SchoolCalendar) End(p Period, day Date) (time.Time, Answer) {
	if c == nil || p != SchoolDay || !c.From.IsZero() && day.Before(c.From) || !c.Until.IsZero() && c.Until.Before(day) {
		return time.Time{}, NotRecorded
	}
	if slices.Contains(c.Holidays, day) {
		return time.Time{}, No
	}
	bell, ok := c.Early[day]
	if !ok {
		if bell, ok = c.Bells[day.Weekday()]; !ok {
			return time.Time{}, No
		}
	}
	// By the clock on the wall, not by elapsed time: on a day of a clock change they differ.
	h, m, s := int(bell/time.Hour), int(bell%time.Hour/time.Minute), int(bell%time.Minute/time.Second)
	return time.Date(day.Year, day.Month, day.Day, h, m, s, 0, c.Location()), Yes
}
