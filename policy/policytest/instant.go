package policytest

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/leastrestrictive/interventions/policy"
)

// instant is a time as a scenario has it: so long after its start, or by the clock of a local day, which is counted from that of the
// start or has a date of its own. It is resolved only once the start is known, since another scenario may begin at another time.
type instant struct {
	set    bool
	after  time.Duration // of elapsed time
	clock  time.Duration // by the clock on the wall
	day    int
	byDay  bool
	byDate bool
	date   policy.Date
}

const (
	wantInstant = "a time such as 2:30, 1:02:03, 1d2h, day 1 09:00 or 2025-10-09 10:00"
	wantOnClock = "a time that the clocks do not leave out"
)

// resolve returns the instant, and false for an hour that a clock change leaves out.
func (i instant) resolve(start time.Time) (time.Time, bool) {
	d := i.date
	switch {
	case i.byDay:
		d = policy.DateOf(start, start.Location()).Add(i.day)
	case !i.byDate:
		return start.Add(i.after), true
	}
	t := onDay(d, i.clock, start.Location())
	return t, policy.DateOf(t, t.Location()) == d && clockOf(t) == i.clock
}

func onDay(d policy.Date, clock time.Duration, in *time.Location) time.Time {
	h, m, s := clock/time.Hour, clock%time.Hour/time.Minute, clock%time.Minute/time.Second
	return time.Date(d.Year, d.Month, d.Day, int(h), int(m), int(s), int(clock%time.Second), in)
}

// clockOf is what the clock on the wall shows.
func clockOf(t time.Time) time.Duration {
	h, m, s := t.Clock()
	return time.Duration(h)*time.Hour + time.Duration(m)*time.Minute + time.Duration(s)*time.Second + time.Duration(t.Nanosecond())
}

// maxDays is how far from its start a scenario reaches.
const maxDays = 36_525

// parseOffset reads an offset, as 2:30, 1:02:03, -1d2h or 2m0.5s.
func parseOffset(s string) (time.Duration, bool) {
	digits, negative := strings.CutPrefix(s, "-")
	d, ok := parseLength(digits)
	if strings.Contains(digits, ":") {
		d, ok = parseColons(digits)
	}
	if negative {
		d = -d
	}
	return d, ok
}

// parseColons reads m:ss and h:mm:ss, each with a fraction or not.
func parseColons(s string) (time.Duration, bool) {
	parts := strings.Split(s, ":")
	if len(parts) > 3 {
		return 0, false
	}
	seconds, fraction, fractional := strings.Cut(parts[len(parts)-1], ".")
	parts[len(parts)-1] = seconds
	var whole int64
	for i, part := range parts {
		n, err := strconv.ParseUint(part, 10, 24)
		if err != nil || i > 0 && (len(part) != 2 || n > 59) {
			return 0, false
		}
		whole = whole*60 + int64(n)
	}
	if whole > maxDays*24*3600 {
		return 0, false
	}
	d := time.Duration(whole) * time.Second
	if fractional {
		if _, err := strconv.ParseUint(fraction, 10, 32); err != nil || len(fraction) > 9 {
			return 0, false
		}
		n, _ := strconv.ParseInt((fraction + "00000000")[:9], 10, 64)
		d += time.Duration(n)
	}
	return d, true
}

// parseLength reads a length of time as Go writes it, with days of 24 hours before it.
func parseLength(s string) (time.Duration, bool) {
	if s == "" || s[0] < '0' || s[0] > '9' {
		return 0, false
	}
	var days time.Duration
	if n, rest, ok := strings.Cut(s, "d"); ok {
		d, err := strconv.ParseUint(n, 10, 16)
		if err != nil || d > maxDays {
			return 0, false
		}
		if days, s = time.Duration(d)*24*time.Hour, rest; s == "" {
			return days, true
		}
	}
	rest, err := time.ParseDuration(s)
	if err != nil || s[0] < '0' || s[0] > '9' || rest > maxDays*24*time.Hour {
		return 0, false
	}
	return days + rest, true
}

// parseClock reads what a clock on the wall shows, as 09:00 or 15:30:05.
func parseClock(s string) (time.Duration, bool) {
	h, rest, ok := strings.Cut(s, ":")
	hours, err := strconv.ParseUint(h, 10, 8)
	if !ok || err != nil || hours > 23 || len(h) > 2 {
		return 0, false
	}
	if !strings.Contains(rest, ":") {
		rest += ":00"
	}
	m, _, _ := strings.Cut(rest, ":")
	d, ok := parseColons(rest)
	return time.Duration(hours)*time.Hour + d, ok && len(m) == 2 && d < time.Hour
}

func parseDate(s string) (policy.Date, bool) {
	t, err := time.Parse(time.DateOnly, s)
	return policy.DateOf(t, time.UTC), err == nil
}

// instantText writes an instant: as so long after the start on its local day, and otherwise by the clock.
func instantText(t, start time.Time) string {
	if policy.DateOf(t, start.Location()) == policy.DateOf(start, start.Location()) {
		return offsetText(t.Sub(start))
	}
	return clockText(t, start)
}

// clockText writes an instant by the clock of its local day.
func clockText(t, start time.Time) string {
	t = t.In(start.Location())
	day, clock := policy.DateOf(t, t.Location()), clockOf(t)
	if !onDay(day, clock, t.Location()).Equal(t) { // the second of two hours with one name
		if d := t.Sub(start); d < 0 {
			return "-" + lengthText(-d)
		}
		return lengthText(t.Sub(start))
	}
	noon := func(d policy.Date) time.Time { return time.Date(d.Year, d.Month, d.Day, 12, 0, 0, 0, time.UTC) }
	n := noon(day).Sub(noon(policy.DateOf(start, t.Location()))) / (24 * time.Hour)
	text := fmt.Sprintf("day %d %02d:%02d", n, clock/time.Hour, clock%time.Hour/time.Minute)
	if s := clock % time.Minute; s != 0 {
		text += fmt.Sprintf(":%02d", s/time.Second) + fractionText(s%time.Second)
	}
	return text
}

// offsetText writes m:ss or h:mm:ss.
func offsetText(d time.Duration) string {
	sign := ""
	if d < 0 {
		sign, d = "-", -d
	}
	h, m, s := d/time.Hour, d%time.Hour/time.Minute, d%time.Minute/time.Second
	if h > 0 {
		return fmt.Sprintf("%s%d:%02d:%02d", sign, h, m, s) + fractionText(d%time.Second)
	}
	return fmt.Sprintf("%s%d:%02d", sign, m, s) + fractionText(d%time.Second)
}

func fractionText(d time.Duration) string {
	if d == 0 {
		return ""
	}
	return "." + strings.TrimRight(fmt.Sprintf("%09d", d), "0")
}

// lengthText writes a length of time, with days of 24 hours.
func lengthText(d time.Duration) string {
	days, rest := d/(24*time.Hour), d%(24*time.Hour)
	switch {
	case days == 0:
		return rest.String()
	case rest == 0:
		return fmt.Sprintf("%dd", days)
	}
	return fmt.Sprintf("%dd%s", days, rest)
}
